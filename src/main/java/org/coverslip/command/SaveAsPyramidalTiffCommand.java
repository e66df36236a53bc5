package org.coverslip.command;

import java.io.File;
import java.io.IOException;

import org.coverslip.export.PyramidTiffOptions;
import org.coverslip.export.PyramidTiffWriter;
import org.coverslip.imagej.ImagePlusScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** Any image to a pyramidal TIFF. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Save as Pyramidal TIFF...", weight = 6) },
	description = "Writes the active image with all its channels, slices and frames as a pyramidal TIFF.")
public final class SaveAsPyramidalTiffCommand extends SlideCommand {

	@Parameter(label = "Image", description = "The image to write.")
	private ImagePlus image;

	@Parameter(persist = false, label = "Pyramidal TIFF", style = "save", description = "The TIFF file to write.")
	private File output;

	@Parameter(persist = false, label = "Compression",
		choices = { "none", "lzw", "deflate", "jpeg", "jpeg2000", "zstd" },
		description = "How tiles are compressed.")
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
		description = "Which to carry along from the slide that the image shows: all, none, or names as label,macro.")
	private String associated = "none";

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final Scene scene = ImagePlusScene.of(image);
		final PyramidTiffOptions.Builder options = TiffOptions.builder(compression, quality, tileSize, dialect, levels);
		try (Slide slide = associated.isBlank() || associated.equals("none") ? null : SlideFiles.shownBy(image)) {
			if (slide != null) options.associatedImages(TiffOptions.associated(slide, associated));
			PyramidTiffWriter.write(scene, scene.level(0).region(), options.build(), Targets.file(image, output),
				progress);
		}
	}
}
