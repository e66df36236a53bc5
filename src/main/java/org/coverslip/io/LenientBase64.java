package org.coverslip.io;

import java.util.Base64;
import java.util.Optional;

/**
 * Base64 as scanners write it into XML and as glib, and so OpenSlide, reads it: characters outside the alphabet (line
 * breaks, blanks) are skipped, and so is an incomplete group at the end.
 */
public final class LenientBase64 {

	private LenientBase64() {}

	/** The decoded bytes, or empty if padding stands where it cannot. */
	public static Optional<byte[]> decode(final String text) {
		final StringBuilder digits = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++)
			if (isDigit(text.charAt(i))) digits.append(text.charAt(i));
		digits.setLength(digits.length() / 4 * 4);
		try {
			return Optional.of(Base64.getDecoder().decode(digits.toString()));
		}
		catch (final IllegalArgumentException e) {
			return Optional.empty();
		}
	}

	private static boolean isDigit(final char c) {
		return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=';
	}
}
