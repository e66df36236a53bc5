package org.coverslip.command;

import java.io.File;
import java.io.IOException;

import org.coverslip.deidentify.file.SlideDeidentification;
import org.coverslip.option.DeidentifyOptions;
import org.coverslip.option.OptionValues;
import org.coverslip.option.TargetOptions;
import org.coverslip.slide.ProgressListener;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A slide as a new file of the same kind, without label, names, dates and numbers. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "De-identify Slide...", weight = 40.15) },
	description = "Writes a slide again without its label, names, dates and numbers, its tiles unchanged.")
public final class DeidentifySlideCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = "The slide's file.")
	private File input;

	@Parameter(persist = false, label = "New file", style = "save",
		description = "The file to write, of the same kind: its name has the slide's ending.")
	private File output;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(DeidentifyOptions.ALL);

	@Parameter(label = "Report", type = ItemIO.OUTPUT)
	private String report;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final OptionValues values = what.values();
		report = new SlideDeidentification(values.get(DeidentifyOptions.KEEP), values.get(DeidentifyOptions.LABEL_AREA),
			values.get(DeidentifyOptions.NAME).equals(DeidentifyOptions.RANDOM), values.get(TargetOptions.OVERWRITE))
			.write(input.toPath(), output.toPath(), progress);
	}
}
