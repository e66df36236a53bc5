package org.coverslip.app;

import java.io.File;
import java.util.List;

import ij.Executer;
import ij.IJ;
import ij.plugin.frame.Recorder;

/**
 * What a user does before a screen: opens an overview, draws on it, and chooses <i>Convert Slide…</i>, first with the
 * name of no region. Prints what the dialog holds, what it is told, and what is recorded. Arguments: slide, output.
 */
final class DrawnRegionSession {

	private DrawnRegionSession() {}

	public static void main(final String[] args) throws Exception {
		ImageJLauncher.start(false);
		IJ.run("Open Overview...", "input=[" + args[0] + "] size=275");
		IJ.makeRectangle(50, 25, 60, 40);
		new Recorder();
		new Executer("Convert Slide...", null);
		final ShownDialog dialog = ShownDialog.with("Help");
		System.out.println("dialog: " + List.of(dialog.text("Slide"), dialog.text("Pyramidal TIFF, OME-Zarr or DICOM"),
			dialog.text("Scene"), dialog.text("Region")));
		dialog.type("Pyramidal TIFF, OME-Zarr or DICOM", args[1]).type("Region", "nothing").closeBy("OK");
		final ShownDialog message = ShownDialog.message();
		System.out.println("refused: " + message.shownText());
		message.closeBy("OK");
		ShownDialog.with("Help").type("Region", "roi").closeBy("OK");
		ShownDialog.waitFor("what is recorded",
			() -> new File(args[1]).exists() && Recorder.getInstance().getText().contains(");") ? "" : null);
		System.out.println("recorded: "
			+ Recorder.getInstance().getText().replaceAll("(?s).*Convert Slide...\", \"(.*compression=\\w+).*", "$1"));
		Runtime.getRuntime().halt(0); // ImageJ would go on, and write its preferences at the end
	}
}
