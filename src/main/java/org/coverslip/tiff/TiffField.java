package org.coverslip.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import org.coverslip.io.SlideFormatException;

/**
 * One field of a directory; its values are read when they are asked for, and not kept. Thread-safe.
 */
public final class TiffField {

	static final int BYTE = 1;
	static final int ASCII = 2;
	static final int SHORT = 3;
	static final int LONG = 4;
	static final int RATIONAL = 5;
	static final int SBYTE = 6;
	static final int UNDEFINED = 7;
	static final int SSHORT = 8;
	static final int SLONG = 9;
	static final int SRATIONAL = 10;
	static final int FLOAT = 11;
	static final int DOUBLE = 12;
	static final int IFD = 13;
	static final int LONG8 = 16;
	static final int SLONG8 = 17;
	static final int IFD8 = 18;

	private final TiffBytes bytes;
	private final int tag;
	private final int type;
	private final long count;
	private final long offset;
	private final byte[] inline;

	private TiffField(final TiffBytes bytes, final int tag, final int type, final long count, final long offset,
		final byte[] inline)
	{
		this.bytes = bytes;
		this.tag = tag;
		this.type = type;
		this.count = count;
		this.offset = offset;
		this.inline = inline;
	}

	/**
	 * @param entryValueOffset
	 *            where the entry's value-or-offset part lies in the file
	 * @param value
	 *            that part: 4 bytes, or 8 in BigTIFF
	 * @return the field, or null if the type is unknown
	 */
	static TiffField of(final TiffBytes bytes, final int tag, final int type, final long count,
		final long entryValueOffset,
		final byte[] value)
	{
		final int size = size(type);
		if (size == 0) return null;
		if (count >= 0 && count <= value.length / size)
			return new TiffField(bytes, tag, type, count, entryValueOffset, value);
		final ByteBuffer buffer = ByteBuffer.wrap(value).order(bytes.order());
		return at(bytes, tag, type, count, value.length == 8 ? buffer.getLong() : buffer.getInt() & 0xffffffffL);
	}

	/** A field of a known type whose values lie at an offset. */
	static TiffField at(final TiffBytes bytes, final int tag, final int type, final long count, final long offset) {
		return new TiffField(bytes, tag, type, count, offset, null);
	}

	/** Bytes of one value, or 0 for a type that TIFF 6.0, its Technical Note 1 and BigTIFF do not know. */
	static int size(final int type) {
		return switch (type) {
			case BYTE, ASCII, SBYTE, UNDEFINED -> 1;
			case SHORT, SSHORT -> 2;
			case LONG, SLONG, FLOAT, IFD -> 4;
			case RATIONAL, SRATIONAL, DOUBLE, LONG8, SLONG8, IFD8 -> 8;
			default -> 0;
		};
	}

	/** The type's number as TIFF 6.0 section 2 lists it. */
	public int type() {
		return type;
	}

	/** Number of values; bytes for text, with the closing NUL. */
	public long count() {
		return count;
	}

	/** Where the values lie in the file. */
	public long offset() {
		return offset;
	}

	public boolean isText() {
		return type == ASCII;
	}

	/** The values' bytes in the file's byte order. */
	private ByteBuffer raw() throws IOException {
		if (inline != null) return ByteBuffer.wrap(inline).order(bytes.order());
		final int size = size(type);
		if (count < 0 || count > bytes.source().size() / size)
			throw new SlideFormatException(bytes.file(), offset, "a field with tag " + tag + " that fits the file",
				Long.toUnsignedString(count) + " values of " + size + " bytes");
		return bytes.read(offset, count * size, "tag " + tag);
	}

	/** The values of an integer field; 64-bit unsigned values as they are in Java's {@code long}. */
	public long[] longs() throws IOException {
		final ByteBuffer in = raw();
		final long[] values = new long[(int) count];
		for (int i = 0; i < values.length; i++)
			values[i] = switch (type) {
				case BYTE, UNDEFINED -> in.get(i) & 0xff;
				case SBYTE -> in.get(i);
				case SHORT -> in.getShort(2 * i) & 0xffff;
				case SSHORT -> in.getShort(2 * i);
				case LONG, IFD -> in.getInt(4 * i) & 0xffffffffL;
				case SLONG -> in.getInt(4 * i);
				case LONG8, SLONG8, IFD8 -> in.getLong(8 * i);
				default -> throw wrongType("whole numbers");
			};
		return values;
	}

	/** The values of a field of any numeric type; infinite or NaN for a fraction whose denominator is 0. */
	public double[] doubles() throws IOException {
		if (type != RATIONAL && type != SRATIONAL && type != FLOAT && type != DOUBLE) {
			final long[] whole = longs();
			final double[] values = new double[whole.length];
			for (int i = 0; i < values.length; i++)
				values[i] = whole[i];
			return values;
		}
		final ByteBuffer in = raw();
		final double[] values = new double[(int) count];
		for (int i = 0; i < values.length; i++)
			values[i] = switch (type) {
				case RATIONAL -> fraction(in.getInt(8 * i) & 0xffffffffL, in.getInt(8 * i + 4) & 0xffffffffL);
				case SRATIONAL -> fraction(in.getInt(8 * i), in.getInt(8 * i + 4));
				case FLOAT -> in.getFloat(4 * i);
				default -> in.getDouble(8 * i);
			};
		return values;
	}

	private static double fraction(final long numerator, final long denominator) {
		return (double) numerator / denominator;
	}

	/** The text up to its first NUL, as UTF-8 if it is that, else as ISO 8859-1. */
	public String text() throws IOException {
		if (type != ASCII) throw wrongType("text");
		final byte[] all = bytes();
		int length = 0;
		while (length < all.length && all[length] != 0)
			length++;
		try {
			return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
				.decode(ByteBuffer.wrap(all, 0, length)).toString();
		}
		catch (final CharacterCodingException e) {
			return new String(all, 0, length, StandardCharsets.ISO_8859_1);
		}
	}

	/** The bytes of a field of byte-sized values. */
	public byte[] bytes() throws IOException {
		if (size(type) != 1) throw wrongType("bytes");
		final ByteBuffer in = raw();
		final byte[] all = new byte[(int) count];
		in.get(all);
		return all;
	}

	/** The values' bytes as they are in the file, in its byte order. */
	public byte[] encoded() throws IOException {
		final ByteBuffer in = raw();
		final byte[] all = new byte[(int) count * size(type)];
		in.get(all);
		return all;
	}

	private SlideFormatException wrongType(final String expected) {
		return new SlideFormatException(bytes.file(), offset, expected + " in the field with tag " + tag,
			"type " + type);
	}

	@Override
	public String toString() {
		return "tag " + tag + ", type " + type + ", " + count + " value(s)";
	}
}
