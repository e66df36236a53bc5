package org.coverslip.annotation.geojson;

import java.io.IOException;
import java.io.OutputStream;

/** Writes JSON in UTF-8, buffered; commas and brackets are the caller's. For one thread. */
final class JsonBytes {

	private static final int ROOM = 1 << 16;

	/** No number, and no part of a text that is written at once, takes more bytes. */
	private static final int LONGEST = 32;

	private static final String HEX = "0123456789abcdef";

	private final OutputStream to;
	private final byte[] bytes = new byte[ROOM];
	private int count;

	/**
	 * @param to
	 *            flushed, and not closed
	 */
	JsonBytes(final OutputStream to) {
		this.to = to;
	}

	private void makeRoom() throws IOException {
		if (count + LONGEST > ROOM) writeOut();
	}

	private void writeOut() throws IOException {
		to.write(bytes, 0, count);
		count = 0;
	}

	void flush() throws IOException {
		writeOut();
		to.flush();
	}

	JsonBytes put(final char ascii) throws IOException {
		makeRoom();
		bytes[count++] = (byte) ascii;
		return this;
	}

	/** Text that is JSON already, in ASCII. */
	JsonBytes put(final String ascii) throws IOException {
		for (int i = 0; i < ascii.length(); i++)
			put(ascii.charAt(i));
		return this;
	}

	JsonBytes whole(final long value) throws IOException {
		return put(Long.toString(value));
	}

	/** A number as JSON has it, as short as it is exact; what JSON has not is a string, as QuPath writes it. */
	JsonBytes number(final double value) throws IOException {
		if (!Double.isFinite(value)) return string(Double.toString(value));
		final boolean isWhole = value == (long) value && Math.abs(value) < 1e15 && (value != 0 || 1 / value > 0);
		return isWhole ? whole((long) value) : put(Double.toString(value));
	}

	/** A number of hundredths, without zeros at the end: 1250 is 12.5. */
	JsonBytes hundredths(final long value) throws IOException {
		makeRoom();
		final long positive = Math.abs(value);
		if (value < 0) bytes[count++] = '-';
		long whole = positive / 100;
		final int rest = (int) (positive - 100 * whole);
		int length = 1;
		for (long tenth = whole / 10; tenth > 0; tenth /= 10)
			length++;
		for (int i = count + length - 1; i >= count; i--) {
			final long tenth = whole / 10;
			bytes[i] = (byte) ('0' + (whole - 10 * tenth));
			whole = tenth;
		}
		count += length;
		if (rest == 0) return this;
		bytes[count++] = '.';
		bytes[count++] = (byte) ('0' + rest / 10);
		if (rest % 10 != 0) bytes[count++] = (byte) ('0' + rest % 10);
		return this;
	}

	/** A text in quotation marks. Halves of characters are written by their numbers. */
	JsonBytes string(final String text) throws IOException {
		put('"');
		for (int i = 0; i < text.length(); i++) {
			final char c = text.charAt(i);
			if (c == '"' || c == '\\') put('\\').put(c);
			else if (c >= ' ' && c < 0x7f) put(c);
			else if (c < ' ' || c == 0x7f || c == '\u2028' || c == '\u2029') escaped(c);
			else if (!Character.isSurrogate(c)) utf8(c);
			else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1)))
				utf8(Character.toCodePoint(c, text.charAt(++i)));
			else escaped(c);
		}
		return put('"');
	}

	private void escaped(final char c) throws IOException {
		put("\\u");
		for (int shift = 12; shift >= 0; shift -= 4)
			put(HEX.charAt(c >> shift & 15));
	}

	private void utf8(final int point) throws IOException {
		makeRoom();
		if (point < 0x800) bytes[count++] = (byte) (0xc0 | point >> 6);
		else {
			if (point < 0x10000) bytes[count++] = (byte) (0xe0 | point >> 12);
			else {
				bytes[count++] = (byte) (0xf0 | point >> 18);
				bytes[count++] = (byte) (0x80 | point >> 12 & 0x3f);
			}
			bytes[count++] = (byte) (0x80 | point >> 6 & 0x3f);
		}
		bytes[count++] = (byte) (0x80 | point & 0x3f);
	}
}
