package org.coverslip.format.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.coverslip.io.ByteSource;
import org.coverslip.io.ScratchFile;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * A file whose data set is one raw Deflate stream (PS3.5 A.5), as it would be if it were not: what is read is inflated,
 * once, into a scratch file, no further than to what is read. Thread-safe.
 * <p>
 * Until the stream's end has been read, {@link #size()} is not the number of bytes but the most that there can be.
 */
final class InflatedSource implements ByteSource {

	/** The most that zlib can compress, by its own documentation ("zlib Technical Details": 1032:1). */
	private static final int MOST_PER_BYTE = 1032;
	private static final int CHUNK = 256 << 10;

	private final ByteSource source;
	private final StoredFile file;
	private final long start;
	private final Inflater inflater = new Inflater(true);
	private ScratchFile scratch;
	private long read;
	private long written;
	private boolean finished;
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
		read = start;
	}

	@Override
	public synchronized long size() throws IOException {
		if (finished) return start + written;
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
		final ScratchFile inflated = inflateTo(position + total - start + dst.remaining());
		return total + inflated.read(position + total - start, dst);
	}

	private synchronized ScratchFile inflateTo(final long end) throws IOException {
		if (closed) throw new ClosedChannelException();
		if (scratch == null) scratch = ScratchFile.create();
		final byte[] out = new byte[CHUNK];
		while (written < end && !finished) {
			if (inflater.needsInput()) {
				final byte[] in = source.readFully(read, Math.min(CHUNK, source.size() - read));
				inflater.setInput(in);
				read += in.length;
				if (in.length == 0)
					throw new SlideFormatException(file, read, "the end of the Deflate stream", "the end of the file");
			}
			try {
				final int n = inflater.inflate(out);
				scratch.write(written, ByteBuffer.wrap(out, 0, n));
				written += n;
			}
			catch (final DataFormatException e) {
				throw new SlideFormatException(file, start, "a Deflate stream",
					e.getMessage() + " after " + written + " bytes", e);
			}
			finished = inflater.finished();
		}
		return scratch;
	}

	@Override
	public synchronized void close() throws IOException {
		closed = true;
		inflater.end();
		if (scratch != null) scratch.close();
	}
}
