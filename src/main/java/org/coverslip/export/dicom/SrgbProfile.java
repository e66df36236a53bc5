package org.coverslip.export.dicom;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A colour profile of sRGB for input devices, as DICOM wants one (PS3.3, C.11.15), in the form of ICC.1:2001-04 that
 * every program reads. Made of numbers alone: always the same bytes.
 */
final class SrgbProfile {

	private static final int HEADER = 128;
	private static final int SAMPLES = 1024;

	private SrgbProfile() {}

	static byte[] bytes() {
		final byte[] curve = curve();
		final Map<String, byte[]> tags = new LinkedHashMap<>();
		tags.put("desc", description("sRGB"));
		tags.put("cprt", text("No copyright"));
		tags.put("wtpt", xyz(0.9642, 1, 0.8249));
		// IEC 61966-2-1's primaries, adapted from D65 to D50 by Bradford's matrix
		tags.put("rXYZ", xyz(0.43607, 0.22249, 0.01392));
		tags.put("gXYZ", xyz(0.38515, 0.71687, 0.09708));
		tags.put("bXYZ", xyz(0.14307, 0.06061, 0.71410));
		tags.put("rTRC", curve);
		tags.put("gTRC", curve);
		tags.put("bTRC", curve);
		return file(tags);
	}

	private static byte[] file(final Map<String, byte[]> tags) {
		int length = HEADER + 4 + 12 * tags.size();
		final Map<byte[], Integer> places = new LinkedHashMap<>();
		for (final byte[] content : tags.values())
			if (!places.containsKey(content)) {
				places.put(content, length);
				length += (content.length + 3) / 4 * 4;
			}
		final ByteBuffer out = ByteBuffer.allocate(length);
		out.putInt(length).putInt(0).putInt(0x02400000).put(ascii("scnr")).put(ascii("RGB ")).put(ascii("XYZ "));
		out.putShort((short) 2001).putShort((short) 4).putShort((short) 1).position(36);
		out.put(ascii("acsp")).position(68);
		out.putInt(fixed(0.9642)).putInt(fixed(1)).putInt(fixed(0.8249)).position(HEADER);
		out.putInt(tags.size());
		tags.forEach((name, content) -> out.put(ascii(name)).putInt(places.get(content)).putInt(content.length));
		places.forEach((content, place) -> out.position(place).put(content));
		return out.array();
	}

	private static byte[] ascii(final String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] text(final String text) {
		return ByteBuffer.allocate(8 + text.length() + 1).put(ascii("text")).putInt(0).put(ascii(text)).array();
	}

	/** With empty descriptions in Unicode and for a Macintosh, which have to be there. */
	private static byte[] description(final String text) {
		return ByteBuffer.allocate(12 + text.length() + 1 + 8 + 3 + 67).put(ascii("desc")).putInt(0)
			.putInt(text.length() + 1).put(ascii(text)).array();
	}

	private static byte[] xyz(final double x, final double y, final double z) {
		return ByteBuffer.allocate(20).put(ascii("XYZ ")).putInt(0).putInt(fixed(x)).putInt(fixed(y)).putInt(fixed(z))
			.array();
	}

	/** With 16 bits behind the point; half of the last one is added, as a cast cuts off. */
	private static int fixed(final double value) {
		return (int) (value * 65536 + 0.5);
	}

	/** IEC 61966-2-1, 5.2. */
	private static byte[] curve() {
		final ByteBuffer out = ByteBuffer.allocate(12 + 2 * SAMPLES).put(ascii("curv")).putInt(0).putInt(SAMPLES);
		for (int i = 0; i < SAMPLES; i++) {
			final double v = i / (SAMPLES - 1.0);
			final double linear = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
			out.putShort((short) (linear * 65535 + 0.5));
		}
		return out.array();
	}
}
