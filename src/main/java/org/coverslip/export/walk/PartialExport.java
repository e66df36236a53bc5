package org.coverslip.export.walk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.coverslip.export.walk.ExportOptions.Export;
import org.coverslip.export.walk.WalkPlan.Computation;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.ProgressMeter;

/**
 * An export that is made in parts, by several machines or one after the other, and put together without decoding
 * anything. The result is the same, to the byte, as that of {@link SlideWriter}.
 */
public final class PartialExport {

	private PartialExport() {}

	/**
	 * The parts of an export.
	 *
	 * @param pixels
	 *            how many a part has at most, of the finest level
	 * @return for each plane the tiles of one level, row by row; empty if the export is not divided: because it is too
	 * small, its tiles are copied, or they overlap
	 */
	public static List<WalkPart> parts(final WalkPlan plan, final long pixels) {
		final Computation how = plan.computation();
		if (!plan.copied().isEmpty() || how.sizes().size() < 2 || !how.edges().padded()) return List.of();
		final LevelSize finest = how.sizes().get(0);
		int level = 0;
		while (level < how.sizes().size() - 2
			&& (double) finest.tileWidth() * finest.tileHeight() * Math.pow(4, level + 1.0) <= pixels)
			level++;
		final UniformTileGrid grid = how.sizes().get(level).grid();
		final List<WalkPart> parts = new ArrayList<>();
		if (level == 0 || finest.grid().tileCount() * (double) finest.tileWidth() * finest.tileHeight() <= pixels)
			return parts;
		for (int plane = 0; plane < plan.planes().size(); plane++)
			for (long row = 0; row < grid.rows(); row++)
				for (long col = 0; col < grid.columns(); col++)
					parts.add(new WalkPart(plane, level, col, row));
		return parts;
	}

	/** The pixels of a part of the finest level. */
	public static long pixels(final WalkPlan plan, final WalkPart part) {
		final LevelSize finest = plan.computation().sizes().get(0);
		return part.cells(finest.grid()).area() * finest.tileWidth() * finest.tileHeight();
	}

	/**
	 * Makes a part.
	 *
	 * @param segment
	 *            the file to write, which appears when it is complete
	 * @throws IOException
	 *             if the slide cannot be read or the file cannot be written
	 */
	public static void write(final WalkPlan plan, final WalkPart part, final Path segment,
		final ProgressListener progress) throws IOException
	{
		final Computation how = plan.computation();
		final UniformTileGrid finest = how.sizes().get(0).grid();
		final ProgressMeter meter = new ProgressMeter(progress, 4 * part.cells(finest).area() / 3 + 1);
		final AtomicReference<PixelBlock> coarsest = new AtomicReference<>();
		try (PlaneReader reader = new PlaneReader(plan.scene(), how.level(), how.region(), finest, 0);
			SegmentWriter out = SegmentWriter.create(segment)) {
			new PaddedPass(plan, new TileMaker(plan), meter).run(plan.planes().get(part.plane()), reader,
				part.level() + 1, part.cells(finest), out::put, coarsest::set);
			out.finish(coarsest.get());
		}
	}

	/**
	 * Puts all parts together.
	 *
	 * @param parts
	 *            as {@link #parts} gives them
	 * @param segments
	 *            the file of each, in the same order
	 * @param progress
	 *            counts tiles of all levels
	 * @throws IOException
	 *             if a file of a part is missing or damaged, or the target cannot be written
	 */
	public static void assemble(final Export export, final List<WalkPart> parts, final List<Path> segments,
		final ProgressListener progress) throws IOException
	{
		final WalkPlan plan = export.plan();
		final ProgressMeter meter = new ProgressMeter(progress, plan.tileCount());
		try (PyramidSink sink = export.open(); PartAssembly assembly = new PartAssembly(plan, parts, segments, sink,
			meter)) {
			SlideWriter.fill(sink, plan, meter, assembly::put);
		}
		meter.finish();
	}
}
