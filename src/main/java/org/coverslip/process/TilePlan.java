package org.coverslip.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.geom.Region;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;

/**
 * How a picture is cut into tiles to be worked on: from its upper left corner, row by row. Immutable.
 *
 * @param picture
 *            all that is worked on
 * @param side
 *            of the tiles, in the picture's pixels; those at the right and lower edge may be smaller
 * @param halo
 *            pixels around a tile that the work sees, as far as the picture goes, &ge; 0
 * @param values
 *            of the tasks
 */
public record TilePlan(Picture picture, int side, int halo, Map<String, String> values) {

	public TilePlan {
		if (side <= 0 || halo < 0) throw new IllegalArgumentException("tiles of " + side + " with a halo of " + halo);
		values = Map.copyOf(values);
	}

	/** How many tiles are side by side. */
	public long columns() {
		return (picture.width() + side - 1) / side;
	}

	/** How many tiles are one below the other. */
	public long rows() {
		return (picture.height() + side - 1) / side;
	}

	/** How many tiles there are in a plane. */
	public long count() {
		return Math.multiplyExact(columns(), rows());
	}

	/** A tile in the picture's pixels; numbers go along the rows, from 0. */
	public Region tile(final long number) {
		final long column = number % columns();
		final long row = number / columns();
		return new Region(column * side, row * side, side, side).intersect(picture.bounds());
	}

	/** The number of the tile in which a pixel of the picture lies. */
	public long number(final long x, final long y) {
		return y / side * columns() + x / side;
	}

	/** The task of a tile, which is also told its {@code column} and {@code row} among the tiles. */
	public TileTask task(final long number, final List<Plane> planes) {
		final Region tile = tile(number);
		final Region around = Region
			.between(tile.x() - halo, tile.y() - halo, tile.endX() + halo, tile.endY() + halo)
			.intersect(picture.bounds());
		final Map<String, String> all = new HashMap<>(values);
		all.put("column", String.valueOf(number % columns()));
		all.put("row", String.valueOf(number / columns()));
		return new TileTask(picture, planes, tile, around, all);
	}
}
