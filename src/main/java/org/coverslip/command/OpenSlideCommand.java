package org.coverslip.command;

import java.io.File;
import java.io.IOException;

import org.coverslip.imagej.SlideImagePlus;
import org.coverslip.imagej.SlideImageRequest;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** A slide, or a region of it, at a level, pixel size or magnification, as a calibrated image. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Open Slide...", weight = 1) },
	description = "Opens a slide, or a region of it, at a level, a pixel size or a magnification.")
public final class OpenSlideCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = "The slide's file.")
	private File input;

	@Parameter(persist = false, label = "Scene", min = "0", description = "Number of the scene.")
	private int scene;

	@Parameter(persist = false, label = "Level", min = "0", description = "Number of the level; 0 is the finest.")
	private int level;

	@Parameter(persist = false, label = "Pixel size (\u00b5m)", min = "0",
		description = "Micrometres per pixel of the image, instead of a level; 0 for the level.")
	private double pixelSize;

	@Parameter(persist = false, label = "Magnification", min = "0",
		description = "Magnification of the image, for instance 10, instead of a level; 0 for the level.")
	private double magnification;

	@Parameter(persist = false, label = "Region", required = false,
		description = "x,y,width,height in level-0 pixels; all of the scene if left out.")
	private String region = "";

	@Parameter(persist = false, label = "Scaled width", min = "0",
		description = "Width of the image in pixels, instead of a level; 0 for the level, or to keep the proportions.")
	private int outWidth;

	@Parameter(persist = false, label = "Scaled height", min = "0",
		description = "Height of the image in pixels, likewise.")
	private int outHeight;

	@Parameter(persist = false, label = "Read with Bio-Formats",
		description = "Reads the slide with Bio-Formats, where that is installed, even if Coverslip knows its format.")
	private boolean bioFormats;

	@Parameter(label = "Image", type = ItemIO.OUTPUT)
	private ImagePlus image;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		try (Slide slide = open(input, bioFormats)) {
			final SlideImageRequest request = SlideImageRequest.at(Scales.of(level, pixelSize, magnification))
				.region(Scenes.region(Scenes.get(slide, scene), region)).size(outWidth, outHeight);
			image = new SlideImagePlus(slide, scene, TileCache.ofDefaultSize()).read(request, progress);
			SlideImagePlus.rounding(image).ifPresent(this::note);
		}
	}
}
