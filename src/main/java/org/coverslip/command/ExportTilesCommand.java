package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.export.tiles.TileExporter;
import org.coverslip.export.tiles.TileOptions;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.TilingOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A slide, or a region of it, cut into image files in columns and rows, without those that show nothing. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Export", weight = 40.3), @Menu(label = "Export Tiles...", weight = 1) },
	description =
		"Cuts a slide into image files in columns and rows, leaving out empty ones, with a table and a picture of "
			+ "what was kept.")
public final class ExportTilesCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = SLIDE)
	private SlideAddress input;

	@Parameter(persist = false, label = "Folder", style = "directory",
		description =
			"The folder for the tiles: new, empty, or left by a run with the same options, which is then continued; or "
				+ "the name of a .zip file.")
	private File output;

	@Parameter(persist = false, required = false)
	private SharedOptions tiling = new SharedOptions(TilingOptions.ALL);

	@Parameter(persist = false, required = false)
	private SharedOptions annotated = new SharedOptions(AnnotationOptions.ANNOTATIONS
		.help("A file of annotations, or a folder with one that is called as the slide: only tiles that touch their "
			+ "areas or points are written, with their classes as labels in the lists."),
		AnnotationOptions.CLASSES.rare());

	@Parameter(label = "Tiles", type = ItemIO.OUTPUT)
	private String result;

	@Override
	public Optional<Path> target() {
		return TileExporter.archive(output.toPath());
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		try (Slide slide = open(input)) {
			final OptionValues values = tiling.values();
			if (target().isPresent()) Targets.checked(target().get(), slide, values);
			final int scene = PlaneOptions.sceneNumber(slide, values);
			final Scene of = PlaneOptions.scene(slide, scene);
			final Optional<SlideAnnotations> annotations = SlideAnnotations.of(slide, of, annotated.values());
			final TileOptions.Builder options = TilingOptions.builder(of, values);
			if (annotations.isPresent()) options.areas(Optional.of(annotations.get().tileAreas()));
			result = TileExporter.export(slide, scene, options.build(), output.toPath(), progress).toString();
			annotations.ifPresent(each -> each.remarks().sentences().forEach(this::note));
		}
	}
}
