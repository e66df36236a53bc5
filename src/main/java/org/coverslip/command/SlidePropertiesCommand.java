package org.coverslip.command;

import java.awt.GraphicsEnvironment;
import java.io.IOException;

import org.coverslip.export.SlideReport;
import org.coverslip.imagej.AssociatedImagePlus;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.measure.ResultsTable;

/** A table of a slide's scenes, levels, associated images and properties; opens the associated images. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Slide Properties...", weight = 10.2) },
	description =
		"Lists a slide's scenes, levels, associated images and properties, and opens its label, macro and thumbnail.")
public final class SlidePropertiesCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = SLIDE)
	private SlideAddress input;

	@Parameter(persist = false, label = "Open associated images",
		description = "Opens label, macro and thumbnail as images.")
	private boolean associated;

	@Parameter(persist = false, label = "Read with Bio-Formats", attrs = @Attr(name = CommandParameter.RARE),
		description = "Reads the slide with Bio-Formats, where that is installed, even if Coverslip knows its format.")
	private boolean bioFormats;

	/** Only without a screen, where there is no table. */
	@Parameter(label = "Properties", type = ItemIO.OUTPUT)
	private String report;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		try (Slide slide = SlideFiles.open(input, bioFormats)) {
			if (GraphicsEnvironment.isHeadless()) report = SlideReport.of(slide).toText();
			else table(slide).show("Properties of " + slide.metadata().name());
			if (associated && !GraphicsEnvironment.isHeadless())
				for (final AssociatedImage image : slide.associatedImages())
				AssociatedImagePlus.of(slide.metadata().name(), image).show();
		}
	}

	private static ResultsTable table(final Slide slide) {
		final ResultsTable table = new ResultsTable();
		SlideReport.of(slide).rows().forEach((name, value) -> {
			table.incrementCounter();
			table.addValue("Property", name);
			table.addValue("Value", value);
		});
		return table;
	}
}
