package org.coverslip.command;

import java.io.IOException;

import org.coverslip.imagej.SlideImagePlus;
import org.coverslip.imagej.SlideImageRequest;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.TileCache;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** A box drawn in BigDataViewer, read from the slide at full resolution or any other. */
@Plugin(type = Command.class, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Crop BigDataViewer Box to Image...", weight = 30.5) },
	description = "Reads a box, which is drawn in BigDataViewer, from the slide that is selected there.")
public final class CropBigDataViewerBoxToImageCommand extends BoxCropCommand {

	@Parameter(label = "Crop", type = ItemIO.OUTPUT)
	private ImagePlus crop;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final BoxCrop place = place("Crop to image");
		final SlideImageRequest request = SlideImageRequest.at(scale()).region(place.region0());
		crop = new SlideImagePlus(place.shown().slide(), place.shown().index(), TileCache.shared())
			.read(request, progress);
		SlideImagePlus.rounding(crop).ifPresent(this::note);
	}
}
