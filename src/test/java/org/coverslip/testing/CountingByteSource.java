package org.coverslip.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

import org.coverslip.io.ByteSource;

/** A source that counts what is read from another one, to prove how many reads a task costs. Thread-safe. */
public final class CountingByteSource implements ByteSource {

	private final ByteSource source;
	private final AtomicLong reads = new AtomicLong();
	private final AtomicLong bytes = new AtomicLong();

	/**
	 * @param source
	 *            closed with this one
	 */
	public CountingByteSource(final ByteSource source) {
		this.source = source;
	}

	/** How often {@link #read} was called since the beginning or the last {@link #reset()}. */
	public long reads() {
		return reads.get();
	}

	/** How many bytes those reads returned. */
	public long bytes() {
		return bytes.get();
	}

	/** Starts counting again at 0. */
	public void reset() {
		reads.set(0);
		bytes.set(0);
	}

	@Override
	public long size() throws IOException {
		return source.size();
	}

	@Override
	public int read(final long position, final ByteBuffer dst) throws IOException {
		final int n = source.read(position, dst);
		reads.incrementAndGet();
		bytes.addAndGet(n);
		return n;
	}

	@Override
	public void close() throws IOException {
		source.close();
	}
}
