package org.coverslip.imagej;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.Scene;

/** The kinds of ImageJ planes, and how a scene's samples become theirs. */
enum ImageKind {

	/** {@code int[]}, 0xFFRRGGBB: RGB of 8 bits. */
	COLOR(4),
	/** {@code byte[]}: UINT8. */
	GRAY8(1),
	/** {@code short[]}: UINT16, and INT16 as value + 32768 with ImageJ's calibration for signed 16 bits. */
	GRAY16(2),
	/** {@code float[]}: all other types. Integers above 2^24 lose their last bits, which {@link #copy} tells. */
	GRAY32(4);

	private static final int SIGNED_SHIFT = 32768;

	private final int bytes;

	ImageKind(final int bytes) {
		this.bytes = bytes;
	}

	/** Bytes of a pixel. */
	int bytes() {
		return bytes;
	}

	static ImageKind of(final Scene scene) {
		return scene.pixelType() == PixelType.UINT8 && scene.isRgb() ? COLOR : of(scene.pixelType());
	}

	/** That of one sample a pixel. */
	static ImageKind of(final PixelType type) {
		return switch (type) {
			case UINT8 -> GRAY8;
			case UINT16, INT16 -> GRAY16;
			default -> GRAY32;
		};
	}

	Object newPlane(final int pixels) {
		return switch (this) {
			case COLOR -> new int[pixels];
			case GRAY8 -> new byte[pixels];
			case GRAY16 -> new short[pixels];
			case GRAY32 -> new float[pixels];
		};
	}

	/**
	 * Copies a read part into planes.
	 *
	 * @param part
	 *            of a scene of this kind
	 * @param background
	 *            0xRRGGBB, shown in colours where nothing is covered
	 * @param planes
	 *            one, or three for the samples of colours that are not {@link #COLOR}
	 * @param planeWidth
	 *            columns of a plane
	 * @param x
	 *            column of the planes at which the part begins
	 * @param y
	 *            row, likewise
	 * @return whether each integer is what it was
	 */
	boolean copy(final RegionPixels part, final int background, final Object[] planes, final int planeWidth,
		final int x, final int y) {
		final PixelBlock block = part.over(background);
		boolean exact = true;
		for (int row = 0; row < block.height(); row++) {
			final int from = row * block.width();
			final int to = (y + row) * planeWidth + x;
			if (this == COLOR) copyColors(block.bytes(), from, (int[]) planes[0], to, block.width());
			else for (int s = 0; s < planes.length; s++)
				exact &= copySamples(block, from, s, planes[s], to);
		}
		return exact;
	}

	private static void copyColors(final byte[] rgb, final int from, final int[] words, final int to, final int width) {
		for (int i = 0, j = 3 * from; i < width; i++, j += 3)
			words[to + i] = 0xff000000 | (rgb[j] & 0xff) << 16 | (rgb[j + 1] & 0xff) << 8 | rgb[j + 2] & 0xff;
	}

	private boolean copySamples(final PixelBlock block, final int from, final int sample, final Object plane,
		final int to) {
		final int n = block.samples();
		final int width = block.width();
		if (n == 1 && (this == GRAY8 || block.type() == PixelType.UINT16 || block.type() == PixelType.FLOAT32))
			System.arraycopy(block.array(), from, plane, to, width);
		else if (this == GRAY16) {
			final int shift = block.type() == PixelType.INT16 ? SIGNED_SHIFT : 0;
			final short[] values = block.shorts();
			for (int i = 0; i < width; i++)
				((short[]) plane)[to + i] = (short) (values[(from + i) * n + sample] + shift);
		}
		else {
			final float[] values = (float[]) plane;
			boolean exact = true;
			for (int i = 0; i < width; i++) {
				final double value = block.value((from + i) * n + sample);
				values[to + i] = (float) value;
				exact &= values[to + i] == value;
			}
			return exact || block.type().isFloating();
		}
		return true;
	}

	/** What is added to a value so that an ImageJ plane holds it. */
	static int shift(final PixelType type) {
		return type == PixelType.INT16 ? SIGNED_SHIFT : 0;
	}
}
