package org.coverslip.codec.jpegxr;

/**
 * Rows of the components of an image in the image's own width: chrominances with fewer samples are interpolated, first
 * down and then across, with halves rounded up (as the reference decoder does; T.832 leaves it open). Not thread-safe.
 */
final class ChromaRows {

	private final PlaneDecoder plane;
	private final ColourFormat format;
	private final int width;
	private final int rows;
	private final int[] half;
	private final int[][] full;

	/**
	 * @param width
	 *            columns of the coded image
	 * @param rows
	 *            rows of the coded image
	 */
	ChromaRows(final PlaneDecoder plane, final int width, final int rows) {
		this.plane = plane;
		this.format = plane.header().format();
		this.width = width;
		this.rows = rows;
		this.half = new int[format.isSubsampled() ? width / 2 : 0];
		this.full = new int[format.isSubsampled() ? 3 : 0][width];
	}

	/**
	 * Points to a row of each component.
	 *
	 * @param y
	 *            row of the coded image
	 * @param arrays
	 *            receives the array that holds each component's row
	 * @param at
	 *            receives the index of its first sample
	 */
	void row(final int y, final int[][] arrays, final int[] at) {
		for (int c = 0; c < plane.components(); c++) {
			final ComponentRows component = plane.component(c);
			if (c == 0 || !format.isSubsampled()) {
				arrays[c] = component.samples();
				at[c] = component.row(y);
			}
			else {
				interpolate(component, y, full[c]);
				arrays[c] = full[c];
				at[c] = 0;
			}
		}
	}

	private void interpolate(final ComponentRows component, final int y, final int[] to) {
		final int[] samples = component.samples();
		if (format == ColourFormat.YUV_422) System.arraycopy(samples, component.row(y), half, 0, half.length);
		else {
			final int above = component.row(y / 2);
			if (y % 2 == 0 || y == rows - 1) System.arraycopy(samples, above, half, 0, half.length);
			else {
				final int below = component.row(y / 2 + 1);
				for (int x = 0; x < half.length; x++)
					half[x] = samples[above + x] + samples[below + x] + 1 >> 1;
			}
		}
		expand(half, half.length, to);
	}

	/** Interpolates the missing columns: {@code count} columns become twice as many. */
	static void expand(final int[] half, final int count, final int[] to) {
		final int last = count - 1;
		for (int x = 0; x < last; x++) {
			to[2 * x] = half[x];
			to[2 * x + 1] = half[x] + half[x + 1] + 1 >> 1;
		}
		to[2 * last] = half[last];
		to[2 * last + 1] = half[last];
	}
}
