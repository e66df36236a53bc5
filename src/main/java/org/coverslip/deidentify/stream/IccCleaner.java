package org.coverslip.deidentify.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.coverslip.deidentify.Findings;

/**
 * An ICC profile with what it says of colours, and without its texts, date, device and makers (ICC.1:2022, sections 7
 * to 9). Programs compute the same colours with it. Stateless.
 */
public final class IccCleaner {

	private static final int HEADER = 128;
	private static final int ENTRY = 12;
	private static final int MOST_TAGS = 200;
	private static final int SIGNATURE_AT = 36;
	private static final int DATE_AT = 24;
	private static final int ID_AT = 84;
	/** White and black point, primaries, curves, adaptation, tables in both directions. */
	private static final Set<String> COLOURS = Set.of("wtpt", "bkpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC",
		"kTRC", "chad", "chrm", "lumi", "A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "D2B0", "D2B1", "D2B2", "D2B3",
		"B2D0", "B2D1", "B2D2", "B2D3", "gamt", "pre0", "pre1", "pre2", "cicp");
	/** The types of values that such tags have; none has room for text. */
	private static final Set<String> TYPES = Set.of("XYZ ", "curv", "para", "sf32", "chrm", "mft1", "mft2", "mAB ",
		"mBA ", "mpet", "cicp");
	private static final String NAME = "profile";

	private IccCleaner() {}

	/**
	 * The profile with what it says of colours.
	 *
	 * @throws StreamException
	 *             if it is no ICC profile, or damaged
	 */
	public static byte[] clean(final byte[] profile, final Findings findings) throws StreamException {
		final ByteBuffer in = ByteBuffer.wrap(profile);
		if (profile.length < HEADER + 4 || !text(profile, SIGNATURE_AT).equals("acsp"))
			throw new StreamException("an ICC profile does not have the form of one");
		final int count = in.getInt(HEADER);
		if (count < 0 || count > MOST_TAGS || HEADER + 4 + count * ENTRY > profile.length)
			throw new StreamException("an ICC profile has a damaged list of tags");
		final Map<String, byte[]> tags = new LinkedHashMap<>();
		final boolean newer = profile[8] >= 4;
		tags.put("desc", newer ? unicode(NAME) : description(NAME));
		tags.put("cprt", newer ? unicode(NAME) : bytes("text\0\0\0\0" + NAME + "\0"));
		for (int i = 0; i < count; i++) {
			final int entry = HEADER + 4 + i * ENTRY;
			final String name = text(profile, entry);
			final int at = in.getInt(entry + 4);
			final int length = in.getInt(entry + 8);
			if (at < HEADER || length < 8 || length > profile.length - at)
				throw new StreamException("an ICC profile has a tag outside of it");
			if (COLOURS.contains(name) && TYPES.contains(text(profile, at)))
				tags.put(name, Arrays.copyOfRange(profile, at, at + length));
			else findings.removed("texts and other tags of ICC profiles that colours do not need");
		}
		findings.removed("dates and devices in ICC profiles");
		return put(header(profile), tags);
	}

	/** Version, class, colour spaces, intent and illuminant; no program, date, maker, model or checksum. */
	private static byte[] header(final byte[] profile) {
		final byte[] header = new byte[HEADER];
		System.arraycopy(profile, 8, header, 8, 16);
		System.arraycopy(profile, SIGNATURE_AT, header, SIGNATURE_AT, 4);
		System.arraycopy(profile, 44, header, 44, 4); // flags
		System.arraycopy(profile, 56, header, 56, ID_AT - 4 - 56); // attributes, intent, illuminant
		ByteBuffer.wrap(header).putShort(DATE_AT, (short) 2000).putShort(DATE_AT + 2, (short) 1)
			.putShort(DATE_AT + 4, (short) 1);
		return header;
	}

	private static byte[] put(final byte[] header, final Map<String, byte[]> tags) {
		int end = HEADER + 4 + ENTRY * tags.size();
		for (final byte[] value : tags.values())
			end += aligned(value.length);
		final ByteBuffer out = ByteBuffer.allocate(end);
		out.put(header).putInt(0, end).putInt(tags.size());
		int at = HEADER + 4 + ENTRY * tags.size();
		for (final Map.Entry<String, byte[]> tag : tags.entrySet()) {
			out.put(bytes(tag.getKey())).putInt(at).putInt(tag.getValue().length);
			System.arraycopy(tag.getValue(), 0, out.array(), at, tag.getValue().length);
			at += aligned(tag.getValue().length);
		}
		return out.array();
	}

	private static int aligned(final int length) {
		return length + 3 & ~3;
	}

	/** As version 2 has it: ASCII, and room for Unicode and Macintosh text that is not used. */
	private static byte[] description(final String text) {
		return ByteBuffer.allocate(12 + text.length() + 1 + 8 + 3 + 67).put(bytes("desc")).putInt(0)
			.putInt(text.length() + 1).put(bytes(text)).array();
	}

	/** As version 4 has it: one text in English. */
	private static byte[] unicode(final String text) {
		return ByteBuffer.allocate(28 + 2 * text.length()).put(bytes("mluc")).putInt(0).putInt(1).putInt(12)
			.put(bytes("enUS")).putInt(2 * text.length()).putInt(28).put(text.getBytes(StandardCharsets.UTF_16BE))
			.array();
	}

	private static String text(final byte[] bytes, final int at) {
		return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
	}

	private static byte[] bytes(final String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}
}
