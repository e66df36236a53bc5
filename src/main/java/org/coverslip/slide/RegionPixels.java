package org.coverslip.slide;

import java.util.Arrays;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * The pixels of a region, and how much of each is covered by stored tiles.
 * <p>
 * Samples of uncovered pixels are 0. Receivers must not change it.
 */
public final class RegionPixels {

	private final PixelBlock block;
	private final byte[] alpha;

	/**
	 * @param block
	 *            1 or 3 samples a pixel
	 * @param alpha
	 *            one straight (unassociated) value 0..255 a pixel, row-major, or null where all is covered; not copied
	 */
	public RegionPixels(final PixelBlock block, final byte[] alpha) {
		if (alpha != null && alpha.length != block.shape().pixels())
			throw new IllegalArgumentException(alpha.length + " alpha values for " + block.shape());
		this.block = block;
		this.alpha = alpha;
	}

	/**
	 * The pixels of a whole block, whose fourth sample, if there is one, is straight alpha.
	 *
	 * @param block
	 *            1, 3 or 4 samples a pixel
	 */
	public static RegionPixels of(final PixelBlock block) {
		if (block.samples() != 4) return new RegionPixels(block, null);
		final PixelBlock colors = PixelBlock.zeros(block.shape().withSamples(3));
		final byte[] alpha = new byte[block.shape().pixels()];
		final double opaque = block.type().isFloating() ? 1 : Math.pow(2, block.type().bits()) - 1;
		for (int i = 0; i < alpha.length; i++) {
			System.arraycopy(block.array(), 4 * i, colors.array(), 3 * i, 3);
			alpha[i] = (byte) (Math.max(0, Math.min(1, block.value(4 * i + 3) / opaque)) * 255 + 0.5);
		}
		return new RegionPixels(colors, alpha);
	}

	/**
	 * Colours of 8 bits out of words: what {@link #toArgb()} gives, the other way round.
	 *
	 * @param argb
	 *            non-premultiplied 0xAARRGGBB words, row-major, {@code width · height} of them
	 */
	public static RegionPixels ofArgb(final int width, final int height, final int[] argb) {
		final PixelBlock rgb = PixelBlock.zeros(new BlockShape(width, height, 3, PixelType.UINT8));
		final byte[] bytes = rgb.bytes();
		final byte[] alpha = new byte[argb.length];
		boolean opaque = true;
		for (int i = 0; i < argb.length; i++) {
			bytes[3 * i] = (byte) (argb[i] >> 16);
			bytes[3 * i + 1] = (byte) (argb[i] >> 8);
			bytes[3 * i + 2] = (byte) argb[i];
			alpha[i] = (byte) (argb[i] >>> 24);
			opaque &= alpha[i] == -1;
		}
		return new RegionPixels(rgb, opaque ? null : alpha);
	}

	/** The samples. */
	public PixelBlock block() {
		return block;
	}

	/** Whether each pixel is covered. */
	public boolean isOpaque() {
		return alpha == null;
	}

	/** Coverage 0..255 of a pixel, numbered row by row. */
	public int alpha(final int pixel) {
		return alpha == null ? 255 : alpha[pixel] & 0xff;
	}

	/** Whether no pixel is covered. */
	public boolean isEmpty() {
		if (alpha == null) return false;
		for (final byte a : alpha)
			if (a != 0) return false;
		return true;
	}

	/**
	 * The samples over a background: what is not covered shows it.
	 *
	 * @param rgb
	 *            0xRRGGBB for a block of three samples (wider types scaled to their range); a block of one sample is
	 *            filled with 0 where nothing is covered, since a measured channel has no background colour
	 * @return {@link #block()} itself if all is covered, else a new block
	 */
	public PixelBlock over(final int rgb) {
		if (alpha == null || block.samples() == 1) return block;
		final PixelBlock out = block.crop(0, 0, block.width(), block.height());
		switch (block.type()) {
			case UINT8 -> {
				final byte[] samples = out.bytes();
				for (int i = 0; i < alpha.length; i++) {
					final int a = alpha[i] & 0xff;
					if (a == 255) continue;
					for (int s = 0; s < 3; s++) {
						final int back = rgb >> 16 - 8 * s & 0xff;
						samples[3 * i + s] = (byte) (((samples[3 * i + s] & 0xff) * a + back * (255 - a) + 127) / 255);
					}
				}
			}
			case UINT16 -> {
				final short[] samples = out.shorts();
				for (int i = 0; i < alpha.length; i++) {
					final int a = alpha[i] & 0xff;
					if (a == 255) continue;
					for (int s = 0; s < 3; s++) {
						final int back = (rgb >> 16 - 8 * s & 0xff) * 257;
						samples[3 * i + s] =
							(short) (((samples[3 * i + s] & 0xffff) * a + back * (255 - a) + 127) / 255);
					}
				}
			}
			default -> {} // no background is defined for other types: their uncovered pixels stay 0
		}
		return out;
	}

	/**
	 * The pixels as non-premultiplied 0xAARRGGBB words, row-major: to look at. A pixel that is not covered at all is 0.
	 * <p>
	 * Defined for {@code UINT8} and {@code UINT16}, the latter reduced to 8 bits by rounding v / 257.
	 */
	public int[] toArgb() {
		final int n = block.shape().pixels();
		final int[] argb = new int[n];
		switch (block.type()) {
			case UINT8 -> ArgbWords.convert(block.bytes(), block.samples(), 0, argb, 0, n);
			case UINT16 -> {
				final short[] v = block.shorts();
				if (block.samples() == 3) for (int i = 0, j = 0; i < n; i++, j += 3)
					argb[i] = 0xff000000 | to8(v[j]) << 16 | to8(v[j + 1]) << 8 | to8(v[j + 2]);
				else for (int i = 0; i < n; i++)
					argb[i] = 0xff000000 | to8(v[i]) * 0x010101;
			}
			default -> throw new IllegalStateException("samples of type " + block.type()
				+ " have no colours without a display range");
		}
		if (alpha != null) for (int i = 0; i < n; i++)
			argb[i] = alpha[i] == 0 ? 0 : argb[i] & 0xffffff | (alpha[i] & 0xff) << 24;
		return argb;
	}

	private static int to8(final short v) {
		return ((v & 0xffff) + 128) / 257;
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof RegionPixels that && that.block.shape().equals(block.shape())
			&& Arrays.equals(that.alpha, alpha) && sameArray(that.block.array(), block.array());
	}

	private static boolean sameArray(final Object a, final Object b) {
		return Arrays.deepEquals(new Object[] { a }, new Object[] { b });
	}

	@Override
	public int hashCode() {
		return block.shape().hashCode();
	}
}
