package org.coverslip.command;

import java.io.File;
import java.io.IOException;

import org.coverslip.export.PyramidTiffOptions;
import org.coverslip.export.PyramidTiffWriter;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A slide, or a region of it, to a pyramidal TIFF. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Convert Slide...", weight = 5) },
	description = "Writes a slide, or a region of it, as a pyramidal TIFF that other slide programs open.")
public final class ConvertSlideCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = "The slide's file.")
	private File input;

	@Parameter(persist = false, label = "Pyramidal TIFF", style = "save", description = "The TIFF file to write.")
	private File output;

	@Parameter(persist = false, label = "Scene", min = "0", description = "Number of the scene.")
	private int scene;

	@Parameter(persist = false, label = "Region", required = false,
		description = "x,y,width,height in level-0 pixels; all of the scene if left out.")
	private String region = "";

	@Parameter(persist = false, label = "Compression",
		choices = { "keep", "none", "lzw", "deflate", "jpeg", "jpeg2000", "zstd" },
		description = "How tiles are compressed; keep copies the slide's own tiles without decoding them.")
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
	private String associated = "all";

	@Parameter(persist = false, label = "Widen to whole tiles",
		description = "Widens the region to the slide's tiles, so that compression=keep copies it.")
	private boolean align;

	@Parameter(persist = false, label = "Read with Bio-Formats",
		description = "Reads the slide with Bio-Formats, where that is installed, even if Coverslip knows its format.")
	private boolean bioFormats;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		try (Slide slide = open(input, bioFormats)) {
			final Scene from = Scenes.get(slide, scene);
			final PyramidTiffOptions options = TiffOptions.builder(compression, quality, tileSize, dialect, levels)
				.align(align)
				.associatedImages(TiffOptions.associated(slide, associated)).iccProfile(slide.metadata().iccProfile())
				.build();
			PyramidTiffWriter.write(from, Scenes.region(from, region), options, Targets.file(slide, output), progress);
		}
	}
}
