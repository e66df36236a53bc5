package org.coverslip.app;

import java.awt.Rectangle;
import java.awt.Robot;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.coverslip.command.FijiSession;

import ij.Executer;
import ij.plugin.frame.Recorder;

/**
 * A user in Fiji's ImageJ who converts what is no slide, and then a slide, to a file that is there. Prints what is
 * shown and recorded. Arguments: a slide, a folder for what is written, and a PNG file for the screen, or nothing.
 */
final class FijiDialogSession {

	private FijiDialogSession() {}

	public static void main(final String[] args) throws Exception {
		FijiSession.start();
		try {
			User.run(args[0], Path.of(args[1]), args.length > 2 ? new File(args[2]) : null);
		}
		catch (final Throwable e) {
			e.printStackTrace();
			Runtime.getRuntime().halt(1);
		}
		System.out.flush();
		Runtime.getRuntime().halt(0); // ImageJ would go on
	}

	/** Apart, so that no class of ImageJ is loaded before it is patched. */
	private static final class User {

		static void run(final String slide, final Path folder, final File picture) throws Exception {
			final String broken = Files.writeString(folder.resolve("broken.svs"), "this is no slide").toString();
			final Path there = Files.writeString(folder.resolve("there.tif"), "precious");
			new Recorder();
			new Executer("Convert Slide...", null);
			final ShownDialog dialog = ShownDialog.with("Help");
			System.out.println(dialog.title() + (dialog.has("Tile size") ? "" : ", folded"));
			dialog.type("Slide", broken).type("Pyramidal TIFF, OME-Zarr or DICOM", there.toString());
			if (picture != null) {
				final Robot robot = new Robot();
				robot.waitForIdle();
				robot.delay(500);
				ImageIO.write(robot.createScreenCapture(new Rectangle(0, 0, 1280, 1024)), "png", picture);
			}
			dialog.closeBy("OK");
			answer("Replace it");
			answer("OK");
			final ShownDialog again = ShownDialog.with("Help");
			System.out.println(again.text("Slide").equals(broken) ? "same values" : "other values");
			again.type("Slide", slide).closeBy("OK");
			answer("Replace it");
			System.out.println(ShownDialog.waitFor("what is recorded", () -> {
				final String text = Recorder.getInstance().getText();
				return text.contains("Convert Slide...") ? text.strip() : null;
			}));
			System.out.println(Files.size(there) > "precious".length() ? "replaced" : "not replaced");
		}

		private static void answer(final String button) throws Exception {
			final ShownDialog question = button.equals("OK") ? ShownDialog.message() : ShownDialog.with(button);
			System.out.println(question.shownText().lines().findFirst().orElse(""));
			question.closeBy(button);
		}
	}
}
