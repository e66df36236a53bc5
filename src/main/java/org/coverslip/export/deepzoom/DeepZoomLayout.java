package org.coverslip.export.deepzoom;

import org.coverslip.geom.Region;

/**
 * How an image is divided into the tiles of a Deep Zoom pyramid. Pure geometry, immutable.
 * <p>
 * Level 0 is one pixel; each level is twice as large as the one before, up to the last, which is the image. The tiles
 * of a level are its squares of {@code tileSize} pixels, each widened by {@code overlap} pixels on every side where it
 * has a neighbour; those at the right and lower edge end with the image. This is how openslide-python's
 * {@code DeepZoomGenerator} divides it, if the last column and row have at least one pixel besides the overlap.
 *
 * @param width
 *            of the image in pixels, &gt; 0
 * @param height
 *            likewise
 * @param tileSize
 *            side of a tile in pixels without the overlap, &gt; 0
 * @param overlap
 *            pixels that a tile shares with each of its neighbours, 0 to {@code tileSize}
 */
public record DeepZoomLayout(long width, long height, int tileSize, int overlap) {

	public DeepZoomLayout {
		if (width <= 0 || height <= 0)
			throw new IllegalArgumentException("an image of " + width + " x " + height + " pixels has no tiles");
		if (tileSize <= 0) throw new IllegalArgumentException("the side of a tile is 1 pixel or more, not " + tileSize);
		if (overlap < 0 || overlap > tileSize)
			throw new IllegalArgumentException("tiles of " + tileSize + " pixels overlap by 0 to " + tileSize
				+ ", not by " + overlap);
	}

	/** The number of levels, including the one of one pixel and the whole image. */
	public int levelCount() {
		return Long.SIZE - Long.numberOfLeadingZeros(Math.max(width, height) - 1) + 1;
	}

	/** Width of a level in pixels; halves are rounded up. */
	public long levelWidth(final int level) {
		return halved(width, level);
	}

	/** Height of a level in pixels; halves are rounded up. */
	public long levelHeight(final int level) {
		return halved(height, level);
	}

	private long halved(final long length, final int level) {
		if (level < 0 || level >= levelCount())
			throw new IllegalArgumentException("there is no level " + level + "; the levels are 0 to "
				+ (levelCount() - 1));
		return (length - 1 >> levelCount() - 1 - level) + 1;
	}

	/** Columns of tiles in a level. */
	public long columns(final int level) {
		return (levelWidth(level) - 1) / tileSize + 1;
	}

	/** Rows of tiles in a level. */
	public long rows(final int level) {
		return (levelHeight(level) - 1) / tileSize + 1;
	}

	/** Tiles in a level. */
	public long tileCount(final int level) {
		return Math.multiplyExact(columns(level), rows(level));
	}

	/** Tiles in all levels. */
	public long tileCount() {
		long count = 0;
		for (int level = 0; level < levelCount(); level++)
			count = Math.addExact(count, tileCount(level));
		return count;
	}

	/**
	 * The area of a tile, in the level's pixels.
	 *
	 * @throws IllegalArgumentException
	 *             if there is no such level or tile
	 */
	public Region tile(final int level, final long col, final long row) {
		if (col < 0 || row < 0 || col >= columns(level) || row >= rows(level))
			throw new IllegalArgumentException("there is no tile " + col + "_" + row + " in level " + level
				+ "; it has "
				+ columns(level) + " x " + rows(level));
		final long x = col * tileSize;
		final long y = row * tileSize;
		return Region.between(x - overlap, y - overlap, x + tileSize + overlap, y + tileSize + overlap)
			.intersect(Region.ofSize(levelWidth(level), levelHeight(level)));
	}

	/** A tile's path in the folder of tiles, without the ending: "LEVEL/COL_ROW". */
	public static String tileName(final int level, final long col, final long row) {
		return level + "/" + col + "_" + row;
	}

	/**
	 * The descriptor, a {@code .dzi} file. Its elements are those of the schema
	 * {@code http://schemas.microsoft.com/deepzoom/2008}.
	 *
	 * @param format
	 *            ending of the tiles' names
	 */
	public String descriptor(final String format) {
		return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" //
			+ "<Image xmlns=\"http://schemas.microsoft.com/deepzoom/2008\" Format=\"" + format + "\" Overlap=\""
			+ overlap
			+ "\" TileSize=\"" + tileSize + "\">\n" //
			+ "  <Size Width=\"" + width + "\" Height=\"" + height + "\"/>\n" //
			+ "</Image>\n";
	}
}
