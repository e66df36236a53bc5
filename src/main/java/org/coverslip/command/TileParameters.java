package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import org.coverslip.export.TileExporter;
import org.coverslip.export.TileOptions;
import org.coverslip.export.TissueOptions;
import org.coverslip.slide.ColoredScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.scijava.ItemIO;
import org.scijava.plugin.Parameter;

/** What a user says about tiles, but for how tissue is found. */
abstract class TileParameters extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = "The slide's file.")
	private File input;

	@Parameter(persist = false, label = "Folder", style = "directory",
		description =
			"The folder for the tiles: new, empty, or left by a run with the same options, which is then continued.")
	private File output;

	@Parameter(persist = false, label = "Scene", min = "0", description = "Number of the scene.")
	private int scene;

	@Parameter(persist = false, label = "Width", min = "1", description = "Width of a tile in pixels.")
	private int width = 3000;

	@Parameter(persist = false, label = "Height", min = "1", description = "Height of a tile in pixels.")
	private int height = 3000;

	@Parameter(persist = false, label = "Overlap", min = "0", description = "Columns, and rows, that neighbours share.")
	private int overlap;

	@Parameter(persist = false, label = "Level", min = "0", description = "Number of the level; 0 is the finest.")
	private int level;

	@Parameter(persist = false, label = "Pixel size (\u00b5m)", min = "0",
		description = "Micrometres per pixel of the tiles, instead of a level; 0 for the level.")
	private double mpp;

	@Parameter(persist = false, label = "Magnification", min = "0",
		description = "Magnification of the tiles, for instance 10, instead of a level; 0 for the level.")
	private double magnification;

	@Parameter(persist = false, label = "Region", required = false,
		description = "x,y,width,height in level-0 pixels; all of the scene if left out.")
	private String region = "";

	@Parameter(persist = false, label = "Format", choices = { "jpg", "png", "tif" },
		description = "The kind of file: jpg of quality 90, png without loss, tif without compression.")
	private String format = "png";

	@Parameter(persist = false, label = "Edge tiles", choices = { "keep", "drop", "pad" },
		description =
			"What becomes of tiles that reach over the edge: smaller, left out, or filled up with background.")
	private String edge = "keep";

	@Parameter(persist = false, label = "Tiles to keep", choices = { "none", "notBlank", "auto" },
		description =
			"How tiles are left out: none is; those of one constant grey value are; those without tissue are.")
	private String tissue = "none";

	@Parameter(persist = false, label = "Least tissue", min = "0", max = "1",
		description = "The part of a tile, 0 to 1, that must be tissue if \"auto\" is to keep it.")
	private double minTissue = 0.05;

	@Parameter(persist = false, label = "Names", required = false,
		description =
			"The files' names, in which {col}, {row}, {x0} and {y0} stand for the tile's column, row and level-0 "
				+ "place.")
	private String name = "{col}_{row}";

	@Parameter(persist = false, label = "Channel", min = "0", description = "Number of the channel.")
	private int channel;

	@Parameter(persist = false, label = "All channels in colours",
		description =
			"Adds up all channels in their colours and ranges, as 8-bit RGB, instead of writing one as it was "
				+ "measured.")
	private boolean composite;

	@Parameter(persist = false, label = "Focal plane", min = "-1",
		description = "Number of the focal plane; -1 for the one in focus.")
	private int z = -1;

	@Parameter(persist = false, label = "Time point", min = "0", description = "Number of the time point.")
	private int t;

	@Parameter(label = "Tiles", type = ItemIO.OUTPUT)
	private String result;

	/** How tissue is found. */
	abstract TissueOptions mask();

	@Override
	public final void execute(final ProgressListener progress) throws IOException {
		try (Slide slide = open(input)) {
			final Scene from = Scenes.get(slide, scene);
			final TileOptions.Builder options = TileOptions.builder().scale(Scales.of(level, mpp, magnification))
				.tiles(width, height, overlap).format(TileOptions.Format.valueOf(format.toUpperCase(Locale.ROOT)))
				.edge(TileOptions.Edge.valueOf(edge.toUpperCase(Locale.ROOT))).tissue(tissue()).minTissue(minTissue)
				.name(name).plane(channel, from.focalPlane(z), t).mask(mask());
			if (!region.isBlank()) options.region(Scenes.region(from, region));
			final Path folder = output.toPath();
			result = (composite
				? TileExporter.exportComposite(slide, scene, ColoredScene.of(from, from.focalPlane(z), t),
				options.build(), folder, progress)
				: TileExporter.export(slide, scene, options.build(), folder, progress)).toString();
		}
	}

	private TileOptions.Tissue tissue() {
		return switch (tissue) {
			case "none" -> TileOptions.Tissue.NONE;
			case "notBlank" -> TileOptions.Tissue.NOT_BLANK;
			case "auto" -> TileOptions.Tissue.AUTO;
			default -> throw new IllegalArgumentException("tissue is none, notBlank or auto, not " + tissue);
		};
	}
}
