package org.coverslip.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import org.coverslip.command.FolderTask;
import org.coverslip.command.SlideCommand;
import org.coverslip.export.RunManifest.Entry;
import org.coverslip.io.OutputFolder;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Workers;

/** One attempt of an executor at a unit. */
final class SlideAttempt {

	private static final double NANOS = 1e9;

	private final RunParameters run;
	private final RunFolder folder;
	private final boolean isLast;
	private final ProgressListener progress;

	/**
	 * @param isLast
	 *            whether this is the last attempt that Spark makes, so that a lack of memory is a failure of the slide
	 * @param canceled
	 *            whether Spark wants it to end
	 */
	SlideAttempt(final RunParameters run, final boolean isLast, final BooleanSupplier canceled) {
		this.run = run;
		this.isLast = isLast;
		folder = new RunFolder(Path.of(run.folder()));
		progress = new ProgressListener() {

			@Override
			public void progress(final long done, final long total) {
				// Spark tells of whole tasks
			}

			@Override
			public boolean isCanceled() {
				return canceled.getAsBoolean();
			}
		};
	}

	/**
	 * Does the unit, unless that was done.
	 *
	 * @return what became of it; a failure of the slide is no exception
	 * @throws OutOfMemoryError
	 *             if another attempt may have more
	 * @throws CancellationException
	 *             if Spark wants the attempt to end
	 */
	Entry run(final SlideUnit unit) throws IOException {
		final var before = folder.ended(unit);
		if (before.isPresent()) return before.get();
		final long start = System.nanoTime();
		final Entry entry;
		if (folder.begin(unit) >= run.tries()) entry = unit.failed(run, 0,
			unit.slide() + " was begun " + run.tries() + " times, and each time the program ended with it; it may need "
				+ "more memory");
		else entry = attempt(unit, start);
		folder.mark(unit, entry);
		return entry;
	}

	private Entry attempt(final SlideUnit unit, final long start) throws IOException {
		final Path made = folder.workFolder();
		try {
			final Path target = Path.of(unit.target());
			Files.createDirectories(target.getParent());
			Workers.withAtMost(run.threads(), () -> FolderTask.of(run.task()).run(Path.of(unit.slide()),
				made.resolve(target.getFileName()), run.options(), progress));
			folder.publish(made, unit);
			return unit.done(run, seconds(start));
		}
		catch (final OutOfMemoryError e) {
			if (!isLast) throw e;
			return unit.failed(run, seconds(start), SlideCommand.sentence(e));
		}
		catch (final IOException | RuntimeException e) {
			if (progress.isCanceled()) throw e;
			return unit.failed(run, seconds(start), SlideCommand.sentence(e).strip());
		}
		finally {
			OutputFolder.deleteTree(made);
		}
	}

	private static double seconds(final long start) {
		return Math.max(0, System.nanoTime() - start) / NANOS;
	}
}
