package org.coverslip.imagej;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ij.gui.Roi;

/**
 * The properties of a region of interest, in a form that survives ImageJ's files any number of times. ImageJ 1.54p
 * writes them as lines {@code key: value} without escapes, and has {@code java.util.Properties} read them, byte by byte
 * as Latin-1 ({@code ij.gui.Roi#getProperties}): blanks in keys, backslashes, line breaks and all that is not ASCII
 * would be lost. What cannot stand as it is becomes {@code %XX}, for the bytes of UTF-8, and a property says so.
 */
final class RoiProperties {

	/** Set where something is written as {@code %XX}, so that a percent sign of others stays one. */
	private static final String ESCAPED = "coverslip.escaped";

	/** ImageJ has no empty values; any other percent sign is followed by two digits. */
	private static final String EMPTY = "%";

	private static final Pattern IN_KEYS = Pattern.compile("[^A-Za-z0-9._-]");

	private static final Pattern IN_VALUES = Pattern.compile("^ |[^ -~]|[\\\\%]");

	private static final Pattern HEX = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

	private final Roi roi;

	RoiProperties(final Roi roi) {
		this.roi = roi;
	}

	/** Whether the region has the property, under a key that needs no escape. */
	Optional<String> get(final String key) {
		return Optional.ofNullable(roi.getProperty(key)).map(this::decoded);
	}

	/** The keys of all properties as they are kept, in alphabetical order. */
	List<String> storedKeys() {
		final String lines = roi.getProperties();
		final List<String> keys = new ArrayList<>();
		if (lines == null) return keys;
		for (final String line : lines.split("\n")) {
			final int end = line.indexOf(": ");
			// a line break in a value that somebody else set makes lines that are no properties
			if (end > 0 && roi.getProperty(line.substring(0, end)) != null && !line.substring(0, end).equals(ESCAPED))
				keys.add(line.substring(0, end));
		}
		return keys;
	}

	/** Gives all properties to another region, as they are kept. */
	void copyTo(final Roi other) {
		storedKeys().forEach(key -> other.setProperty(key, roi.getProperty(key)));
		other.setProperty(ESCAPED, roi.getProperty(ESCAPED));
	}

	/** What a stored key, or a part of it, stands for. */
	String decoded(final String stored) {
		if (roi.getProperty(ESCAPED) == null) return repaired(stored);
		if (stored.equals(EMPTY)) return "";
		final Matcher matcher = HEX.matcher(stored);
		return matcher.replaceAll(match -> Matcher.quoteReplacement(text(match.group())));
	}

	private static String text(final String escapes) {
		final byte[] bytes = new byte[escapes.length() / 3];
		for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) Integer.parseInt(escapes.substring(3 * i + 1, 3 * i + 3), 16);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	/** A text in UTF-8 that ImageJ read as Latin-1, as it was; any other as it is. */
	private static String repaired(final String text) {
		if (text.chars().allMatch(c -> c < 0x80) || text.chars().anyMatch(c -> c > 0xff)) return text;
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1))).toString();
		}
		catch (final CharacterCodingException e) {
			return text;
		}
	}

	/** Sets a property; the key may be any text. */
	void set(final String key, final String value) {
		setStored(escaped(key, IN_KEYS), value);
	}

	/**
	 * Sets a property under a key that needs no escape.
	 *
	 * @param key
	 *            of letters, digits, dots, lines above and below, or escaped already
	 */
	void setStored(final String key, final String value) {
		final String stored = value.isEmpty() ? EMPTY : escaped(value, IN_VALUES);
		if (!stored.equals(value) || key.contains("%")) roi.setProperty(ESCAPED, "1");
		roi.setProperty(key, stored);
	}

	/** A text as part of a key. */
	static String escapedInKey(final String text) {
		return escaped(text, IN_KEYS);
	}

	private static String escaped(final String text, final Pattern what) {
		// whole code points, so that a pair of surrogates is not torn
		return what.matcher(text).replaceAll(match -> {
			final StringBuilder escapes = new StringBuilder();
			for (final byte one : match.group().getBytes(StandardCharsets.UTF_8))
				escapes.append(String.format("%%%02X", one));
			return escapes.toString();
		});
	}
}
