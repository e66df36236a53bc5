package org.coverslip.command;

import java.io.File;
import java.io.IOException;

import org.coverslip.export.PyramidTiffOptions;
import org.coverslip.export.PyramidTiffWriter;
import org.coverslip.imagej.SlideRoi;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** The region of interest on an overview or crop, written from the slide at full resolution as a pyramidal TIFF. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Crop ROI to TIFF...", weight = 4) },
	description =
		"Writes the region drawn on an image of a slide, at the slide's full resolution, as a pyramidal TIFF.")
public final class CropToTiffCommand extends SlideCommand {

	@Parameter(label = "Image", description = "An overview or crop of a slide with a region of interest.")
	private ImagePlus image;

	@Parameter(persist = false, label = "Pyramidal TIFF", style = "save", description = "The TIFF file to write.")
	private File output;

	@Parameter(persist = false, label = "Compression",
		choices = { "keep", "none", "lzw", "deflate", "jpeg", "jpeg2000", "zstd" },
		description = "How tiles are compressed; keep copies the slide's own tiles where they lie inside the region.")
	private String compression = "lzw";

	@Parameter(persist = false, label = "Quality", min = "1", max = "100",
		description = "Quality of JPEG and JPEG 2000, 1 to 100.")
	private int quality = 90;

	@Parameter(persist = false, label = "Tile size", min = "16",
		description = "Side of a tile in pixels, a multiple of 16.")
	private int tileSize = 256;

	@Parameter(persist = false, label = "Dialect", choices = { "universal", "plain", "ome", "svs" },
		description =
			"For which programs: universal for all but ASAP, plain for ASAP too, ome for Bio-Formats and QuPath.")
	private String dialect = "universal";

	@Parameter(persist = false, label = "Levels", choices = { "auto", "mean", "nearest", "mode" },
		description =
			"What a pixel of a smaller level is of the four it stands for; auto is mode for masks and labels, else "
				+ "mean.")
	private String levels = "auto";

	@Parameter(persist = false, label = "Associated images", required = false,
		description = "Which to carry along: all, none, or names as label,macro.")
	private String associated = "none";

	@Parameter(persist = false, label = "Align to tiles",
		description = "Widens the region to the slide's tiles, so that keep copies all of them.")
	private boolean align;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final SlideRoi place = SlideRoi.on(image);
		try (Slide slide = open(place.place())) {
			final PyramidTiffOptions options = TiffOptions.builder(compression, quality, tileSize, dialect, levels)
				.align(align)
				.associatedImages(TiffOptions.associated(slide, associated)).iccProfile(slide.metadata().iccProfile())
				.build();
			PyramidTiffWriter.write(Scenes.get(slide, place.place().scene()), place.region0(Scenes.roi(image)), options,
				Targets.file(slide, output), progress);
		}
	}
}
