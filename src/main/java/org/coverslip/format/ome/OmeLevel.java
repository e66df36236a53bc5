package org.coverslip.format.ome;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.coverslip.codec.SampleLayout;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.io.SlideFormatException;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;

/**
 * One resolution of an image: what its directories are like, and how each plane's directory is found.
 *
 * @param reference
 *            the directory of one plane
 * @param directories
 *            finds the directory of any plane
 */
record OmeLevel(TiffImage reference, Directories directories) {

	/** Finds the directory that holds a plane at one level. Thread-safe. */
	@FunctionalInterface
	interface Directories {

		/**
		 * @param tiff
		 *            that holds the plane
		 */
		Ifd find(TiffFile tiff, StoredPlane plane) throws IOException;
	}

	/** The directory that a description names. */
	static Ifd finest(final TiffFile tiff, final StoredPlane plane) throws SlideFormatException {
		if (plane.ifd() >= tiff.ifds().size())
			throw new SlideFormatException(tiff.file(), SlideFormatException.NO_OFFSET, "directory " + plane.ifd(),
				tiff.ifds().size() + " directories");
		return tiff.ifds().get(plane.ifd());
	}

	/** The n-th SubIFD of the named directory. */
	static Directories subIfd(final int n) {
		return (tiff, plane) -> {
			final Ifd finest = finest(tiff, plane);
			final List<Ifd> subs = tiff.subIfds(finest);
			if (n >= subs.size())
				throw new SlideFormatException(tiff.file(), finest.offset(), "a SubIFD " + n, subs.size() + " SubIFDs");
			return subs.get(n);
		};
	}

	/** Directories of the main chain, found by the named directory. */
	static Directories mainChain(final Map<Integer, Ifd> byFinest) {
		return (tiff, plane) -> byFinest.get(plane.ifd());
	}

	/**
	 * What a directory says about its image, as OME-TIFF interprets it: a palette is a channel's lookup table, not its
	 * colours. If the TIFF does not say what kind of numbers the samples are, the XML decides.
	 *
	 * @param type
	 *            the XML's name of the sample type
	 */
	static TiffImage describe(final TiffFile tiff, final Ifd ifd, final String type) throws IOException {
		final TiffImage image = TiffImage.parse(tiff, ifd);
		final boolean indexed = image.photometric() == TiffTag.PHOTOMETRIC_PALETTE && image.samples() == 1;
		final SampleLayout layout = ifd.has(TiffTag.SAMPLE_FORMAT) ? image.layout() : stated(image.layout(), type);
		return new TiffImage(ifd, image.width(), image.height(), image.tiled(), image.tileWidth(), image.tileHeight(),
			image.compression(), indexed ? TiffTag.PHOTOMETRIC_MIN_IS_BLACK : image.photometric(), image.samples(),
			layout,
			image.separate(), image.predictor(), image.reversedBits(), image.alpha(), image.associatedAlpha(),
			image.orientation(),
			image.subsamplingX(), image.subsamplingY());
	}

	private static SampleLayout stated(final SampleLayout layout, final String type) {
		return switch (type + layout.bits()) {
			case "int88", "int1616",
				"int3232" -> new SampleLayout(layout.bits(), SampleLayout.Kind.SIGNED, layout.order());
			case "float32" -> new SampleLayout(layout.bits(), SampleLayout.Kind.FLOATING, layout.order());
			default -> layout;
		};
	}
}
