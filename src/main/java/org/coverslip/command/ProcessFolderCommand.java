package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.detect.SlideFolder;
import org.coverslip.export.FolderRun.Report;
import org.coverslip.export.FolderRun;
import org.coverslip.slide.ProgressListener;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Does the same to all slides of a folder. Started several times, also on several machines, the runs share the work.
 */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Process Folder...", weight = 40.2) },
	description =
		"Converts, cuts into tiles, or processes all slides of a folder. Started again, it "
			+ "does what is left; several may run at once.")
public final class ProcessFolderCommand extends SlideCommand {

	@Parameter(persist = false, label = "Folder of slides", style = "directory", description = "The folder of slides.")
	private File input;

	@Parameter(persist = false, label = "Folder for the results", style = "directory",
		description =
			"The folder for the results: new, empty, or left by a run with the same options, which is then continued.")
	private File output;

	@Parameter(persist = false, label = "Task", choices = { "convert", "deepzoom", "tiles", "process" },
		description = "What is done to each slide.")
	private String task = "convert";

	@Parameter(persist = false, label = "Options", required = false,
		description = "The task's options as in a macro, for instance \"compression=jpeg quality=85\".")
	private String options = "";

	@Parameter(persist = false, label = "Folders within the folder too",
		description = "Looks into the folders within the folder too.")
	private boolean subfolders;

	@Parameter(persist = false, label = "Plain pictures too",
		description = "Takes PNG, JPEG, BMP and JPEG XR pictures for slides too.")
	private boolean pictures;

	@Parameter(label = "Result", type = ItemIO.OUTPUT)
	private String result;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final FolderTask chosen = FolderTask.of(task);
		chosen.withOptions(options);
		final Path from = input.toPath();
		final Path into = output.toPath();
		if (output.getCanonicalFile().equals(input.getCanonicalFile()))
			throw new IllegalArgumentException("the results need a folder of their own, not that of the slides: "
				+ output);
		final boolean nested = into.toAbsolutePath().normalize().startsWith(from.toAbsolutePath().normalize());
		final List<Path> slides = SlideFolder.list(from, subfolders, pictures).stream()
			.filter(slide -> !nested || !slide.toAbsolutePath().normalize()
			.startsWith(into.toAbsolutePath().normalize())).toList();
		if (slides.isEmpty()) throw new IOException(input + " holds no slides");
		FolderRun.checkSettings(into, "task=" + task + " " + options.strip());
		final Report report = new FolderRun(chosen.jobs(slides, from, into, options),
			(slide, target, listener) -> chosen.run(slide, target, options, listener).forEach(this::note),
			SlideCommand::sentence).run(progress);
		result = report.toString();
		if (!report.failures().isEmpty()) throw new IOException(result);
	}
}
