package org.coverslip.io;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes that are written one piece after the other and read again at any place: in memory while they are few, then in a
 * temporary file, which is deleted when this is closed. For one thread.
 */
public final class SpilledBytes implements Closeable {

	private static final int FIRST_BYTES = 1 << 12;
	/** So many bytes stay in memory. */
	private static final int MOST_BYTES = 8 << 20;

	private final int most;
	private ScratchFile file;
	/** What is not in the file yet. */
	private byte[] tail = new byte[0];
	private int tailLength;
	/** Where that begins. */
	private long tailStart;

	public SpilledBytes() {
		this(MOST_BYTES);
	}

	/**
	 * @param most
	 *            bytes that are kept in memory
	 */
	SpilledBytes(final int most) {
		this.most = most;
	}

	/**
	 * Writes a piece.
	 *
	 * @return its position
	 */
	public long append(final byte[] bytes, final int start, final int length) throws IOException {
		if (length > tail.length - tailLength) makeRoom(length);
		final long position = size();
		System.arraycopy(bytes, start, tail, tailLength, length);
		tailLength += length;
		return position;
	}

	private void makeRoom(final int length) throws IOException {
		if (tailLength > 0 && (long) tailLength + length > most) {
			if (file == null) file = ScratchFile.create();
			file.write(tailStart, ByteBuffer.wrap(tail, 0, tailLength));
			tailStart += tailLength;
			tailLength = 0;
		}
		final int needed = Math.addExact(tailLength, length);
		if (needed > tail.length)
			tail = Arrays.copyOf(tail, Math.max(needed, Math.min(most, Math.max(FIRST_BYTES, 2 * tail.length))));
	}

	/** How many bytes were written. */
	public long size() {
		return tailStart + tailLength;
	}

	/**
	 * Reads again.
	 *
	 * @throws EOFException
	 *             if fewer bytes than that were written
	 */
	public void read(final long position, final byte[] bytes, final int start, final int length) throws IOException {
		final int inFile = (int) Math.max(0, Math.min(length, tailStart - position));
		if (position + length > size()
			|| inFile > 0 && file.read(position, ByteBuffer.wrap(bytes, start, inFile)) < inFile)
			throw new EOFException("a temporary file is shorter than what was written");
		if (length > inFile) System.arraycopy(tail, (int) (position + inFile - tailStart), bytes, start + inFile,
			length - inFile);
	}

	@Override
	public void close() throws IOException {
		tail = new byte[0];
		if (file != null) file.close();
	}
}
