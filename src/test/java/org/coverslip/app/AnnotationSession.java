package org.coverslip.app;

import java.io.File;

import ij.IJ;
import ij.WindowManager;
import ij.plugin.frame.Recorder;
import ij.plugin.frame.RoiManager;

/**
 * What a user does before a screen: opens an overview and the recorder, imports annotations and exports them by their
 * dialogs, and runs what was recorded. Prints the name that the second dialog offers and the recorded macro, and leaves
 * a picture of the screen. Arguments: slide, annotations, folder for results.
 */
final class AnnotationSession {

	private AnnotationSession() {}

	public static void main(final String[] args) throws Exception {
		ImageJLauncher.start(false);
		IJ.run("Open Overview...", "input=[" + args[0] + "] size=550");
		new Recorder();
		ShownDialog.begin("Import Annotations...");
		ShownDialog.with("Help").type("Annotations", args[1]).closeBy("OK");
		ShownDialog.waitFor("regions", () -> count() == 7 && recorded("Import Annotations...") ? "" : null);
		ShownDialog.begin("Export Annotations...");
		final ShownDialog dialog = ShownDialog.with("Help");
		System.out.println("offered: " + dialog.text("Annotations"));
		final File output = new File(args[2], "out.geojson");
		dialog.type("Annotations", output.getPath()).closeBy("OK");
		ShownDialog.waitFor("the file", () -> output.exists() && recorded("Export Annotations...") ? "" : null);
		final String macro = Recorder.getInstance().getText();
		System.out.println(macro);
		if (!output.delete()) throw new IllegalStateException(output + " cannot be deleted");
		IJ.runMacro(macro);
		System.out.println("replayed: " + WindowManager.getCurrentImage().getOverlay().size() + " regions");
		Runtime.getRuntime().halt(0); // ImageJ would go on, and write its preferences at the end
	}

	private static int count() {
		return RoiManager.getInstance2() == null ? 0 : RoiManager.getInstance2().getCount();
	}

	private static boolean recorded(final String command) {
		return Recorder.getInstance().getText().matches("(?s).*" + command.replace(".", "\\.") + "\".*\\);\\s*");
	}
}
