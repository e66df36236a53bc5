package org.coverslip.inspect;

import static org.coverslip.inspect.ReaderVerdict.no;
import static org.coverslip.inspect.ReaderVerdict.partly;
import static org.coverslip.inspect.ReaderVerdict.yes;
import static org.coverslip.tiff.TiffTag.*;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What OpenSlide demands of a TIFF of no particular vendor, and of an Aperio file.
 * <p>
 * Sources: its generic TIFF and Aperio drivers and its {@code openslide-decode-tiff.c}, 3.4.1 and 4.0.1; and 3.4.1 of
 * Debian 12 with libtiff 4.5.0-6+deb12u4, by trying some 200 files that tifffile, GDAL, libvips and Coverslip wrote
 * ({@code ReaderRulesTest}).
 */
final class OpenSlideRules {

	private static final String NAME = "OpenSlide";

	/** What libtiff decodes in the builds that distributions ship. */
	static final Set<Integer> LIBTIFF =
		Set.of(COMPRESSION_NONE, COMPRESSION_FAX_MODIFIED_HUFFMAN, COMPRESSION_FAX_T4, COMPRESSION_FAX_T6,
		COMPRESSION_LZW, COMPRESSION_OLD_JPEG, COMPRESSION_JPEG, COMPRESSION_DEFLATE, COMPRESSION_OLD_DEFLATE,
		COMPRESSION_PACKBITS,
		COMPRESSION_LERC, COMPRESSION_LZMA, COMPRESSION_ZSTD, COMPRESSION_WEBP);
	static final Set<Integer> APERIO_ONLY = Set.of(COMPRESSION_JPEG2000_APERIO_YCBCR, COMPRESSION_JPEG2000_APERIO_RGB);
	/** See {@code TileFit} in the package that writes. */
	private static final int BUFFER_STEP = 1024;

	private final InspectedTiff tiff;
	private final InspectedImage first;
	private final boolean aperio;

	OpenSlideRules(final InspectedTiff tiff) {
		this.tiff = tiff;
		first = tiff.first();
		aperio = tiff.isAperio();
	}

	/**
	 * @param large
	 *            whether level 0 alone is too much to look at
	 */
	ReaderVerdict verdict(final boolean large) {
		if (!first.tiled()) return no(NAME, "the image is in strips, and OpenSlide takes tiled images only");
		for (final InspectedImage level : levels())
			if (!LIBTIFF.contains(level.compression()) && !(aperio && APERIO_ONLY.contains(level.compression())))
				return no(NAME,
					"it does not decode " + level.compressionName() + (aperio ? "" : " outside of Aperio files"));
		if (!first.statesBits()) return no(NAME, "it wants the tag BitsPerSample, which is missing");
		if (first.isFloating() || first.bits() > 16)
			return no(NAME, "samples of " + first.bits() + " bits cannot be shown as the 8-bit colours that it gives");
		final Optional<String> fault = fault(first);
		if (fault.isPresent()) return no(NAME, fault.get());
		if (tiff.jpeg().filter(JpegDisagreement::tagBelievers).isPresent())
			return partly(NAME, "in false colours: " + tiff.jpeg().orElseThrow().what());
		if (tiff.bigEndian() && !tiff.bigTiff())
			return partly(NAME, "version 3.4.1 does not open classic TIFFs of big-endian byte order");
		if (first.bits() == 16) return partly(NAME, "samples of 16 bits are cut to 8" + missingLevels());
		if (first.sampleFormat() == SAMPLE_INT)
			return partly(NAME, "negative samples are shown as large ones" + missingLevels());
		if (first.photometric() == PHOTOMETRIC_MIN_IS_BLACK && first.samples() > 1)
			return partly(NAME, "the first of " + first.samples() + " channels only" + missingLevels());
		for (final InspectedImage level : levels()) {
			final Optional<String> levelFault = fault(level).or(() -> mixture(level));
			if (levelFault.isPresent())
				return partly(NAME, "not the level of " + level.width() + " x " + level.height() + ": "
					+ levelFault.get());
		}
		if (!missingLevels().isEmpty()) return partly(NAME, "level 0 only" + missingLevels());
		if (!tiff.hasPyramid() && large)
			return partly(NAME, "level 0 only: there is no pyramid, so that looking at it is slow");
		if (aperio) return yes(NAME, "as an Aperio slide");
		return yes(NAME, tiff.pixelSize().isEmpty() ? "as a generic TIFF, without a pixel size" : "as a generic TIFF");
	}

	/**
	 * The directories that it takes for levels: tiled ones, of a generic TIFF the first and those that are marked as
	 * reduced.
	 */
	private List<InspectedImage> levels() {
		final Stream<InspectedImage> others = tiff.images().stream().skip(1);
		return Stream.concat(Stream.of(first), others.filter(image -> image.tiled() && (aperio || image.reduced())))
			.toList();
	}

	/** Why a directory that it takes for a level cannot be read, or is shown wrongly; empty if it is shown rightly. */
	private Optional<String> fault(final InspectedImage level) {
		if (level.mask()) return Optional.of("it is one of a mask, which it cannot read");
		if (level.sparse() && !aperio) return Optional.of("tiles are left out (sparse), at which it stops");
		if (isReadWithoutLibtiff(level)) return Optional.empty();
		if (level.separate() && level.photometric() == PHOTOMETRIC_YCBCR && level.compression() == COMPRESSION_JPEG)
			return Optional.of("it does not read YCbCr whose samples are stored apart");
		if (level.tileWidth() > level.width() || level.tileHeight() > level.height())
			return Optional.of("version 3.4.1 shows garbage of tiles of " + tile(level)
				+ ", which are larger than their image, with libtiff since CVE-2025-9900");
		if (level.compression() == COMPRESSION_NONE && level.tileBytes() % BUFFER_STEP != 0)
			return Optional.of("with libtiff from 4.5.0 on it refuses uncompressed tiles of " + level.tileBytes()
				+ " bytes, which is no multiple of " + BUFFER_STEP);
		return Optional.empty();
	}

	/** Whether its uncompressed tiles are of another size than those that are read before them. */
	private Optional<String> mixture(final InspectedImage level) {
		final boolean differs = level.compression() == COMPRESSION_NONE && level.tileBytes() != first.tileBytes()
			&& first.compression() == COMPRESSION_NONE;
		return differs ? Optional.of("with libtiff from 4.5.0 on it refuses uncompressed tiles of " + level.tileBytes()
			+ " bytes after others of " + first.tileBytes()) : Optional.empty();
	}

	/** It decodes these itself; see {@code _openslide_tiff_level_init}. */
	private static boolean isReadWithoutLibtiff(final InspectedImage level) {
		return APERIO_ONLY.contains(level.compression()) || level.compression() == COMPRESSION_JPEG && !level.separate()
			&& level.bits() == 8 && level.samples() == 3
			&& (level.photometric() == PHOTOMETRIC_RGB || level.photometric() == PHOTOMETRIC_YCBCR);
	}

	private static String tile(final InspectedImage level) {
		return level.tileWidth() + " x " + level.tileHeight();
	}

	/** Why it does not see levels that are there; empty if it sees them. */
	private String missingLevels() {
		if (aperio || !tiff.markedLevels().isEmpty()) return "";
		if (!tiff.subLevels().isEmpty()) return ": the smaller levels are in SubIFDs, which it does not look at";
		return tiff.unmarkedLevels().isEmpty() ? ""
			: ": the smaller images are not marked as reduced (NewSubfileType 1)";
	}
}
