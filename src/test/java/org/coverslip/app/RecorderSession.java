package org.coverslip.app;

import java.awt.Button;
import java.awt.Choice;
import java.awt.EventQueue;
import java.awt.TextField;
import java.awt.event.ActionEvent;
import java.io.File;
import java.util.List;

import ij.Executer;
import ij.IJ;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

/**
 * What a user does before a screen: opens the recorder, chooses a command from the menu, fills in its dialog and
 * presses OK; then runs what was recorded. Prints the recorded macro. Arguments: slide, output.
 */
final class RecorderSession {

	private static final long PATIENCE_MS = 30_000;

	private RecorderSession() {}

	public static void main(final String[] args) throws Exception {
		ImageJLauncher.start(false);
		new Recorder();
		new Executer("Convert Slide...", null);
		final GenericDialog dialog = waitForDialog();
		final List<TextField> fields = dialog.getStringFields().stream().map(field -> (TextField) field).toList();
		EventQueue.invokeAndWait(() -> {
			fields.get(0).setText(args[0]);
			fields.get(1).setText(args[1]);
			((Choice) dialog.getChoices().get(0)).select("deflate");
			fields.get(4).setText("75"); // after scene and region
			fields.get(5).setText("128");
		});
		press(dialog.getButtons()[0]);
		final File output = new File(args[1]);
		waitFor(() -> output.exists() && Recorder.getInstance().getText().contains(");"));
		final String macro = Recorder.getInstance().getText();
		System.out.println(macro);
		if (!output.delete()) throw new IllegalStateException(output + " cannot be deleted");
		IJ.runMacro(macro);
		System.out.println(output.exists() ? "replayed" : "not replayed");
		Runtime.getRuntime().halt(0); // ImageJ would go on, and write its preferences at the end
	}

	private static GenericDialog waitForDialog() throws InterruptedException {
		waitFor(() -> GenericDialog.getInstance() != null && GenericDialog.getInstance().isShowing());
		return GenericDialog.getInstance();
	}

	private static void press(final Button button) {
		EventQueue.invokeLater(
			() -> button.dispatchEvent(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, button.getLabel())));
	}

	private static void waitFor(final Condition condition) throws InterruptedException {
		final long end = System.currentTimeMillis() + PATIENCE_MS;
		while (!condition.holds()) {
			if (System.currentTimeMillis() > end) throw new IllegalStateException("waited in vain");
			Thread.sleep(50);
		}
	}

	/** What is waited for. */
	private interface Condition {

		boolean holds();
	}
}
