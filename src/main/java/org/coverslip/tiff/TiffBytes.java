package org.coverslip.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * A TIFF file's bytes with what is needed to read numbers from them.
 *
 * @param isBig
 *            whether a BigTIFF, else classic
 * @param isNdpi
 *            whether a classic TIFF with the wider directories that {@link NdpiEntries} tells of
 */
record TiffBytes(ByteSource source, StoredFile file, ByteOrder order, boolean isBig, boolean isNdpi) {

	/** The number behind the byte order mark of a classic TIFF. */
	static final int CLASSIC = 42;
	/** The number behind the byte order mark of a BigTIFF. */
	static final int BIG = 43;

	/** Reads bytes that must be there. */
	ByteBuffer read(final long offset, final long length, final String what) throws IOException {
		try {
			return ByteBuffer.wrap(source.readFully(offset, length)).order(order);
		}
		catch (final EOFException e) {
			throw new SlideFormatException(file, offset, length + " bytes of " + what, "the end of the file", e);
		}
	}

	/** Reads up to {@code most} bytes, fewer at the end of the file. */
	ByteBuffer readUpTo(final long offset, final int most) throws IOException {
		final ByteBuffer buffer = ByteBuffer.allocate(most);
		if (offset >= 0) source.read(offset, buffer);
		return buffer.flip().order(order);
	}
}
