package org.coverslip.format.mirax;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * {@code Slidedat.ini}: sections in brackets, of lines {@code KEY = VALUE}. Immutable.
 * <p>
 * It is read like a GLib key file, since that is how OpenSlide reads it: a line that begins with {@code #} is a
 * comment, a section may be continued further down, the last of several lines with the same key counts, and blanks
 * around a key and before a value are ignored. Other lines are skipped. The text is UTF-8, with or without a byte-order
 * mark, or UTF-16 with one; otherwise it is read as Latin-1.
 */
final class Slidedat {

	private final StoredFile file;
	private final Map<String, Map<String, String>> sections;

	private Slidedat(final StoredFile file, final Map<String, Map<String, String>> sections) {
		this.file = file;
		this.sections = sections;
	}

	/**
	 * @param file
	 *            for messages
	 */
	static Slidedat parse(final byte[] bytes, final StoredFile file) {
		final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
		Map<String, String> section = null;
		for (final String raw : decode(bytes).split("\n", -1)) {
			final String line = (raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw).stripLeading();
			final int equals = line.indexOf('=');
			if (line.startsWith("#")) continue;
			if (line.startsWith("[") && line.stripTrailing().endsWith("]"))
				section =
					sections.computeIfAbsent(line.substring(1, line.lastIndexOf(']')), name -> new LinkedHashMap<>());
			else if (equals > 0 && section != null)
				section.put(line.substring(0, equals).stripTrailing(), line.substring(equals + 1).stripLeading());
		}
		return new Slidedat(file, sections);
	}

	private static String decode(final byte[] bytes) {
		if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return decode(bytes, 3, StandardCharsets.UTF_8);
		if (startsWith(bytes, 0xff, 0xfe)) return decode(bytes, 2, StandardCharsets.UTF_16LE);
		if (startsWith(bytes, 0xfe, 0xff)) return decode(bytes, 2, StandardCharsets.UTF_16BE);
		return decode(bytes, 0, StandardCharsets.UTF_8);
	}

	private static String decode(final byte[] file, final int from, final Charset charset) {
		final ByteBuffer bytes = ByteBuffer.wrap(file, from, file.length - from);
		try {
			return charset.newDecoder().decode(bytes).toString();
		}
		catch (final CharacterCodingException e) {
			return new String(file, from, file.length - from, StandardCharsets.ISO_8859_1);
		}
	}

	private static boolean startsWith(final byte[] file, final int... bytes) {
		if (file.length < bytes.length) return false;
		for (int i = 0; i < bytes.length; i++)
			if (file[i] != (byte) bytes[i]) return false;
		return true;
	}

	StoredFile file() {
		return file;
	}

	/** All sections with their keys, in the file's order. */
	Map<String, Map<String, String>> sections() {
		return Collections.unmodifiableMap(sections);
	}

	/** A value as written, if there is one. */
	Optional<String> find(final String section, final String key) {
		return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(key));
	}

	/**
	 * A value without trailing blanks.
	 *
	 * @throws SlideFormatException
	 *             if there is none
	 */
	String text(final String section, final String key) throws SlideFormatException {
		final Optional<String> value = find(section, key);
		if (value.isEmpty())
			throw refused("a value of " + key + " in the section [" + section + "]",
				sections.containsKey(section) ? "none" : "no such section");
		return value.get().stripTrailing();
	}

	/**
	 * A whole number.
	 *
	 * @throws SlideFormatException
	 *             if there is none within the limits
	 */
	int integer(final String section, final String key, final int least, final int most) throws SlideFormatException {
		final String text = text(section, key);
		if (text.matches("[+-]?\\d{1,10}")) {
			final long value = Long.parseLong(text);
			if (value >= least && value <= most) return (int) value;
		}
		throw refused("a whole number from " + least + " to " + most + " as " + key + " in the section [" + section
			+ "]",
			"\"" + text + "\"");
	}

	/** A whole number, or a default if there is no such key. */
	int integer(final String section, final String key, final int least, final int most, final int otherwise)
		throws SlideFormatException
	{
		return find(section, key).isEmpty() ? otherwise : integer(section, key, least, most);
	}

	/**
	 * A number, with a decimal point or comma.
	 *
	 * @throws SlideFormatException
	 *             if there is none within the limits
	 */
	double number(final String section, final String key, final double least, final double most)
		throws SlideFormatException {
		final String text = text(section, key);
		final OptionalDouble value = OpenSlideProperties.parseDouble(text);
		if (value.isPresent() && value.getAsDouble() >= least && value.getAsDouble() <= most)
			return value.getAsDouble();
		throw refused("a number from " + OpenSlideProperties.format(least) + " to " + OpenSlideProperties.format(most)
			+ " as " + key
			+ " in the section [" + section + "]", "\"" + text + "\"");
	}

	/** An exception that names this file. */
	SlideFormatException refused(final String expected, final String found) {
		return new SlideFormatException(file, SlideFormatException.NO_OFFSET, expected, found);
	}
}
