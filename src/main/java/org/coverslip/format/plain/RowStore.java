package org.coverslip.format.plain;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

import org.coverslip.io.ScratchFile;

/** Keeps decoded rows. Each is written once, before it is read. Thread-safe for reading; for one writer. */
interface RowStore extends Closeable {

	/** Keeps a row; the array remains the caller's. */
	void write(int row, byte[] bytes) throws IOException;

	/** Reads {@code length} bytes of a row from its byte {@code start} on into {@code dst}. */
	void read(int row, int start, byte[] dst, int offset, int length) throws IOException;

	/** A store in memory, which grows as rows are written. */
	static RowStore inMemory(final int rows, final int rowBytes) {
		final int atOnce = Math.max(1, Math.min(rows, (1 << 20) / rowBytes));
		final byte[][] kept = new byte[(rows - 1) / atOnce + 1][];
		return new RowStore() {

			@Override
			public void write(final int row, final byte[] bytes) {
				if (row % atOnce == 0) kept[row / atOnce] = new byte[Math.min(atOnce, rows - row) * rowBytes];
				System.arraycopy(bytes, 0, kept[row / atOnce], row % atOnce * rowBytes, rowBytes);
			}

			@Override
			public void read(final int row, final int start, final byte[] dst, final int offset, final int length) {
				System.arraycopy(kept[row / atOnce], row % atOnce * rowBytes + start, dst, offset, length);
			}

			@Override
			public void close() {
				// what readers still hold will soon be garbage
			}
		};
	}

	/** A store in a temporary file, which is deleted when the store is closed. */
	static RowStore inScratchFile(final int rowBytes) throws IOException {
		final ScratchFile file = ScratchFile.create();
		return new RowStore() {

			@Override
			public void write(final int row, final byte[] bytes) throws IOException {
				file.write((long) row * rowBytes, ByteBuffer.wrap(bytes));
			}

			@Override
			public void read(final int row, final int start, final byte[] dst, final int offset, final int length)
				throws IOException
			{
				final int n = file.read((long) row * rowBytes + start, ByteBuffer.wrap(dst, offset, length));
				if (n < length) throw new EOFException("the temporary file was cut off");
			}

			@Override
			public void close() throws IOException {
				file.close();
			}
		};
	}
}
