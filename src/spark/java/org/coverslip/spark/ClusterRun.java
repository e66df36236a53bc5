package org.coverslip.spark;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.coverslip.command.FolderTask;
import org.coverslip.command.FolderWork;
import org.coverslip.command.SlideCommand;
import org.coverslip.export.FolderRun;
import org.coverslip.export.FolderRun.Job;
import org.coverslip.export.FolderRun.Report;
import org.coverslip.export.RunManifest;
import org.coverslip.export.RunManifest.Entry;
import org.coverslip.export.UserWord;
import org.coverslip.io.FileClaim;
import org.coverslip.slide.ProgressListener;

/**
 * A run as its driver sees it: what is left to do, and the manifest in the folder of the results, in which each slide
 * is noted as soon as it is done. For one thread.
 */
final class ClusterRun implements Closeable {

	static final String MANIFEST = "manifest.jsonl";

	/** How long a network's file system may take to show what another machine has renamed. */
	private static final long PATIENCE_MILLIS = 30_000;
	private static final long WAIT_MILLIS = 100;
	/** How long attempts that are no longer wanted may take to notice it. */
	private static final long QUIET_MILLIS = 10_000;
	/** A run in which Spark gives up is begun again as long as that brings it further, and so often if it does not. */
	private static final int FRUITLESS_ROUNDS = 2;

	private final FolderWork work;
	private final RunFolder folder;
	private final FileClaim claim;
	private final RunManifest manifest;
	private final Map<String, SlideUnit> left = new LinkedHashMap<>();
	private final List<String> failures = new ArrayList<>();
	private final int passedOver;
	private int finished;

	private ClusterRun(final FolderWork work, final RunFolder folder, final FileClaim claim,
		final RunManifest manifest) throws IOException
	{
		this.work = work;
		this.folder = folder;
		this.claim = claim;
		this.manifest = manifest;
		final Map<String, SlideUnit> all = new LinkedHashMap<>();
		for (final Job job : work.jobs()) {
			final SlideUnit unit = unit(job);
			all.put(unit.slide(), unit);
		}
		final RunParameters now = parameters(1, 1);
		// of a driver that was killed
		for (final Entry entry : folder.ended())
			if (entry.isDone() && all.containsKey(entry.input())
				&& all.get(entry.input()).done(now, 0).isOfSame(entry)) manifest.add(entry);
		for (final SlideUnit unit : all.values())
			if (manifest.of(unit.slide()).filter(Entry::isDone).filter(unit.done(now, 0)::isOfSame).isEmpty()
				|| !Files.exists(Path.of(unit.proof()))) left.put(unit.slide(), unit);
		passedOver = all.size() - left.size();
	}

	/**
	 * Finds out what is left to do.
	 *
	 * @param output
	 *            the folder of the results; made if there is none
	 * @throws IllegalArgumentException
	 *             with one sentence, if its results were made otherwise
	 * @throws IOException
	 *             if another driver is at work there, or it cannot be written to
	 */
	static ClusterRun begin(final FolderWork work, final Path output) throws IOException {
		FolderRun.checkSettings(output, work.settings());
		final RunFolder folder = new RunFolder(output.toAbsolutePath().normalize().resolve(RunFolder.NAME));
		Files.createDirectories(folder.root());
		final FileClaim claim = FileClaim.take(folder.root().resolve("driver"))
			.orElseThrow(() -> new IOException("another run is working in " + output));
		try {
			final RunManifest manifest = RunManifest.open(output.resolve(MANIFEST));
			try {
				return new ClusterRun(work, folder, claim, manifest);
			}
			catch (IOException | RuntimeException e) {
				manifest.close();
				throw e;
			}
		}
		catch (IOException | RuntimeException e) {
			claim.close();
			throw e;
		}
	}

	private static SlideUnit unit(final Job job) throws IOException {
		if (!Files.isDirectory(job.slide())) {
			final BasicFileAttributes file = Files.readAttributes(job.slide(), BasicFileAttributes.class);
			return SlideUnit.of(job, file.size(), file.lastModifiedTime().toMillis());
		}
		long size = 0;
		long mtime = 0;
		try (Stream<Path> files = Files.walk(job.slide())) {
			for (final Path file : (Iterable<Path>) files::iterator) {
				final BasicFileAttributes one = Files.readAttributes(file, BasicFileAttributes.class);
				if (!one.isRegularFile()) continue;
				size += one.size();
				mtime = Math.max(mtime, one.lastModifiedTime().toMillis());
			}
		}
		return SlideUnit.of(job, size, mtime);
	}

