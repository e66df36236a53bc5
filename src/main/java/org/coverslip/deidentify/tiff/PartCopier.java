package org.coverslip.deidentify.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;

import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.stream.CopiedParts;
import org.coverslip.deidentify.stream.JpegCleaner;
import org.coverslip.deidentify.stream.StreamException;
import org.coverslip.io.ByteSource;
import org.coverslip.io.OutputFile;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.ProgressListener;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffWriter;

/** Copies the tiles and strips of directories, each once. For one thread. */
final class PartCopier {

	/** Longer parts are copied piece by piece. */
	private static final int AT_ONCE = 32 << 20;
	private static final int PIECE = 1 << 20;

	private final TiffFile tiff;
	private final OutputFile file;
	private final TiffWriter writer;
	private final Findings findings;
	private final ProgressListener progress;
	private final long total;
	private final CopiedParts copied = new CopiedParts();
	private long done;

	/**
	 * @param total
	 *            bytes of all parts, for the listener
	 */
	PartCopier(final TiffFile tiff, final OutputFile file, final TiffWriter writer, final Findings findings,
		final ProgressListener progress, final long total)
	{
		this.tiff = tiff;
		this.file = file;
		this.writer = writer;
		this.findings = findings;
		this.progress = progress;
		this.total = total;
	}

	/**
	 * Where a directory's parts lie now.
	 *
	 * @param headShift
	 *            by how many bytes the data of the first part, if it is one JPEG of a large image, have moved towards
	 *            its start; 0 else
	 */
	record Places(long[] offsets, long[] counts, long headShift) {}

	static int offsetsTag(final Ifd ifd) {
		return ifd.has(TILE_OFFSETS) ? TILE_OFFSETS : STRIP_OFFSETS;
	}

	static int countsTag(final Ifd ifd) {
		return ifd.has(TILE_BYTE_COUNTS) ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS;
	}

	/** Copies what a directory's parts are made of. */
	Places copy(final Ifd ifd) throws IOException {
		final long[] offsets = ifd.longs(offsetsTag(ifd));
		final long[] counts = ifd.longs(countsTag(ifd));
		if (offsets.length != counts.length) throw new SlideFormatException(tiff.file(), ifd.offset(),
			"as many lengths of tiles as offsets", counts.length + " and " + offsets.length);
		final PartCleaner cleaner;
		try {
			cleaner = new PartCleaner(ifd, findings);
		}
		catch (final StreamException e) {
			throw new IOException(tiff.file() + ": " + e.getMessage(), e);
		}
		long shift = 0;
		for (int i = 0; i < offsets.length; i++) {
			if (progress.isCanceled()) throw new CancellationException();
			final long from = offsets[i];
			final long length = counts[i];
			if (length == 0) offsets[i] = 0;
			else {
				if (!copied.has(from, length)) shift = copy(from, length, i, cleaner);
				offsets[i] = copied.newOffset(from, length);
				counts[i] = copied.newLength(from, length);
			}
			done += length;
			if ((i & 63) == 0 || i == offsets.length - 1) progress.progress(Math.min(done, total), total);
		}
		return new Places(offsets, counts, shift);
	}

	private long copy(final long from, final long length, final int number, final PartCleaner cleaner)
		throws IOException {
		if (from < 0 || length < 0 || length > tiff.source().size() || from > tiff.source().size() - length)
			throw new SlideFormatException(tiff.file(), from, length + " bytes of tile " + number,
				"the end of the file");
		try {
			if (cleaner.isJpeg()) return copyJpeg(from, length);
			final long needed = cleaner.neededLength(length);
			if (needed > AT_ONCE && cleaner.isPlain()) copyPieces(from, length, needed);
			else {
				final byte[] clean = cleaner.clean(tiff.source().readFully(from, needed));
				copied.put(from, length, writer.append(clean), clean.length);
			}
			return 0;
		}
		catch (final StreamException e) {
			throw new SlideFormatException(tiff.file(), from, "a tile that can be read", e.getMessage(), e);
		}
	}

	private void copyPieces(final long from, final long length, final long needed) throws IOException {
		final long to = writer.skip(needed);
		for (long at = 0; at < needed; at += PIECE) {
			if (progress.isCanceled()) throw new CancellationException();
			file.write(to + at, ByteBuffer.wrap(tiff.source().readFully(from + at, Math.min(PIECE, needed - at))));
		}
		copied.put(from, length, to, needed);
	}

	/**
	 * Small ones are read first, so that nothing is left between them; the room of large ones is that of the source.
	 */
	private long copyJpeg(final long from, final long length) throws IOException {
		if (length <= AT_ONCE) {
			final byte[] stream = tiff.source().readFully(from, length);
			final ByteArrayOutputStream out = new ByteArrayOutputStream(stream.length);
			final long shift = JpegCleaner.copy(ByteSource.of(stream), 0, stream.length, out, findings);
			final byte[] clean = out.toByteArray();
			copied.put(from, length, writer.append(clean), clean.length);
			return shift;
		}
		final Positioned out = new Positioned(writer.skip(length));
		final long shift = JpegCleaner.copy(tiff.source(), from, length, out, findings);
		out.flush();
		copied.put(from, length, out.start, out.position - out.start);
		return shift;
	}

	/** Writes from a position of the file on, in pieces. */
	private final class Positioned extends OutputStream {

		private final long start;
		private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
		private long position;

		Positioned(final long start) {
			this.start = start;
			position = start;
		}

		@Override
		public void write(final int value) throws IOException {
			if (!piece.hasRemaining()) flush();
			piece.put((byte) value);
			position++;
		}

		@Override
		public void write(final byte[] bytes, final int from, final int length) throws IOException {
			for (int at = from, end = from + length; at < end;) {
				if (!piece.hasRemaining()) flush();
				final int n = Math.min(piece.remaining(), end - at);
				piece.put(bytes, at, n);
				position += n;
				at += n;
			}
		}

		@Override
		public void flush() throws IOException {
			if (progress.isCanceled()) throw new CancellationException();
			final long at = position - piece.position();
			file.write(at, piece.flip());
			piece.clear();
		}
	}
}
