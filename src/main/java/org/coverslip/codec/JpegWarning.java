package org.coverslip.codec;

import java.util.Locale;

/**
 * libjpeg's warnings, which are the same in all its descendants: which of them mean that a picture is not what it
 * should be.
 */
final class JpegWarning {

	private JpegWarning() {}

	/**
	 * Whether nothing is lost: bytes that belong to nothing before a marker, as some scanners pad their tiles. All
	 * others tell of missing or unreadable image data, which libjpeg fills up with grey.
	 */
	static boolean isHarmless(final String message) {
		return message != null && message.toLowerCase(Locale.ROOT).contains("extraneous bytes before marker");
	}
}
