package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.util.OptionalInt;

import org.coverslip.export.RegionImageWriter;
import org.coverslip.img.SceneRegion;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * A region of a slide as an image file, addressed as OpenSlide does: position in level 0, size in pixels of the level.
 */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Save Region as Image...", weight = 9) },
	description = "Reads a region of a slide and writes it as a PNG, JPEG or TIFF image.")
public final class ReadRegionCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = "The slide's file.")
	private File input;

	@Parameter(persist = false, label = "Image", style = "save",
		description = "The file to write, .png, .jpg or .tif. What no tile covers is transparent in PNG and TIFF.")
	private File output;

	@Parameter(persist = false, label = "Left", description = "Left edge, in pixels of the scene's level 0.")
	private Long x;

	@Parameter(persist = false, label = "Top", description = "Top edge, in pixels of the scene's level 0.")
	private Long y;

	@Parameter(persist = false, label = "Width", min = "1", description = "Width of the image, in pixels of the level.")
	private Integer width;

	@Parameter(persist = false, label = "Height", min = "1",
		description = "Height of the image, in pixels of the level.")
	private Integer height;

	@Parameter(persist = false, label = "Level", min = "0", description = "Number of the level; 0 is the finest.")
	private int level;

	@Parameter(persist = false, label = "Scaled width", min = "0",
		description = "Width of the image if the region is to be scaled; 0 for no scaling, or to keep the proportions.")
	private int outWidth;

	@Parameter(persist = false, label = "Scaled height", min = "0", description = "Height of the image, likewise.")
	private int outHeight;

	@Parameter(persist = false, label = "Scene", min = "0", description = "Number of the scene.")
	private int scene;

	@Parameter(persist = false, label = "Channel", min = "-1",
		description =
			"Number of the channel whose values are written as they are; -1 for all together in their colours.")
	private int channel = -1;

	@Parameter(persist = false, label = "Focal plane", min = "-1",
		description = "Number of the focal plane; -1 for the one in focus.")
	private int z = -1;

	@Parameter(persist = false, label = "Time point", min = "0", description = "Number of the time point.")
	private int t;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		try (Slide slide = open(input)) {
			final Scene from = Scenes.get(slide, scene);
			final SceneRegion region =
				new SceneRegion(from, new RegionReader(TileCache.ofDefaultSize()), from.focalPlane(z), t);
			final RegionRequest request = new RegionRequest(from, level, x, y, width, height, outWidth, outHeight);
			final RegionImageWriter writer = new RegionImageWriter(Targets.file(slide, output), request.pixelSize());
			writer.write(request.read(region, channel < 0 ? OptionalInt.empty() : OptionalInt.of(channel)),
				from.background());
		}
	}
}
