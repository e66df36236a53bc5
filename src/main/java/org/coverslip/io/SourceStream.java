package org.coverslip.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The bytes of a source from its start on, for libraries that read streams. Buffered; for one thread. */
public final class SourceStream extends InputStream {

	private static final int BUFFER_BYTES = 1 << 16;

	private final ByteSource source;
	private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
	private long position;

	/**
	 * @param source
	 *            closed with the stream
	 */
	public SourceStream(final ByteSource source) {
		this.source = source;
	}

	private boolean isAtEnd() throws IOException {
		if (buffer.hasRemaining()) return false;
		buffer.clear();
		position += source.read(position, buffer);
		buffer.flip();
		return !buffer.hasRemaining();
	}

	@Override
	public int read() throws IOException {
		return isAtEnd() ? -1 : buffer.get() & 0xff;
	}

	@Override
	public int read(final byte[] bytes, final int start, final int length) throws IOException {
		if (length == 0) return 0;
		if (isAtEnd()) return -1;
		final int count = Math.min(length, buffer.remaining());
		buffer.get(bytes, start, count);
		return count;
	}

	@Override
	public int available() {
		return buffer.remaining();
	}

	@Override
	public void close() throws IOException {
		source.close();
	}
}
