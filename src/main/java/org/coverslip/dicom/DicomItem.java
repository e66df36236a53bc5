package org.coverslip.dicom;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.coverslip.dicom.DicomDictionary.Attribute;

/**
 * A data set, or an item of a sequence, that is being put together: elements by their keywords, written in the order of
 * their tags in the explicit form with the low byte first (PS3.5, 7.1.2), sequences and items with their lengths. For
 * one thread.
 */
public final class DicomItem {

	/** Those with a length of 32 bits. */
	private static final List<String> LONG_FORM = List.of("OB", "OV", "OW", "SQ", "UT");
	private static final int LONGEST_DECIMAL = 16;

	private record Value(String vr, byte[] bytes) {}

	private final Map<Integer, Value> elements = new TreeMap<>(Integer::compareUnsigned);

	/**
	 * Sets an element; without values it is there and empty.
	 *
	 * @param values
	 *            numbers, texts, one {@code byte[]}, or items, as the attribute's value representation has it
	 * @return this
	 */
	public DicomItem put(final String keyword, final Object... values) {
		final Attribute attribute = DicomDictionary.of(keyword);
		elements.put(attribute.tag(), new Value(attribute.vr(), encoded(attribute.vr(), Arrays.asList(values))));
		return this;
	}

	/** Sets the items of a sequence. */
	public DicomItem put(final String keyword, final List<DicomItem> items) {
		return put(keyword, items.toArray());
	}

	/** Sets all elements of another data set. */
	public DicomItem putAll(final DicomItem other) {
		elements.putAll(other.elements);
		return this;
	}

	private static byte[] encoded(final String vr, final List<Object> values) {
		return switch (vr) {
			case "SQ" -> items(values);
			case "US" -> numbers(values, Short.BYTES);
			case "UL" -> numbers(values, Integer.BYTES);
			case "OV" -> longs(values);
			case "FL" -> floats(values);
			case "OB", "OW" -> padded(values.isEmpty() ? new byte[0] : (byte[]) values.get(0), 0);
			case "DS" -> text(values.stream().map(DicomItem::decimal).toList(), ' ');
			case "UI" -> text(values, 0);
			default -> text(values, ' ');
		};
	}

	private static byte[] items(final List<Object> items) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (final Object item : items) {
			final byte[] bytes = ((DicomItem) item).toBytes();
			out.writeBytes(head(DicomTag.ITEM, bytes.length));
			out.writeBytes(bytes);
		}
		return out.toByteArray();
	}

	private static byte[] numbers(final List<Object> values, final int size) {
		final ByteBuffer out = little(values.size() * size);
		for (final Object value : values) {
			final long number = ((Number) value).longValue();
			if (number < 0 || number >>> 8 * size != 0) throw new IllegalArgumentException(number + " in " + size
				+ " bytes");
			if (size == Short.BYTES) out.putShort((short) number);
			else out.putInt((int) number);
		}
		return out.array();
	}

	private static byte[] longs(final List<Object> values) {
		final long[] numbers = (long[]) values.get(0);
		final ByteBuffer out = little(numbers.length * Long.BYTES);
		out.asLongBuffer().put(numbers);
		return out.array();
	}

	private static byte[] floats(final List<Object> values) {
		final ByteBuffer out = little(values.size() * Float.BYTES);
		values.forEach(value -> out.putFloat(((Number) value).floatValue()));
		return out.array();
	}

	private static byte[] text(final List<?> values, final int pad) {
		final String text = values.stream().map(String::valueOf).collect(Collectors.joining("\\"));
		return padded(text.getBytes(StandardCharsets.UTF_8), pad);
	}

	/** A number as DS has it: at most 16 characters. A text is taken as it is. */
	private static String decimal(final Object value) {
		if (value instanceof String text) return text;
		final BigDecimal exact = BigDecimal.valueOf(((Number) value).doubleValue());
		if (exact.signum() == 0) return "0";
		for (int digits = LONGEST_DECIMAL - 1;; digits--) {
			final BigDecimal rounded = exact.round(new MathContext(digits)).stripTrailingZeros();
			final String plain = rounded.toPlainString();
			if (plain.length() <= LONGEST_DECIMAL) return plain;
			final String scientific = rounded.toString();
			if (digits <= LONGEST_DECIMAL / 2 && scientific.length() <= LONGEST_DECIMAL) return scientific;
		}
	}

	private static byte[] padded(final byte[] bytes, final int pad) {
		if (bytes.length % 2 == 0) return bytes;
		final byte[] even = Arrays.copyOf(bytes, bytes.length + 1);
		even[bytes.length] = (byte) pad;
		return even;
	}

	/** The elements, in the order of their tags. */
	public byte[] toBytes() {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		elements.forEach((tag, value) -> {
			final boolean isLong = LONG_FORM.contains(value.vr);
			final int length = value.bytes.length;
			if (!isLong && length > 0xffff) throw new IllegalArgumentException(length + " bytes of " + value.vr);
			final ByteBuffer head = little(isLong ? 12 : 8);
			head.putShort((short) (tag >>> 16)).putShort((short) (int) tag);
			head.put((byte) value.vr.charAt(0)).put((byte) value.vr.charAt(1));
			if (isLong) head.putShort((short) 0).putInt(length);
			else head.putShort((short) length);
			out.writeBytes(head.array());
			out.writeBytes(value.bytes);
		});
		return out.toByteArray();
	}

	/**
	 * The head of an item or delimiter.
	 *
	 * @param length
	 *            of what follows, as an unsigned number
	 */
	public static byte[] head(final int tag, final int length) {
		return little(8).putShort((short) (tag >>> 16)).putShort((short) tag).putInt(length).array();
	}

	/**
	 * How a file begins (PS3.10, 7.1): the preamble, and these elements, which are those of group 2, behind their
	 * length.
	 */
	public byte[] toFileHead() {
		final byte[] meta = toBytes();
		final ByteBuffer out = little(128 + 4 + 12 + meta.length);
		out.position(128);
		out.put("DICM".getBytes(StandardCharsets.US_ASCII));
		out.putShort((short) 2).putShort((short) 0).put((byte) 'U').put((byte) 'L').putShort((short) 4).putInt(
			meta.length);
		return out.put(meta).array();
	}

	private static ByteBuffer little(final int length) {
		return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
	}
}
