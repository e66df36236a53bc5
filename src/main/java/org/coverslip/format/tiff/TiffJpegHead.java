package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.UnsupportedCodingException;
import org.coverslip.codec.jpeg.JpegColour;
import org.coverslip.codec.jpeg.JpegColours;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.codec.jpeg.JpegStream;
import org.coverslip.io.SlideFormatException;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * What the first stored stream of a JPEG-compressed directory says, for comparison with what the directory says.
 * Immutable.
 *
 * @param header
 *            the stream's head
 * @param stated
 *            what the directory says about the colours
 * @param colour
 *            what the components mean by all evidence
 */
public record TiffJpegHead(JpegHeader header, JpegColour stated, JpegColour colour) {

	/** Bytes in which the head of a stream ends, if it carries no profile. */
	private static final int LIKELY_LENGTH = 4096;

	/**
	 * Reads the head of the first stream that is stored.
	 *
	 * @param offsets
	 *            of the directory's blocks
	 * @param lengths
	 *            likewise; 0 for one that is absent
	 * @return empty if the directory is not JPEG-compressed, if nothing is stored, or if the head is damaged, which
	 * decoding will report
	 * @throws UnsupportedCodingException
	 *             if such streams are not decoded
	 */
	static Optional<TiffJpegHead> of(final TiffFile tiff, final TiffImage image, final long[] offsets,
		final long[] lengths)
		throws IOException
	{
		final Ifd ifd = image.ifd();
		if (image.compression() != COMPRESSION_JPEG) return Optional.empty();
		final int blocks = Math.min(offsets.length, lengths.length);
		int first = 0;
		while (first < blocks && (offsets[first] <= 0 || lengths[first] == 0))
			first++;
		if (first == blocks) return Optional.empty();
		final JpegColours colours = JpegColours.ofTiff(image.photometric(), image.separate() ? 1 : image.samples());
		try {
			final JpegHeader header = JpegStream.of(colours, ifd.bytes(JPEG_TABLES))
				.header(tiff.source().part(offsets[first], Long.MAX_VALUE));
			if (header.type() != image.layout().type())
				throw new UnsupportedCodingException(
					"JPEG of " + header.precision() + " bits a sample where " + image.layout().bits() + " are stated");
			return Optional.of(new TiffJpegHead(header, colours.stated().orElseThrow(), colours.of(header)));
		}
		catch (final UnsupportedCodingException e) {
			throw e;
		}
		catch (final CodecException damaged) {
			return Optional.empty();
		}
	}

	/** Says that the heads of several images will be read, where the file is not on this computer. */
	public static void expect(final TiffFile tiff, final List<TiffImage> images) throws IOException {
		if (tiff.file().local().isPresent()) return;
		final long[] positions = new long[images.size()];
		final long[] lengths = new long[images.size()];
		for (int i = 0; i < positions.length; i++) {
			final Ifd ifd = images.get(i).ifd();
			positions[i] = ifd.has(TILE_OFFSETS)
				? LongStream.of(ifd.longs(TILE_OFFSETS)).filter(offset -> offset > 0).findFirst().orElse(0) : 0;
			lengths[i] = LIKELY_LENGTH;
		}
		tiff.source().expect(positions, lengths);
	}

	/** As {@link #of}, with what the directory itself says; also empty if the directory is damaged. */
	public static Optional<TiffJpegHead> find(final TiffFile tiff, final Ifd ifd) throws IOException {
		final int offsets = ifd.has(TILE_OFFSETS) ? TILE_OFFSETS : STRIP_OFFSETS;
		final int lengths = ifd.has(TILE_BYTE_COUNTS) ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS;
		if (!ifd.has(offsets) || !ifd.has(lengths)) return Optional.empty();
		try {
			return of(tiff, TiffImage.parse(tiff, ifd), ifd.longs(offsets), ifd.longs(lengths));
		}
		catch (final SlideFormatException | CodecException e) {
			return Optional.empty();
		}
	}

	/** Whether the stream holds three components. */
	public boolean isColour() {
		return header.components().size() == 3;
	}

	/** Whether the directory says that the components are YCbCr. */
	public boolean saysYcbcr() {
		return stated == JpegColour.YCBCR;
	}

	/** Whether the components are YCbCr by all evidence. */
	public boolean holdsYcbcr() {
		return colour == JpegColour.YCBCR;
	}

	/** Chroma subsampling of the stream, horizontal and vertical, as in "2:1". */
	public String subsampling() {
		return header.horizontalSubsampling() + ":" + header.verticalSubsampling();
	}
}
