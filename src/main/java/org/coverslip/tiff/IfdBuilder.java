package org.coverslip.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields of a directory that is to be written, in the order of their tags. Setting a tag again replaces its field.
 * Not thread-safe.
 * <p>
 * Values are kept as given until the directory is written, since only then the byte order and the width of offsets are
 * known. Arrays are not copied: several directories may share one array of tile offsets.
 */
public final class IfdBuilder {

	static final int BYTE = 1;
	static final int ASCII = 2;
	static final int SHORT = 3;
	static final int LONG = 4;
	static final int RATIONAL = 5;
	static final int UNDEFINED = 7;
	static final int FLOAT = 11;
	static final int DOUBLE = 12;
	static final int IFD = 13;
	static final int LONG8 = 16;
	static final int IFD8 = 18;

	private static final long UINT32_MAX = 0xffffffffL;

	private final SortedMap<Integer, Field> fields = new TreeMap<>();
	private final List<IfdBuilder> subIfds = new ArrayList<>();

	/** Unsigned 8-bit numbers (BYTE). */
	public IfdBuilder bytes(final int tag, final byte... values) {
		return put(new Field(tag, BYTE, values.length, values, 1));
	}

	/** Bytes without a meaning of their own (UNDEFINED), e.g. an ICC profile. */
	public IfdBuilder undefined(final int tag, final byte... values) {
		return put(new Field(tag, UNDEFINED, values.length, values, 1));
	}

	/** Text in UTF-8, with the NUL that ends it (ASCII). */
	public IfdBuilder ascii(final int tag, final String text) {
		return ascii(tag, text.getBytes(StandardCharsets.UTF_8));
	}

	/** As {@link #ascii(int, String)}, for text that is bytes already; the NUL is added. */
	public IfdBuilder ascii(final int tag, final byte[] text) {
		final byte[] values = Arrays.copyOf(text, text.length + 1);
		return put(new Field(tag, ASCII, values.length, values, 1));
	}

	/** Unsigned 16-bit numbers (SHORT). */
	public IfdBuilder shorts(final int tag, final int... values) {
		final long[] wide = new long[values.length];
		for (int i = 0; i < values.length; i++) {
			if (values[i] < 0 || values[i] > 0xffff)
				throw new IllegalArgumentException("tag " + tag + ": " + values[i]
					+ " is not an unsigned 16-bit number");
			wide[i] = values[i];
		}
		return put(new Field(tag, SHORT, wide.length, wide, 2));
	}

	/** Unsigned 32-bit numbers (LONG). */
	public IfdBuilder longs(final int tag, final long... values) {
		for (final long value : values)
			if (value < 0 || value > UINT32_MAX)
				throw new IllegalArgumentException("tag " + tag + ": " + value + " is not an unsigned 32-bit number");
		return put(new Field(tag, LONG, values.length, values, 4));
	}

	/** 64-bit numbers (LONG8), which only BigTIFF knows. */
	public IfdBuilder longs8(final int tag, final long... values) {
		return put(new Field(tag, LONG8, values.length, values, 8));
	}

	/** Positions in the file, &ge; 0: 32 bits wide in classic TIFF (LONG), 64 in BigTIFF (LONG8). */
	public IfdBuilder offsets(final int tag, final long... values) {
		return put(new Field(tag, LONG8, values.length, values, 0));
	}

	/**
	 * Non-negative fractions (RATIONAL), each the nearest to its value whose numerator and denominator have 32 bits.
	 */
	public IfdBuilder rationals(final int tag, final double... values) {
		final long[] parts = new long[2 * values.length];
		for (int i = 0; i < values.length; i++) {
			final long[] fraction = fraction(values[i]);
			parts[2 * i] = fraction[0];
			parts[2 * i + 1] = fraction[1];
		}
		return put(new Field(tag, RATIONAL, values.length, parts, 8));
	}

	/** 32-bit floating-point numbers (FLOAT). */
	public IfdBuilder floats(final int tag, final double... values) {
		return put(new Field(tag, FLOAT, values.length, values, 4));
	}

	/** 64-bit floating-point numbers (DOUBLE). */
	public IfdBuilder doubles(final int tag, final double... values) {
		return put(new Field(tag, DOUBLE, values.length, values, 8));
	}

	/**
	 * A field of any type and count whose bytes are written as they are: for files that are odd on purpose.
	 *
	 * @param values
	 *            the field's bytes in the file's order; their number need not agree with type and count
	 */
	public IfdBuilder raw(final int tag, final int type, final long count, final byte... values) {
		return put(new Field(tag, type, count, values, 1));
	}

