package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.annotation.Remarks;
import org.coverslip.option.CodeOptions;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.ProcessOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.option.TiffOptions;
import org.coverslip.process.FunctionOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * What a function, a macro, a command or a script makes of a slide, in register with it: a pyramidal TIFF, or what was
 * found on it.
 */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Process Slide...", weight = 55) },
	description = "Runs a function or a macro over a slide, or a part of it, and writes the result, an image or "
		+ "what was found, in register with the slide.")
public final class ProcessSlideCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = SLIDE)
	private SlideAddress input;

	@Parameter(persist = false, label = "Result", style = "save", description = "The file to write.")
	private File output;

	@Parameter(persist = false, required = false)
	private SharedOptions options = new SharedOptions(FunctionOptions.ALL
		.and(CodeOptions.ALL).and(ProcessOptions.RESULT, PlaneOptions.SCENE, RegionOptions.REGION)
		.and(ProcessOptions.WHERE).and(ScaleOptions.OF_IMAGE).and(ProcessOptions.GRAY).and(PlaneOptions.OF_STACK)
		.and(ProcessOptions.TILE, ProcessOptions.WORKERS).and(TiffOptions.OF_IMAGE));

	@Parameter(label = "Found", type = ItemIO.OUTPUT)
	private String report = "";

	@Override
	public Optional<Path> target() {
		return Optional.of(SlideProcess.target(output.toPath(), options.values()));
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final OptionValues values = options.values();
		final boolean code = CodeOptions.isCode(values);
		if (!code) FunctionOptions.of(values);
		else if (options.isGiven(FunctionOptions.FUNCTION))
			throw both();
		final Remarks remarks = new Remarks();
		try (Slide slide = open(input)) {
			final Path target = Targets.checked(target().orElseThrow(), slide, values);
			final SlideProcess process = new SlideProcess(slide, values, remarks);
			final Optional<String> found = code
				? process.tiles(getContext(), this::note, progress).write(target, progress)
				: process.write(target, progress);
			report = found.orElse("");
		}
		remarks.sentences().forEach(this::note);
	}

	static IllegalArgumentException both() {
		return new IllegalArgumentException("a function and other code cannot both be run; give one of them");
	}
}
