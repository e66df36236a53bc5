package org.coverslip.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import org.coverslip.command.FolderTask;
import org.coverslip.command.SlideCommand;
import org.coverslip.export.RunManifest.Entry;
import org.coverslip.io.MemoryShortageException;
import org.coverslip.io.OutputFolder;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Workers;

/** Attempts of an executor at pieces. */
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
	 * Does the piece, unless that was done.
	 *
	 * @return what became of it; a failure of the slide is no exception
	 * @throws OutOfMemoryError
	 *             if another attempt may have more; so does {@link MemoryShortageException}
	 * @throws CancellationException
	 *             if Spark wants the attempt to end
	 */
	EndedPiece run(final SlidePiece piece) throws IOException {
		final SlideUnit unit = piece.unit();
		final Optional<Entry> before = folder.ended(unit);
		if (before.isPresent()) return new EndedPiece(piece, before.get(), 0);
		final long start = System.nanoTime();
		Optional<Entry> entry = folder.begin(piece) < run.tries() ? attempt(piece)
			: Optional.of(unit.failed(run, 0, unit.slide() + " was begun " + run.tries()
				+ " times, and each time the program ended with it; it may need more memory"));
		final double seconds = Math.max(0, System.nanoTime() - start) / NANOS;
		entry = entry.map(one -> one.after(seconds));
		if (entry.isPresent()) {
			folder.mark(unit, entry.get());
			folder.forget(unit);
		}
		return new EndedPiece(piece, entry.orElse(null), seconds);
	}

	/** What became of the slide; empty if a part of it was made. */
	private Optional<Entry> attempt(final SlidePiece piece) throws IOException {
		final SlideUnit unit = piece.unit();
		final Path made = folder.workFolder();
		try {
			final SlideDivision division = new SlideDivision(run);
			if (!piece.isWhole() && !piece.isAssembly()) {
				Workers.withAtMost(run.threads(), () -> {
					division.write(piece, progress);
					return made;
				});
				return Optional.empty();
			}
			final Path target = Path.of(unit.target());
			Files.createDirectories(target.getParent());
			Workers.withAtMost(run.threads(), () -> {
				if (piece.isAssembly()) division.assemble(piece, made, progress);
				else FolderTask.of(run.task()).run(Path.of(unit.slide()), made.resolve(target.getFileName()),
					run.options(), progress);
				return made;
			});
			folder.publish(made, unit);
			return Optional.of(unit.done(run, 0));
		}
		catch (final OutOfMemoryError | MemoryShortageException e) {
			if (!isLast) throw e;
			return Optional.of(unit.failed(run, 0, SlideCommand.sentence(e)));
		}
		catch (final IOException | RuntimeException e) {
			if (progress.isCanceled()) throw e;
			// another attempt may have put the slide together, and its parts away
			final Optional<Entry> before = folder.ended(unit);
			return before.isPresent() ? before : Optional.of(unit.failed(run, 0, SlideCommand.sentence(e).strip()));
		}
		finally {
			OutputFolder.deleteTree(made);
		}
	}
}
