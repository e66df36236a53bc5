package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.coverslip.codec.jpeg.JpegIntervalImage;
import org.coverslip.codec.jpeg.JpegRestartHints;
import org.coverslip.io.ByteSource;

/**
 * The {@code .opt} file of a VMS slide: where each row of restart intervals begins, for all images in order and then
 * the map. It has records of 40 bytes, the first 8 of which are a position in the image's file, little-endian; the last
 * row or more may be missing.
 * <p>
 * The file may belong to another slide or be cut off, and even a list that is one row off points at restart markers. So
 * the markers of the rows at both ends of the list are counted in the image before the list is trusted;
 * {@link JpegIntervalImage} looks at each marker that it reads.
 * <p>
 * Source: openslide.org/formats/hamamatsu.
 */
final class OptimisationFile {

	private static final int RECORD = 40;
	/** The longest piece of an image in which markers are counted: a row of intervals has some hundred kilobytes. */
	private static final int LONGEST_COUNT = 16 << 20;
	private static final int CHUNK = 1 << 16;
	private static final int RST0 = 0xd0;
	private static final int SOI = 0xd8;

	private final ByteSource file;

	OptimisationFile(final ByteSource file) {
		this.file = file;
	}

	/**
	 * What the file says of one image.
	 *
	 * @param firstRow
	 *            rows of intervals in all images before it
	 * @param columns
	 *            intervals in a row of the image
	 * @param image
	 *            its bytes
	 * @param dataStart
	 *            where its coded data begin
	 */
	JpegRestartHints hints(final long firstRow, final int columns, final ByteSource image, final long dataStart) {
		return intervals -> positions(firstRow, columns, intervals, image, dataStart);
	}

	private long[] positions(final long firstRow, final int columns, final int intervals, final ByteSource image,
		final long dataStart) throws IOException
	{
		final long known = Math.min(intervals / columns, file.size() / RECORD - firstRow);
		if (known <= 1) return new long[0];
		final ByteBuffer records = ByteBuffer.wrap(file.readFully(firstRow * RECORD, known * RECORD))
			.order(ByteOrder.LITTLE_ENDIAN);
		final long[] positions = new long[intervals];
		Arrays.fill(positions, JpegRestartHints.UNKNOWN);
		for (int row = 1; row < known; row++)
			positions[row * columns] = records.getLong(row * RECORD);
		final int last = (int) (known - 1) * columns;
		final long end = image.size();
		final boolean begins = isCounted(image, dataStart, positions[columns], columns);
		final boolean ends = end - positions[last] > LONGEST_COUNT
			|| isCounted(image, positions[last], end, intervals - 1 - last);
		return begins && ends ? positions : new long[0];
	}

	/** Whether there are exactly so many restart markers between two positions. */
	private static boolean isCounted(final ByteSource image, final long from, final long to, final int expected)
		throws IOException {
		if (from < 0 || to < from || to > image.size() || to - from > LONGEST_COUNT) return false;
		int count = 0;
		boolean marked = false;
		for (long at = from; at < to; at += CHUNK) {
			final ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, to - at));
			image.read(at, chunk);
			for (int i = 0; i < chunk.position(); i++) {
				final int octet = chunk.get(i) & 0xff;
				if (marked && octet >= RST0 && octet < SOI) count++;
				marked = octet == 0xff;
			}
		}
		return count == expected;
	}
}
