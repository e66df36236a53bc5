package org.coverslip.detect;

import static org.coverslip.detect.ReaderVerdict.no;
import static org.coverslip.detect.ReaderVerdict.partly;
import static org.coverslip.detect.ReaderVerdict.yes;
import static org.coverslip.tiff.TiffTag.*;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.coverslip.detect.ReaderVerdict.Answer;

/**
 * What other programs demand of a TIFF before they open it as a slide.
 * <p>
 * Sources: OpenSlide 4.0.1's generic TIFF and Aperio drivers, ASAP's TIFF reader, Bio-Formats 8's TIFF and OME-TIFF
 * readers, as their sources and documentation state it; OpenSlide 3.4.1, libvips and tifffile also by trying.
 */
final class ReaderRules {

	/** What libtiff decodes in the builds that distributions ship. */
	private static final Set<Integer> LIBTIFF = Set.of(COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_OLD_JPEG, COMPRESSION_JPEG,
		COMPRESSION_DEFLATE, COMPRESSION_OLD_DEFLATE, COMPRESSION_PACKBITS, COMPRESSION_ZSTD, COMPRESSION_WEBP);
	private static final Set<Integer> APERIO_ONLY = Set.of(COMPRESSION_JPEG2000_APERIO_YCBCR, COMPRESSION_JPEG2000_APERIO_RGB);
	private static final Set<Integer> ASAP = Set.of(COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_JPEG, COMPRESSION_DEFLATE,
		COMPRESSION_OLD_DEFLATE, COMPRESSION_JPEG2000_APERIO_RGB);
	private static final Set<Integer> BIO_FORMATS = Set.of(COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_JPEG, COMPRESSION_DEFLATE,
		COMPRESSION_OLD_DEFLATE, COMPRESSION_PACKBITS, COMPRESSION_JPEG2000_APERIO_YCBCR, COMPRESSION_JPEG2000_APERIO_RGB,
		COMPRESSION_JPEG2000, COMPRESSION_ZSTD);
	private static final Set<Integer> ASAP_COLORS = Set.of(PHOTOMETRIC_MIN_IS_BLACK, PHOTOMETRIC_RGB, PHOTOMETRIC_YCBCR);

	/** Larger images do not open at once in Java programs that hold a plane in one array. */
	private static final double PLANE_LIMIT = 0x1p31;

	/** Without a pyramid, viewers must read all of level 0 to show anything: bearable up to this. */
	private static final double SMALL_PLANE = 64 << 20;

	private final InspectedTiff tiff;
	private final InspectedImage first;

	private ReaderRules(final InspectedTiff tiff) {
		this.tiff = tiff;
		first = tiff.first();
	}

	/**
	 * @param vendor
	 *            OpenSlide's name of the vendor, if the file is a vendor's own kind of TIFF
	 */
	static List<ReaderVerdict> verdicts(final InspectedTiff tiff, final Optional<String> vendor) {
		// of an NDPI OpenSlide takes colour only
		final boolean grey = vendor.isPresent() && vendor.get().equals("hamamatsu") && tiff.first().samples() == 1;
		if (vendor.isPresent() && !tiff.isAperio() && !grey) return ofVendor(vendor.get());
		final ReaderRules rules = new ReaderRules(tiff);
		return List.of(rules.openSlide(), rules.libvips(), rules.bioFormats(), rules.quPath(), rules.asap());
	}

	/** Other vendors' files are read by drivers of their own, whatever they look like as TIFFs. */
	private static List<ReaderVerdict> ofVendor(final String vendor) {
		final String through = "through OpenSlide";
		return List.of(yes("OpenSlide", "as a slide of vendor " + vendor), yes("libvips", through),
			yes("Bio-Formats (Fiji)", "with a reader of its own, each level as an image"), yes("QuPath", through), yes("ASAP", through));
	}

	private ReaderVerdict openSlide() {
		final String reader = "OpenSlide";
		if (!first.tiled()) return no(reader, "the image is in strips, and OpenSlide takes tiled images only");
		final boolean aperio = tiff.isAperio();
		if (!LIBTIFF.contains(first.compression()) && !(aperio && APERIO_ONLY.contains(first.compression())))
			return no(reader, "it does not decode " + first.compressionName() + (aperio ? "" : " outside of Aperio files"));
		if (first.isFloating() || first.bits() > 16)
			return no(reader, "samples of " + first.bits() + " bits cannot be shown as the 8-bit colours that it gives");
		if (tiff.jpeg().filter(JpegDisagreement::tagBelievers).isPresent()) return falseColours(reader);
		if (tiff.bigEndian() && !tiff.bigTiff())
			return partly(reader, "version 3.4.1 does not open classic TIFFs of big-endian byte order");
		if (first.bits() == 16) return partly(reader, "samples of 16 bits are cut to 8" + missingLevels(aperio));
		if (!missingLevels(aperio).isEmpty()) return partly(reader, "level 0 only" + missingLevels(aperio));
		if (!tiff.hasPyramid() && isLarge())
			return partly(reader, "level 0 only: there is no pyramid, so that looking at it is slow");
		if (aperio) return yes(reader, "as an Aperio slide");
		return yes(reader, tiff.pixelSize().isEmpty() ? "as a generic TIFF, without a pixel size" : "as a generic TIFF");
	}

