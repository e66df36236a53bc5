package org.coverslip.format.generic;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.format.SlideProbe;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * TIFFs that are a shell around something else: what a plain reader sees in them is a preview, or pages without their
 * order.
 * <p>
 * Source: the DNG specification 1.7 and TIFF/EP for the tags of raw photos; "Inside the Canon RAW format version 2" for
 * its header; the tags of PerkinElmer's Flex as tifffile lists them.
 */
final class ForeignContainer {

	private static final int DNG_VERSION = 50706;
	private static final int FLEX_XML = 65200;
	private static final int PHOTOMETRIC_COLOR_FILTER_ARRAY = 32803;
	private static final int PHOTOMETRIC_LINEAR_RAW = 34892;
	private static final int CANON_MARK_AT = 8;

	private ForeignContainer() {}

	/** What a probed TIFF is, if it is such a shell: a phrase that continues "it is not a slide ...: ". */
	static Optional<String> of(final SlideProbe probe, final TiffFile tiff) throws IOException {
		final Ifd first = tiff.ifds().get(0);
		final byte[] header = probe.header();
		if (first.has(DNG_VERSION)) return Optional.of(rawPhoto("a DNG"));
		if (header.length > CANON_MARK_AT + 1 && header[CANON_MARK_AT] == 'C' && header[CANON_MARK_AT + 1] == 'R')
			return Optional.of(rawPhoto("a Canon CR2"));
		if (hasRawPixels(tiff)) return Optional.of(rawPhoto("a TIFF of its camera's samples"));
		if (first.has(FLEX_XML))
			return Optional.of(
				"it is a PerkinElmer Flex, whose pages are the fields of a well "
					+ "in an order that Coverslip does not know");
		final String description = first.count(IMAGE_DESCRIPTION) > 1 << 20 ? null : first.text(IMAGE_DESCRIPTION);
		return switch (probe.extension()) {
			case "vsi" -> Optional.of(
				"it is an Olympus VSI whose tags Coverslip does not understand; the TIFF in it is a small picture");
			case "bif" -> Optional.of("it is a Ventana BIF without the XML that says how it was scanned");
			case "scn" -> description != null && description.contains("<scn")
				? Optional.of("it is a Leica SCN of a schema that Coverslip does not know") : Optional.empty();
			default -> preview(tiff, first);
		};
	}

	private static String rawPhoto(final String kind) {
		return "it is a camera's raw photo, " + kind + ", of which the TIFF shows a preview or undeveloped samples";
	}

	private static boolean hasRawPixels(final TiffFile tiff) throws IOException {
		final List<Ifd> all = new ArrayList<>(tiff.ifds());
		// where there is a camera's preview, the samples lie in its SubIFDs
		all.addAll(tiff.subIfds(tiff.ifds().get(0)));
		for (final Ifd ifd : all) {
			final long photometric = ifd.longValue(PHOTOMETRIC, -1);
			if (photometric == PHOTOMETRIC_COLOR_FILTER_ARRAY || photometric == PHOTOMETRIC_LINEAR_RAW) return true;
		}
		return false;
	}

	/** A first directory that says it is a smaller version of another, if that other one exists. */
	private static Optional<String> preview(final TiffFile tiff, final Ifd first) throws IOException {
		if (!first.isReduced()) return Optional.empty();
		for (final Ifd sub : tiff.subIfds(first))
			if (sub.longValue(IMAGE_WIDTH, 0) > first.longValue(IMAGE_WIDTH, 0) && !sub.isReduced())
				return Optional.of("its first image is a preview of " + first.longValue(IMAGE_WIDTH, 0) + " x "
					+ first.longValue(IMAGE_LENGTH, 0)
					+ " pixels, and the picture itself, " + sub.longValue(IMAGE_WIDTH, 0) + " x "
					+ sub.longValue(IMAGE_LENGTH, 0)
					+ ", is stored as only its vendor's programs know");
		return Optional.empty();
	}
}
