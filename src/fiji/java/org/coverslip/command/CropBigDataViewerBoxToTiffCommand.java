package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.option.TiffOptions;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A box drawn in BigDataViewer, written from the slide as a pyramidal TIFF. */
@Plugin(type = Command.class, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Crop BigDataViewer Box to TIFF...", weight = 30.6) },
	description =
		"Writes a box, which is drawn in BigDataViewer, from the slide that is selected there as a pyramidal TIFF.")
public final class CropBigDataViewerBoxToTiffCommand extends BoxCropCommand {

	@Parameter(persist = false, label = "Pyramidal TIFF", style = "save", description = "The TIFF file to write.")
	private File output;

	@Parameter(persist = false, required = false)
	private SharedOptions tiff = new SharedOptions(TiffOptions.OF_CROP);

	@Override
	public Optional<Path> target() {
		return Optional.of(Targets.tiff(output));
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final BoxCrop place = place("Crop to TIFF");
		final Slide slide = place.shown().slide();
		final Scene scene = isFullResolution() ? place.shown().scene()
			: Scene.computed(Picture.of(place.shown().scene(), new RegionReader(TileCache.shared()))
			.region(place.region0()).scale(scale()).build());
		final Region region = isFullResolution() ? place.region0() : scene.level(0).region();
		final PyramidTiffOptions options = TiffOptions.of(tiff.values(), slide).build();
		SlideWriter.write(scene, region, options, Targets.checked(target().orElseThrow(), slide, tiff.values()),
			progress);
	}
}
