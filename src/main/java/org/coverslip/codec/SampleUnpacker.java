package org.coverslip.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/** Decoded bytes to samples: from the {@link SampleLayout} of a file to the arrays of a {@link PixelBlock}. */
public final class SampleUnpacker {

	private SampleUnpacker() {}

	/**
	 * The samples of a block.
	 * <p>
	 * Numbers are kept as they are: a 4-bit sample is 0..15, and who shows it scales it.
	 *
	 * @param bytes
	 *            at least {@link SampleLayout#blockBytes} of them
	 * @return a block of type {@code layout.type()}; for samples of 8 bits it holds {@code bytes} itself if they are no
	 * longer than
	 *         the block
	 * @throws CodecException
	 *             if there are fewer bytes than the block takes, or it is larger than an array can be
	 */
	public static PixelBlock unpack(final byte[] bytes, final SampleLayout layout, final int width, final int height,
		final int samples) throws CodecException
	{
		if (!BlockShape.fits(width, height, samples))
			throw new CodecException("a block of " + width + " x " + height + " x " + samples
				+ " samples cannot be held in memory");
		final BlockShape shape = new BlockShape(width, height, samples, layout.type());
		final long needed = layout.blockBytes(width, height, samples);
		if (bytes.length < needed)
			throw new CodecException("a block of " + shape + " takes " + needed + " bytes, found " + bytes.length);
		if (layout.bits() == 8)
			return new PixelBlock(shape, bytes.length == needed ? bytes : Arrays.copyOf(bytes, (int) needed));
		final PixelBlock block = PixelBlock.zeros(shape);
		final ByteBuffer in = ByteBuffer.wrap(bytes).order(layout.order());
		switch (layout.kind()) {
			case FLOATING -> unpackFloats(in, layout.bits(), block);
			case SIGNED -> {
				if (layout.bits() == 16) in.asShortBuffer().get(block.shorts());
				else in.asIntBuffer().get(block.ints());
			}
			case UNSIGNED -> unpackUnsigned(in, layout, block);
		}
		return block;
	}

	private static void unpackUnsigned(final ByteBuffer in, final SampleLayout layout, final PixelBlock block) {
		switch (layout.bits()) {
			case 16 -> in.asShortBuffer().get(block.shorts());
			case 32 -> in.asIntBuffer().get(block.ints());
			case 24 -> unpack24(in, block.ints());
			default -> unpackBits(in.array(), layout, block);
		}
	}

	private static void unpack24(final ByteBuffer in, final int[] out) {
		for (int i = 0; i < out.length; i++)
			out[i] = threeBytes(in, i);
	}

	private static int threeBytes(final ByteBuffer in, final int i) {
		final int a = in.get(3 * i) & 0xff;
		final int b = in.get(3 * i + 1) & 0xff;
		final int c = in.get(3 * i + 2) & 0xff;
		return in.order() == ByteOrder.BIG_ENDIAN ? a << 16 | b << 8 | c : c << 16 | b << 8 | a;
	}

	private static void unpackBits(final byte[] in, final SampleLayout layout, final PixelBlock block) {
		final int bits = layout.bits();
		final int perRow = block.width() * block.samples();
		final int rowBytes = (int) layout.rowBytes(block.width(), block.samples());
		for (int row = 0; row < block.height(); row++) {
			int read = row * rowBytes;
			long buffer = 0;
			int held = 0;
			for (int i = row * perRow, end = i + perRow; i < end; i++) {
				while (held < bits) {
					buffer = buffer << 8 | in[read++] & 0xff;
					held += 8;
				}
				held -= bits;
				final int value = (int) (buffer >>> held & layout.maxUnsigned());
				switch (block.type()) {
					case UINT8 -> block.bytes()[i] = (byte) value;
					case UINT16 -> block.shorts()[i] = (short) value;
					default -> block.ints()[i] = value;
				}
			}
		}
	}

	private static void unpackFloats(final ByteBuffer in, final int bits, final PixelBlock block) {
		switch (bits) {
			case 16 -> {
				final float[] out = block.floats();
				for (int i = 0; i < out.length; i++)
					out[i] = half(in.getShort(2 * i));
			}
			case 24 -> {
				final float[] out = block.floats();
				for (int i = 0; i < out.length; i++)
					out[i] = small(threeBytes(in, i), 7, 16);
			}
			case 32 -> in.asFloatBuffer().get(block.floats());
			default -> in.asDoubleBuffer().get(block.doubles());
		}
	}

	/** The value of an IEEE 754 binary16 number: 1 sign bit, 5 of exponent, 10 of mantissa. */
	public static float half(final short bits) {
		return small(bits & 0xffff, 5, 10);
	}

	/**
	 * The value of a floating-point number that is smaller than a {@code float}, built as IEEE 754 builds its own. The
	 * 24-bit one (7 bits of exponent, 16 of mantissa) is from Adobe's TIFF Technical Note 3.
	 */
	private static float small(final int value, final int exponentBits, final int mantissaBits) {
		final int sign = value >>> exponentBits + mantissaBits & 1;
		final int exponent = value >>> mantissaBits & (1 << exponentBits) - 1;
		final int mantissa = value & (1 << mantissaBits) - 1;
		final int bias = (1 << exponentBits - 1) - 1;
		if (exponent == 0) {
			final float magnitude = Math.scalb((float) mantissa, 1 - bias - mantissaBits);
			return sign == 0 ? magnitude : -magnitude;
		}
		final int wide = exponent == (1 << exponentBits) - 1 ? 0xff : exponent - bias + 127;
		return Float.intBitsToFloat(sign << 31 | wide << 23 | mantissa << 23 - mantissaBits);
	}

	/**
	 * One block of n samples from n blocks of one sample each, as planar files (PlanarConfiguration 2) keep them.
	 *
	 * @param planes
	 *            of one shape, 1 sample a pixel
	 */
	public static PixelBlock interleave(final List<PixelBlock> planes) {
		final int n = planes.size();
		final PixelBlock first = planes.get(0);
		if (n == 1) return first;
		for (final PixelBlock plane : planes)
			if (plane.samples() != 1 || !plane.shape().equals(first.shape()))
				throw new IllegalArgumentException("planes of " + first.shape() + " and " + plane.shape());
		final PixelBlock out = PixelBlock.zeros(first.shape().withSamples(n));
		final int pixels = first.shape().pixels();
		for (int s = 0; s < n; s++) {
			final PixelBlock plane = planes.get(s);
			switch (first.type()) {
				case UINT8, INT8 -> {
					for (int i = 0; i < pixels; i++)
						out.bytes()[i * n + s] = plane.bytes()[i];
				}
				case UINT16, INT16 -> {
					for (int i = 0; i < pixels; i++)
						out.shorts()[i * n + s] = plane.shorts()[i];
				}
				case UINT32, INT32 -> {
					for (int i = 0; i < pixels; i++)
						out.ints()[i * n + s] = plane.ints()[i];
				}
				case FLOAT32 -> {
					for (int i = 0; i < pixels; i++)
						out.floats()[i * n + s] = plane.floats()[i];
				}
				case FLOAT64 -> {
					for (int i = 0; i < pixels; i++)
						out.doubles()[i * n + s] = plane.doubles()[i];
				}
			}
		}
		return out;
	}
}
