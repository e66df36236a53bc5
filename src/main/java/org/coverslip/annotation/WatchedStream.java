package org.coverslip.annotation;

import java.io.FilterInputStream;
import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SourceStream;
import org.coverslip.slide.ProgressListener;

/** The bytes of a source from its start on, of which a listener is told; for one thread. */
final class WatchedStream extends FilterInputStream {

	/** The listener hears of it, and is asked, each time that so many bytes were read. */
	private static final int STEP = 1 << 16;

	private final ProgressListener progress;
	private final long size;
	private long position;
	private long told;

	/**
	 * @param source
	 *            closed with the stream
	 */
	WatchedStream(final ByteSource source, final ProgressListener progress) throws IOException {
		super(new SourceStream(source));
		this.progress = progress;
		size = source.size();
	}

	private void tell(final int count) {
		if (count > 0) position += count;
		if (position - told < STEP && count > 0) return;
		told = position;
		if (progress.isCanceled()) throw new CancellationException();
		progress.progress(Math.min(position, size), size);
	}

	@Override
	public int read() throws IOException {
		final int value = super.read();
		tell(value < 0 ? value : 1);
		return value;
	}

	@Override
	public int read(final byte[] bytes, final int start, final int length) throws IOException {
		final int count = super.read(bytes, start, length);
		tell(count);
		return count;
	}

	@Override
	public long skip(final long count) throws IOException {
		final long skipped = super.skip(count);
		position += skipped;
		return skipped;
	}

	@Override
	public boolean markSupported() {
		return false;
	}
}
