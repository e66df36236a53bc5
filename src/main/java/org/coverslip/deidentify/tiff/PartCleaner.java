package org.coverslip.deidentify.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.stream.Jpeg2000Cleaner;
import org.coverslip.deidentify.stream.JpegCleaner;
import org.coverslip.deidentify.stream.PackedEnd;
import org.coverslip.deidentify.stream.StreamException;
import org.coverslip.io.ByteSource;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffTag;

/** A directory's tiles or strips without what its compression has room for besides pixels. For one thread. */
final class PartCleaner {

	private final int compression;
	private final Findings findings;
	private final long rowBytes;
	private final long rows;
	private final boolean hasKnownSize;

	/**
	 * @throws StreamException
	 *             if it is not known what the compression's streams may hold
	 */
	PartCleaner(final Ifd ifd, final Findings findings) throws IOException {
		this.findings = findings;
		compression = ifd.intValue(COMPRESSION, COMPRESSION_NONE);
		final boolean tiled = ifd.isTiled();
		final long width = tiled ? ifd.longValue(TILE_WIDTH) : ifd.longValue(IMAGE_WIDTH, 0);
		final long height = ifd.longValue(IMAGE_LENGTH, 0);
		rows = tiled ? ifd.longValue(TILE_LENGTH) : Math.min(height, ifd.longValue(ROWS_PER_STRIP, height));
		rowBytes = (width * pixelBits(ifd) + 7) / 8;
		hasKnownSize = ifd.intValue(PHOTOMETRIC, 0) != PHOTOMETRIC_YCBCR && !ifd.has(IMAGE_DEPTH)
			|| ifd.longValue(IMAGE_DEPTH, 0) == 1 && ifd.intValue(PHOTOMETRIC, 0) != PHOTOMETRIC_YCBCR;
		check();
	}

	/** Bits of a pixel in one part; samples may have different ones. */
	private static long pixelBits(final Ifd ifd) throws IOException {
		final long[] bits = ifd.has(BITS_PER_SAMPLE) ? ifd.longs(BITS_PER_SAMPLE) : new long[] { 1 };
		if (ifd.intValue(PLANAR_CONFIG, 1) == PLANAR_SEPARATE) return Arrays.stream(bits).max().orElse(1);
		final long samples = ifd.longValue(SAMPLES_PER_PIXEL, 1);
		return bits.length >= samples ? Arrays.stream(bits).sum() : bits[0] * samples;
	}

	private void check() throws StreamException {
		switch (compression) {
			case COMPRESSION_JPEG, COMPRESSION_JPEG2000, COMPRESSION_JPEG2000_APERIO_RGB,
				COMPRESSION_JPEG2000_APERIO_YCBCR, COMPRESSION_JPEG2000_LOSSY, COMPRESSION_DEFLATE,
				COMPRESSION_OLD_DEFLATE, COMPRESSION_LZW -> {}
			case COMPRESSION_NONE, COMPRESSION_PACKBITS -> {
				if (!hasKnownSize) unknownEnd();
			}
			case COMPRESSION_ZSTD, COMPRESSION_LZMA, COMPRESSION_LERC -> unknownEnd();
			default -> throw new StreamException("its pixels have the TIFF compression " + compression
				+ ", whose streams may hold more than pixels; convert the slide with "
				+ "associated=none instead");
		}
	}

	private void unknownEnd() {
		findings.unjudged("Tiles of the TIFF compression " + compression
			+ " are copied as they are: bytes behind their ends, if there are any, are not looked for.");
	}

	boolean isJpeg() {
		return compression == COMPRESSION_JPEG;
	}

	/** How much of a stored part of a length is needed without looking at it. */
	long neededLength(final long length) {
		if (compression != COMPRESSION_NONE || !hasKnownSize || rowBytes * rows >= length) return length;
		findings.removed("bytes behind the end of tiles", length - rowBytes * rows);
		return rowBytes * rows;
	}

	boolean isPlain() {
		return compression == COMPRESSION_NONE;
	}

	/** A part without what it does not need. */
	byte[] clean(final byte[] part) throws IOException {
		switch (compression) {
			case COMPRESSION_JPEG:
				return jpeg(part, findings);
			case COMPRESSION_JPEG2000, COMPRESSION_JPEG2000_APERIO_RGB, COMPRESSION_JPEG2000_APERIO_YCBCR,
				COMPRESSION_JPEG2000_LOSSY:
				return Jpeg2000Cleaner.clean(part, findings);
			case COMPRESSION_DEFLATE, TiffTag.COMPRESSION_OLD_DEFLATE:
				return cut(part, PackedEnd.ofDeflate(part));
			case COMPRESSION_LZW:
				return cut(part, PackedEnd.ofLzw(part));
			case COMPRESSION_PACKBITS:
				return hasKnownSize ? cut(part, PackedEnd.ofPackBits(part, rowBytes * rows)) : part;
			default:
				return part;
		}
	}

	/** A JPEG stream, or tables. */
	static byte[] jpeg(final byte[] stream, final Findings findings) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(stream.length);
		JpegCleaner.copy(ByteSource.of(stream), 0, stream.length, out, findings);
		return out.toByteArray();
	}

	private byte[] cut(final byte[] part, final int end) {
		if (end >= part.length) return part;
		findings.removed("bytes behind the end of tiles", part.length - end);
		return Arrays.copyOf(part, end);
	}
}
