package org.coverslip.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** Bytes in memory, not copied. Thread-safe as long as nobody changes them. */
final class MemorySource implements ByteSource {

	private final byte[] bytes;
	private volatile boolean closed;

	MemorySource(final byte[] bytes) {
		this.bytes = bytes;
	}

	@Override
	public long size() {
		return bytes.length;
	}

	@Override
	public int read(final long position, final ByteBuffer dst) throws IOException {
		if (closed) throw new ClosedChannelException();
		final int n = (int) Math.max(0, Math.min(dst.remaining(), bytes.length - position));
		if (n > 0) dst.put(bytes, (int) position, n);
		return n;
	}

	@Override
	public void close() {
		closed = true;
	}
}
