package org.coverslip.format.lif;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.io.SlideFormatException;
import org.coverslip.io.XmlElement;

/**
 * One channel of an image as it is stored. Source: documentation of liffile 2025.9.28 and Bio-Formats'
 * LMSMetadataExtractor 8.0; all seen in real files, except tags other than 0, kinds of numbers other than 0, and
 * gradients.
 *
 * @param format
 *            of its samples
 * @param tag
 *            0, or 1, 2, 3 for the red, green and blue of a colour image
 * @param lut
 *            name of the display colours, e.g. "Green"
 * @param offset
 *            bytes from the image's beginning to the channel's first sample, &ge; 0
 * @param quantity
 *            what was measured, e.g. "Intensity", or ""
 * @param dye
 *            that LAS X for Stellaris notes here, or ""
 */
record LifChannel(SampleFormat format, int tag, String lut, long offset, String quantity, String dye) {

	private static final Map<String, Integer> COLOURS =
		Map.of("red", 0xff0000, "green", 0x00ff00, "blue", 0x0000ff, "cyan", 0x00ffff,
		"magenta", 0xff00ff, "yellow", 0xffff00, "gray", 0xffffff, "grey", 0xffffff, "white", 0xffffff);

	/** A gradient from black to a colour given as blue, green, red (Bio-Formats' LMSMetadataExtractor). */
	private static final Pattern GRADIENT = Pattern.compile("gradient\\((\\d{1,3}),(\\d{1,3}),(\\d{1,3})\\)");

	/**
	 * Reads a {@code ChannelDescription}.
	 *
	 * @throws SlideFormatException
	 *             if its samples cannot be shown
	 */
	static LifChannel parse(final XmlElement element) throws SlideFormatException {
		final int bits = (int) element.number("Resolution", 1, 64);
		final boolean floating = element.number("DataType", 0, 1, 0) == 1;
		if (element.number("BitInc", Long.MIN_VALUE, Long.MAX_VALUE, 0) != 0)
			throw element.unexpected("samples that begin with a byte (BitInc 0)",
				element.attribute("BitInc").orElse(""));
		final SampleFormat format;
		if (floating) {
			if (bits != 16 && bits != 32 && bits != 64)
				throw element.unexpected("floating-point numbers of 16, 32 or 64 bits", bits + "");
			format = bits == 16 ? SampleFormat.FLOAT16 : bits == 32 ? SampleFormat.FLOAT32 : SampleFormat.FLOAT64;
		}
		else {
			if (bits > 32) throw element.unexpected("whole numbers of up to 32 bits", bits + "");
			format = bits <= 8 ? SampleFormat.UINT8 : bits <= 16 ? SampleFormat.UINT16 : SampleFormat.UINT32;
		}
		return new LifChannel(format, (int) element.number("ChannelTag", Integer.MIN_VALUE, Integer.MAX_VALUE, 0),
			element.attribute("LUTName").orElse("").strip(), element.number("BytesInc", 0, Long.MAX_VALUE, 0),
			element.attribute("NameOfMeasuredQuantity").orElse("").strip(), dye(element));
	}

	/** {@code <ChannelProperty><Key>DyeName</Key><Value>...} */
	private static String dye(final XmlElement element) {
		for (final XmlElement property : element.children("ChannelProperty"))
			if (property.textAt("Key").orElse("").strip().equals("DyeName"))
				return property.textAt("Value").orElse("").strip();
		return "";
	}

	/** The display colour as 0xRRGGBB, if the name of the lookup table says it. */
	OptionalInt colour() {
		final String name = lut.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
		final Matcher gradient = GRADIENT.matcher(name);
		if (gradient.matches())
			return OptionalInt.of(part(gradient.group(3)) << 16 | part(gradient.group(2)) << 8
				| part(gradient.group(1)));
		final Integer colour = COLOURS.get(name);
		return colour == null ? OptionalInt.empty() : OptionalInt.of(colour);
	}

	private static int part(final String number) {
		return Math.min(255, Integer.parseInt(number));
	}

	/** Which sample of a colour it is: 0 red, 1 green, 2 blue; -1 for none of these. */
	int colourSample(final boolean byLut) {
		if (!byLut) return tag >= 1 && tag <= 3 ? tag - 1 : -1;
		return switch (lut.toLowerCase(Locale.ROOT)) {
			case "red" -> 0;
			case "green" -> 1;
			case "blue" -> 2;
			default -> -1;
		};
	}
}
