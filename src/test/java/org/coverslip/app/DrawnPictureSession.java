package org.coverslip.app;

import java.io.File;

import ij.Executer;
import ij.IJ;
import ij.plugin.frame.Recorder;

/**
 * A user who draws on an overview and saves that as a picture. Prints what the dialog holds and what is recorded.
 * Arguments: a slide, and the picture.
 */
final class DrawnPictureSession {

	private DrawnPictureSession() {}

	public static void main(final String[] args) throws Exception {
		ImageJLauncher.start(false);
		IJ.run("Open Overview...", "input=[" + args[0] + "] size=275");
		IJ.makeRectangle(50, 25, 60, 40);
		new Recorder();
		new Executer("Save Region as Image...", null);
		final ShownDialog dialog = ShownDialog.with("Help");
		System.out.println(dialog.text("Region") + "; " + (dialog.has("Left") ? "unfolded" : "folded"));
		dialog.type("Image", args[1]).closeBy("OK");
		ShownDialog.waitFor("what is recorded",
			() -> new File(args[1]).exists() && Recorder.getInstance().getText().contains(");") ? "" : null);
		System.out.println(Recorder.getInstance().getText().lines().filter(line -> line.contains("run(\""))
			.reduce((a, b) -> b).orElse("").replaceAll(".*( region=\\S+).*", "$1").strip());
		System.out.flush();
		Runtime.getRuntime().halt(0); // ImageJ would go on, and write its preferences at the end
	}
}
