package org.coverslip.app;

import java.awt.EventQueue;
import java.awt.TextArea;
import java.awt.event.KeyEvent;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.coverslip.command.DrawnSlide;
import org.coverslip.slide.ProgressListener;

import ij.Executer;
import ij.IJ;
import ij.gui.ProgressBar;
import ij.io.OpenDialog;
import ij.plugin.frame.Recorder;

/**
 * A user who is asked by the dialog of Convert Slide more than once. Prints what is shown. Arguments: a slide, and a
 * folder for what is written.
 */
final class AskingSession {

	private static final String COMMAND = "Convert Slide...";
	private static final String OUTPUT = "Pyramidal TIFF, OME-Zarr or DICOM";

	private static final int LARGE = 2500;

	private final String slide;
	private final Path folder;

	private AskingSession(final String slide, final Path folder) {
		this.slide = slide;
		this.folder = folder;
	}

	public static void main(final String[] args) throws Exception {
		try {
			ImageJLauncher.start(false);
			new Recorder();
			new AskingSession(args[0], Path.of(args[1])).run();
		}
		catch (final Throwable e) {
			e.printStackTrace();
			Runtime.getRuntime().halt(1);
		}
		System.out.flush();
		Runtime.getRuntime().halt(0); // ImageJ would go on, and write its preferences at the end
	}

	private void run() throws Exception {
		aFileThatIsThere();
		aWrongEnding();
		aFailure();
		escape();
	}

	private void escape() throws Exception {
		final Path large = DrawnSlide.write(folder.resolve("large.svs"), LARGE, LARGE, ProgressListener.NONE);
		new Executer(COMMAND, null);
		dialog().type("Slide", large.toString()).type(OUTPUT, folder.resolve("canceled.tif").toString())
			.choose("Compression", "jpeg2000").closeBy("OK");
		ShownDialog.waitFor("progress", () -> isProgressShown() ? "" : null);
		IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		final ShownDialog message = ShownDialog.message();
		say(message.shownText());
		message.closeBy("OK");
		waitForTheEnd();
		// what is still waiting is older than this
		EventQueue.invokeAndWait(() -> {});
		say(isProgressShown() ? "still in progress" : "no progress");
		say(Files.exists(folder.resolve("canceled.tif")) ? "written" : "not written");
	}

	private static boolean isProgressShown() {
		try {
			final var shown = ProgressBar.class.getDeclaredField("showBar");
			shown.setAccessible(true);
			return shown.getBoolean(IJ.getInstance().getProgressBar());
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}

	private static void waitForTheEnd() throws Exception {
		ShownDialog.waitFor("the end of the command", () -> Thread.getAllStackTraces().keySet().stream()
			.anyMatch(thread -> thread.getName().startsWith("Run$_")) ? null : "");
	}

	private void aFileThatIsThere() throws Exception {
		final Path target = Files.writeString(folder.resolve("there.tif"), "precious");
		new Executer(COMMAND, null);
		dialog().type("Slide", slide).type(OUTPUT, folder.resolve("there").toString()).closeBy("OK");
		final ShownDialog question = ShownDialog.with("Replace it");
		say(question.shownText());
		question.closeBy("Back");
		say("still " + Files.readString(target));
		final ShownDialog again = dialog();
		say(again.text("Slide").equals(slide) && again.text(OUTPUT).equals(folder.resolve("there").toString())
			? "same values" : "other values");
		again.closeBy("OK");
		ShownDialog.with("Replace it").closeBy("Replace it");
		say(recorded());
		say(Files.size(target) > "precious".length() ? "replaced" : "not replaced");
		final File last = new File(OpenDialog.getDefaultDirectory());
		say(last.equals(new File(slide).getParentFile()) ? "same folder" : "other");
	}

	private void aWrongEnding() throws Exception {
		new Executer(COMMAND, null);
		dialog().type("Slide", slide).type(OUTPUT, folder.resolve("wrong.png").toString()).closeBy("OK");
		message();
		dialog().type(OUTPUT, folder.resolve("right").toString()).closeBy("OK");
		say(recorded());
		say(Files.exists(folder.resolve("right.tif")) ? "written" : "not written");
	}

	private void aFailure() throws Exception {
		final String broken = Files.writeString(folder.resolve("broken.svs"), "this is no slide").toString();
		new Executer(COMMAND, null);
		dialog().type("Slide", broken).type(OUTPUT, folder.resolve("never.tif").toString())
			.choose("Compression", "jpeg").closeBy("OK");
		message();
		final ShownDialog again = dialog();
		say(again.text("Slide").equals(broken) + " " + again.text("Compression"));
		again.type("Slide", slide).closeBy("OK");
		say(recorded());
		new Executer(COMMAND, null);
		dialog().closeBy("Cancel");
		waitForTheEnd();
		say("recorded: " + Recorder.getInstance().getText());
	}

	private static ShownDialog dialog() throws Exception {
		return ShownDialog.with("Help");
	}

	/** A message in its own window. */
	private static void message() throws Exception {
		final ShownDialog shown = ShownDialog.message();
		say(shown.shownText().replace('\n', ' '));
		shown.closeBy("OK");
	}

	/** Waits for the recorder, and takes what it has recorded. */
	private static String recorded() throws Exception {
		final Recorder recorder = Recorder.getInstance();
		return ShownDialog.waitFor("a line of the recorder", () -> {
			final String text = recorder.getText();
			if (!text.endsWith(");\n")) return null;
			Stream.of(recorder.getComponents()).filter(TextArea.class::isInstance)
				.forEach(area -> ((TextArea) area).setText(""));
			return text.strip();
		});
	}

	private static void say(final String text) {
		System.out.println(text);
	}
}
