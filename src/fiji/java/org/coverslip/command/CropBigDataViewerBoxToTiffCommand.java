package org.coverslip.command;

import java.io.File;
import java.io.IOException;

import org.coverslip.export.PyramidTiffOptions;
import org.coverslip.export.PyramidTiffWriter;
import org.coverslip.geom.Region;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.ScaledScene;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A box drawn in BigDataViewer, written from the slide as a pyramidal TIFF. */
@Plugin(type = Command.class, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Crop BigDataViewer Box to TIFF...", weight = 4.2) },
	description =
		"Writes a box, which is drawn in BigDataViewer, from the slide that is selected there as a pyramidal TIFF.")
public final class CropBigDataViewerBoxToTiffCommand extends BoxCropCommand {

	@Parameter(persist = false, label = "Pyramidal TIFF", style = "save", description = "The TIFF file to write.")
	private File output;

	@Parameter(persist = false, label = "Compression",
		choices = { "keep", "none", "lzw", "deflate", "jpeg", "jpeg2000", "zstd" },
		description =
		"How tiles are compressed; keep copies the slide's own tiles of level 0 where they lie inside the box.")
	private String compression = "lzw";

	@Parameter(persist = false, label = "Quality", min = "1", max = "100",
		description = "Quality of JPEG and JPEG 2000, 1 to 100.")
	private int quality = 90;

	@Parameter(persist = false, label = "Levels", choices = { "auto", "mean", "nearest", "mode" },
		description =
			"What a pixel of a smaller level is of the four it stands for; auto is mode for masks and labels, else "
				+ "mean.")
	private String levels = "auto";

	@Parameter(persist = false, label = "Associated images", required = false,
		description = "Which to carry along: all, none, or names as label,macro.")
	private String associated = "none";

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final BoxCrop place = place("Crop to TIFF");
		final Slide slide = place.shown().slide();
		final Scene scene = isFullResolution() ? place.shown().scene()
			: ScaledScene.of(place.shown().scene(), place.region0(), scale(),
			new RegionReader(TileCache.ofDefaultSize()));
		final Region region = isFullResolution() ? place.region0() : scene.level(0).region();
		final PyramidTiffOptions options = TiffOptions.builder(compression, quality, 256, "universal", levels)
			.associatedImages(TiffOptions.associated(slide, associated)).iccProfile(slide.metadata().iccProfile())
			.build();
		PyramidTiffWriter.write(scene, region, options, Targets.file(slide, output), progress);
	}
}
