package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.export.deepzoom.DeepZoomOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.option.OptionValues;
import org.coverslip.option.RegionOptions;
import org.coverslip.option.ZoomOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.ShownPlane;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A slide to tiles that a browser shows, with the page that shows them. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Export", weight = 40.3), @Menu(label = "Export Deep Zoom...", weight = 2) },
	description =
		"Writes a slide, or a region of it, as Deep Zoom tiles, with a page that shows it in a browser from the disk.")
public final class ExportDeepZoomCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = SLIDE)
	private SlideAddress input;

	@Parameter(persist = false, label = "Name", style = "save",
		description = "Name of the export: for out, the files out.dzi and out.html and the folder out_files.")
	private File output;

	@Parameter(persist = false, required = false)
	private SharedOptions zoom = new SharedOptions(ZoomOptions.ALL);

	@Override
	public Optional<Path> target() {
		return DeepZoomOptions.builder().container(zoom.values().get(ZoomOptions.CONTAINER)).build()
			.archive(output.toPath());
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final OptionValues values = zoom.values();
		try (Slide slide = open(input)) {
			final ShownPlane shown = ZoomOptions.shown(slide, values);
			if (target().isPresent()) Targets.checked(target().get(), slide, values);
			SlideWriter.write(shown.scene(), RegionOptions.of(shown.scene(), values),
				ZoomOptions.of(slide, shown, values).build(), output.toPath(), progress);
		}
	}
}
