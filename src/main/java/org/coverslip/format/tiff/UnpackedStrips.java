package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipException;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.DeflateInputStream;
import org.coverslip.codec.LzwInputStream;
import org.coverslip.codec.Predictor;
import org.coverslip.io.ByteSource;
import org.coverslip.io.ScratchFile;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.tiff.TiffFile;

/**
 * Compressed strips that are too large to be held in memory: each is decompressed once, row by row and only as far as
 * needed, into a temporary file. Thread-safe.
 */
final class UnpackedStrips implements Closeable {

	/** Rows longer than this, or than a sixteenth of the memory, are refused. */
	private static final long LONGEST_ROW = MemoryBudget.ofProcess().atMost(64L << 20, 16);

	private final TiffFile tiff;
	private final TiffImage image;
	private final int rowBytes;
	private final long[] offsets;
	private final long[] lengths;
	private final SlideLifetime lifetime;
	private final Map<Integer, Unpacking> unpackings = new HashMap<>();
	private ScratchFile scratch;

	private UnpackedStrips(final TiffFile tiff, final TiffImage image, final int rowBytes, final long[] offsets,
		final long[] lengths, final SlideLifetime lifetime)
	{
		this.tiff = tiff;
		this.image = image;
		this.rowBytes = rowBytes;
		this.offsets = offsets;
		this.lengths = lengths;
		this.lifetime = lifetime;
	}

	/** Whether the image's compression can be undone a piece at a time. */
	static boolean canUnpack(final TiffImage image) {
		return !image.reversedBits()
			&& (image.compression() == COMPRESSION_LZW || image.compression() == COMPRESSION_DEFLATE
			|| image.compression() == COMPRESSION_OLD_DEFLATE);
	}

	/** Nothing is decompressed yet; the temporary file is deleted with the slide. */
	static UnpackedStrips of(final TiffFile tiff, final TiffImage image, final long rowBytes, final long[] offsets,
		final long[] lengths, final SlideLifetime lifetime) throws IOException
	{
		if (rowBytes > LONGEST_ROW)
			throw new SlideFormatException(tiff.file(), image.ifd().offset(),
				"rows of at most " + LONGEST_ROW + " bytes", rowBytes + "");
		final UnpackedStrips strips = new UnpackedStrips(tiff, image, (int) rowBytes, offsets, lengths, lifetime);
		lifetime.closeAlso(strips);
		return strips;
	}

	/** Reads bytes of a row of a strip, without the predictor. */
	void read(final int strip, final int row, final long from, final byte[] dst, final int offset, final int length)
		throws IOException
	{
		final ScratchFile file = unpack(strip, row);
		final long at = ((long) strip * image.tileHeight() + row) * rowBytes + from;
		if (file.read(at, ByteBuffer.wrap(dst, offset, length)) < length)
			throw new EOFException("the temporary file was cut off");
	}

	/** Makes sure that a row is in the file; other threads wait meanwhile. */
	private synchronized ScratchFile unpack(final int strip, final int row) throws IOException {
		lifetime.checkOpen();
		if (scratch == null) scratch = ScratchFile.create();
		final Unpacking unpacking = unpackings.computeIfAbsent(strip, Unpacking::new);
		while (unpacking.done <= row) {
			lifetime.checkOpen();
			unpacking.next();
		}
		return scratch;
	}

	@Override
	public void close() throws IOException {
		// whoever unpacks now sees that the slide is closed, and lets go of this
		synchronized (this) {
			for (final Unpacking unpacking : unpackings.values())
				unpacking.end();
			if (scratch != null) scratch.close();
		}
	}

	/** How far a strip is decompressed. */
	private final class Unpacking {

		private final int strip;
		private InputStream decoded;
		private SlideFormatException failure;
		private int done;

		Unpacking(final int strip) {
			this.strip = strip;
		}

		void next() throws IOException {
			if (failure != null)
				throw new SlideFormatException(failure.file(), failure.offset(), failure.expected(), failure.found(),
					failure);
			try {
				if (decoded == null) begin();
				final byte[] row = decoded.readNBytes(rowBytes);
				if (row.length < rowBytes) throw new CodecException("the data end in row " + done);
				Predictor.ofTag(image.predictor())
					.undo(row, image.layout(), image.tileWidth(), image.separate() ? 1 : image.samples());
				// one more step lets the inflater compare the checksum
				if (done + 1 == rowsOfStrip() && decoded instanceof DeflateInputStream) decoded.read();
				scratch.write(((long) strip * image.tileHeight() + done) * rowBytes, ByteBuffer.wrap(row));
				done++;
				if (done == rowsOfStrip()) end();
			}
			catch (final CodecException | ZipException | EOFException e) {
				failure = new SlideFormatException(tiff.file(), offsets[strip],
					"strip " + strip + " in " + image.compressionName(),
					String.valueOf(e.getMessage()), e);
				end();
				throw failure;
			}
			catch (final IOException e) {
				// a read that failed may succeed the next time, from the beginning
				end();
				done = 0;
				throw e;
			}
		}

		private int rowsOfStrip() {
			final long first = strip % image.grid().rows() * image.tileHeight();
			return (int) Math.min(image.tileHeight(), image.height() - first);
		}

		private void begin() throws IOException {
			final InputStream stored = new Stored(tiff.source(), offsets[strip], lengths[strip]);
			decoded = image.compression() == COMPRESSION_LZW ? new LzwInputStream(stored)
				: new DeflateInputStream(stored);
		}

		void end() throws IOException {
			if (decoded != null) decoded.close();
			decoded = null;
		}
	}

	/** A stretch of the file as a stream. For one thread. */
	private static final class Stored extends InputStream {

		private final ByteSource source;
		private final long end;
		private long position;

		Stored(final ByteSource source, final long start, final long length) throws IOException {
			this.source = source;
			position = start < 0 ? Long.MAX_VALUE : start;
			end = Math.min(length, source.size() - position) + position;
		}

		@Override
		public int read() throws IOException {
			final byte[] one = new byte[1];
			return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(final byte[] dst, final int offset, final int length) throws IOException {
			if (length == 0) return 0;
			final int most = (int) Math.min(length, end - position);
			if (most <= 0) return -1;
			final int n = source.read(position, ByteBuffer.wrap(dst, offset, most));
			position += n;
			return n <= 0 ? -1 : n;
		}
	}
}
