package org.coverslip.app;

import java.awt.TextField;
import java.io.File;
import java.util.List;

import ij.Executer;
import ij.IJ;
import ij.gui.GenericDialog;
import ij.gui.MessageDialog;
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
		final GenericDialog dialog = DialogUser.waitFor(GenericDialog.class);
		final List<TextField> fields = DialogUser.textFields(dialog);
		System.out.println("dialog: " + fields.subList(0, 4).stream().map(TextField::getText).toList());
		DialogUser.type(fields.get(1), args[1]);
		DialogUser.type(fields.get(3), "nothing");
		DialogUser.press(dialog.getButtons()[0]);
		final MessageDialog message = DialogUser.waitFor(MessageDialog.class);
		System.out.println("refused: " + DialogUser.text(message));
		message.dispose();
		DialogUser.waitUntil(() -> DialogUser.shown(GenericDialog.class).filter(shown -> shown != dialog).isPresent());
		final GenericDialog again = DialogUser.waitFor(GenericDialog.class);
		DialogUser.type(DialogUser.textFields(again).get(3), "roi");
		DialogUser.press(again.getButtons()[0]);
		DialogUser.waitUntil(() -> new File(args[1]).exists() && Recorder.getInstance().getText().contains(");"));
		System.out.println("recorded: "
			+ Recorder.getInstance().getText().replaceAll("(?s).*Convert Slide...\", \"(.*compression=\\w+).*", "$1"));
		Runtime.getRuntime().halt(0); // ImageJ would go on, and write its preferences at the end
	}
}
