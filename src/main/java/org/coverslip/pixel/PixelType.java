package org.coverslip.pixel;

/**
 * The kind of number that a sample is.
 * <p>
 * Unsigned types are kept in Java's signed arrays of the same width ({@link #UINT16} in {@code short[]}).
 */
public enum PixelType {
	UINT8(1, false, false), INT8(1, true, false), //
	UINT16(2, false, false), INT16(2, true, false), //
	UINT32(4, false, false), INT32(4, true, false), //
	FLOAT32(4, true, true), FLOAT64(8, true, true);

	private final int bytes;
	private final boolean signed;
	private final boolean floating;

	PixelType(final int bytes, final boolean signed, final boolean floating) {
		this.bytes = bytes;
		this.signed = signed;
		this.floating = floating;
	}

	/** Bytes per sample. */
	public int bytes() {
		return bytes;
	}

	public int bits() {
		return bytes * 8;
	}

	public boolean isSigned() {
		return signed;
	}

	/** Whether samples are floating-point numbers. */
	public boolean isFloating() {
		return floating;
	}

	/**
	 * A new array of this type's storage: {@code byte[]}, {@code short[]}, {@code int[]}, {@code float[]} or
	 * {@code double[]}.
	 */
	public Object newArray(final int length) {
		return switch (this) {
			case UINT8, INT8 -> new byte[length];
			case UINT16, INT16 -> new short[length];
			case UINT32, INT32 -> new int[length];
			case FLOAT32 -> new float[length];
			case FLOAT64 -> new double[length];
		};
	}
}
