package org.coverslip.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.coverslip.command.FolderTask;
import org.coverslip.export.walk.ExportOptions.Export;
import org.coverslip.export.walk.PartialExport;
import org.coverslip.export.walk.WalkPart;
import org.coverslip.export.walk.WalkPlan;
import org.coverslip.io.OutputFolder;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Workers;

/** Which slides are divided, and what is done with their parts. */
final class SlideDivision {

	/** A part of fewer pixels would be over before it is worth a task: a second or two. */
	static final long LEAST_PIXELS = 1L << 24;
	/** A part of more is not done again gladly. */
	private static final long MOST_PIXELS = 1L << 30;
	/** Parts for each task that runs at once, if there were but one slide. */
	private static final int PER_SLOT = 8;

	private final RunParameters run;
	private final RunFolder folder;

	SlideDivision(final RunParameters run) {
		this.run = run;
		folder = new RunFolder(Path.of(run.folder()));
	}

	/**
	 * The pieces of units whose costs are known: several of those that are large among the others, else one.
	 *
	 * @param slots
	 *            how many tasks run at once
	 * @param least
	 *            pixels of a part, usually {@link #LEAST_PIXELS}
	 */
	List<SlidePiece> pieces(final List<SlideUnit> units, final int slots, final long least) throws IOException {
		final double all = units.stream().mapToDouble(SlideUnit::cost).sum();
		final long pixels = (long) Math.max(least, Math.min(MOST_PIXELS, all / ((double) slots * PER_SLOT)));
		final boolean divisible = FolderTask.of(run.task()).leavesOnePyramid(run.options());
		final List<?>[] pieces = new List<?>[units.size()];
		Workers.runNumbered(pieces.length, number -> {
			final SlideUnit unit = units.get((int) number);
			pieces[(int) number] = divisible && unit.cost() > 2 * pixels ? divided(unit, pixels)
				: List.of(SlidePiece.whole(unit));
		});
		return Stream.of(pieces).flatMap(List::stream).map(SlidePiece.class::cast).toList();
	}

	private List<SlidePiece> divided(final SlideUnit unit, final long pixels) {
		try {
			final AtomicReference<List<SlidePiece>> pieces = new AtomicReference<>(List.of(SlidePiece.whole(unit)));
			withExport(unit, (export, plan, progress) -> {
				final List<WalkPart> parts = PartialExport.parts(plan, pixels);
				if (!parts.isEmpty()) pieces.set(IntStream.range(0, parts.size()).mapToObj(i -> new SlidePiece(unit, i,
					parts.size(), pixels, PartialExport.pixels(plan, parts.get(i)))).toList());
			}, ProgressListener.NONE);
			return pieces.get();
		}
		catch (final IOException | RuntimeException e) {
			return List.of(SlidePiece.whole(unit)); // its executor says why
		}
	}

	/** Makes a part, unless it is there. */
	void write(final SlidePiece piece, final ProgressListener progress) throws IOException {
		withExport(piece.unit(), (export, plan, listener) -> {
			final WalkPart part = parts(piece, plan).get(piece.number());
			final Path segment = folder.segment(piece.unit(), part);
			if (Files.exists(segment)) return;
			Files.createDirectories(segment.getParent());
			PartialExport.write(plan, part, segment, listener);
		}, progress);
	}

	/** Puts the parts together, into the target's name in a folder. */
	void assemble(final SlidePiece piece, final Path made, final ProgressListener progress) throws IOException {
		withExport(piece.unit(), made, (export, plan, listener) -> {
			final List<WalkPart> parts = parts(piece, plan);
			PartialExport.assemble(export, parts,
				parts.stream().map(part -> folder.segment(piece.unit(), part)).toList(), listener);
		}, progress);
	}

	private static List<WalkPart> parts(final SlidePiece piece, final WalkPlan plan) throws IOException {
		final List<WalkPart> parts = PartialExport.parts(plan, piece.pixels());
		if (parts.size() == piece.parts()) return parts;
		throw new IOException(piece.unit().slide() + " has changed while it was worked on");
	}

	/** What is done with an export that is about to be written. */
	@FunctionalInterface
	private interface Use {

		void with(Export export, WalkPlan plan, ProgressListener progress) throws IOException;
	}

	private void withExport(final SlideUnit unit, final Use use, final ProgressListener progress) throws IOException {
		final Path nowhere = folder.workFolder();
		try {
			withExport(unit, nowhere, use, progress);
		}
		finally {
			OutputFolder.deleteTree(nowhere);
		}
	}

	private void withExport(final SlideUnit unit, final Path into, final Use use, final ProgressListener progress)
		throws IOException
	{
		FolderTask.of(run.task()).run(Path.of(unit.slide()), into.resolve(Path.of(unit.target()).getFileName()),
			run.options(), (scene, region, options, target, listener) -> {
				final Export export = options.prepare(scene, region, target);
				use.with(export, export.plan(), listener);
			}, progress);
	}
}
