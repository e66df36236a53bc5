package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.jpeg.OldJpegDecoder;
import org.coverslip.io.ByteSource;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * Where an image in TIFF 6.0's own JPEG (section 22, compression 6) has its tables: in a JPEG file inside the file, or
 * listed by tags. Writers interpreted the section in several ways; these are the ones that libtiff reads (tif_ojpeg.c).
 */
final class OldJpegImage {

	private static final int PROCESS_SEQUENTIAL = 1;
	private static final int PROCESS_LOSSLESS = 14;
	/** The most bytes of a head; with its tables it is far shorter. */
	private static final int LONGEST_HEAD = 1 << 20;
	private static final int QUANTIZATION_BYTES = 64;
	/** With as many components as a scan can have. */
	private static final int LONGEST_SCAN_HEADER = 8 + 2 * 4;

	private OldJpegImage() {}

	/**
	 * The decoder of the image's strips or tiles.
	 *
	 * @throws CodecException
	 *             if what they need is missing, or belongs to a process that is not decoded
	 */
	static OldJpegDecoder decoder(final TiffFile tiff, final TiffImage image) throws IOException {
		final Ifd ifd = image.ifd();
		final int n = image.separate() ? 1 : image.samples();
		if (n != 1 && n != 3) throw new CodecException("old-style JPEG of " + n + " samples a pixel");
		if (ifd.has(JPEG_INTERCHANGE_FORMAT) && ifd.longValue(JPEG_INTERCHANGE_FORMAT, 0) > 0)
			return OldJpegDecoder.of(head(tiff.source(), ifd)).withScanOf(firstStrip(tiff.source(), ifd));
		final int process = ifd.intValue(JPEG_PROC, PROCESS_SEQUENTIAL);
		final boolean lossless = process == PROCESS_LOSSLESS;
		if (process != PROCESS_SEQUENTIAL && !lossless)
			throw new CodecException("old-style JPEG of process " + process);
		if (!ifd.has(JPEG_DC_TABLES) && !ifd.has(JPEG_Q_TABLES)) // strips are whole streams
			return OldJpegDecoder.of(new byte[] { (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9 });
		final ByteSource source = tiff.source();
		return OldJpegDecoder.of(new OldJpegDecoder.Description(n, lossless,
			lossless ? List.of() : tables(source, ifd, JPEG_Q_TABLES, n), tables(source, ifd, JPEG_DC_TABLES, n),
			lossless ? List.of() : tables(source, ifd, JPEG_AC_TABLES, n), ifd.intValue(JPEG_RESTART_INTERVAL, 0),
			image.subsamplingX(), image.subsamplingY(), lossless ? (int) first(ifd, JPEG_LOSSLESS_PREDICTORS, 1) : 0,
			lossless ? (int) first(ifd, JPEG_POINT_TRANSFORMS, 0) : 0));
	}

	private static long first(final Ifd ifd, final int tag, final long absent) throws IOException {
		return ifd.has(tag) ? ifd.longs(tag)[0] : absent;
	}

	private static byte[] head(final ByteSource source, final Ifd ifd) throws IOException {
		final long start = ifd.longValue(JPEG_INTERCHANGE_FORMAT, 0);
		final long length = Math.min(LONGEST_HEAD, fileLength(source, ifd));
		if (length <= 0)
			throw new CodecException("old-style JPEG whose stream begins at " + start + ", behind the end of the file");
		return source.readFully(start, length);
	}

	/** The beginning of the first strip, as long as a scan header can be. */
	private static byte[] firstStrip(final ByteSource source, final Ifd ifd) throws IOException {
		final long[] offsets = ifd.has(STRIP_OFFSETS) ? ifd.longs(STRIP_OFFSETS) : new long[0];
		if (offsets.length == 0 || offsets[0] < 0 || offsets[0] >= source.size()) return new byte[0];
		return source.readFully(offsets[0], Math.min(LONGEST_SCAN_HEADER, source.size() - offsets[0]));
	}

	/** The length of the JPEG file, as far as it is there. */
	private static long fileLength(final ByteSource source, final Ifd ifd) throws IOException {
		final long left = source.size() - ifd.longValue(JPEG_INTERCHANGE_FORMAT, 0);
		final long stated = ifd.longValue(JPEG_INTERCHANGE_FORMAT_LENGTH, 0);
		return stated > 0 ? Math.min(left, stated) : left;
	}

	/** One table for each component; the last one listed also serves those without one. */
	private static List<byte[]> tables(final ByteSource source, final Ifd ifd, final int tag, final int components)
		throws IOException {
		if (!ifd.has(tag)) throw new CodecException("old-style JPEG without its tables (tag " + tag + ")");
		final long[] offsets = ifd.longs(tag);
		final List<byte[]> tables = new ArrayList<>();
		for (int i = 0; i < components; i++) {
			final long offset = offsets[Math.min(i, offsets.length - 1)];
			try {
				tables.add(tag == JPEG_Q_TABLES ? source.readFully(offset, QUANTIZATION_BYTES)
					: huffman(source, offset));
			}
			catch (final EOFException | IllegalArgumentException e) {
				throw new CodecException("old-style JPEG with a table at " + offset + ", behind the end of the file",
					e);
			}
		}
		return tables;
	}

	private static byte[] huffman(final ByteSource source, final long offset) throws IOException {
		int symbols = 0;
		for (final byte count : source.readFully(offset, 16))
			symbols += count & 0xff;
		if (symbols > 256) throw new CodecException("a JPEG Huffman table of " + symbols + " codes");
		return source.readFully(offset, 16 + symbols);
	}

	/**
	 * The image as stored: some writers let the strips point into a JPEG file that holds all of it, at places where
	 * decoding cannot begin; then that file is the only strip.
	 */
	static PlaneImage plane(final PlaneImage plane) throws IOException {
		final TiffImage image = plane.image();
		final Ifd ifd = image.ifd();
		if (image.compression() != COMPRESSION_OLD_JPEG || image.tiled()) return plane;
		if (!ifd.has(JPEG_INTERCHANGE_FORMAT) || !ifd.has(STRIP_OFFSETS)) return plane;
		final ByteSource source = plane.tiff().source();
		final long start = ifd.longValue(JPEG_INTERCHANGE_FORMAT, 0);
		final long end = start + fileLength(source, ifd);
		if (start <= 0 || end <= start || !Arrays.stream(ifd.longs(STRIP_OFFSETS))
			.allMatch(offset -> offset >= start && offset < end))
			return plane;
		final int[] size = OldJpegDecoder.of(head(source, ifd)).statedSize().orElse(new int[2]);
		return size[0] >= image.width() && size[1] >= image.height()
			? new PlaneImage(plane.tiff(), image.inOneStrip(), plane.shift())
			: plane;
	}

	/** Where the only strip made by {@link #plane} lies: offset, then bytes. */
	static long[] onlyStrip(final PlaneImage plane) throws IOException {
		final Ifd ifd = plane.image().ifd();
		return new long[] { ifd.longValue(JPEG_INTERCHANGE_FORMAT, 0), fileLength(plane.tiff().source(), ifd) };
	}
}
