package org.coverslip.command;

import java.io.File;

import org.coverslip.option.PlaneOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.slide.ProgressListener;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** The command of the worked example in CONTRIBUTING.md: says what it was asked. */
@Plugin(type = Command.class, label = "Made Up", headless = true, description = "Says what it was asked.")
public final class MadeUpCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = "The slide's file.")
	private File input;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(PlaneOptions.SCENE, RegionOptions.REGION);

	@Parameter(persist = false, label = "Loudness", min = "1", max = "3", description = "How loud, 1 to 3.")
	private int loudness = 2;

	@Parameter(label = "Said", type = ItemIO.OUTPUT)
	private String said;

	@Override
	public void execute(final ProgressListener progress) {
		said = input + " " + what.values().get(RegionOptions.REGION).box().orElseThrow() + "!".repeat(loudness);
	}
}
