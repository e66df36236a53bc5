package org.coverslip.command;

import java.io.File;
import java.io.IOException;

import org.coverslip.bdv.OpenWindows;
import org.coverslip.export.ProgressListener;
import org.coverslip.export.PyramidTiffWriter;
import org.coverslip.geom.Region;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.ScaledScene;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.scijava.command.Command;
import org.scijava.object.ObjectService;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A box drawn in BigDataViewer, written from the slide as a pyramidal TIFF. */
@Plugin(type = Command.class, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Crop BigDataViewer Box to TIFF...", weight = 4.2) },
	description = "Writes a box, which is drawn in BigDataViewer, from the slide that is selected there as a pyramidal TIFF.")
public final class CropBigDataViewerBoxToTiffCommand extends SlideCommand {

	@Parameter(persist = false, label = "Pyramidal TIFF", style = "save", description = "The TIFF file to write.")
	private File output;

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

	@Parameter(persist = false, label = "Compression",
		choices = { "keep", "none", "lzw", "deflate", "jpeg", "jpeg2000", "zstd" },
		description = "How tiles are compressed; keep copies the slide's own tiles of level 0 where they lie inside the box.")
	private String compression = "lzw";

	@Parameter(persist = false, label = "Quality", min = "1", max = "100",
		description = "Quality of JPEG and JPEG 2000, 1 to 100.")
	private int quality = 90;

	@Parameter(required = false)
	private ObjectService objects;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final BoxCrop place = BoxCrop.of(new OpenWindows(objects).required(), box, "Crop to TIFF");
		final Slide slide = place.shown().slide();
		final boolean full = level == 0 && pixelSize == 0 && magnification == 0;
		final Scene scene = full ? place.shown().scene() : ScaledScene.of(place.shown().scene(), place.region0(),
			Scales.of(level, pixelSize, magnification), new RegionReader(TileCache.ofDefaultSize()));
		final Region region = full ? place.region0() : scene.level(0).region();
		PyramidTiffWriter.write(scene, region, TiffOptions.builder(compression, quality, 256, "universal").iccProfile(slide.metadata().iccProfile()).build(),
			Targets.checked(slide.metadata().path().toFile(), output), progress);
	}
}
