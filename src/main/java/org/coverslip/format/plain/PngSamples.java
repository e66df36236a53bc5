package org.coverslip.format.plain;

import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * Turns stored rows of a PNG into samples: indexes become colours of the palette, fewer than 8 bits become 8,
 * transparent colours become opacity. Immutable.
 */
final class PngSamples {

	private final PngHead head;
	private final StoredFile file;

	PngSamples(final PngHead head, final StoredFile file) {
		this.head = head;
		this.file = file;
	}

	/**
	 * Converts a row.
	 *
	 * @param stored
	 *            the unfiltered row, from index 1 on
	 * @param width
	 *            its width in pixels
	 * @param row
	 *            receives {@code head.samples()} samples per pixel
	 */
	void toSamples(final byte[] stored, final int width, final byte[] row) throws SlideFormatException {
		if (head.colour() == 3) fromPalette(stored, width, row);
		else if (head.depth() < 8) fromFewBits(stored, width, row);
		else if (head.samples() == head.storedSamples())
			System.arraycopy(stored, 1, row, 0, width * head.samples() * head.type().bytes());
		else withOpacity(stored, width, row);
	}

	private int index(final byte[] stored, final int x) {
		final int bit = x * head.depth();
		return stored[1 + (bit >> 3)] >> 8 - head.depth() - (bit & 7) & (1 << head.depth()) - 1;
	}

	private void fromPalette(final byte[] stored, final int width, final byte[] row) throws SlideFormatException {
		final byte[] palette = head.palette();
		final byte[] opacities = head.transparency();
		final int n = head.samples();
		for (int x = 0; x < width; x++) {
			final int index = index(stored, x);
			if (3 * index >= palette.length)
				throw new SlideFormatException(file, head.dataStart(), "colours of a palette of " + palette.length / 3,
					"colour " + index);
			System.arraycopy(palette, 3 * index, row, n * x, 3);
			if (n == 4) row[4 * x + 3] = index < opacities.length ? opacities[index] : -1;
		}
	}

	private void fromFewBits(final byte[] stored, final int width, final byte[] row) {
		final int most = (1 << head.depth()) - 1;
		final int n = head.samples();
		final int transparent = n == 4 ? word(head.transparency(), 0) : -1;
		for (int x = 0; x < width; x++) {
			final int value = index(stored, x);
			final byte grey = (byte) (value * 255 / most);
			row[n * x] = grey;
			if (n == 1) continue;
			row[4 * x + 1] = grey;
			row[4 * x + 2] = grey;
			row[4 * x + 3] = (byte) (value == transparent ? 0 : 255);
		}
	}

	/** Converts 8 or 16-bit pixels: grey with opacity, or grey or RGB with one transparent colour. */
	private void withOpacity(final byte[] stored, final int width, final byte[] row) {
		final int bytes = head.depth() / 8;
		final int n = head.storedSamples();
		final int colours = n == 3 ? 3 : 1;
		for (int x = 0; x < width; x++) {
			final int from = 1 + x * n * bytes;
			final int to = 4 * x * bytes;
			for (int s = 0; s < 3; s++)
				System.arraycopy(stored, from + (colours == 3 ? s * bytes : 0), row, to + s * bytes, bytes);
			for (int b = 0; b < bytes; b++)
				row[to + 3 * bytes + b] = n == 2 ? stored[from + bytes + b]
					: (byte) (isTransparent(stored, from, colours) ? 0 : 255);
		}
	}

	private boolean isTransparent(final byte[] stored, final int from, final int colours) {
		for (int s = 0; s < colours; s++) {
			final int value = head.depth() == 16 ? word(stored, from + 2 * s) : stored[from + s] & 0xff;
			if (value != word(head.transparency(), 2 * s)) return false;
		}
		return true;
	}

	private static int word(final byte[] bytes, final int at) {
		return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
	}
}
