package org.coverslip.app;

import java.util.Arrays;
import java.util.List;

import ij.IJ;
import ij.WindowManager;
import ij.plugin.frame.Recorder;

/**
 * A user who opens a part of a stack by the dialog, and crops a part of that. Prints what is shown. Argument: a slide.
 */
final class StackSession {

	private StackSession() {}

	public static void main(final String[] args) throws Exception {
		try {
			ImageJLauncher.start(false);
			new Recorder();
			run(args[0]);
		}
		catch (final Throwable e) {
			e.printStackTrace();
			Runtime.getRuntime().halt(1);
		}
		System.out.flush();
		Runtime.getRuntime().halt(0); // ImageJ would go on, and write its preferences at the end
	}

	private static void run(final String slide) throws Exception {
		ShownDialog.begin("Open Slide...");
		ShownDialog.with("Help").type("Slide", slide).closeBy(CommandDialog.MORE);
		final ShownDialog more = ShownDialog.with("Help");
		System.out.println(more.text("Channels") + " " + more.text("Focal planes") + " " + more.text("Time points"));
		more.type("Channels", "0,2").type("Focal planes", "3-1").closeBy("OK");
		final ShownDialog message = ShownDialog.message();
		System.out.println(message.shownText());
		message.closeBy("OK");
		ShownDialog.with("Help").type("Focal planes", "1-3").type("Time points", "2").closeBy("OK");
		opened(1);
		IJ.makeRectangle(10, 20, 50, 40);
		ShownDialog.begin("Crop ROI to Image...");
		ShownDialog.with("Help").closeBy(CommandDialog.MORE);
		ShownDialog.with("Help").type("Channels", "2").type("Focal planes", "-1").closeBy("OK");
		opened(2);
	}

	private static void opened(final int count) throws Exception {
		ShownDialog.waitFor("image " + count,
			() -> WindowManager.getImageCount() == count && recorded().size() == count ? "" : null);
		System.out.println(Arrays.toString(IJ.getImage().getDimensions()));
		System.out.println(recorded().get(count - 1));
	}

	private static List<String> recorded() {
		return Recorder.getInstance().getText().lines().filter(line -> line.contains("run(\"") && line.endsWith(");"))
			.toList();
	}
}
