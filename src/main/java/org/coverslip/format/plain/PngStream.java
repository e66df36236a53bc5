package org.coverslip.format.plain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/** The contents of a PNG's IDAT chunks, joined and inflated. For one thread. */
final class PngStream {

	private static final int READ_AT_ONCE = 64 << 10;

	private final ByteSource source;
	private final StoredFile file;
	private final Inflater inflater = new Inflater();
	private final CRC32 crc = new CRC32();
	private final byte[] in = new byte[READ_AT_ONCE];
	private long position;
	private int chunkLeft;
	private boolean started;

	PngStream(final ByteSource source, final StoredFile file, final long start) {
		this.source = source;
		this.file = file;
		position = start;
	}

	/**
	 * Fills an array with what comes next.
	 *
	 * @param length
	 *            how many bytes
	 */
	void read(final byte[] dst, final int length) throws IOException {
		boolean sound = false;
		try {
			inflate(dst, length);
			sound = true;
		}
		finally {
			// the inflater's memory is not the heap's
			if (!sound) inflater.end();
		}
	}

	private void inflate(final byte[] dst, final int length) throws IOException {
		int at = 0;
		while (at < length)
			try {
				final int n = inflater.inflate(dst, at, length - at);
				at += n;
				if (n > 0) continue;
				if (inflater.finished() || inflater.needsDictionary())
					throw new SlideFormatException(file, position, "more pixels", "the end of the compressed data");
				feed();
			}
			catch (final DataFormatException e) {
				throw new SlideFormatException(file, position, "a sound Deflate stream", String.valueOf(e.getMessage()),
					e);
			}
	}

	/** Gives the inflater some more bytes of the IDAT chunks. */
	private void feed() throws IOException {
		while (chunkLeft == 0)
			nextChunk();
		final int n = source.read(position, ByteBuffer.wrap(in, 0, Math.min(in.length, chunkLeft)));
		if (n <= 0) throw new SlideFormatException(file, position, "more pixels", "the end of the file");
		crc.update(in, 0, n);
		position += n;
		chunkLeft -= n;
		inflater.setInput(in, 0, n);
	}

	private void nextChunk() throws IOException {
		if (started) checkCrc();
		started = true;
		final ByteBuffer head = ByteBuffer.allocate(8);
		if (source.read(position, head) < 8)
			throw new SlideFormatException(file, position, "a chunk IDAT", "the end of the file");
		if (head.getInt(4) != PngHead.IDAT)
			throw new SlideFormatException(file, position, "more pixels", "a chunk " + PngHead.name(head.getInt(4)));
		chunkLeft = head.getInt(0);
		if (chunkLeft < 0)
			throw new SlideFormatException(file, position, "a chunk below 2 GiB", (chunkLeft & 0xffffffffL) + " bytes");
		crc.reset();
		crc.update(head.array(), 4, 4);
		position += 8;
	}

	private void checkCrc() throws IOException {
		final ByteBuffer stored = ByteBuffer.allocate(4);
		if (source.read(position, stored) < 4 || stored.getInt(0) != (int) crc.getValue())
			throw new SlideFormatException(file, position, "the checksum of a chunk IDAT", "another");
		position += 4;
	}

	/** Reads the last chunk to its end, so that its checksum is checked. Nothing can be read after that. */
	void end() throws IOException {
		try {
			while (chunkLeft > 0)
				feed();
			checkCrc();
		}
		finally {
			inflater.end();
		}
	}

	/** The position in the file that the stream has reached, for messages. */
	long position() {
		return position;
	}
}
