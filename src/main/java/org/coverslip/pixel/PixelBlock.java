package org.coverslip.pixel;

/**
 * A rectangle of samples in memory: interleaved, row-major, {@code length = width · height · samples}; sample {@code s}
 * of pixel {@code (x, y)} is element {@code (y · width + x) · samples + s}.
 * <p>
 * The block owns its array and hands it out without a copy: whoever fills a block does so before passing it on, and
 * whoever receives one does not write to it, since blocks are kept in caches and shared among threads.
 */
public final class PixelBlock {

	private final BlockShape shape;
	private final Object array;

	/**
	 * @param array
	 *            {@code byte[]}, {@code short[]}, {@code int[]}, {@code float[]} or {@code double[]} as
	 *            {@link PixelType#newArray}, of length {@code shape.length()}; not copied
	 */
	public PixelBlock(final BlockShape shape, final Object array) {
		final boolean fits = switch (shape.type()) {
			case UINT8, INT8 -> array instanceof byte[] a && a.length == shape.length();
			case UINT16, INT16 -> array instanceof short[] a && a.length == shape.length();
			case UINT32, INT32 -> array instanceof int[] a && a.length == shape.length();
			case FLOAT32 -> array instanceof float[] a && a.length == shape.length();
			case FLOAT64 -> array instanceof double[] a && a.length == shape.length();
		};
		if (!fits)
			throw new IllegalArgumentException("the array does not hold " + shape);
		this.shape = shape;
		this.array = array;
	}

	/** A new block of zeros. */
	public static PixelBlock zeros(final BlockShape shape) {
		return new PixelBlock(shape, shape.type().newArray(shape.length()));
	}

	public BlockShape shape() {
		return shape;
	}

	public int width() {
		return shape.width();
	}

	public int height() {
		return shape.height();
	}

	public int samples() {
		return shape.samples();
	}

	public PixelType type() {
		return shape.type();
	}

	/** The samples, not copied; its class is that of {@link PixelType#newArray}. */
	public Object array() {
		return array;
	}

	/** The samples of a {@link PixelType#UINT8} or {@link PixelType#INT8} block, not copied. */
	public byte[] bytes() {
		return (byte[]) array;
	}

	/** The samples of a {@link PixelType#UINT16} or {@link PixelType#INT16} block, not copied. */
	public short[] shorts() {
		return (short[]) array;
	}

	/** The samples of a {@link PixelType#UINT32} or {@link PixelType#INT32} block, not copied. */
	public int[] ints() {
		return (int[]) array;
	}

	/** The samples of a {@link PixelType#FLOAT32} block, not copied. */
	public float[] floats() {
		return (float[]) array;
	}

	/** The samples of a {@link PixelType#FLOAT64} block, not copied. */
	public double[] doubles() {
		return (double[]) array;
	}

	/**
	 * The value of element {@code i}, unsigned types as non-negative numbers. For single values; loops use the arrays.
	 */
	public double value(final int i) {
		return switch (shape.type()) {
			case UINT8 -> bytes()[i] & 0xff;
			case INT8 -> bytes()[i];
			case UINT16 -> shorts()[i] & 0xffff;
			case INT16 -> shorts()[i];
			case UINT32 -> ints()[i] & 0xffffffffL;
			case INT32 -> ints()[i];
			case FLOAT32 -> floats()[i];
			case FLOAT64 -> doubles()[i];
		};
	}

	/** The value of one sample, unsigned types as non-negative numbers. */
	public double value(final int x, final int y, final int sample) {
		return value((y * shape.width() + x) * shape.samples() + sample);
	}

	/**
	 * Sets element {@code i}, for who fills the block; integer types to the nearest whole number, halves upwards. For
	 * single values; loops use the arrays.
	 *
	 * @param value
	 *            within the type's range
	 */
	public void put(final int i, final double value) {
		switch (shape.type()) {
			case UINT8, INT8 -> bytes()[i] = (byte) nearest(value);
			case UINT16, INT16 -> shorts()[i] = (short) nearest(value);
			case UINT32, INT32 -> ints()[i] = (int) nearest(value);
			case FLOAT32 -> floats()[i] = (float) value;
			case FLOAT64 -> doubles()[i] = value;
		}
	}

	private static long nearest(final double value) {
		final long towardsZero = (long) (value + 0.5);
		return towardsZero > value + 0.5 ? towardsZero - 1 : towardsZero;
	}

	/**
	 * Copies a rectangle of this block into another block of the same type and number of samples.
	 *
	 * @param srcX
	 *            left column in this block
	 * @param srcY
	 *            top row in this block
	 * @param dst
	 *            the block to write to
	 * @param dstX
	 *            left column in {@code dst}
	 * @param dstY
	 *            top row in {@code dst}
	 * @param width
	 *            columns; the rectangle must lie in both blocks
	 * @param height
	 *            rows
	 */
	public void copyTo(final int srcX, final int srcY, final PixelBlock dst, final int dstX, final int dstY,
		final int width,
		final int height)
	{
		if (dst.type() != type() || dst.samples() != samples())
			throw new IllegalArgumentException("cannot copy " + shape + " into " + dst.shape);
		if (srcX < 0 || srcY < 0 || dstX < 0 || dstY < 0 || width < 0 || height < 0 //
			|| srcX + width > width() || srcY + height > height() || dstX + width > dst.width()
			|| dstY + height > dst.height())
			throw new IndexOutOfBoundsException(
				width + " x " + height + " from (" + srcX + ", " + srcY + ") of " + shape + " to (" + dstX + ", " + dstY
				+ ") of "
					+ dst.shape);
		final int n = samples();
		for (int row = 0; row < height; row++)
			System.arraycopy(array, ((srcY + row) * width() + srcX) * n, dst.array,
				((dstY + row) * dst.width() + dstX) * n,
				width * n);
	}

	/** A new block with the rectangle's samples; the rectangle must lie in this block. */
	public PixelBlock crop(final int x, final int y, final int width, final int height) {
		final PixelBlock part = zeros(new BlockShape(width, height, samples(), type()));
		copyTo(x, y, part, 0, 0, width, height);
		return part;
	}
}
