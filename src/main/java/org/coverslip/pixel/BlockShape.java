package org.coverslip.pixel;

/**
 * The shape of a {@link PixelBlock}.
 *
 * @param width
 *            pixels in a row, &gt; 0
 * @param height
 *            rows, &gt; 0
 * @param samples
 *            interleaved samples of a pixel, &gt; 0: 1 for a channel, 3 for RGB, 4 for RGB and straight (unassociated)
 *            alpha
 * @param type
 *            of each sample
 */
public record BlockShape(int width, int height, int samples, PixelType type) {

	/** The longest array that virtual machines allocate. */
	private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

	public BlockShape {
		if (width <= 0 || height <= 0 || samples <= 0)
			throw new IllegalArgumentException("a block of " + width + " x " + height + " pixels of " + samples
				+ " samples");
		if (!fits(width, height, samples))
			throw new IllegalArgumentException(
				"a block of " + width + " x " + height + " x " + samples + " samples is larger than an array can be");
	}

	/** Whether a block of this size fits one Java array, for sizes as a file states them. */
	public static boolean fits(final long width, final long height, final long samples) {
		return width > 0 && height > 0 && samples > 0 && width <= LONGEST_ARRAY && height <= LONGEST_ARRAY
			&& samples <= LONGEST_ARRAY && width * height <= LONGEST_ARRAY && width * height * samples <= LONGEST_ARRAY;
	}

	/** Pixels: width · height. */
	public int pixels() {
		return width * height;
	}

	/** Length of the array: width · height · samples. */
	public int length() {
		return width * height * samples;
	}

	/** Bytes that the array takes. */
	public long byteCount() {
		return (long) length() * type.bytes();
	}

	public BlockShape withSamples(final int newSamples) {
		return new BlockShape(width, height, newSamples, type);
	}

	@Override
	public String toString() {
		return width + " x " + height + " x " + samples + " " + type;
	}
}
