package org.coverslip.format.mirax;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * Where the camera stood for each photo, in pixels of the camera's original images. Immutable.
 * <p>
 * Positions are stored row by row, 9 bytes each: a one-bit flag, x and y, in pixels of the finest zoom level. Where a
 * scanner knows nothing about a photo it writes 0, 0.
 */
final class CameraPositions {

	/** Bytes of a stored position. */
	static final int RECORD = 9;

	private final int columns;
	private final int rows;
	private final int[] stored;
	private final double advanceX;
	private final double advanceY;

	private CameraPositions(final int columns, final int rows, final int[] stored, final double advanceX,
		final double advanceY) {
		this.columns = columns;
		this.rows = rows;
		this.stored = stored;
		this.advanceX = advanceX;
		this.advanceY = advanceY;
	}

	/**
	 * @param records
	 *            {@code columns · rows} stored positions
	 * @param pixel
	 *            width of a pixel of the finest zoom level, in camera pixels
	 * @param file
	 *            for messages
	 * @param offset
	 *            of the records in the file, for messages
	 */
	static CameraPositions parse(final byte[] records, final int columns, final int rows, final int pixel,
		final StoredFile file,
		final long offset) throws SlideFormatException
	{
		final Optional<CameraPositions> positions = find(records, columns, rows, pixel);
		if (positions.isEmpty())
			throw new SlideFormatException(file, offset,
				columns * (long) rows + " positions of photos, of " + RECORD + " bytes each",
				records.length + " bytes that are no such positions");
		return positions.get();
	}

	/** As {@link #parse}; empty if the bytes are not that many positions. */
	static Optional<CameraPositions> find(final byte[] records, final int columns, final int rows, final int pixel) {
		if (records.length != (long) RECORD * columns * rows) return Optional.empty();
		final ByteBuffer bytes = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
		final int[] stored = new int[2 * columns * rows];
		for (int i = 0; i < stored.length; i += 2) {
			if ((bytes.get() & 0xfe) != 0) return Optional.empty();
			for (int k = 0; k < 2; k++) {
				final long value = (long) bytes.getInt() * pixel;
				if (value != (int) value) return Optional.empty();
				stored[i + k] = (int) value;
			}
		}
		return Optional.of(new CameraPositions(columns, rows, stored, 0, 0));
	}

	/** The positions of a camera that moved exactly as planned. */
	static CameraPositions even(final int columns, final int rows, final double advanceX, final double advanceY) {
		return new CameraPositions(columns, rows, null, advanceX, advanceY);
	}

	int columns() {
		return columns;
	}

	int rows() {
		return rows;
	}

	long x(final int col, final int row) {
		return stored == null ? (long) (col * advanceX) : stored[2 * (row * columns + col)];
	}

	long y(final int col, final int row) {
		return stored == null ? (long) (row * advanceY) : stored[2 * (row * columns + col) + 1];
	}

	/** Whether a scanner wrote no position for a photo: only the first photo can really lie at 0, 0. */
	boolean isUnknown(final int col, final int row) {
		return (col > 0 || row > 0) && x(col, row) == 0 && y(col, row) == 0;
	}
}
