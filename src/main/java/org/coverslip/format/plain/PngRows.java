package org.coverslip.format.plain;

import java.io.IOException;
import java.util.Arrays;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * The rows of a PNG, or of its passes one after another: inflated, unfiltered and turned into samples. For one thread.
 */
final class PngRows implements RowDecoder {

	private final StoredFile file;
	private final PngHead head;
	private final PngStream stream;
	private final PngSamples samples;
	private final int pixelBytes;
	private byte[] above;
	private byte[] current;

	PngRows(final PngHead head, final ByteSource source, final StoredFile file) {
		this.file = file;
		this.head = head;
		stream = new PngStream(source, file, head.dataStart());
		samples = new PngSamples(head, file);
		pixelBytes = Math.max(1, head.storedSamples() * head.depth() / 8);
		// a filter type, then the row
		above = new byte[Math.toIntExact(head.rowBytes(head.width()) + 1)];
		current = new byte[above.length];
	}

	/** Begins a pass: forgets the row above. */
	void begin() {
		Arrays.fill(above, (byte) 0);
	}

	@Override
	public void next(final byte[] row) throws IOException {
		next(head.width(), row);
	}

	/**
	 * Decodes the next row of a pass.
	 *
	 * @param width
	 *            its width in pixels, at most the image's
	 * @param row
	 *            receives their samples
	 */
	void next(final int width, final byte[] row) throws IOException {
		final int length = (int) head.rowBytes(width) + 1;
		stream.read(current, length);
		unfilter(current, above, length);
		samples.toSamples(current, width, row);
		final byte[] free = above;
		above = current;
		current = free;
	}

	@Override
	public void end() throws IOException {
		stream.end();
	}

	/** Undoes the filter of a row of the given length (PNG specification, section 9). */
	private void unfilter(final byte[] row, final byte[] up, final int length) throws SlideFormatException {
		final int bpp = pixelBytes;
		final int first = Math.min(length, bpp + 1);
		switch (row[0]) {
			case 0 -> {
				// as it is
			}
			case 1 -> {
				for (int i = bpp + 1; i < length; i++)
					row[i] += row[i - bpp];
			}
			case 2 -> {
				for (int i = 1; i < length; i++)
					row[i] += up[i];
			}
			case 3 -> {
				for (int i = 1; i < first; i++)
					row[i] += (byte) ((up[i] & 0xff) >> 1);
				for (int i = first; i < length; i++)
					row[i] += (byte) ((row[i - bpp] & 0xff) + (up[i] & 0xff) >> 1);
			}
			case 4 -> {
				for (int i = 1; i < first; i++)
					row[i] += up[i];
				for (int i = first; i < length; i++)
					row[i] += (byte) nearest(row[i - bpp] & 0xff, up[i] & 0xff, up[i - bpp] & 0xff);
			}
			default -> throw new SlideFormatException(file, stream.position(), "a filter type of 0 to 4", row[0] + "");
		}
	}

	/** Paeth's predictor: of left, above and upper left, the one nearest to left + above - upper left. */
	private static int nearest(final int left, final int above, final int corner) {
		final int toLeft = Math.abs(above - corner);
		final int toAbove = Math.abs(left - corner);
		final int toCorner = Math.abs(left + above - 2 * corner);
		if (toLeft <= toAbove && toLeft <= toCorner) return left;
		return toAbove <= toCorner ? above : corner;
	}
}
