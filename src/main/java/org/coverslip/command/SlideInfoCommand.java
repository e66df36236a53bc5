package org.coverslip.command;

import java.io.IOException;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.SlideReport;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * What a slide is, as text or JSON: for scripts and the command line; in the menu there is
 * {@link SlidePropertiesCommand}.
 */
@Plugin(type = Command.class, label = "Slide Information", headless = true,
	description = "Tells what a slide is: its scenes, levels, associated images and properties.")
public final class SlideInfoCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = SLIDE)
	private SlideAddress input;

	@Parameter(persist = false, label = "As JSON", description = "One JSON object in one line instead of text.")
	private boolean json;

	@Parameter(type = ItemIO.OUTPUT)
	private String report;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		try (Slide slide = SlideOpener.open(input)) {
			report = json ? SlideReport.of(slide).toJson() : SlideReport.of(slide).toText();
		}
	}
}
