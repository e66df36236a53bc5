package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.coverslip.imagej.SlideImagePlus;
import org.coverslip.option.CropOptions;
import org.coverslip.option.CropOptions.CropKind;
import org.coverslip.option.OptionValues;
import org.coverslip.option.ScaleOptions;
import org.coverslip.option.TiffOptions;
import org.coverslip.option.TilingOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.gui.Roi;

/** All regions that are drawn on an image of a slide, as images, pyramidal TIFFs or tiles. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Crop ROIs...", weight = 30.2) },
	description = "Crops all regions of the ROI Manager, overlay or selection from the slide, each named after it.")
public final class CropRoisCommand extends SlideCommand {

	@Parameter(label = "Image", description = "An overview or crop of a slide, on which the regions lie.")
	private ImagePlus image;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(CropOptions.ALL);

	@Parameter(persist = false, required = false, label = "Folder", style = "directory",
		description = "Where TIFF files and tiles are written; images need none.")
	private File output;

	@Parameter(persist = false, required = false)
	private SharedOptions tiff = new SharedOptions(TiffOptions.OF_CROP);

	@Parameter(persist = false, required = false)
	private SharedOptions tiling = new SharedOptions(TilingOptions.OF_CROP);

	@Parameter(label = "Crops", type = ItemIO.OUTPUT)
	private List<ImagePlus> crops = List.of();

	@Parameter(label = "Result", type = ItemIO.OUTPUT)
	private String result;

	@Override
	public Optional<Path> target() {
		return output != null && what.values().get(CropOptions.AS) == CropKind.TIFF
			? RoiCrops.existing(output.toPath(), Rois.all(image, what.values())) : Optional.empty();
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final OptionValues values = what.values();
		try (Slide slide = openShownBy(image)) {
			final RoiCrops all = new RoiCrops(slide, image, placeOf(image, slide), ScaleOptions.of(values),
				CropOptions.outside(values), values);
			final List<Roi> rois = all.onScene(Rois.all(image, values), this::note);
			switch (values.get(CropOptions.AS)) {
				case IMAGES -> crops = all.images(rois, progress);
				case TIFF -> all.tiffs(rois, tiff.values(), output, progress);
				case TILES -> all.tiles(rois, tiling.values(), output, progress);
			}
			crops.forEach(crop -> SlideImagePlus.rounding(crop).ifPresent(this::note));
			result = rois.size() + " regions cropped";
		}
	}
}
