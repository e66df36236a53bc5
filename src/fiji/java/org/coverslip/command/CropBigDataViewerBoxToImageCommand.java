package org.coverslip.command;

import java.io.IOException;

import org.coverslip.bdv.OpenWindows;
import org.coverslip.export.ProgressListener;
import org.coverslip.imagej.SlideImagePlus;
import org.coverslip.imagej.SlideImageRequest;
import org.coverslip.slide.TileCache;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.object.ObjectService;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** A box drawn in BigDataViewer, read from the slide at full resolution or any other. */
@Plugin(type = Command.class, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Crop BigDataViewer Box to Image...", weight = 4.1) },
	description = "Reads a box, which is drawn in BigDataViewer, from the slide that is selected there.")
public final class CropBigDataViewerBoxToImageCommand extends SlideCommand {

	@Parameter(persist = false, label = "Box", required = false,
		description = "x,y,width,height in micrometres as BigDataViewer shows them; left out to draw it.")
	private String box = "";

	@Parameter(persist = false, label = "Level", min = "0", description = "Number of the level; 0 is the finest.")
	private int level;

	@Parameter(persist = false, label = "Pixel size (\u00b5m)", min = "0",
		description = "Micrometres per pixel of the crop, instead of a level; 0 for the level.")
	private double pixelSize;

	@Parameter(persist = false, label = "Magnification", min = "0",
		description = "Magnification of the crop, for instance 10, instead of a level; 0 for the level.")
	private double magnification;

	@Parameter(required = false)
	private ObjectService objects;

	@Parameter(label = "Crop", type = ItemIO.OUTPUT)
	private ImagePlus crop;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final BoxCrop place = BoxCrop.of(new OpenWindows(objects).required(), box, "Crop to image");
		final SlideImageRequest request =
			SlideImageRequest.at(Scales.of(level, pixelSize, magnification)).region(place.region0());
		crop = new SlideImagePlus(place.shown().slide(), place.shown().index(), TileCache.ofDefaultSize()).read(request,
			reading(progress));
	}
}
