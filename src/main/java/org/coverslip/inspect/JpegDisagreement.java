package org.coverslip.inspect;

import static org.coverslip.tiff.TiffTag.YCBCR_SUBSAMPLING;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.format.tiff.TiffJpegHead;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * JPEG colours that programs show differently, because the directory and the streams disagree or a program has a bug.
 * Measured with scripts/jpeg-colours/measure.sh; the table is in docs/formats.md.
 *
 * @param what
 *            a phrase: what disagrees
 * @param tagBelievers
 *            whether OpenSlide, libvips and other programs that take the photometric tag's word show false colours
 * @param libtiff
 *            whether programs that read through libtiff (GDAL, ImageMagick, OpenCV) refuse the image
 * @param bioFormats
 *            whether Bio-Formats shows false colours
 */
record JpegDisagreement(String what, boolean tagBelievers, boolean libtiff, boolean bioFormats) {

	/** Compares a directory with its first stream; empty where all programs show the same. */
	static Optional<JpegDisagreement> of(final TiffFile tiff, final Ifd ifd) throws IOException {
		final Optional<TiffJpegHead> head = TiffJpegHead.find(tiff, ifd);
		if (head.isEmpty() || !head.get().isColour()) return Optional.empty();
		final boolean ycbcrTag = head.get().saysYcbcr();
		final boolean ycbcr = head.get().holdsYcbcr();
		final long[] tag = ycbcrTag && ifd.count(YCBCR_SUBSAMPLING) >= 2 ? ifd.longs(YCBCR_SUBSAMPLING) : null;
		final String coarse = head.get().subsampling();
		final String stated = tag == null ? coarse : tag[0] + ":" + tag[1];
		final boolean differ = !stated.equals(coarse);
		if (ycbcrTag != ycbcr)
			return Optional.of(new JpegDisagreement(
				ycbcr ? "the tag says RGB, the streams hold YCbCr" : "the tag says YCbCr, the streams hold RGB", true,
				!ycbcrTag && !coarse.equals("1:1") || ycbcrTag && differ, ycbcrTag && stated.equals("1:1")));
		if (!ycbcr) return Optional.empty();
		if (differ)
			return Optional.of(new JpegDisagreement("the tag says that chroma is sampled " + stated
				+ ", in the streams it is " + coarse,
				false, true, stated.equals("1:1")));
		return stated.equals("1:1") ? Optional.of(new JpegDisagreement("YCbCr without subsampling", false, false, true))
			: Optional.empty();
	}

	/** One sentence for people. */
	String sentence() {
		final List<String> effects = new ArrayList<>();
		if (tagBelievers)
			effects.add("OpenSlide and libvips show false colours" + (libtiff ? "" : ", GDAL and ImageMagick too"));
		if (libtiff) effects.add("GDAL, ImageMagick and others that use libtiff refuse it");
		effects.add(bioFormats ? "Bio-Formats shows false colours" : "Bio-Formats shows it rightly");
		return what + ": " + String.join("; ", effects);
	}
}
