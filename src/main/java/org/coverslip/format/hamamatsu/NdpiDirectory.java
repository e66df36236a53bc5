package org.coverslip.format.hamamatsu;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;

import org.coverslip.codec.jpeg.JpegScanHead;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * What one directory of an NDPI says of its image. Immutable.
 * <p>
 * Source of the tags: OpenSlide's {@code openslide-vendor-hamamatsu.c} and its page on the format; Bio-Formats'
 * {@code NDPIReader} for {@link #CHANNEL_NAME} and {@link #EMISSION_WAVELENGTH}; observed in files.
 *
 * @param ifd
 *            the directory
 * @param lens
 *            magnification of a level, {@link #MACRO}, {@link #MAP}, or NaN without the tag
 * @param focalOffset
 *            of the focal plane in nanometres; 0 is the plane in focus
 * @param width
 *            pixels, &gt; 0
 * @param height
 *            pixels, &gt; 0
 */
record NdpiDirectory(Ifd ifd, double lens, long focalOffset, long width, long height) {

	static final int SOURCE_LENS = 65421;
	static final int X_OFFSET = 65422;
	static final int Y_OFFSET = 65423;
	static final int FOCAL_OFFSET = 65424;
	/** Where restart intervals begin, from the start of the strip; lower halves. */
	static final int MCU_STARTS = 65426;
	static final int REFERENCE = 65427;
	/** Upper halves of {@link #MCU_STARTS} in files of more than 4 GiB. */
	static final int MCU_STARTS_HIGH = 65432;
	static final int CHANNEL_NAME = 65434;
	static final int PROPERTY_MAP = 65449;
	/** In nanometres; 0 in bright field. */
	static final int EMISSION_WAVELENGTH = 65451;

	/** {@link #lens()} of the picture of the whole slide. */
	static final double MACRO = -1;
	/** {@link #lens()} of the picture of what was scanned. */
	static final double MAP = -2;

	static NdpiDirectory parse(final StoredFile file, final Ifd ifd) throws IOException {
		return new NdpiDirectory(ifd, ifd.doubleValue(SOURCE_LENS), ifd.longValue(FOCAL_OFFSET, 0),
			size(file, ifd, IMAGE_WIDTH, "width"),
			size(file, ifd, IMAGE_LENGTH, "length"));
	}

	private static long size(final StoredFile file, final Ifd ifd, final int tag, final String what)
		throws IOException {
		final long value = ifd.longValue(tag);
		if (value < 1 || value > Integer.MAX_VALUE)
			throw new SlideFormatException(file, ifd.offset(), "an image " + what + " of 1 to 2^31 - 1",
				Long.toUnsignedString(value));
		return value;
	}

	boolean isLevel() {
		return lens > 0;
	}

	/** The image's JPEG; only its head is read now. */
	StoredJpeg jpeg(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final int compression = ifd.intValue(COMPRESSION, COMPRESSION_JPEG);
		if (compression != COMPRESSION_JPEG)
			throw new SlideFormatException(tiff.file(), ifd.offset(), "a level in JPEG", "compression " + compression);
		final long[] offsets = ifd.longs(STRIP_OFFSETS);
		final long[] lengths = ifd.longs(STRIP_BYTE_COUNTS);
		if (offsets.length != 1 || lengths.length != 1)
			throw new SlideFormatException(tiff.file(), ifd.offset(), "a level in one strip",
				offsets.length + " strips");
		final JpegScanHead head = StoredJpeg.head(tiff.source(), tiff.file(), offsets[0], lengths[0]);
		final int components = head.header().components().size();
		if (components != 1 && components != 3)
			throw new SlideFormatException(tiff.file(), offsets[0], "a JPEG of 1 or 3 components", components + "");
		return StoredJpeg.of(tiff.source(), tiff.file(), offsets[0], lengths[0], lifetime, head, width, height,
			intervals -> mcuStarts(lengths[0], intervals));
	}

	/** The positions that the directory lists; empty unless it lists one for each interval. */
	private long[] mcuStarts(final long length, final int intervals) throws IOException {
		final boolean high = ifd.has(MCU_STARTS_HIGH);
		if (ifd.count(MCU_STARTS) != intervals || high && ifd.count(MCU_STARTS_HIGH) != intervals) return new long[0];
		// without the upper halves the positions in a longer strip are not known
		if (!high && length > 0xffffffffL) return new long[0];
		final long[] starts = ifd.longs(MCU_STARTS);
		final long[] upper = high ? ifd.longs(MCU_STARTS_HIGH) : null;
		for (int i = 0; high && i < intervals; i++)
			starts[i] += upper[i] << 32;
		return starts;
	}
}
