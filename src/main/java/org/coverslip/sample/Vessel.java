package org.coverslip.sample;

import static org.coverslip.sample.HashNoise.smooth;
import static org.coverslip.sample.HashNoise.step;
import static org.coverslip.sample.HashNoise.unit;

import java.util.ArrayList;
import java.util.List;

/** A blood vessel in cross-section: a muscular wall around a lumen that holds some red blood cells. */
final class Vessel {

	/** Level-0 pixels of stroma for each vessel, in each direction. */
	private static final int PITCH = 1150;

	/** No vessel reaches further from its centre, in level-0 pixels. */
	static final int REACH = 430;

	/** Level-0 pixels for each red blood cell, in each direction. */
	private static final int BLOOD_PITCH = 27;

	private final int seed;
	private final float x0;
	private final float y0;
	private final Blob outline;
	private final float wall;

	private Vessel(final int seed, final float x0, final float y0) {
		this.seed = seed;
		this.x0 = x0;
		this.y0 = y0;
		final float size = unit(seed, 1, 0);
		outline = new Blob(seed, x0, y0, 62 + 150 * size * size, 1.05f + 0.75f * unit(seed, 2, 0), 0.10f);
		wall = 18 + outline.radius() * (0.10f + 0.24f * unit(seed, 3, 0));
	}

	/** The vessels that may be seen in an area or within a margin around it, in the order of their rows and columns. */
	static List<Vessel> in(final Anatomy anatomy, final SamplingFrame frame) {
		final int margin = REACH + Nucleus.REACH;
		final List<Vessel> vessels = new ArrayList<>();
		final float[] here = new float[Anatomy.QUANTITIES];
		final int endRow = Math.floorDiv(frame.y0() + frame.height0() + margin, PITCH);
		final int endCol = Math.floorDiv(frame.x0() + frame.width0() + margin, PITCH);
		for (int row = Math.floorDiv(frame.y0() - margin, PITCH); row <= endRow; row++)
			for (int col = Math.floorDiv(frame.x0() - margin, PITCH); col <= endCol; col++) {
				final float x = (col + 0.3f + 0.4f * unit(71, col, row)) * PITCH;
				final float y = (row + 0.3f + 0.4f * unit(72, col, row)) * PITCH;
				anatomy.describe(x, y, here, 0);
				final boolean runs = here[Anatomy.MUCOSA] < 0.05f && here[Anatomy.MUSCLE] < 0.6f
					&& here[Anatomy.FAT] < 0.4f
					&& here[Anatomy.INSIDE] > REACH && unit(73, col, row) < 0.8f;
				if (runs) vessels.add(new Vessel(HashNoise.hash(74, col, row), x, y));
			}
		return vessels;
	}

	/** Whether a position lies in the vessel or touches it. */
	boolean covers(final float x, final float y) {
		final float dx = x - x0;
		final float dy = y - y0;
		return dx * dx + dy * dy < REACH * REACH && outline.depth(x, y) > -6;
	}

	void paint(final Stains stains) {
		final SamplingFrame frame = stains.frame;
		final int endCol = frame.firstColumn(x0 + REACH);
		final int endRow = frame.firstRow(y0 + REACH);
		for (int j = frame.firstRow(y0 - REACH); j < endRow; j++)
			for (int i = frame.firstColumn(x0 - REACH); i < endCol; i++) {
				final int px = frame.x0() + i * frame.step();
				final int py = frame.y0() + j * frame.step();
				final float depth = outline.depth(px, py);
				if (depth > -4) paint(stains, j * frame.width() + i, px, py, depth);
			}
		paintNuclei(stains);
	}

	private void paint(final Stains stains, final int at, final int px, final int py, final float depth) {
		final float uneven = wall + 16 * (smooth(seed + 3, px / 40f, py / 40f) - 0.5f);
		final float inWall = step(-4, 1, depth) * step(uneven + 2, uneven - 2, depth);
		final float rings = smooth(seed + 4, depth / 5.5f, (px - x0 + py - y0) / 60f);
		final float elastic = 0.25f * step(uneven - 9, uneven - 4, depth);
		final float muscle = (0.72f + 0.34f * rings + elastic) * inWall;
		stains.fibres[at] = muscle + stains.fibres[at] * step(1, -4, depth);
		if (depth > uneven - 2) stains.blood[at] = blood(px, py) * step(uneven - 2, uneven + 5, depth);
	}

	/** Discs with a paler middle, in flocks. */
	private float blood(final int px, final int py) {
		final int col = Math.floorDiv(px, BLOOD_PITCH);
		final int row = Math.floorDiv(py, BLOOD_PITCH);
		float most = 0;
		for (int r = row - 1; r <= row + 1; r++)
			for (int c = col - 1; c <= col + 1; c++) {
				final float cx = (c + 0.2f + 0.6f * unit(75, c, r)) * BLOOD_PITCH;
				final float cy = (r + 0.2f + 0.6f * unit(76, c, r)) * BLOOD_PITCH;
				if (smooth(seed + 5, cx / 120, cy / 120) < 0.52f) continue;
				final float dx = px - cx;
				final float dy = py - cy;
				final float q = (dx * dx + dy * dy) / (13.5f * 13.5f);
				if (q < 1.1f) most = Math.max(most, step(1.1f, 0.8f, q) * (0.60f + 0.30f * q));
			}
		return most;
	}

	/** Flat nuclei along the lumen and long ones within the wall, all running around it. */
	private void paintNuclei(final Stains stains) {
		final int lining = (int) (outline.radius() * 6.28f / 74);
		for (int i = 0; i < lining; i++)
			paintNucleus(stains, (i + 0.6f * unit(seed + 6, i, 0)) / lining, wall - 1, 17, 5.5f, i);
		final int within = (int) (outline.radius() * 6.28f * wall / 2600);
		for (int i = 0; i < within; i++)
			paintNucleus(stains, unit(seed + 7, i, 0), 8 + (wall - 16) * unit(seed + 7, i, 1), 20, 6, 100 + i);
	}

	private void paintNucleus(final Stains stains, final float turns, final float depth, final float along,
		final float across,
		final int i)
	{
		final float[] before = outline.pointAt(turns - 0.004f + 1, depth);
		final float[] place = outline.pointAt(turns, depth);
		final float[] after = outline.pointAt(turns + 0.004f, depth);
		final float dx = after[0] - before[0];
		final float dy = after[1] - before[1];
		final float length = (float) Math.sqrt(dx * dx + dy * dy) + 1e-3f;
		final float size = 0.8f + 0.4f * unit(seed + 8, i, 0);
		new Nucleus(place[0], place[1], dx / length, dy / length, along * size, across * size, 0.95f, seed + 200 + i)
			.paint(stains);
	}
}
