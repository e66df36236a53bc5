package org.coverslip.io;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A finite sequence of bytes that is read at a position.
 * <p>
 * There is no cursor: each read says where it starts, so that any number of threads may read at once without locks.
 * Whoever opened a source closes it.
 */
public interface ByteSource extends Closeable {

	/** Bytes in memory, which are kept, not copied. */
	static ByteSource of(final byte[] bytes) {
		return new MemorySource(bytes);
	}

	/** Number of bytes. */
	long size() throws IOException;

	/**
	 * Reads bytes from {@code position} into {@code dst}, up to {@code dst.remaining()}.
	 *
	 * @param position
	 *            first byte, &ge; 0; may lie behind the end
	 * @return how many bytes were read: fewer than asked only where the source ends, 0 at or behind its end
	 */
	int read(long position, ByteBuffer dst) throws IOException;

	/**
	 * Closes the source; later reads throw {@link java.nio.channels.ClosedChannelException}. Closing twice has no
	 * effect.
	 */
	@Override
	void close() throws IOException;

	/**
	 * Says which bytes will be read soon, so that a source over a network can get them in few requests, all at once; it
	 * returns before they are there. Others do nothing.
	 *
	 * @param positions
	 *            where they begin; what is outside the source is passed over
	 * @param lengths
	 *            how many bytes, for each of the positions
	 */
	default void expect(final long[] positions, final long[] lengths) {
		// local files are read as fast without
	}

	/**
	 * How many requests over a network reading such bytes takes, as far as they are not there already; 0 for what is no
	 * further than this computer. As {@link #expect}.
	 */
	default int requests(final long[] positions, final long[] lengths) {
		return 0;
	}

	/**
	 * A part of this source. Closing it has no effect.
	 *
	 * @param start
	 *            where it begins, &ge; 0; may lie behind the end
	 * @param length
	 *            its bytes, &ge; 0; it ends before where this source does
	 */
	default ByteSource part(final long start, final long length) {
		return new SourcePart(this, start, length);
	}

	/**
	 * Reads exactly {@code length} bytes from {@code position}.
	 * <p>
	 * The length is checked against {@link #size()} <em>before</em> memory is allocated, so that a damaged file cannot
	 * exhaust it.
	 *
	 * @throws EOFException
	 *             if the source ends before
	 */
	default byte[] readFully(final long position, final long length) throws IOException {
		final long size = size();
		if (position < 0 || length < 0 || length > size || position > size - length)
			throw new EOFException("bytes " + position + " to " + position + "+" + length + " are outside the file of "
				+ size
				+ " bytes");
		if (length > Integer.MAX_VALUE - 8)
			throw new IOException("a block of " + length + " bytes is too large to be read at once");
		final byte[] bytes = new byte[(int) length];
		final int n = read(position, ByteBuffer.wrap(bytes));
		if (n < length)
			throw new EOFException("short read " + n + "/" + length + " at " + position);
		return bytes;
	}
}
