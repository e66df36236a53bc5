package org.coverslip.imagej;

import java.awt.geom.AffineTransform;

/**
 * One of the eight ways in which an image can lie on a slide: as it was read, turned by quarters, or mirrored. Pixel
 * (u, v) of an image shows pixel (x, y) of the upright picture: (v, u) if it is transposed, else (u, v), counted from
 * the other side where it is flipped.
 *
 * @param transposed
 *            whether the image's columns are the upright picture's rows
 * @param flippedX
 *            whether x is counted from the right
 * @param flippedY
 *            whether y is counted from below
 */
record Orientation(boolean transposed, boolean flippedX, boolean flippedY) {

	/** As the slide has it. */
	static final Orientation UPRIGHT = new Orientation(false, false, false);

	/** All eight, the upright one first. */
	static Orientation[] all() {
		final Orientation[] all = new Orientation[8];
		for (int i = 0; i < 8; i++)
			all[i] = new Orientation((i & 4) != 0, (i & 1) != 0, (i & 2) != 0);
		return all;
	}

	/** Columns of the upright picture of an image. */
	int uprightWidth(final int width, final int height) {
		return transposed ? height : width;
	}

	/** Its rows. */
	int uprightHeight(final int width, final int height) {
		return transposed ? width : height;
	}

	/** From places on an image of this size to those on the upright picture. */
	AffineTransform toUpright(final int width, final int height) {
		final int signX = flippedX ? -1 : 1;
		final int signY = flippedY ? -1 : 1;
		final double shiftX = flippedX ? uprightWidth(width, height) : 0;
		final double shiftY = flippedY ? uprightHeight(width, height) : 0;
		return transposed ? new AffineTransform(0, signY, signX, 0, shiftX, shiftY)
			: new AffineTransform(signX, 0, 0, signY, shiftX, shiftY);
	}

	/** Column of the image that shows a pixel of the upright picture. */
	int imageX(final int x, final int y, final int width, final int height) {
		return transposed ? flippedY ? width - 1 - y : y : flippedX ? width - 1 - x : x;
	}

	/** Its row. */
	int imageY(final int x, final int y, final int width, final int height) {
		return transposed ? flippedX ? height - 1 - x : x : flippedY ? height - 1 - y : y;
	}

	/** How the image lies, for people: "flipped horizontally". */
	@Override
	public String toString() {
		if (!transposed)
			return flippedX ? flippedY ? "turned by 180 degrees" : "flipped horizontally"
				: flippedY ? "flipped vertically" : "upright";
		return flippedX == flippedY ? "turned and flipped"
			: flippedY ? "turned by 90 degrees to the right" : "turned by 90 degrees to the left";
	}
}
