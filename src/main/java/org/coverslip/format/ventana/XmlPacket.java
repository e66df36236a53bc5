package org.coverslip.format.ventana;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import org.coverslip.io.SafeXml;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffTag;

/** The XML that Ventana's files carry in the XMP field (tag 700), and the notation of numbers in it. */
final class XmlPacket {

	/** There is a handful of numbers for each tile, so patterns are compiled once. */
	private static final Pattern WHOLE = Pattern.compile("\\s*[+-]?\\d{1,18}\\s*");
	private static final Pattern REAL = Pattern.compile("\\s*[+-]?(\\d+([.,]\\d*)?|[.,]\\d+)([eE][+-]?\\d{1,4})?\\s*");

	private XmlPacket() {}

	/** The bytes of a directory's packet up to the first NUL; empty if it has none, or one that cannot be XML. */
	static Optional<byte[]> of(final Ifd ifd) throws IOException {
		if (!ifd.has(TiffTag.XML_PACKET) || ifd.count(TiffTag.XML_PACKET) > SafeXml.MOST_LENGTH)
			return Optional.empty();
		final int type = ifd.field(TiffTag.XML_PACKET).type();
		if (type != TiffTag.TYPE_BYTE && type != TiffTag.TYPE_ASCII && type != TiffTag.TYPE_UNDEFINED)
			return Optional.empty();
		final byte[] all = ifd.bytes(TiffTag.XML_PACKET);
		int length = 0;
		while (length < all.length && all[length] != 0)
			length++;
		return Optional.of(length == all.length ? all : Arrays.copyOf(all, length));
	}

	/** Whether a packet holds a text. */
	static boolean mentions(final byte[] packet, final String text) {
		return new String(packet, StandardCharsets.ISO_8859_1).contains(text);
	}

	/** A whole number; empty for null and for text that is not one. */
	static OptionalLong whole(final String text) {
		return text != null && WHOLE.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text.strip()))
			: OptionalLong.empty();
	}

	/** A number, which may have a decimal comma; empty for null and for text that is not one. */
	static OptionalDouble real(final String text) {
		return text != null && REAL.matcher(text).matches()
			? OptionalDouble.of(Double.parseDouble(text.strip().replace(',', '.')))
			: OptionalDouble.empty();
	}
}
