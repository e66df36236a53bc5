package org.coverslip.sample;

import static org.coverslip.sample.HashNoise.smooth;
import static org.coverslip.sample.HashNoise.step;
import static org.coverslip.sample.HashNoise.unit;

import java.util.ArrayList;
import java.util.List;

/**
 * A gland in cross-section: a ring of tall cells, some of them filled with pale mucus, around a lumen. For one thread.
 */
final class Gland {

	/** Level-0 pixels of mucosa for each gland, in each direction: about 100 µm. */
	private static final int PITCH = 404;

	/** How far slow noise moves glands out of their rows, at most, in level-0 pixels in each direction. */
	private static final int DISORDER = 300;

	/** No gland reaches further from its centre, in level-0 pixels. */
	static final int REACH = 260;

	private final int seed;
	private final float x0;
	private final float y0;
	private final Blob outline;
	private final float wall;
	private final NoiseCursor waver;
	private final NoiseCursor columns;
	private final NoiseCursor goblets;
	private final NoiseCursor grains;

	private Gland(final int seed, final float x0, final float y0) {
		this.seed = seed;
		this.x0 = x0;
		this.y0 = y0;
		outline = new Blob(seed, x0, y0, 142 + 48 * unit(seed, 1, 0), 1 + 0.28f * unit(seed, 2, 0), 0.07f);
		wall = 84 + 22 * unit(seed, 3, 0);
		waver = new NoiseCursor(seed + 3);
		columns = new NoiseCursor(seed + 4);
		goblets = new NoiseCursor(seed + 5);
		grains = new NoiseCursor(seed + 6);
	}

	/** The glands that may be seen in an area or within a margin around it, in the order of their rows and columns. */
	static List<Gland> in(final Anatomy anatomy, final SamplingFrame frame) {
		final int margin = REACH + Nucleus.REACH + DISORDER;
		final List<Gland> glands = new ArrayList<>();
		final float[] here = new float[Anatomy.QUANTITIES];
		final int endRow = Math.floorDiv(frame.y0() + frame.height0() + margin, PITCH);
		final int endCol = Math.floorDiv(frame.x0() + frame.width0() + margin, PITCH);
		for (int row = Math.floorDiv(frame.y0() - margin, PITCH); row <= endRow; row++)
			for (int col = Math.floorDiv(frame.x0() - margin, PITCH); col <= endCol; col++) {
				final float shift = (row & 1) * 0.5f;
				final float gridX = (col + shift + 0.38f + 0.24f * unit(61, col, row)) * PITCH;
				final float gridY = (row + 0.40f + 0.20f * unit(62, col, row)) * PITCH;
				final float x = gridX + DISORDER * (2 * smooth(65, gridX / 1500, gridY / 1500) - 1);
				final float y = gridY + DISORDER * (2 * smooth(66, gridX / 1500, gridY / 1500) - 1);
				anatomy.describe(x, y, here, 0);
				final boolean grows = here[Anatomy.MUCOSA] > 0.55f && here[Anatomy.INSIDE] > 185 //
					&& here[Anatomy.LYMPHOCYTES] < 0.6f && unit(63, col, row) < 0.95f;
				if (grows) glands.add(new Gland(HashNoise.hash(64, col, row), x, y));
			}
		return glands;
	}

	/** Whether a position lies in the gland or touches it. */
	boolean covers(final float x, final float y) {
		final float dx = x - x0;
		final float dy = y - y0;
		return dx * dx + dy * dy < REACH * REACH && outline.depth(x, y) > -9;
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
				if (depth > -7) paint(stains, j * frame.width() + i, px, py, depth);
			}
		paintNuclei(stains);
	}

	private void paint(final Stains stains, final int at, final int px, final int py, final float depth) {
		if (depth < 0) {
			stains.fibres[at] = Math.max(stains.fibres[at], 0.75f * step(-7, -2, depth));
			return;
		}
		stains.nuclei[at] = 0;
		final float uneven = wall + 26 * (waver.at(px * (1 / 34f), py * (1 / 34f)) - 0.5f);
		final float cell = step(uneven + 2, uneven - 5, depth);
		final float dx = px - x0;
		final float dy = py - y0;
		final float reach = (float) Math.sqrt(dx * dx + dy * dy) + 1;
		final float round = outline.radius() / reach;
		final float column = columns.at(dx * round * (1 / 9f), dy * round * (1 / 9f));
		final float goblet = step(0.50f, 0.62f, goblets.at(dx * round * (1 / 25f), dy * round * (1 / 25f)))
			* step(0.36f, 0.50f, depth / uneven) * step(1.0f, 0.9f, depth / uneven);
		final float grain = grains.at(px * (1 / 5f), py * (1 / 5f));
		final float body = (0.66f + 0.30f * column + 0.20f * grain - 0.22f * depth / uneven) * (1 - 0.86f * goblet);
		final float brush = 0.35f * step(uneven - 13, uneven - 6, depth) * (1 - goblet);
		stains.cytoplasm[at] = cell * (body + brush) + (cell < 1 ? (1 - cell) * mucus(px, py) : 0);
		stains.fibres[at] = 0;
	}

	/** Wisps in the lumen. */
	private float mucus(final int px, final int py) {
		return 0.24f
			* step(0.42f, 0.9f, HashNoise.fractal(seed + 7, (px + 0.4f * py) / 38f, (py - 0.4f * px) / 38f, 3));
	}

	/** One nucleus a cell near the base, upright; a second row here and there, where the ring was cut slantwise. */
	private void paintNuclei(final Stains stains) {
		final int cells = (int) (outline.radius() * 2 * 3.14159f / 25);
		for (int i = 0; i < cells; i++) {
			final float turns = (i + 0.55f * unit(seed + 8, i, 0)) / cells;
			final float basal = 17 + 17 * unit(seed + 8, i, 1) + (unit(seed + 8, i, 2) < 0.16f ? 24 : 0);
			paintNucleus(stains, turns, basal, i);
		}
	}

	private void paintNucleus(final Stains stains, final float turns, final float basal, final int i) {
		final float[] place = outline.pointAt(turns, basal);
		final float dx = x0 - place[0];
		final float dy = y0 - place[1];
		final float length = (float) Math.sqrt(dx * dx + dy * dy) + 1e-3f;
		final float along = 14 + 5 * unit(seed + 9, i, 0);
		final float across = 8.5f + 2.5f * unit(seed + 9, i, 1);
		final float density = 0.86f + 0.34f * unit(seed + 9, i, 2);
		new Nucleus(place[0], place[1], dx / length, dy / length, along, across, density, seed + 10 + i).paint(stains);
	}
}
