package org.coverslip.command;

import java.io.File;
import java.io.IOException;

import org.coverslip.export.DeepZoomOptions;
import org.coverslip.export.DeepZoomWriter;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A slide to tiles that a browser shows, with the page that shows them. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Export Deep Zoom...", weight = 5.5) },
	description = "Writes a slide as Deep Zoom tiles, with a page that shows it in a browser from the disk.")
public final class ExportDeepZoomCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = "The slide's file.")
	private File input;

	@Parameter(persist = false, label = "Name", style = "save",
		description = "Name of the export: for out, the files out.dzi and out.html and the folder out_files.")
	private File output;

	@Parameter(persist = false, label = "Scene", min = "0", description = "Number of the scene.")
	private int scene;

	@Parameter(persist = false, label = "Focal plane", min = "-1",
		description = "Number of the focal plane; -1: in focus.")
	private int z = -1;

	@Parameter(persist = false, label = "Time", min = "0", description = "Number of the point in time.")
	private int t;

	@Parameter(persist = false, label = "Tile size", min = "2",
		description = "Side of a tile in pixels, an even number.")
	private int tileSize = 254;

	@Parameter(persist = false, label = "Overlap", min = "0",
		description = "Pixels that a tile shares with each neighbour.")
	private int overlap = 1;

	@Parameter(persist = false, label = "Format", choices = { "jpg", "png" }, description = "How tiles are stored.")
	private String format = "jpg";

	@Parameter(persist = false, label = "Quality",
		description = "Of JPEG, 1 to 100, or keep: copies the slide's tiles that suit.")
	private String quality = "75";

	@Parameter(persist = false, label = "Rounding",
		choices = { DeepZoomWords.VIPS, DeepZoomWords.NEAREST, DeepZoomWords.DOWN },
		description = "How the mean of four pixels is rounded: as libvips does, to the nearest, or down.")
	private String rounding = DeepZoomWords.VIPS;

	@Parameter(persist = false, label = "Only the scanned area",
		description = "Exports only the area that the slide states.")
	private boolean limitBounds;

	@Parameter(persist = false, label = "Leave out blank tiles",
		description = "Leaves out tiles of nothing but background.")
	private boolean skipBlank;

	@Parameter(persist = false, label = "Container", choices = { "folder", "zip", "szi" },
		description = "What holds the files.")
	private String container = "folder";

	@Parameter(persist = false, label = "Background", required = false,
		description = "RRGGBB where nothing is stored, if not the slide's.")
	private String background = "";

	@Parameter(persist = false, label = "Associated images", required = false,
		description = "Which to show on the page: all, none, or names as label,macro.")
	private String associated = "all";

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final DeepZoomOptions.Builder options = DeepZoomWords.options(format, quality, background, container)
			.tileSize(tileSize).overlap(overlap).limitBounds(limitBounds).skipBlank(skipBlank);
		try (Slide slide = open(input)) {
			final ShownPlane shown = ShownPlane.of(Scenes.get(slide, scene), z, t);
			options.slide(slide, "scene " + scene + ", " + shown.part()).plane(shown.plane())
				.associatedImages(TiffOptions.associated(slide, associated))
				.halving(DeepZoomWords.halving(rounding, slide));
			DeepZoomWriter.write(shown.scene(), output.toPath(), options.build(), progress);
		}
	}
}
