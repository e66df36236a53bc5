package org.coverslip.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

import org.coverslip.io.ByteSource;
import org.coverslip.io.Inflation;
import org.coverslip.io.ScratchFile;
import org.coverslip.io.StoredFile;

/**
 * A file whose data set is one raw Deflate stream (PS3.5 A.5), as it would be without compression: the stream is
 * inflated once, into a scratch file, and only as far as it is read. Thread-safe.
 * <p>
 * Until the stream's end has been read, {@link #size()} is not the number of bytes but the most that there can be.
 */
final class InflatedSource implements ByteSource {

	/** The most that zlib can compress, by its own documentation ("zlib Technical Details": 1032:1). */
	private static final int MOST_PER_BYTE = 1032;

	private final ByteSource source;
	private final StoredFile file;
	private final long start;
	private ScratchFile scratch;
	private Inflation inflation;
	private boolean closed;

	/**
	 * @param source
	 *            the file's bytes; not closed with this
	 * @param start
	 *            of the stream in it
	 */
	InflatedSource(final ByteSource source, final StoredFile file, final long start) {
		this.source = source;
		this.file = file;
		this.start = start;
	}

	@Override
	public synchronized long size() throws IOException {
		if (inflation != null && inflation.isFinished()) return start + inflation.length();
		return start + (source.size() - start) * MOST_PER_BYTE;
	}

	@Override
	public int read(final long position, final ByteBuffer dst) throws IOException {
		int total = 0;
		if (position < start) {
			final ByteBuffer head = dst.duplicate()
				.limit(dst.position() + (int) Math.min(dst.remaining(), start - position));
			total = source.read(position, head);
			dst.position(dst.position() + total);
			if (!dst.hasRemaining() || position + total < start) return total;
		}
		inflateTo(position + total - start + dst.remaining());
		return total + scratch.read(position + total - start, dst);
	}

	private synchronized void inflateTo(final long end) throws IOException {
		if (closed) throw new ClosedChannelException();
		if (inflation == null) {
			scratch = ScratchFile.create();
			inflation = new Inflation(source, file, start, scratch, 0, Long.MAX_VALUE);
		}
		inflation.to(end);
	}

	@Override
	public synchronized void close() throws IOException {
		closed = true;
		if (inflation == null) return;
		inflation.close();
		scratch.close();
	}
}
