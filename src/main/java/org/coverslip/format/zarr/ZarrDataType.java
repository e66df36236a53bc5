package org.coverslip.format.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.SampleLayout;
import org.coverslip.codec.SampleLayout.Kind;
import org.coverslip.codec.SampleUnpacker;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * The type of an array's elements: of Zarr 2 as NumPy writes it ({@code <u2}; Zarr 2 specification, "Data type
 * encoding"), of Zarr 3 a word ({@code uint16}; "Core data types").
 *
 * @param kind
 *            of number
 * @param bytes
 *            of an element: 1, 2, 4 or 8
 * @param order
 *            of its bytes
 */
record ZarrDataType(Kind kind, int bytes, ByteOrder order) {

	private static final Map<String, Double> FILL_WORDS = Map.of("NaN", Double.NaN, "Infinity",
		Double.POSITIVE_INFINITY, "-Infinity", Double.NEGATIVE_INFINITY);
	private static final Pattern TWO = Pattern.compile("([<>|])([biuf])([1248])");
	private static final Pattern THREE = Pattern.compile("(bool|int|uint|float)(8|16|32|64)?");

	/** Of Zarr 2; empty if pixels cannot be of it. */
	static Optional<ZarrDataType> ofTwo(final String text) {
		final Matcher matcher = TWO.matcher(text);
		if (!matcher.matches()) return Optional.empty();
		final int bytes = Integer.parseInt(matcher.group(3));
		final Kind kind = switch (matcher.group(2)) {
			case "f" -> Kind.FLOATING;
			case "i" -> Kind.SIGNED;
			default -> Kind.UNSIGNED;
		};
		if (kind == Kind.FLOATING && bytes == 1) return Optional.empty();
		return Optional.of(new ZarrDataType(kind, bytes,
			matcher.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN));
	}

	/** Of Zarr 3, low bytes first unless a codec says otherwise; empty if pixels cannot be of it. */
	static Optional<ZarrDataType> ofThree(final String text) {
		final Matcher matcher = THREE.matcher(text);
		if (!matcher.matches()) return Optional.empty();
		final int bits = matcher.group(2) == null ? 8 : Integer.parseInt(matcher.group(2));
		final Kind kind = switch (matcher.group(1)) {
			case "float" -> Kind.FLOATING;
			case "int" -> Kind.SIGNED;
			default -> Kind.UNSIGNED;
		};
		if (matcher.group(1).equals("bool") != (matcher.group(2) == null)) return Optional.empty();
		if (kind == Kind.FLOATING && bits == 8) return Optional.empty();
		return Optional.of(new ZarrDataType(kind, bits / 8, ByteOrder.LITTLE_ENDIAN));
	}

	ZarrDataType withOrder(final ByteOrder other) {
		return new ZarrDataType(kind, bytes, other);
	}

	/** The type of pixels: whole numbers of 64 bits become such of 32, which hold all labels that people use. */
	PixelType pixelType() {
		if (kind != Kind.FLOATING && bytes == 8) return kind == Kind.SIGNED ? PixelType.INT32 : PixelType.UINT32;
		return new SampleLayout(8 * bytes, kind, order).type();
	}

	/**
	 * Elements as pixels.
	 *
	 * @param elements
	 *            {@code width · height} of them, row by row
	 * @throws CodecException
	 *             if a number of 64 bits does not fit into 32
	 */
	PixelBlock pixels(final byte[] elements, final int width, final int height) throws CodecException {
		if (kind == Kind.FLOATING || bytes < 8)
			return SampleUnpacker.unpack(elements, new SampleLayout(8 * bytes, kind, order), width, height, 1);
		final PixelBlock block = PixelBlock.zeros(new BlockShape(width, height, 1, pixelType()));
		final int[] to = block.ints();
		final ByteBuffer from = ByteBuffer.wrap(elements).order(order);
		for (int i = 0; i < to.length; i++) {
			final long value = from.getLong();
			if (kind == Kind.SIGNED ? value != (int) value : value >>> 32 != 0)
				throw new CodecException("the value " + Long.toUnsignedString(value) + " is too large for 32 bits");
			to[i] = (int) value;
		}
		return block;
	}

	/** A number as one of 16 bits (IEEE 754, binary16), cut off towards 0; those below its normal ones become 0. */
	private static short half(final float value) {
		final int bits = Float.floatToRawIntBits(value);
		final int sign = bits >>> 16 & 0x8000;
		if (Float.isNaN(value)) return (short) 0x7e00;
		final int exponent = Math.getExponent(value) + 15;
		if (exponent >= 31) return (short) (sign | 0x7c00);
		return (short) (exponent <= 0 ? sign : sign | exponent << 10 | bits >>> 13 & 0x3ff);
	}

	/** One element that holds a description's {@code fill_value}; zeros if that says nothing. */
	byte[] element(final Object fill) {
		final byte[] element = new byte[bytes];
		final ByteBuffer to = ByteBuffer.wrap(element).order(order);
		final double value = fill instanceof Number number ? number.doubleValue()
			: Boolean.TRUE.equals(fill) ? 1 : FILL_WORDS.getOrDefault("" + fill, 0.0);
		if (kind == Kind.FLOATING) switch (bytes) {
			case 4 -> to.putFloat((float) value);
			case 8 -> to.putDouble(value);
			default -> to.putShort(half((float) value));
		}
		else switch (bytes) {
			case 1 -> to.put((byte) (long) value);
			case 2 -> to.putShort((short) (long) value);
			case 4 -> to.putInt((int) (long) value);
			default -> to.putLong((long) value);
		}
		return element;
	}
}
