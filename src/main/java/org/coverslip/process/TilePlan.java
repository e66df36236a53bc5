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
 * @param together
 *            whether a task has all planes at once; else, each has one
 */
public record TilePlan(Picture picture, int side, int halo, Map<String, String> values, boolean together) {

	private static final double NEAR = 1e-6;

	public TilePlan {
		if (side <= 0 || halo < 0) throw new IllegalArgumentException("tiles of " + side + " with a halo of " + halo);
		values = Map.copyOf(values);
	}

	/** Each plane for itself. */
	public TilePlan(final Picture picture, final int side, final int halo, final Map<String, String> values) {
		this(picture, side, halo, values, false);
	}

	/** Which planes tasks have: by times, focal planes and channels. */
	public List<List<Plane>> planes() {
		final List<Plane> all = picture.planes();
		return together ? List.of(all) : all.stream().map(List::of).toList();
	}

	/** The number of the planes of a task among {@link #planes()}. */
	int planesOf(final Plane plane) {
		return together ? 0 : picture.planes().indexOf(plane);
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

	/**
	 * The column, or row, of pixels in which a place lies. What is nearer to the next one than a millionth counts as
	 * being there, as numbers are that were reckoned in different tiles; what is beyond the picture, as its edge.
	 *
	 * @param place
	 *            counted from the edge of the picture
	 * @param length
	 *            of the picture, &gt; 0
	 */
	static long pixel(final double place, final long length) {
		return (long) Math.max(0, Math.min(length - 1.0, place + NEAR));
	}

	/** The number of the tile in which a pixel of the picture lies. */
	public long number(final long x, final long y) {
		return y / side * columns() + x / side;
	}

	/** A tile and its halo, likewise. */
	Region around(final long number) {
		return around(tile(number));
	}

	private Region around(final Region tile) {
		return Region.between(tile.x() - halo, tile.y() - halo, tile.endX() + halo, tile.endY() + halo)
			.intersect(picture.bounds());
	}

	/** The task of a tile, which is also told its {@code column} and {@code row} among the tiles. */
	public TileTask task(final long number, final List<Plane> planes) {
		return task(tile(number), planes);
	}

	/** A task of any part of the picture, likewise: as if it were the tile in which it begins. */
	public TileTask task(final Region part, final List<Plane> planes) {
		final Map<String, String> all = new HashMap<>(values);
		all.put("column", String.valueOf(part.x() / side));
		all.put("row", String.valueOf(part.y() / side));
		return new TileTask(picture, planes, part, around(part), all);
	}
}
