package org.coverslip.inspect;

import static org.coverslip.inspect.ReaderVerdict.no;
import static org.coverslip.inspect.ReaderVerdict.partly;
import static org.coverslip.inspect.ReaderVerdict.yes;
import static org.coverslip.tiff.TiffTag.*;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.coverslip.inspect.ReaderVerdict.Answer;

/**
 * What other programs demand of a TIFF before they open it as a slide.
 * <p>
 * Sources: ASAP's TIFF reader, Bio-Formats 8.0.0's TIFF and OME-TIFF readers, as their sources and documentation state
 * it; libvips 8.14.1 and Bio-Formats also by trying some 200 files of other writers ({@code ReaderRulesTest}). Of
 * OpenSlide see {@link OpenSlideRules}.
 */
final class ReaderRules {

	private static final Set<Integer> VIPS_JPEG2000 =
		Set.of(COMPRESSION_JPEG2000_APERIO_YCBCR, COMPRESSION_JPEG2000_APERIO_RGB, COMPRESSION_JPEG2000_LOSSY);
	private static final Set<Integer> ASAP =
		Set.of(COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_JPEG, COMPRESSION_DEFLATE,
		COMPRESSION_OLD_DEFLATE, COMPRESSION_JPEG2000_APERIO_RGB);
	private static final Set<Integer> BIO_FORMATS =
		Set.of(COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_JPEG, COMPRESSION_DEFLATE,
		COMPRESSION_OLD_DEFLATE, COMPRESSION_PACKBITS, COMPRESSION_JPEG2000_APERIO_YCBCR,
		COMPRESSION_JPEG2000_APERIO_RGB,
		COMPRESSION_JPEG2000, COMPRESSION_JPEG2000_LOSSY, COMPRESSION_ZSTD);
	private static final Set<Integer> ASAP_COLORS =
		Set.of(PHOTOMETRIC_MIN_IS_BLACK, PHOTOMETRIC_RGB, PHOTOMETRIC_YCBCR);

	/** Larger images do not open at once in Java programs that hold a plane in one array. */
	private static final double PLANE_LIMIT = 0x1p31;

	/** Without a pyramid, viewers must read all of level 0 to show anything: bearable up to this. */
	private static final double SMALL_PLANE = 64 << 20;

	private final InspectedTiff tiff;
	private final InspectedImage first;
	private final ReaderVerdict openSlide;

	private ReaderRules(final InspectedTiff tiff) {
		this.tiff = tiff;
		first = tiff.first();
		openSlide = new OpenSlideRules(tiff).verdict(isLarge());
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
		return List.of(rules.openSlide, rules.libvips(), rules.bioFormats(), rules.quPath(), rules.asap());
	}

	/** Other vendors' files are read by drivers of their own, whatever they look like as TIFFs. */
	private static List<ReaderVerdict> ofVendor(final String vendor) {
		final String through = "through OpenSlide";
		return List.of(yes("OpenSlide", "as a slide of vendor " + vendor), yes("libvips", through),
			yes("Bio-Formats (Fiji)", "with a reader of its own, each level as an image"), yes("QuPath", through),
			yes("ASAP", through));
	}

	private ReaderVerdict falseColours(final String reader) {
		return partly(reader, "in false colours: " + tiff.jpeg().orElseThrow().what());
	}

	/**
	 * Of 8.14, which takes Aperio files through OpenSlide, and decodes JPEG 2000 itself under the numbers that it
	 * writes and reads.
	 */
	private ReaderVerdict libvips() {
		final String reader = "libvips";
		if (tiff.isAperio()) {
			if (openSlide.answer() != Answer.YES)
				return new ReaderVerdict(reader, openSlide.answer(), "through OpenSlide: " + openSlide.reason());
			return yes(reader, "through OpenSlide, with the option level");
		}
		if (first.compression() == COMPRESSION_JPEG2000_APERIO_RGB && first.samples() >= 3)
			return no(reader, "it takes the colours of JPEG 2000 under this number (33005) for YCbCr");
		if (!OpenSlideRules.LIBTIFF.contains(first.compression()) && !VIPS_JPEG2000.contains(first.compression()))
			return no(reader, "it does not decode " + first.compressionName());
		if (first.tiled() && first.separate()) return no(reader, "it does not read tiles of each sample apart");
		if (first.sparse()) return no(reader, "tiles or strips are left out (sparse), at which it stops");
		if (first.isFloating() && first.bits() != 32 || first.bits() > 32)
			return no(reader, "it does not read samples of " + first.bits() + " bits"
				+ (first.isFloating() ? " in floating point" : ""));
		if (tiff.jpeg().filter(JpegDisagreement::tagBelievers).isPresent()) return falseColours(reader);
		if (!tiff.hasPyramid() && isLarge()) return partly(reader, "there is no pyramid: only level 0");
		return yes(reader, tiff.subLevels().isEmpty() ? "each image is a page"
			: "smaller levels with the option subifd");
	}

	private ReaderVerdict bioFormats() {
		final String reader = "Bio-Formats (Fiji)";
		if (!BIO_FORMATS.contains(first.compression()))
			return no(reader, "it does not decode " + first.compressionName());
		if (first.compression() == COMPRESSION_JPEG2000_LOSSY && first.samples() >= 3)
			return no(reader, "it shows the colours of JPEG 2000 under this number (33004) wrongly");
		if (!first.statesDecodedLength())
			return no(reader,
				"it needs the length of what a tile in Zstandard decodes to, which libtiff does not write");
		if (tiff.jpeg().filter(JpegDisagreement::bioFormats).isPresent()) return falseColours(reader);
		final String size = first.decodedBytes() > PLANE_LIMIT
			? "; level 0 is larger than the 2 GB that Fiji opens at once" : "";
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
		final ReaderVerdict bioFormats = bioFormats();
		if (openSlide.answer() == Answer.YES) return yes(reader, "through OpenSlide");
		if (bioFormats.answer() == Answer.YES && (tiff.hasPyramid() || !isLarge()))
			return yes(reader, "through Bio-Formats");
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
			return no(reader,
				"its TIFF reader declines files with XML in the description; write the dialect \"plain\"");
		if (tiff.description().contains("DICOM"))
			return no(reader, "its TIFF reader declines files with \"DICOM\" in the description");
		for (int i = 1; i < tiled.size(); i++)
			if (tiled.get(i).width() >= tiled.get(i - 1).width())
				return no(reader, "its tiled images do not become smaller from one to the next");
		if (tiled.size() == 1 && !tiff.subLevels().isEmpty())
			return partly(reader, "level 0 only: it does not look at SubIFDs");
		if (tiled.size() == 1 && isLarge()) return partly(reader, "level 0 only: there is no pyramid");
		return yes(reader, tiled.size() + (tiled.size() == 1 ? " level" : " levels"));
	}

	private boolean isLarge() {
		return first.decodedBytes() > SMALL_PLANE;
	}
}
