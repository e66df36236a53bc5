package org.coverslip.codec.jpeg;

import java.util.List;
import java.util.Locale;

/**
 * libjpeg's warnings, which are the same in all its descendants: which of them mean that a picture is not what it
 * should be.
 */
final class JpegWarning {

	/** Parts of the harmless ones' texts. */
	private static final List<String> HARMLESS =
		List.of("extraneous bytes before marker", "invalid sos parameters for sequential jpeg");

	private JpegWarning() {}

	/**
	 * Whether nothing is lost: bytes that belong to nothing before a marker, as some scanners pad their tiles, or a
	 * sequential scan that does not say that it has all coefficients (seen from DicomObjects 8.40, which says 0 to 0),
	 * though it has. All others tell of missing or unreadable image data, which libjpeg fills up with grey.
	 */
	static boolean isHarmless(final String message) {
		return message != null && HARMLESS.stream().anyMatch(message.toLowerCase(Locale.ROOT)::contains);
	}
}
