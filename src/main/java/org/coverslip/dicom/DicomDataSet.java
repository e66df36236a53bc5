package org.coverslip.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/** The elements of a data set by tag. Values are read when they are asked for. Immutable; thread-safe. */
public final class DicomDataSet {

	/** No text or table that Coverslip asks for is longer. */
	private static final long LONGEST_VALUE = 64L << 20;

	/**
	 * One element.
	 *
	 * @param vr
	 *            its value representation as two letters, or "UN" where the data set does not state it
	 * @param offset
	 *            of the value in the file
	 * @param length
	 *            of the value in bytes; -1 where it is a sequence or encapsulated pixel data of undefined length
	 * @param items
	 *            of a sequence; else empty
	 * @param value
	 *            a short value, which is not read again; else null
	 */
	public record Element(int tag, String vr, long offset, long length, List<DicomDataSet> items, byte[] value) {}

	private final ByteSource source;
	private final StoredFile file;
	private final ByteOrder order;
	private final SortedMap<Integer, Element> elements;

	/**
	 * @param source
	 *            that the elements' offsets refer to
	 * @param order
	 *            of the bytes of binary values
	 */
	public DicomDataSet(final ByteSource source, final StoredFile file, final ByteOrder order,
		final SortedMap<Integer, Element> elements) {
		this.source = source;
		this.file = file;
		this.order = order;
		this.elements = elements;
	}

	/** The bytes that the elements' offsets refer to. */
	public ByteSource source() {
		return source;
	}

	/** The order of the bytes of binary values. */
	public ByteOrder order() {
		return order;
	}

	public boolean has(final int tag) {
		return elements.containsKey(tag);
	}

	/** The element, or null. */
	public Element element(final int tag) {
		return elements.get(tag);
	}

	/** All elements by tag. */
	public Map<Integer, Element> elements() {
		return Collections.unmodifiableMap(elements);
	}

	/** The items of a sequence; empty without it. */
	public List<DicomDataSet> items(final int tag) {
		return has(tag) ? elements.get(tag).items() : List.of();
	}

	/** The value's bytes; empty without the element. */
	public byte[] bytes(final int tag) throws IOException {
		final Element element = elements.get(tag);
		if (element == null || element.length() <= 0) return new byte[0];
		if (element.value() != null) return element.value().clone();
		if (element.length() > LONGEST_VALUE)
			throw new SlideFormatException(file, element.offset(), "a value of at most " + LONGEST_VALUE + " bytes",
				element.length() + "");
		return source.readFully(element.offset(), element.length());
	}

	/**
	 * The value as text without padding, its parts divided by backslashes; "" without the element. Text that is not
	 * UTF-8 is taken for Latin 1, the commonest of the other character sets (PS3.3 C.12.1.1.2).
	 */
	public String text(final int tag) throws IOException {
		final byte[] bytes = bytes(tag);
		final String text = new String(bytes, StandardCharsets.UTF_8);
		final boolean valid = text.indexOf('\ufffd') < 0;
		return (valid ? text : new String(bytes, StandardCharsets.ISO_8859_1)).replace("\0", "").strip();
	}

	/** One part of a text that has several, counted from 0; "" if it is missing. */
	public String text(final int tag, final int part) throws IOException {
		final String[] parts = text(tag).split("\\\\", -1);
		return part < parts.length ? parts[part].strip() : "";
	}

	/**
	 * A whole number, whether stored as binary (US, UL, SS, SL, UV) or as text (IS); the given one if the element is
	 * missing.
	 */
	public long number(final int tag, final long absent) throws IOException {
		if (!has(tag) || elements.get(tag).length() <= 0) return absent;
		final byte[] bytes = bytes(tag);
		final ByteBuffer in = ByteBuffer.wrap(bytes).order(order);
		final String vr = elements.get(tag).vr();
		if (vr.equals("IS") || vr.equals("DS") || vr.equals("UN") && DicomTag.TEXT_NUMBERS.contains(tag)) {
			final String text = text(tag, 0);
			if (!text.matches("[+-]?\\d{1,18}"))
				throw new SlideFormatException(file, elements.get(tag).offset(), "a whole number", "\"" + text + "\"");
			return Long.parseLong(text);
		}
		return switch (bytes.length) {
			case 2 -> vr.equals("SS") ? in.getShort() : in.getShort() & 0xffff;
			case 4 -> vr.equals("SL") ? in.getInt() : in.getInt() & 0xffffffffL;
			case 8 -> in.getLong();
			default -> throw new SlideFormatException(file, elements.get(tag).offset(), "a whole number",
				bytes.length + " bytes");
		};
	}

	/** A decimal number, text (DS) or binary (FL, FD); empty if the element is missing or not a number. */
	public OptionalDouble decimal(final int tag, final int part) throws IOException {
		if (!has(tag)) return OptionalDouble.empty();
		final String vr = elements.get(tag).vr().equals("UN") && DicomTag.FLOATS.contains(tag) ? "FL"
			: elements.get(tag).vr();
		if (!vr.equals("FL") && !vr.equals("FD")) return parsed(text(tag, part));
		final ByteBuffer in = ByteBuffer.wrap(bytes(tag)).order(order);
		final int size = vr.equals("FL") ? Float.BYTES : Double.BYTES;
		if (in.limit() < (part + 1) * size) return OptionalDouble.empty();
		return OptionalDouble.of(size == Float.BYTES ? in.getFloat(part * size) : in.getDouble(part * size));
	}

	/** Some writers put a decimal comma. */
	private static OptionalDouble parsed(final String text) {
		if (!text.matches("[+-]?(\\d+([.,]\\d*)?|[.,]\\d+)([eE][+-]?\\d+)?")) return OptionalDouble.empty();
		return OptionalDouble.of(Double.parseDouble(text.replace(',', '.')));
	}

	/** Unsigned 64-bit numbers (OV). */
	public long[] longs(final int tag) throws IOException {
		final long[] values = new long[(int) (has(tag) ? Math.max(0, elements.get(tag).length()) / Long.BYTES : 0)];
		ByteBuffer.wrap(bytes(tag)).order(order).asLongBuffer().get(values);
		return values;
	}

	/** Unsigned 16-bit numbers (US, OW). */
	public int[] words(final int tag) throws IOException {
		final ByteBuffer in = ByteBuffer.wrap(bytes(tag)).order(order);
		final int[] values = new int[in.remaining() / Short.BYTES];
		for (int i = 0; i < values.length; i++)
			values[i] = in.getShort() & 0xffff;
		return values;
	}
}
