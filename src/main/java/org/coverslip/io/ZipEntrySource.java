package org.coverslip.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.function.BooleanSupplier;

/** One file of an archive, which stays open when this is closed. Thread-safe. */
final class ZipEntrySource implements ByteSource {

	private final ByteSource bytes;
	private final long size;
	private final BooleanSupplier archiveIsClosed;
	private volatile boolean closed;

	ZipEntrySource(final ByteSource bytes, final long size, final BooleanSupplier archiveIsClosed) {
		this.bytes = bytes;
		this.size = size;
		this.archiveIsClosed = archiveIsClosed;
	}

	@Override
	public long size() {
		return size;
	}

	@Override
	public int read(final long position, final ByteBuffer dst) throws IOException {
		if (closed || archiveIsClosed.getAsBoolean()) throw new ClosedChannelException();
		return bytes.read(position, dst);
	}

	@Override
	public void expect(final long[] positions, final long[] lengths) {
		bytes.expect(positions, lengths);
	}

	@Override
	public int requests(final long[] positions, final long[] lengths) {
		return bytes.requests(positions, lengths);
	}

	@Override
	public void close() {
		closed = true;
	}
}
