package org.coverslip.deidentify.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.util.Map;

import org.coverslip.tiff.TiffField;
import org.coverslip.tiff.TiffTag;

/**
 * The fields without which pixels cannot be decoded, or not shown in their size and colours: numbers of which there are
 * few. Source: TIFF 6.0; TIFF Technical Notes 1 and 2; libtiff for ImageDepth and LERC.
 */
final class StructuralTags {

	private static final int SAMPLES = 1024;
	private static final int PALETTE = 3 << 16;
	private static final int MIN_SAMPLE_VALUE = 280;
	private static final int MAX_SAMPLE_VALUE = 281;
	private static final int PRIMARY_CHROMATICITIES = 319;

	private static final Map<Integer, Integer> MOST = Map.ofEntries( //
		Map.entry(NEW_SUBFILE_TYPE, 1), Map.entry(SUBFILE_TYPE, 1), Map.entry(IMAGE_WIDTH, 1),
		Map.entry(IMAGE_LENGTH, 1), Map.entry(BITS_PER_SAMPLE, SAMPLES), Map.entry(COMPRESSION, 1),
		Map.entry(PHOTOMETRIC, 1), Map.entry(FILL_ORDER, 1), Map.entry(ORIENTATION, 1),
		Map.entry(SAMPLES_PER_PIXEL, 1), Map.entry(ROWS_PER_STRIP, 1), Map.entry(MIN_SAMPLE_VALUE, SAMPLES),
		Map.entry(MAX_SAMPLE_VALUE, SAMPLES), Map.entry(X_RESOLUTION, 1), Map.entry(Y_RESOLUTION, 1),
		Map.entry(X_POSITION, 1), Map.entry(Y_POSITION, 1), Map.entry(PLANAR_CONFIG, 1),
		Map.entry(T4_OPTIONS, 1), Map.entry(T6_OPTIONS, 1),
		Map.entry(RESOLUTION_UNIT, 1), Map.entry(PREDICTOR, 1), Map.entry(WHITE_POINT, 2),
		Map.entry(PRIMARY_CHROMATICITIES, 6), Map.entry(COLOR_MAP, PALETTE), Map.entry(TILE_WIDTH, 1),
		Map.entry(TILE_LENGTH, 1), Map.entry(INK_SET, 1), Map.entry(EXTRA_SAMPLES, SAMPLES),
		Map.entry(SAMPLE_FORMAT, SAMPLES), Map.entry(S_MIN_SAMPLE_VALUE, SAMPLES),
		Map.entry(S_MAX_SAMPLE_VALUE, SAMPLES), Map.entry(YCBCR_COEFFICIENTS, 3), Map.entry(YCBCR_SUBSAMPLING, 2),
		Map.entry(YCBCR_POSITIONING, 1), Map.entry(REFERENCE_BLACK_WHITE, 6), Map.entry(IMAGE_DEPTH, 1),
		Map.entry(LERC_PARAMETERS, 3));

	private static final Map<Integer, String> NAMES = Map.ofEntries( //
		Map.entry(DOCUMENT_NAME, "DocumentName"), Map.entry(IMAGE_DESCRIPTION, "ImageDescription"),
		Map.entry(MAKE, "Make"), Map.entry(MODEL, "Model"), Map.entry(PAGE_NAME, "PageName"),
		Map.entry(297, "PageNumber"),
		Map.entry(SOFTWARE, "Software"), Map.entry(DATE_TIME, "DateTime"), Map.entry(ARTIST, "Artist"),
		Map.entry(HOST_COMPUTER, "HostComputer"), Map.entry(XML_PACKET, "XMP"), Map.entry(COPYRIGHT, "Copyright"),
		Map.entry(33723, "IPTC"), Map.entry(34377, "Photoshop"), Map.entry(34665, "Exif"), Map.entry(34853, "GPS"));

	private StructuralTags() {}

	/** How many values a structural field has at most; 0 if it is none. */
	static int most(final int tag) {
		return MOST.getOrDefault(tag, 0);
	}

	/** Whether a field has numbers, and no more of them than it may. */
	static boolean isNumbers(final TiffField field, final int most) {
		return field.count() <= most && field.type() != TiffTag.TYPE_ASCII && field.type() != TiffTag.TYPE_UNDEFINED;
	}

	/** Whether a field says where the image's data are, which is said anew. */
	static boolean isPlace(final int tag) {
		return tag == STRIP_OFFSETS || tag == STRIP_BYTE_COUNTS || tag == TILE_OFFSETS || tag == TILE_BYTE_COUNTS
			|| tag == SUB_IFDS;
	}

	/** What to call a field in a report. */
	static String name(final int tag) {
		final String name = NAMES.get(tag);
		return "TIFF field " + (name == null ? "" : name + ", ") + tag;
	}
}
