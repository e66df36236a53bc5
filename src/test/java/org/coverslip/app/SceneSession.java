package org.coverslip.app;

import java.util.List;

import ij.IJ;
import ij.WindowManager;
import ij.plugin.frame.Recorder;

/**
 * A user who chooses a scene in a dialog: of a slide that is typed in, then of another one, and of an open image.
 * Prints what is shown. Arguments: a slide of four scenes, and one of two.
 */
final class SceneSession {

	private static final String SCENE = "Scene";

	private SceneSession() {}

	public static void main(final String[] args) throws Exception {
		try {
			ImageJLauncher.start(false);
			new Recorder();
			run(args[0], args[1]);
		}
		catch (final Throwable e) {
			e.printStackTrace();
			Runtime.getRuntime().halt(1);
		}
		System.out.flush();
		Runtime.getRuntime().halt(0); // ImageJ would go on, and write its preferences at the end
	}

	private static void run(final String four, final String two) throws Exception {
		ShownDialog.begin("Open Slide...");
		final ShownDialog dialog = ShownDialog.with("Help");
		System.out.println(dialog.choices(SCENE));
		dialog.type("Slide", four);
		listed(dialog, 4);
		dialog.choices(SCENE).forEach(System.out::println);
		dialog.choose(SCENE, dialog.choices(SCENE).get(3));
		levels(dialog, "230 x 100");
		dialog.type("Slide", two);
		listed(dialog, 2);
		System.out.println("of the other: " + dialog.text(SCENE));
		dialog.type("Slide", four);
		listed(dialog, 4);
		dialog.choose(SCENE, dialog.choices(SCENE).get(2));
		levels(dialog, "220 x 100");
		dialog.closeBy("OK");
		opened(1);
		IJ.makeRectangle(5, 5, 20, 10);
		ShownDialog.begin("Tissue Mask..."); // has its scene from the image
		final ShownDialog mask = ShownDialog.with("Help");
		System.out.println("of the image: " + mask.text(SCENE));
		mask.closeBy("OK");
		opened(2);
		System.out.println(IJ.getLog() == null ? "nothing is logged" : IJ.getLog());
	}

	private static void listed(final ShownDialog dialog, final int count) throws Exception {
		ShownDialog.waitFor(count + " scenes", () -> dialog.choicesNow(SCENE).size() == count
			&& dialog.choicesNow(SCENE).get(0).contains("of " + count) ? "" : null);
	}

	/** The levels are those of the scene that is chosen. */
	private static void levels(final ShownDialog dialog, final String size) throws Exception {
		ShownDialog.waitFor("levels of " + size,
			() -> dialog.choicesNow(ScaleRow.LABEL).get(0).contains(size) ? "" : null);
	}

	private static void opened(final int count) throws Exception {
		ShownDialog.waitFor("image " + count,
			() -> WindowManager.getImageCount() == count && recorded().size() == count ? "" : null);
		System.out.println(IJ.getImage().getWidth() + " x " + IJ.getImage().getHeight());
		System.out.println(recorded().get(count - 1).replaceFirst("( scene=\\d+ ).*", "$1..."));
	}

	/** Commands, without the windows that were chosen. */
	private static List<String> recorded() {
		return Recorder.getInstance().getText().lines().filter(line -> line.contains("run(\"") && line.endsWith(");"))
			.toList();
	}
}
