package org.coverslip.format.hamamatsu;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Level;
import org.coverslip.slide.TileSource;

/**
 * The levels of a slide in JPEG: those stored, and between and below them those that the decoder makes of them at 1/2,
 * 1/4 and 1/8.
 * <p>
 * As OpenSlide lists them: a level is reduced where its tiles can be divided evenly; if several levels have the same
 * width, a stored one counts, else the one made from the coarsest.
 */
final class ReducedLevels {

	private static final int[] DENOMINATORS = { 1, 2, 4, 8 };

	private ReducedLevels() {}

	/** A level that is stored as JPEG. */
	interface Stored {

		long width();

		long height();

		/** Where its tiles lie. */
		UniformTileGrid grid();

		/**
		 * Reads its tiles reduced.
		 *
		 * @param denominator
		 *            1, 2, 4 or 8; divides the tile size
		 */
		TileSource reduced(int denominator);
	}

	/**
	 * All levels, finest first.
	 *
	 * @param stored
	 *            finest first
	 * @param samples
	 *            of a pixel: 1 or 3
	 */
	static List<Level> of(final List<? extends Stored> stored, final int samples) {
		final Map<Long, Choice> byWidth = new HashMap<>();
		for (final Stored level : stored)
			for (final int denominator : DENOMINATORS) {
				final UniformTileGrid grid = level.grid();
				final boolean even = grid.tileWidth() % denominator == 0 && grid.tileHeight() % denominator == 0;
				if (even && level.width() >= denominator && level.height() >= denominator)
					byWidth.put(level.width() / denominator, new Choice(level, denominator));
			}
		final List<Choice> choices = new ArrayList<>(byWidth.values());
		choices.sort(Comparator.comparingLong(Choice::width).reversed());
		final List<Level> levels = new ArrayList<>();
		for (final Choice choice : choices) {
			final LevelScale scale =
				LevelScale.between(stored.get(0).width(), stored.get(0).height(), choice.width(), choice.height());
			// where rounding makes two levels' order by width differ from that by scale, the stored one stays
			while (choice.denominator == 1 && !levels.isEmpty() && scale.downsample() < levels.get(levels.size() - 1)
				.downsample())
				levels.remove(levels.size() - 1);
			if (levels.isEmpty() || scale.downsample() >= levels.get(levels.size() - 1).downsample())
				levels.add(choice.level(scale, samples));
		}
		return levels;
	}

	/** From which stored level a level is made, and by how much it is reduced. */
	private record Choice(Stored stored, int denominator) {

		long width() {
			return stored.width() / denominator;
		}

		long height() {
			return stored.height() / denominator;
		}

		Level level(final LevelScale scale, final int samples) {
			final UniformTileGrid full = stored.grid();
			final UniformTileGrid grid =
				new UniformTileGrid(0, 0, full.tileWidth() / denominator, full.tileHeight() / denominator,
				full.columns(), full.rows());
			return Level.builder(width(), height(), stored.reduced(denominator)).scale(scale).grid(grid)
				.samples(PixelType.UINT8, samples).compression("JPEG").build();
		}
	}
}
