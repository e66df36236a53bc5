package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/**
 * Turns components into the samples of an image, as integers: undoes the colour transform, moves the middle of the
 * range to that of the kind of sample, and rounds off the fraction bits (T.832). Stateless.
 */
abstract class ColourConversion {

	/** What is added to the first component. */
	final int bias;

	/** Bits to round off. */
	final int shift;

	ColourConversion(final int bias, final int shift) {
		this.bias = bias;
		this.shift = shift;
	}

	/**
	 * Converts a part of a row.
	 *
	 * @param components
	 *            an array with a row for each component
	 * @param at
	 *            index of the first of them in each array
	 * @param n
	 *            pixels
	 * @param samples
	 *            receives at least {@code n} numbers for each sample, which may be out of range for the kind of sample
	 */
	abstract void convert(int[][] components, int[] at, int n, int[][] samples);

	/** A conversion for the image plane of an image. */
	static ColourConversion of(final ImageHeader image, final PlaneHeader plane) throws CodecException {
		final int bias = image.format() == OutputFormat.RGBE ? rounding(plane) : bias(image.depth(), plane);
		return of(image, plane, bias, rounding(image.depth(), plane), plane.fraction());
	}

	/** A conversion of components whose range was already moved and whose fraction bits were already rounded off. */
	static ColourConversion ofScaled(final ImageHeader image, final PlaneHeader plane) throws CodecException {
		return of(image, plane, 0, 0, 0);
	}

	/** As {@link #ofScaled}, for alpha. */
	static ColourConversion ofScaledAlpha() {
		return new Direct(0, 0, 1);
	}

	private static ColourConversion of(final ImageHeader image, final PlaneHeader plane, final int bias,
		final int rounding,
		final int shift) throws CodecException
	{
		final ColourFormat from = plane.format();
		return switch (image.format()) {
			case GREY -> new Direct(bias, shift, 1);
			case N_COMPONENT -> new Direct(bias, shift, plane.components());
			case RGB -> from == ColourFormat.Y_ONLY ? new Grey(bias, shift) : from.hasChroma() ? new Rgb(bias, shift)
				: refuse(image);
			case RGBE -> from.hasChroma() && image.depth() == SampleDepth.UNSIGNED_8 && !image.alpha()
				? new Rgb(bias, shift) : refuse(image);
			case CMYK -> from == ColourFormat.YUVK ? new Inks(bias, rounding, shift) : refuse(image);
			default -> refuse(image);
		};
	}

	private static ColourConversion refuse(final ImageHeader image) throws CodecException {
		throw new CodecException("JPEG XR of the colour format " + image.format() + " is not supported");
	}

	/**
	 * Converts a part of a row of luminance and chrominances to 8-bit red, green and blue in one step, as most images
	 * need.
	 *
	 * @param to
	 *            receives the samples, three of each pixel
	 * @param first
	 *            index of the first of them
	 */
	void convertToBytes(final int[][] components, final int[] at, final int n, final byte[] to, final int first) {
		final int[] y = components[0];
		final int[] u = components[1];
		final int[] v = components[2];
		final int yAt = at[0];
		final int uAt = at[1];
		final int vAt = at[2];
		for (int x = 0; x < n; x++) {
			final int minusU = -u[uAt + x];
			final int chroma = v[vAt + x];
			int green = y[yAt + x] + bias - (minusU >> 1);
			int red = minusU - (chroma + 1 >> 1) + green;
			int blue = chroma + red >> shift;
			green >>= shift;
			red >>= shift;
			if (((red | green | blue) & ~0xff) != 0) {
				red = Math.max(0, Math.min(255, red));
				green = Math.max(0, Math.min(255, green));
				blue = Math.max(0, Math.min(255, blue));
			}
			to[3 * x + first] = (byte) red;
			to[3 * x + first + 1] = (byte) green;
			to[3 * x + first + 2] = (byte) blue;
		}
	}

	/** A conversion of alpha that has a stream of its own. */
	static ColourConversion ofSeparateAlpha(final ImageHeader image, final PlaneHeader plane) {
		return new Direct(bias(image.depth(), plane), plane.fraction(), 1);
	}

