package org.coverslip.spark;

import java.io.File;
import java.io.IOException;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.coverslip.command.FolderTask;
import org.coverslip.command.FolderWork;
import org.coverslip.command.SlideCommand;
import org.coverslip.export.FolderRun.Report;
import org.coverslip.export.WrittenDate;
import org.coverslip.slide.ProgressListener;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Does the same to many slides on a cluster of Apache Spark, or on the cores of this machine. */
@Plugin(type = Command.class, name = "spark", headless = true,
	description =
		"Does what folder does on a cluster of Apache Spark. Started again, it does what is left.")
public final class SparkCommand extends SlideCommand {

	/** How often a slide may end its executor before it counts as failed. */
	private static final int TRIES = 3;
	/** Slides of one task may each take that many attempts. */
	private static final String ATTEMPTS = "16";

	/** Where Spark's log finds how to be. */
	private static final String LOG = "log4j2.configurationFile";

	@Parameter(persist = false, label = "Folder of slides", style = "directory",
		description = "The folder of slides; or a list of them: a text with a path in each line, or a table (CSV, TSV) "
			+ "with a column slide, path or file.")
	private File input;

	@Parameter(persist = false, label = "Folder for the results", style = "directory",
		description = "The folder for the results, which all machines see under this path.")
	private File output;

	@Parameter(persist = false, label = "Master", required = false,
		description = "Spark's master, as spark://host:7077; local[4] for four cores of this machine. What "
			+ "spark-submit says counts more.")
	private String master = "local[*]";

	@Parameter(persist = false, label = "Task",
		description = "What is done to each slide, as in folder: convert, tiles, deepzoom, process, and so on.")
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
		final FolderWork work = FolderWork.of(FolderTask.of(task), options, input.toPath(), output.toPath(), subfolders,
			pictures);
		final Report report;
		try (ClusterRun run = ClusterRun.begin(work, output.toPath())) {
			if (run.isComplete()) report = run.report();
			else try (JavaSparkContext spark = new JavaSparkContext(conf())) {
				report = run.on(spark, TRIES, SlideDivision.LEAST_PIXELS, progress);
			}
		}
		result = report.toString();
		if (!report.failures().isEmpty()) throw new IOException(result);
	}

	/** What spark-submit has set stays as it is. */
	private SparkConf conf() {
		if (System.getProperty("spark.master") == null && System.getProperty(LOG) == null)
			System.setProperty(LOG, "org/coverslip/spark/log4j2.properties");
		final SparkConf conf = new SparkConf();
		conf.setIfMissing("spark.master", master);
		conf.setIfMissing("spark.app.name", "coverslip " + task);
		conf.setIfMissing("spark.task.maxFailures", ATTEMPTS);
		// slides are put together while parts of others are still being made
		conf.setIfMissing("spark.scheduler.mode", "FAIR");
		final String date = System.getenv(WrittenDate.VARIABLE);
		if (date != null) conf.setIfMissing("spark.executorEnv." + WrittenDate.VARIABLE, date);
		if (conf.get("spark.master").startsWith("local")) {
			conf.setIfMissing("spark.ui.enabled", "false");
			conf.setIfMissing("spark.driver.host", "localhost");
			conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
		}
		else if (!conf.contains("spark.jars")) conf.setJars(OwnJars.list().toArray(String[]::new));
		return conf;
	}
}
