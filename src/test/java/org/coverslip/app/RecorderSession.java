package org.coverslip.app;

import java.io.File;

import ij.Executer;
import ij.IJ;
import ij.plugin.frame.Recorder;

/**
 * What a user does before a screen: opens the recorder, chooses a command from the menu, fills in its dialog and
 * presses OK; then runs what was recorded. Prints the recorded macro. Arguments: slide, output.
 */
final class RecorderSession {

	private RecorderSession() {}

	public static void main(final String[] args) throws Exception {
		ImageJLauncher.start(false);
		new Recorder();
		new Executer("Convert Slide...", null);
		ShownDialog.with("Help").type("Slide", args[0]).type("Pyramidal TIFF, OME-Zarr or DICOM", args[1])
			.choose("Compression", "deflate").type("Quality", "75").closeBy(CommandDialog.MORE);
		ShownDialog.with("Help").type("Tile size", "128").closeBy("OK");
		final File output = new File(args[1]);
		ShownDialog.waitFor("what is recorded",
			() -> output.exists() && Recorder.getInstance().getText().contains(");") ? "" : null);
		final String macro = Recorder.getInstance().getText();
		System.out.println(macro);
		if (!output.delete()) throw new IllegalStateException(output + " cannot be deleted");
		IJ.runMacro(macro);
		System.out.println(output.exists() ? "replayed" : "not replayed");
		Runtime.getRuntime().halt(0); // ImageJ would go on, and write its preferences at the end
	}
}