	/** A conversion of the alpha plane of a stream; it rounds differently from the image. */
	static ColourConversion ofAlpha(final ImageHeader image, final PlaneHeader plane) {
		final int extra = image.depth() == SampleDepth.UNSIGNED_16 ? 0 : rounding(plane) > 0 ? 1 : 0;
		return new Direct(bias(image.depth(), plane) + extra, plane.fraction(), 1);
	}

	/** Half of the fraction, or slightly less. */
	private static int rounding(final PlaneHeader plane) {
		return plane.scaled() ? (1 << PlaneHeader.FRACTION_BITS - 1) - 1 : 0;
	}

	private static int rounding(final SampleDepth depth, final PlaneHeader plane) {
		final boolean full = depth == SampleDepth.UNSIGNED_16 || depth == SampleDepth.UNSIGNED_32 || depth.isBit();
		return rounding(plane) + (full && plane.scaled() ? 1 : 0);
	}

	private static int bias(final SampleDepth depth, final PlaneHeader plane) {
		return (middle(depth, plane) << plane.fraction()) + rounding(depth, plane);
	}

	/** The sample that a component of 0 stands for. */
	static int middle(final SampleDepth depth, final PlaneHeader plane) {
		return switch (depth) {
			case UNSIGNED_8 -> 128;
			case UNSIGNED_16 -> 1 << 15 >> plane.shift();
			case UNSIGNED_32 -> 1 << 31 >> plane.shift();
			case PACKED_5 -> 16;
			case PACKED_565 -> 32;
			case PACKED_10 -> 512;
			default -> 0;
		};
	}

	/** Components are samples. */
	private static final class Direct extends ColourConversion {

		private final int count;

		Direct(final int bias, final int shift, final int count) {
			super(bias, shift);
			this.count = count;
		}

		@Override
		void convert(final int[][] components, final int[] at, final int n, final int[][] samples) {
			for (int c = 0; c < count; c++) {
				final int[] from = components[c];
				final int[] to = samples[c];
				final int start = at[c];
				for (int x = 0; x < n; x++)
					to[x] = from[start + x] + bias >> shift;
			}
		}
	}

	/** Colours that are all grey. */
	private static final class Grey extends ColourConversion {

		Grey(final int bias, final int shift) {
			super(bias, shift);
		}

		@Override
		void convert(final int[][] components, final int[] at, final int n, final int[][] samples) {
			final int[] from = components[0];
			for (int x = 0; x < n; x++)
				samples[0][x] = samples[1][x] = samples[2][x] = from[at[0] + x] + bias >> shift;
		}
	}

	/** Luminance and chrominances to red, green and blue. */
	private static final class Rgb extends ColourConversion {

		Rgb(final int bias, final int shift) {
			super(bias, shift);
		}

		@Override
		void convert(final int[][] components, final int[] at, final int n, final int[][] samples) {
			final int[] y = components[0];
			final int[] u = components[1];
			final int[] v = components[2];
			final int yAt = at[0];
			final int uAt = at[1];
			final int vAt = at[2];
			for (int x = 0; x < n; x++) {
				final int minusU = -u[uAt + x];
				final int minusV = v[vAt + x];
				final int green = y[yAt + x] + bias - (minusU >> 1);
				final int red = minusU - (minusV + 1 >> 1) + green;
				samples[0][x] = red >> shift;
				samples[1][x] = green >> shift;
				samples[2][x] = minusV + red >> shift;
			}
		}
	}

	/** Four components to cyan, magenta, yellow and black. */
	private static final class Inks extends ColourConversion {

		private final int rounding;

		Inks(final int bias, final int rounding, final int shift) {
			super(bias - rounding, shift);
			this.rounding = rounding;
		}

		@Override
		void convert(final int[][] components, final int[] at, final int n, final int[][] samples) {
			for (int x = 0; x < n; x++) {
				final int m = bias - components[0][at[0] + x];
				final int c = components[1][at[1] + x];
				final int y = -components[2][at[2] + x];
				final int black = components[3][at[3] + x] + rounding - (m + 1 >> 1);
				final int magenta = m - (c >> 1) + black;
				final int cyan = c - (y + 1 >> 1) + magenta;
				samples[0][x] = cyan >> shift;
				samples[1][x] = magenta >> shift;
				samples[2][x] = y + cyan >> shift;
				samples[3][x] = black >> shift;
			}
		}
	}
}