	/** Takes a tag's field away, if there is one. */
	public IfdBuilder without(final int tag) {
		fields.remove(tag);
		return this;
	}

	/** Adds a directory that is written before this one and listed in its {@link TiffTag#SUB_IFDS}. */
	public IfdBuilder subIfd(final IfdBuilder child) {
		subIfds.add(child);
		return this;
	}

	List<IfdBuilder> subIfds() {
		return subIfds;
	}

	Collection<Field> fields() {
		return fields.values();
	}

	/** The fields including the list of sub-directories, which are at the given offsets. */
	Collection<Field> fieldsWithSubIfds(final long[] offsets, final boolean bigTiff) {
		if (offsets.length == 0) return fields();
		final SortedMap<Integer, Field> all = new TreeMap<>(fields);
		all.put(TiffTag.SUB_IFDS,
			new Field(TiffTag.SUB_IFDS, bigTiff ? IFD8 : IFD, offsets.length, offsets, bigTiff ? 8 : 4));
		return all.values();
	}

	private IfdBuilder put(final Field field) {
		if (field.tag < 0 || field.tag > 0xffff) throw new IllegalArgumentException("a TIFF tag of " + field.tag);
		fields.put(field.tag, field);
		return this;
	}

	/** The best approximation by continued fractions: numerator and denominator. */
	private static long[] fraction(final double value) {
		if (!(value >= 0) || value > UINT32_MAX)
			throw new IllegalArgumentException(value + " cannot be written as an unsigned fraction");
		long numerator = 1;
		long denominator = 0;
		long lastNumerator = 0;
		long lastDenominator = 1;
		double rest = value;
		while (rest <= UINT32_MAX) {
			final long whole = (long) rest;
			final long n = whole * numerator + lastNumerator;
			final long d = whole * denominator + lastDenominator;
			if (n > UINT32_MAX || d > UINT32_MAX) break;
			lastNumerator = numerator;
			lastDenominator = denominator;
			numerator = n;
			denominator = d;
			if (rest == whole || Math.abs((double) n / d - value) <= Math.ulp(value)) break;
			rest = 1 / (rest - whole);
		}
		return new long[] { numerator, denominator };
	}

	/**
	 * One field.
	 *
	 * @param values
	 *            {@code byte[]}, {@code long[]} or {@code double[]}
	 * @param unit
	 *            bytes per value, or 0 for offsets
	 */
	record Field(int tag, int type, long count, Object values, int unit) {

		int typeIn(final boolean bigTiff) {
			return unit == 0 && !bigTiff ? LONG : type;
		}

		long byteCount(final boolean bigTiff) {
			return values instanceof byte[] bytes ? bytes.length : count * (unit != 0 ? unit : bigTiff ? 8 : 4);
		}

		/** Puts the values in the buffer's byte order. */
		void encode(final ByteBuffer dst, final boolean bigTiff) {
			if (values instanceof byte[] bytes) dst.put(bytes);
			else if (values instanceof double[] numbers) for (final double number : numbers)
				if (unit == 4) dst.putFloat((float) number);
				else dst.putDouble(number);
			else for (final long number : (long[]) values)
				putNumber(dst, number, type == RATIONAL ? 4 : unit != 0 ? unit : bigTiff ? 8 : 4);
		}

		/** The field as an entry of NDPI has it: of a single number of 64 bits, or an offset, its lower half. */
		Field lowHalf() {
			if (!isWide()) return this;
			return new Field(tag, type == TiffField.SLONG8 ? TiffField.SLONG : LONG, 1,
				new long[] { wide() & UINT32_MAX }, 4);
		}

		/** The upper half of such a number; 0 of others. */
		int highHalf() {
			return isWide() ? (int) (wide() >>> 32) : 0;
		}

		private boolean isWide() {
			return count == 1 && (unit == 0 || type == LONG8 || type == TiffField.SLONG8);
		}

		private long wide() {
			return values instanceof byte[] bytes ? ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong()
				: ((long[]) values)[0];
		}

		private void putNumber(final ByteBuffer dst, final long number, final int width) {
			switch (width) {
				case 2 -> dst.putShort((short) number);
				case 4 -> {
					if (number > UINT32_MAX)
						throw new IllegalStateException("tag " + tag + ": " + number + " needs BigTIFF");
					dst.putInt((int) number);
				}
				default -> dst.putLong(number);
			}
		}
	}
}
