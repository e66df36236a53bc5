package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;
import org.coverslip.pixel.PixelType;

/** The kind of number that a sample is in the file (T.832, table 30: OUTPUT_BITDEPTH). */
enum SampleDepth {
	/** One bit, 1 is white. */
	WHITE_1(PixelType.UINT8),
	/** 8 bits. */
	UNSIGNED_8(PixelType.UINT8),
	/** 16 bits. */
	UNSIGNED_16(PixelType.UINT16),
	/** 16 bits with sign: fixed-point numbers, 8192 is 1.0. */
	SIGNED_16(PixelType.INT16),
	/** Half-precision floating-point numbers. */
	HALF(PixelType.FLOAT32),
	/** 32 bits. */
	UNSIGNED_32(PixelType.UINT32),
	/** 32 bits with sign: fixed-point numbers, 2^24 is 1.0. */
	SIGNED_32(PixelType.INT32),
	/** Single-precision floating-point numbers. */
	FLOAT(PixelType.FLOAT32),
	/** Three samples of 5 bits. */
	PACKED_5(PixelType.UINT8),
	/** Three samples of 10 bits. */
	PACKED_10(PixelType.UINT16),
	/** Samples of 5, 6 and 5 bits. */
	PACKED_565(PixelType.UINT8),
	/** One bit, 1 is black. */
	BLACK_1(PixelType.UINT8);

	private final PixelType type;

	SampleDepth(final PixelType type) {
		this.type = type;
	}

	static SampleDepth of(final int code) throws CodecException {
		if (code == 15) return BLACK_1;
		if (code > PACKED_565.ordinal())
			throw new CodecException("the JPEG XR stream has samples of the unknown kind " + code);
		return values()[code];
	}

	/** The type that samples have in memory. */
	PixelType type() {
		return type;
	}

	boolean isBit() {
		return this == WHITE_1 || this == BLACK_1;
	}

	boolean isPacked() {
		return this == PACKED_5 || this == PACKED_10 || this == PACKED_565;
	}

	/** Whether the plane header says how many bits samples were shifted. */
	boolean hasShift() {
		return this == UNSIGNED_16 || this == SIGNED_16 || this == UNSIGNED_32 || this == SIGNED_32;
	}
}
