package org.coverslip.format.lif;

import java.nio.ByteBuffer;

import org.coverslip.pixel.PixelType;

/** How a sample is stored; all are little-endian. */
enum SampleFormat {
	UINT8(1, PixelType.UINT8), UINT16(2, PixelType.UINT16), UINT32(4, PixelType.UINT32), //
	FLOAT16(2, PixelType.FLOAT32), FLOAT32(4, PixelType.FLOAT32), FLOAT64(8, PixelType.FLOAT64);

	private final int bytes;
	private final PixelType type;

	SampleFormat(final int bytes, final PixelType type) {
		this.bytes = bytes;
		this.type = type;
	}

	/** Stored bytes of a sample. */
	int bytes() {
		return bytes;
	}

	/** What holds its values. */
	PixelType type() {
		return type;
	}

	/** Whether samples are stored as they are in memory. */
	boolean isPlain() {
		return bytes == type.bytes();
	}

	/**
	 * The value of a stored sample.
	 *
	 * @param bytes
	 *            little-endian
	 */
	double value(final ByteBuffer bytes, final int at) {
		return switch (this) {
			case UINT8 -> bytes.get(at) & 0xff;
			case UINT16 -> bytes.getShort(at) & 0xffff;
			case UINT32 -> bytes.getInt(at) & 0xffffffffL;
			case FLOAT16 -> half(bytes.getShort(at));
			case FLOAT32 -> bytes.getFloat(at);
			case FLOAT64 -> bytes.getDouble(at);
		};
	}

	/** IEEE 754 binary16: a sign, 5 bits of the exponent, 10 of the fraction. */
	private static double half(final short bits) {
		final int exponent = bits >> 10 & 0x1f;
		final int fraction = bits & 0x3ff;
		final double magnitude;
		if (exponent == 0) magnitude = fraction * 0x1p-24;
		else if (exponent < 0x1f) magnitude = (fraction + 0x400) * Math.scalb(1.0, exponent - 25);
		else magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
		return bits < 0 ? -magnitude : magnitude;
	}
}
