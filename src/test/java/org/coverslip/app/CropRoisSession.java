package org.coverslip.app;

import java.io.File;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.frame.Recorder;

/**
 * A user who draws two regions on an overview and crops them with the dialog of <i>Crop ROIs…</i>: as images, then as
 * files, twice. Prints what is shown and recorded. Arguments: a slide, and a folder for files.
 */
final class CropRoisSession {

	private CropRoisSession() {}

	public static void main(final String[] args) throws Exception {
		try {
			ImageJLauncher.start(false);
			run(args[0], new File(args[1]));
		}
		catch (final Throwable e) {
			e.printStackTrace();
			Runtime.getRuntime().halt(1);
		}
		System.out.flush();
		Runtime.getRuntime().halt(0); // ImageJ would go on, and write its preferences at the end
	}

	private static void run(final String slide, final File folder) throws Exception {
		IJ.run("Open Overview...", "input=[" + slide + "] size=275");
		final ImagePlus overview = IJ.getImage();
		final Overlay two = new Overlay(new Roi(50, 25, 60, 40));
		two.add(new Roi(150, 80, 30, 20));
		overview.setOverlay(two);
		new Recorder();
		ShownDialog.begin("Crop ROIs...");
		final ShownDialog images = ShownDialog.with("Help");
		images.choose(ScaleRow.LABEL, ScaleRow.PIXEL_SIZE).type("Pixel size or magnification", "0.5").closeBy("OK");
		System.out.println(recorded(1));
		for (final int id : WindowManager.getIDList()) {
			final ImagePlus image = WindowManager.getImage(id);
			System.out.println(image.getWidth() + " x " + image.getHeight());
		}
		WindowManager.setCurrentWindow(overview.getWindow());
		crop(folder);
		System.out.println(recorded(2));
		crop(folder);
		final ShownDialog question = ShownDialog.with("Replace it");
		System.out.println(question.shownText());
		question.closeBy("Replace it");
		System.out.println(recorded(3));
	}

	private static void crop(final File folder) throws Exception {
		ShownDialog.begin("Crop ROIs...");
		ShownDialog.with("Help").choose("Crop to", "tiff").type("Folder", folder.getPath()).closeBy("OK");
	}

	/** Waits for so many commands, and takes what the last one was recorded with. */
	private static String recorded(final int commands) throws Exception {
		return ShownDialog.waitFor("command " + commands + " of the recorder", () -> {
			final String text = Recorder.getInstance().getText();
			return text.lines().filter(line -> line.contains("Crop ROIs") && line.endsWith(");")).count() < commands
				? null : text.strip().lines().reduce((a, b) -> b).orElse("");
		});
	}
}
