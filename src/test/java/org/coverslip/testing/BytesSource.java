package org.coverslip.testing;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.coverslip.io.ByteSource;

/** Bytes in memory, not copied. Closing has no effect. */
public class BytesSource implements ByteSource {

	private final byte[] bytes;

	public BytesSource(final byte[] bytes) {
		this.bytes = bytes;
	}

	@Override
	public long size() {
		return bytes.length;
	}

	@Override
	public int read(final long position, final ByteBuffer dst) throws IOException {
		final int n = (int) Math.max(0, Math.min(dst.remaining(), bytes.length - position));
		if (n > 0) dst.put(bytes, (int) position, n);
		return n;
	}

	@Override
	public void close() {
		// nothing is held
	}
}
