package org.coverslip.geom;

/**
 * A tile that is cut into equally many parts in both directions, which need not begin on whole pixels: a tile of 1024 x
 * 1360 pixels in 32 x 32 parts has parts of 32 x 42.5 pixels.
 * <p>
 * Source: the "subtiles" of OpenSlide 3.4.1's Ventana driver. A part is copied out into whole pixels, one more than it
 * has where it has a fraction; the copy begins at the part's exact position, so that it is interpolated where that lies
 * between two pixels.
 *
 * @param tileWidth
 *            pixels, &gt; 0
 * @param tileHeight
 *            pixels, &gt; 0
 * @param perSide
 *            parts in a row and in a column, &gt; 0
 */
public record TileParts(int tileWidth, int tileHeight, int perSide) {

	public TileParts {
		if (tileWidth <= 0 || tileHeight <= 0 || perSide <= 0)
			throw new IllegalArgumentException("a tile of " + tileWidth + " x " + tileHeight + " pixels in " + perSide
				+ " parts a side");
	}

	/** Columns of the copy of a part. */
	public int width() {
		return whole(tileWidth);
	}

	/** Rows of the copy of a part. */
	public int height() {
		return whole(tileHeight);
	}

	private int whole(final int length) {
		return (int) Math.ceil((double) length / perSide);
	}

	/** Where in the tile a part begins. */
	public Subpixel left(final int col) {
		return Subpixel.at(col * ((double) tileWidth / perSide));
	}

	/** Where in the tile a part begins. */
	public Subpixel top(final int row) {
		return Subpixel.at(row * ((double) tileHeight / perSide));
	}
}
