package org.coverslip.command;

import java.io.File;
import java.io.IOException;

import org.coverslip.export.FolderRun.Report;
import org.coverslip.export.FolderRun;
import org.coverslip.export.Share;
import org.coverslip.slide.ProgressListener;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Does the same to all slides of a folder. Started several times, also on several machines, the runs share the work.
 */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Process Folder...", weight = 40.2) },
	description =
		"Converts, cuts into tiles, or processes all slides of a folder or a list. Started again, it "
			+ "does what is left; several may run at once.")
public final class ProcessFolderCommand extends SlideCommand {

	@Parameter(persist = false, label = "Folder of slides", style = "directory",
		description = "The folder of slides; or a list of them: a text with a path in each line, or a table (CSV, TSV) "
			+ "with a column slide, path or file.")
	private File input;

	@Parameter(persist = false, label = "Folder for the results", style = "directory",
		description =
			"The folder for the results: new, empty, or left by a run with the same options, which is then continued.")
	private File output;

	@Parameter(persist = false, label = "Task",
		choices = { "convert", "deepzoom", "tiles", "process", "deidentify", "annotations" },
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

	@Parameter(persist = false, label = "Share of the work", required = false,
		attrs = @Attr(name = CommandParameter.RARE),
		description = "Which of how many equal shares of the slides: 1/8 to 8/8, for eight machines or tasks of an "
			+ "array of a batch system.")
	private String shard = "1/1";

	@Parameter(label = "Result", type = ItemIO.OUTPUT)
	private String result;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final Share share = Share.of(shard);
		final FolderWork work = FolderWork.of(FolderTask.of(task), options, input.toPath(), output.toPath(), subfolders,
			pictures);
		FolderRun.checkSettings(output.toPath(), work.settings());
		final Report report = new FolderRun(work.jobs(share),
			(slide, target, listener) -> work.task().run(slide, target, options, listener).forEach(this::note),
			SlideCommand::sentence).run(progress);
		result = report.toString();
		if (!report.failures().isEmpty()) throw new IOException(result);
	}
}