	private RunParameters parameters(final int threads, final int tries) {
		final String version = SlideCommand.class.getPackage().getImplementationVersion();
		return new RunParameters(UserWord.of(work.task()), work.options(), work.settings(),
			version == null ? "development" : version, folder.root().toString(), threads, tries);
	}

	/** Whether nothing is left to do. */
	boolean isComplete() {
		return left.isEmpty();
	}

	/** How it went so far. */
	Report report() {
		return new Report(finished, passedOver, failures);
	}

	/**
	 * Does what is left.
	 *
	 * @param tries
	 *            how often a slide may take its executor's life before it counts as failed
	 * @param least
	 *            pixels of a part of a slide, usually {@link SlideDivision#LEAST_PIXELS}
	 * @throws CancellationException
	 *             if the listener canceled; what is finished stays
	 */
	Report on(final JavaSparkContext spark, final int tries, final long least, final ProgressListener progress)
		throws IOException
	{
		final RunParameters run = parameters(spark.getConf().getInt("spark.task.cpus", 1), tries);
		final int all = left.size();
		final int slots = Math.max(1, spark.defaultParallelism());
		final List<SlideUnit> units = List.copyOf(left.values());
		folder.begin(run.version());
		final List<SlidePiece> pieces = work.task() == FolderTask.ANNOTATIONS
			? units.stream().map(SlidePiece::whole).toList()
			: new SlideDivision(run).pieces(SlideCosts.of(units), slots, least);
		List<List<SlidePiece>> batches = Batches.of(pieces, slots);
		int fruitless = 0;
		try (CancelWatch watch = new CancelWatch(spark, progress)) {
			while (!left.isEmpty()) {
				if (progress.isCanceled()) throw new CancellationException();
				final int before = left.size();
				try {
					new SlideRound(new SparkRun(spark, run), entry -> {
						note(entry);
						progress.progress(all - left.size(), all);
					}).run(batches);
				}
				catch (final SparkException e) {
					if (watch.isCanceled()) throw new CancellationException();
					folder.ended().forEach(this::note);
					if (left.size() == before) fruitless++;
					if (fruitless == FRUITLESS_ROUNDS || spark.sc().isStopped())
						throw new IOException("Spark gave up: " + e.getMessage().lines().findFirst().orElse(""), e);
				}
				batches = pieces.stream().filter(piece -> left.containsKey(piece.unit().slide())).map(List::of)
					.toList();
			}
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
		finally {
			awaitQuiet(spark);
		}
		return report();
	}

	/** Waits for attempts that are no longer wanted, so that they write nothing after the run has been cleared away. */
	private static void awaitQuiet(final JavaSparkContext spark) {
		final long end = System.nanoTime() + QUIET_MILLIS * 1_000_000;
		while (System.nanoTime() < end && !spark.sc().isStopped()
			&& Stream.of(spark.sc().statusTracker().getExecutorInfos())
				.anyMatch(executor -> executor.numRunningTasks() > 0))
			pause();
	}

	/** Notes what became of a slide, the first time that it is heard of. */
	private void note(final Entry entry) {
		final SlideUnit unit = left.get(entry.input());
		if (unit == null) return;
		try {
			final boolean isThere = !entry.isDone() || appears(Path.of(unit.proof()));
			final Entry checked = isThere ? entry : unit.failed(parameters(1, 1), entry.seconds(),
				unit.proof() + " was written, but cannot be seen from here; do all machines see the same folder?");
			manifest.add(checked);
			left.remove(entry.input());
			if (checked.isDone()) finished++;
			else failures.add(named(checked));
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static String named(final Entry failed) {
		final String name = String.valueOf(Path.of(failed.input()).getFileName());
		return failed.error().contains(name) ? failed.error() : name + ": " + failed.error();
	}

	private static boolean appears(final Path file) {
		final long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
		while (!Files.exists(file)) {
			if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) return false;
			pause();
		}
		return true;
	}

	private static void pause() {
		try {
			Thread.sleep(WAIT_MILLIS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** Ends the run; what is noted stays, and all else but results is deleted. */
	@Override
	public void close() throws IOException {
		try {
			manifest.close();
		}
		finally {
			claim.close();
			folder.end();
		}
	}
}
