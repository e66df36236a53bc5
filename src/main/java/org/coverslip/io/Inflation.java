package org.coverslip.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A raw Deflate stream that is inflated into a scratch file, once, no further than to what is asked for. Thread-safe.
 */
public final class Inflation implements Closeable {

	private static final int CHUNK = 256 << 10;

	private final ByteSource source;
	private final StoredFile file;
	private final long start;
	private final ScratchFile scratch;
	private final long place;
	private final long most;
	private final Inflater inflater = new Inflater(true);
	private long position;
	private volatile long length;
	private volatile boolean finished;
	private boolean closed;

	/**
	 * @param source
	 *            holds the stream up to its end; not closed with this
	 * @param file
	 *            for messages
	 * @param start
	 *            of the stream in the source
	 * @param scratch
	 *            where the bytes go; not closed with this
	 * @param place
	 *            of the first of them there
	 * @param most
	 *            how many are inflated at most, whatever there are
	 */
	public Inflation(final ByteSource source, final StoredFile file, final long start, final ScratchFile scratch,
		final long place, final long most)
	{
		this.source = source;
		this.file = file;
		this.start = start;
		this.scratch = scratch;
		this.place = place;
		this.most = most;
		position = start;
	}

	/** Bytes inflated so far. */
	public long length() {
		return length;
	}

	/** Whether these are all. */
	public boolean isFinished() {
		return finished;
	}

	/**
	 * Inflates until so many bytes are there, or all.
	 *
	 * @throws SlideFormatException
	 *             if the stream is damaged or ends too early
	 * @throws ClosedChannelException
	 *             after {@link #close()}
	 */
	public void to(final long bytes) throws IOException {
		if (length < Math.min(bytes, most) && !finished) inflate(bytes);
	}

	private synchronized void inflate(final long bytes) throws IOException {
		if (closed) throw new ClosedChannelException();
		final byte[] out = new byte[CHUNK];
		while (length < Math.min(bytes, most) && !finished) {
			if (inflater.needsInput()) feed();
			try {
				final int n = inflater.inflate(out, 0, (int) Math.min(out.length, most - length));
				scratch.write(place + length, ByteBuffer.wrap(out, 0, n));
				length += n;
			}
			catch (final DataFormatException e) {
				throw new SlideFormatException(file, start, "a Deflate stream",
					e.getMessage() + " after " + length + " bytes", e);
			}
			finished = inflater.finished();
		}
	}

	private void feed() throws IOException {
		final byte[] in = source.readFully(position, Math.min(CHUNK, source.size() - position));
		if (in.length == 0)
			throw new SlideFormatException(file, position, "the end of the Deflate stream", "the end of the file");
		inflater.setInput(in);
		position += in.length;
	}

	/** Stops; what was inflated stays where it is. */
	@Override
	public synchronized void close() {
		closed = true;
		inflater.end();
	}
}
