package org.coverslip.codec.jpegxr;

import org.coverslip.pixel.PixelBlock;

/**
 * Puts the integers that a {@link ColourConversion} gives into a block: limits them to their range, undoes the shift,
 * and converts those that stand for floating-point numbers (T.832). Stateless.
 */
abstract class SampleStore {

	/**
	 * Puts one sample of a row of pixels.
	 *
	 * @param sample
	 *            which of the image's samples this is
	 * @param from
	 *            the numbers
	 * @param n
	 *            how many
	 * @param at
	 *            index of the first one in the block's array
	 * @param step
	 *            from one to the next
	 */
	abstract void put(int sample, int[] from, int n, PixelBlock block, int at, int step);

	static SampleStore of(final ImageHeader image, final PlaneHeader plane) {
		final int shift = plane.shift();
		return switch (image.depth()) {
			case WHITE_1, BLACK_1 -> new Bits();
			case UNSIGNED_8, PACKED_5, PACKED_565 -> new Bytes(image.depth());
			case UNSIGNED_16 -> new Shorts(0, 0xffff, shift);
			case SIGNED_16 -> new Shorts(Short.MIN_VALUE, Short.MAX_VALUE, shift);
			case PACKED_10 -> new Shorts(0, 0xffff, 6);
			case UNSIGNED_32, SIGNED_32 -> new Ints(shift);
			case HALF -> new Halves();
			case FLOAT -> new Floats(shift, plane.exponentBias());
		};
	}

	/** Black or white, whichever of them is 1 in the file. */
	private static final class Bits extends SampleStore {

		@Override
		void put(final int sample, final int[] from, final int n, final PixelBlock block, final int at,
			final int step) {
			final byte[] to = block.bytes();
			for (int x = 0, i = at; x < n; x++, i += step)
				to[i] = (byte) (from[x] > 0 ? 0xff : 0);
		}
	}

	private static final class Bytes extends SampleStore {

		private final SampleDepth depth;

		Bytes(final SampleDepth depth) {
			this.depth = depth;
		}

		@Override
		void put(final int sample, final int[] from, final int n, final PixelBlock block, final int at,
			final int step) {
			final byte[] to = block.bytes();
			final boolean six = depth == SampleDepth.PACKED_565;
			final int free = depth == SampleDepth.UNSIGNED_8 ? 0 : six && sample == 1 ? 2 : 3;
			final int below = six && sample != 1 ? 1 : 0;
			final int most = 0xff >> free;
			for (int x = 0, i = at; x < n; x++, i += step)
				to[i] = (byte) (Math.max(0, Math.min(most, from[x] >> below)) << free);
		}
	}

	private static final class Shorts extends SampleStore {

		private final int least;
		private final int most;
		private final int shift;

		Shorts(final int least, final int most, final int shift) {
			this.least = least;
			this.most = most;
			this.shift = shift;
		}

		@Override
		void put(final int sample, final int[] from, final int n, final PixelBlock block, final int at,
			final int step) {
			final short[] to = block.shorts();
			for (int x = 0, i = at; x < n; x++, i += step)
				to[i] = (short) Math.max(least, Math.min(most, from[x] << shift));
		}
	}

	private static final class Ints extends SampleStore {

		private final int shift;

		Ints(final int shift) {
			this.shift = shift;
		}

		@Override
		void put(final int sample, final int[] from, final int n, final PixelBlock block, final int at,
			final int step) {
			final int[] to = block.ints();
			for (int x = 0, i = at; x < n; x++, i += step)
				to[i] = from[x] << shift;
		}
	}

	/** Half-precision numbers, whose bits are coded as a signed number. */
	private static final class Halves extends SampleStore {

		@Override
		void put(final int sample, final int[] from, final int n, final PixelBlock block, final int at,
			final int step) {
			final float[] to = block.floats();
			for (int x = 0, i = at; x < n; x++, i += step)
				to[i] = FloatBits.ofHalf(FloatBits.half(from[x]));
		}
	}

	/** Single-precision numbers, coded with a shorter exponent and mantissa. */
	private static final class Floats extends SampleStore {

		private final int mantissa;
		private final int bias;

		Floats(final int mantissa, final int bias) {
			this.mantissa = mantissa;
			this.bias = bias;
		}

		@Override
		void put(final int sample, final int[] from, final int n, final PixelBlock block, final int at,
			final int step) {
			final float[] to = block.floats();
			for (int x = 0, i = at; x < n; x++, i += step)
				to[i] = Float.intBitsToFloat(FloatBits.single(from[x], mantissa, bias));
		}
	}
}
