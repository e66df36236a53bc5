package org.coverslip.sample;

import static org.coverslip.sample.HashNoise.unit;

import java.util.List;

/**
 * Draws any part of the section. Immutable and thread-safe; a pixel comes out the same whichever block it is drawn in,
 * since everything that reaches into a block is found from the block's position and drawn in the order of its own
 * position.
 */
final class TissuePainter {

	/** Level-0 pixels for each loose cell, in each direction: about 8 µm. */
	private static final int CELL_PITCH = 32;

	private final Anatomy anatomy;

	TissuePainter(final Anatomy anatomy) {
		this.anatomy = anatomy;
	}

	Stains paint(final SamplingFrame frame) {
		final Stains stains = new Stains(frame);
		final int margin = 2 * Nucleus.REACH;
		final AnatomyPatch patch = new AnatomyPatch(anatomy, frame.x0() - margin, frame.y0() - margin,
			frame.width0() + 2 * margin, frame.height0() + 2 * margin);
		if (patch.isGlass()) return stains;
		new Ground(patch).paint(stains);
		final List<Gland> glands = Gland.in(anatomy, frame);
		final List<Vessel> vessels = Vessel.in(anatomy, frame);
		for (final Gland gland : glands)
			gland.paint(stains);
		for (final Vessel vessel : vessels)
			vessel.paint(stains);
		paintCells(patch, glands, vessels, stains);
		if (patch.isFolded()) fold(patch, stains);
		return stains;
	}

	private static void paintCells(final AnatomyPatch patch, final List<Gland> glands, final List<Vessel> vessels,
		final Stains stains)
	{
		final SamplingFrame frame = stains.frame;
		final int endRow = Math.floorDiv(frame.y0() + frame.height0() + Nucleus.REACH, CELL_PITCH);
		final int endCol = Math.floorDiv(frame.x0() + frame.width0() + Nucleus.REACH, CELL_PITCH);
		final float[] here = new float[Anatomy.QUANTITIES];
		final float[] fibre = new float[2];
		for (int row = Math.floorDiv(frame.y0() - Nucleus.REACH, CELL_PITCH); row <= endRow; row++)
			for (int col = Math.floorDiv(frame.x0() - Nucleus.REACH, CELL_PITCH); col <= endCol; col++) {
				final int x = within(col, 81, col, row);
				final int y = within(row, 82, col, row);
				patch.describe(x, y, here);
				if (here[Anatomy.INSIDE] < 8) continue;
				final Nucleus cell = cell(col, row, x, y, here, patch, fibre);
				if (cell == null || isTaken(x, y, glands, vessels)) continue;
				cell.paint(stains);
				final boolean crowded = unit(84, col, row) < 2 * here[Anatomy.LYMPHOCYTES] - 1;
				if (crowded)
					lymphocyte(within(col, 85, col, row), within(row, 86, col, row), HashNoise.hash(87, col, row))
					.paint(stains);
			}
	}

	/** A level-0 column or row at random within one of the cell grid. */
	private static int within(final int line, final int seed, final int col, final int row) {
		return line * CELL_PITCH + (int) (CELL_PITCH * unit(seed, col, row));
	}

	private static boolean isTaken(final int x, final int y, final List<Gland> glands, final List<Vessel> vessels) {
		for (final Gland gland : glands)
			if (gland.covers(x, y)) return true;
		for (final Vessel vessel : vessels)
			if (vessel.covers(x, y)) return true;
		return false;
	}

	/** The loose cell at a place of the cell grid, or null if there is none. */
	private static Nucleus cell(final int col, final int row, final int x, final int y, final float[] here,
		final AnatomyPatch patch, final float[] fibre)
	{
		final int seed = HashNoise.hash(83, col, row);
		final float chance = unit(seed, 1, 0);
		final float size = unit(seed, 2, 0);
		final float lymphocytes = here[Anatomy.LYMPHOCYTES] * (1 - here[Anatomy.FAT]);
		patch.fibre(x, y, fibre);
		if (chance < lymphocytes) return lymphocyte(x, y, seed);
		final float density = 0.10f + 0.07f * here[Anatomy.MUSCLE] + 0.05f * here[Anatomy.MUCOSA];
		if (chance > lymphocytes + density) return null;
		if (here[Anatomy.FAT] > 0.3f && Ground.fatWall(x, y, 0.5f) < 0.3f) return null;
		final float thin = 5 + 2.5f * unit(seed, 5, 0);
		final float tilt = (unit(seed, 6, 0) - 0.5f) * 0.4f;
		final float dirX = fibre[0] - tilt * fibre[1];
		final float dirY = fibre[1] + tilt * fibre[0];
		final float length = (float) Math.sqrt(dirX * dirX + dirY * dirY);
		return new Nucleus(x, y, dirX / length, dirY / length, 17 + 12 * size, thin, 0.78f + 0.3f * unit(seed, 7, 0),
			seed);
	}

	private static Nucleus lymphocyte(final int x, final int y, final int seed) {
		final float turns = unit(seed, 3, 0);
		final float radius = 10.5f + 3.5f * unit(seed, 2, 0);
		return new Nucleus(x, y, Directions.cos(turns), Directions.sin(turns), radius * 1.06f, radius * 0.94f,
			1.02f + 0.25f * unit(seed, 4, 0), seed);
	}

	private static void fold(final AnatomyPatch patch, final Stains stains) {
		final SamplingFrame frame = stains.frame;
		final float[] here = new float[Anatomy.QUANTITIES];
		for (int j = 0, at = 0; j < frame.height(); j++)
			for (int i = 0; i < frame.width(); i++, at++) {
				patch.describe(frame.x0() + i * frame.step(), frame.y0() + j * frame.step(), here);
				stains.scale(at, here[Anatomy.THICKNESS]);
			}
	}
}
