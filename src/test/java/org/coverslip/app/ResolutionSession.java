package org.coverslip.app;

import java.awt.EventQueue;
import java.awt.Menu;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.MouseEvent;
import java.io.File;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import ij.IJ;
import ij.Menus;
import ij.WindowManager;
import ij.plugin.frame.Recorder;

/**
 * A user who opens a slide at a resolution that the dialog lists, and crops from what was opened. Prints what is shown.
 * Arguments: a slide, and a folder for pictures of the dialogs, or nothing.
 */
final class ResolutionSession {

	private final String slide;
	private final File pictures;

	private ResolutionSession(final String slide, final File pictures) {
		this.slide = slide;
		this.pictures = pictures;
	}

	public static void main(final String[] args) throws Exception {
		try {
			ImageJLauncher.start(false);
			new Recorder();
			new ResolutionSession(args[0], args.length > 1 ? new File(args[1]) : null).run();
		}
		catch (final Throwable e) {
			e.printStackTrace();
			Runtime.getRuntime().halt(1);
		}
		System.out.flush();
		Runtime.getRuntime().halt(0); // ImageJ would go on, and write its preferences at the end
	}

	private void run() throws Exception {
		System.out.println(menu());
		ShownDialog.begin("Open Slide...");
		final ShownDialog dialog = ShownDialog.with("Help");
		System.out.println(dialog.has("Scaled width") ? "unfolded" : "folded");
		dialog.type("Slide", slide);
		ShownDialog.waitFor("the levels of the slide",
			() -> dialog.choicesNow(ScaleRow.LABEL).get(0).length() > "level 0".length() ? "" : null);
		dialog.choices(ScaleRow.LABEL).forEach(System.out::println);
		shoot("open.png");
		tooltip(dialog);
		dialog.choose(ScaleRow.LABEL, dialog.choices(ScaleRow.LABEL).get(1)).closeBy("OK");
		opened(1);
		IJ.makeRectangle(100, 50, 60, 40);
		ShownDialog.begin("Crop ROI to Image...");
		final ShownDialog crop = ShownDialog.with("Help");
		System.out.println(crop.choices(ScaleRow.LABEL).get(0));
		crop.choose(ScaleRow.LABEL, ScaleRow.PIXEL_SIZE).closeBy("OK");
		final ShownDialog message = ShownDialog.message();
		System.out.println(message.shownText());
		message.closeBy("OK");
		final ShownDialog again = ShownDialog.with("Help");
		System.out.println(again.text(ScaleRow.LABEL));
		again.type("Pixel size or magnification", "1");
		shoot("crop.png");
		again.closeBy("OK");
		opened(2);
	}

	/** Our menu, with a line for each of its lines. */
	private static String menu() {
		final Menu plugins = Menus.getImageJMenu("Plugins");
		final Menu ours = IntStream.range(0, plugins.getItemCount()).mapToObj(plugins::getItem)
			.filter(item -> item.getLabel().equals("Coverslip")).map(Menu.class::cast).findFirst().orElseThrow();
		return IntStream.range(0, ours.getItemCount()).mapToObj(ours::getItem).map(item -> item.getLabel()
			+ (item instanceof Menu more ? " > " + more.getItem(0).getLabel() : "")).collect(Collectors.joining("; "));
	}

	private void tooltip(final ShownDialog dialog) throws Exception {
		final TextField field = dialog.behind("Slide", TextField.class);
		EventQueue.invokeAndWait(() -> field.dispatchEvent(
			new MouseEvent(field, MouseEvent.MOUSE_ENTERED, System.currentTimeMillis(), 0, 5, 5, 0, false)));
		System.out.println(ShownDialog.waitFor("a tooltip", () -> Stream.of(dialog.window().getOwnedWindows())
			.filter(Window::isShowing).map(ShownDialog::textOf).findFirst().orElse(null)));
		shoot("tooltip.png");
		EventQueue.invokeAndWait(() -> field.dispatchEvent(
			new MouseEvent(field, MouseEvent.MOUSE_EXITED, System.currentTimeMillis(), 0, 5, 5, 0, false)));
	}

	/** Waits for so many images, and what the recorder has then. */
	private static void opened(final int count) throws Exception {
		ShownDialog.waitFor("image " + count, () -> WindowManager.getImageCount() == count
			&& Recorder.getInstance().getText().lines().filter(line -> line.endsWith(");")).count() >= count ? ""
				: null);
		System.out.println(IJ.getImage().getWidth() + " x " + IJ.getImage().getHeight());
		System.out.println(Recorder.getInstance().getText().lines().reduce((a, b) -> b).orElse(""));
	}

	private void shoot(final String name) throws Exception {
		if (pictures == null) return;
		final Robot robot = new Robot();
		robot.waitForIdle();
		robot.delay(500);
		ImageIO.write(robot.createScreenCapture(new Rectangle(0, 0, 1280, 1024)), "png",
			new File(pictures, name));
	}
}
