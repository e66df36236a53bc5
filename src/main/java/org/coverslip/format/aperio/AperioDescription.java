package org.coverslip.format.aperio;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text that Aperio scanners write into ImageDescription: a banner line, a geometry line, then {@code name = value}
 * pairs after vertical bars.
 * <p>
 * Source: "Digital Slides and Third-Party Data Interchange" (Aperio, MAN-0069); pairs are read as OpenSlide reads them.
 *
 * @param pairs
 *            names to values, both without blanks at their ends, in the text's order
 */
record AperioDescription(Map<String, String> pairs) {

	static final String PREFIX = "Aperio";

	static AperioDescription parse(final String text) {
		final String[] parts = text.split("\\|", -1);
		final Map<String, String> pairs = new LinkedHashMap<>();
		for (int i = 1; i < parts.length; i++) {
			final int equals = parts[i].indexOf('=');
			if (equals >= 0) pairs.put(parts[i].substring(0, equals).strip(), parts[i].substring(equals + 1).strip());
		}
		return new AperioDescription(pairs);
	}

	/**
	 * The name that an associated image's description gives: the first word of its second line, where lines end with CR
	 * or LF; null if there is none.
	 */
	static String associatedName(final String text) {
		if (text == null) return null;
		final String[] lines = text.split("[\r\n]", -1);
		if (lines.length < 2) return null;
		final String name = lines[1].split(" ", -1)[0];
		return name.isEmpty() ? null : name;
	}
}
