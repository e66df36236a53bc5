package org.coverslip.command;

import java.io.IOException;

import org.coverslip.bdv.OpenWindows;
import org.coverslip.bdv.SlideBdv;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.WantedScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.object.ObjectService;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A slide in a BigDataViewer window, at any magnification. */
@Plugin(type = Command.class, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Browse in BigDataViewer...", weight = 20.2) },
	description =
		"Shows a slide in BigDataViewer: zoom with the mouse wheel or the arrow keys up and down, move with the "
			+ "right mouse button.")
public final class BrowseInBigDataViewerCommand extends SlideCommand {

	private static final String BESIDE = "beside";

	@Parameter(persist = false, label = "Slide", style = "open", description = SLIDE)
	private SlideAddress input;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(PlaneOptions.SCENE_OR_ALL
		.help("Number of the scene, or its name; -1 for all, side by side where the file states no places."));

	@Parameter(persist = false, label = "Add to the open window",
		description = "Shows the slide in the window that was opened last, if there is one.")
	private boolean add;

	@Parameter(persist = false, label = "Place", choices = { "glass", BESIDE },
		description =
			"Where a slide is added: glass, where the file states that it lies, or beside those that are shown; more "
				+ "than four scenes at once in rows.")
	private String place = "glass";

	@Parameter(persist = false, label = "Read with Bio-Formats", attrs = @Attr(name = CommandParameter.RARE),
		description = "Reads the slide with Bio-Formats, where that is installed, even if Coverslip knows its format.")
	private boolean bioFormats;

	@Parameter(required = false)
	private ObjectService objects;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final OpenWindows windows = new OpenWindows(objects);
		final Slide slide = open(input, bioFormats);
		final SlideBdv window = windows.latest().filter(open -> add)
			.orElseGet(() -> new SlideBdv(slide.metadata().name(), new FirstFailure(slide, this::note)));
		final boolean isNew = window.isEmpty();
		try {
			window.own(slide);
			show(window, slide);
			window.fit();
		}
		catch (final IOException | RuntimeException e) {
			if (isNew) window.close();
			throw e;
		}
		if (isNew) windows.add(window);
	}

	private void show(final SlideBdv window, final Slide slide) throws IOException {
		final WantedScene wanted = what.values().get(PlaneOptions.SCENE_OR_ALL);
		final boolean beside = place.equals(BESIDE);
		if (wanted.isAll() && beside) window.showAllBeside(slide);
		else if (wanted.isAll()) window.showAll(slide);
		else if (beside) window.showBeside(slide, wanted.in(slide));
		else window.show(slide, wanted.in(slide));
	}
}
