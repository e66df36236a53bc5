package org.coverslip.command;

import java.io.IOException;

import org.coverslip.inspect.TiffInspection;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.SlideAddress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** What a TIFF is, which slide programs open it, why the others do not, and what to do about it. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Inspect TIFF...", weight = 50.1) },
	description = "Tells what a TIFF is, which slide programs open it, why the others refuse it, and what to do.")
public final class InspectTiffCommand extends SlideCommand {

	@Parameter(persist = false, label = "File", style = "open", description = "The file to look at.")
	private SlideAddress input;

	@Parameter(label = "Inspection", type = ItemIO.OUTPUT)
	private String report;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		report = TiffInspection.of(input).toText();
	}
}