	/** Why OpenSlide does not see levels that are there; empty if it sees them. */
	private String missingLevels(final boolean aperio) {
		if (aperio || !tiff.markedLevels().isEmpty()) return "";
		if (!tiff.subLevels().isEmpty()) return ": the smaller levels are in SubIFDs, which it does not look at";
		return tiff.unmarkedLevels().isEmpty() ? "" : ": the smaller images are not marked as reduced (NewSubfileType 1)";
	}

	private ReaderVerdict falseColours(final String reader) {
		return partly(reader, "in false colours: " + tiff.jpeg().orElseThrow().what());
	}

	private ReaderVerdict libvips() {
		final String reader = "libvips";
		if (tiff.isAperio() && APERIO_ONLY.contains(first.compression())) return yes(reader, "through OpenSlide");
		if (!LIBTIFF.contains(first.compression()) && first.compression() != COMPRESSION_JPEG2000)
			return no(reader, "it does not decode " + first.compressionName());
		if (tiff.jpeg().filter(JpegDisagreement::tagBelievers).isPresent()) return falseColours(reader);
		if (!tiff.hasPyramid() && isLarge()) return partly(reader, "there is no pyramid: only level 0");
		return yes(reader, tiff.subLevels().isEmpty() ? "each image is a page" : "smaller levels with the option subifd");
	}

	private ReaderVerdict bioFormats() {
		final String reader = "Bio-Formats (Fiji)";
		if (!BIO_FORMATS.contains(first.compression())) return no(reader, "it does not decode " + first.compressionName());
		if (tiff.jpeg().filter(JpegDisagreement::bioFormats).isPresent()) return falseColours(reader);
		final String size = first.decodedBytes() > PLANE_LIMIT ? "; level 0 is larger than the 2 GB that Fiji opens at once" : "";
		if (tiff.isAperio()) return yes(reader, "as an Aperio slide, each level as an image of its own" + size);
		if (!tiff.subLevels().isEmpty() && tiff.isOmeTiff()) return yes(reader, "as OME-TIFF with all levels" + size);
		if (!tiff.subLevels().isEmpty())
			return partly(reader, "level 0 only: SubIFDs count as levels only with OME-XML in the description" + size);
		if (!tiff.markedLevels().isEmpty())
			return partly(reader, "level 0 only: levels in the main chain count as thumbnails" + size);
		if (size.isEmpty()) return yes(reader, "as one image or several");
		return partly(reader, "there is no pyramid" + size);
	}

	private ReaderVerdict quPath() {
		final String reader = "QuPath";
		final ReaderVerdict openSlide = openSlide();
		final ReaderVerdict bioFormats = bioFormats();
		if (openSlide.answer() == Answer.YES) return yes(reader, "through OpenSlide");
		if (bioFormats.answer() == Answer.YES && (tiff.hasPyramid() || !isLarge())) return yes(reader, "through Bio-Formats");
		if (openSlide.answer() == Answer.NO && bioFormats.answer() == Answer.NO)
			return no(reader, "neither OpenSlide nor Bio-Formats opens it");
		if (tiff.hasPyramid()) return partly(reader, "it finds level 0 only");
		return partly(reader, "there is no pyramid: it computes one in memory if it can");
	}

	private ReaderVerdict asap() {
		final String reader = "ASAP";
		final List<InspectedImage> tiled = tiff.images().stream().filter(InspectedImage::tiled).toList();
		if (tiled.isEmpty()) return no(reader, "the image is in strips, and ASAP takes tiled images only");
		final boolean unsigned = first.sampleFormat() == SAMPLE_UINT && Set.of(8, 16, 32).contains(first.bits());
		if (!unsigned && !(first.isFloating() && first.bits() == 32))
			return no(reader, "samples are neither unsigned of 8, 16 or 32 bits nor floating-point numbers of 32");
		if (!ASAP.contains(first.compression())) return no(reader, "it does not decode " + first.compressionName());
		if (first.separate()) return no(reader, "each sample is stored apart");
		if (!ASAP_COLORS.contains(first.photometric())) return no(reader, "colours are neither gray, RGB nor YCbCr");
		if (tiff.description().toLowerCase(Locale.ROOT).contains("xml"))
			return no(reader, "its TIFF reader declines files with XML in the description; write the dialect \"plain\"");
		if (tiff.description().contains("DICOM"))
			return no(reader, "its TIFF reader declines files with \"DICOM\" in the description");
		for (int i = 1; i < tiled.size(); i++)
			if (tiled.get(i).width() >= tiled.get(i - 1).width())
				return no(reader, "its tiled images do not become smaller from one to the next");
		if (tiled.size() == 1 && !tiff.subLevels().isEmpty()) return partly(reader, "level 0 only: it does not look at SubIFDs");
		if (tiled.size() == 1 && isLarge()) return partly(reader, "level 0 only: there is no pyramid");
		return yes(reader, tiled.size() + (tiled.size() == 1 ? " level" : " levels"));
	}

	private boolean isLarge() {
		return first.decodedBytes() > SMALL_PLANE;
	}
}
