package org.coverslip.img;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/** Between interleaved samples, as blocks have them, and one plane of samples after the other, as ImgLib2 has them. */
final class SampleOrder {

	private SampleOrder() {}

	/** The samples plane by plane: as wide, {@code samples} times as high, one sample a pixel. */
	static PixelBlock planar(final PixelBlock interleaved) {
		final int n = interleaved.samples();
		final int pixels = interleaved.shape().pixels();
		final PixelBlock planar = PixelBlock.zeros(
			new BlockShape(interleaved.width(), interleaved.height() * n, 1, interleaved.type()));
		copy(interleaved, n, 1, planar, 1, pixels);
		return planar;
	}

	/** The inverse of {@link #planar}. */
	static PixelBlock interleaved(final PixelBlock planar, final int n) {
		final PixelBlock interleaved = PixelBlock.zeros(
			new BlockShape(planar.width(), planar.height() / n, n, planar.type()));
		copy(planar, 1, interleaved.shape().pixels(), interleaved, n, 1);
		return interleaved;
	}

	/** Copies sample s of pixel i from i · step + s · plane of one array to the same of the other. */
	private static void copy(final PixelBlock from, final int fromStep, final int fromPlane, final PixelBlock to,
		final int toStep,
		final int toPlane)
	{
		final int n = Math.max(from.samples(), to.samples());
		final int pixels = from.shape().length() / n;
		switch (from.type()) {
			case UINT8, INT8 -> {
				final byte[] a = from.bytes();
				final byte[] b = to.bytes();
				for (int s = 0; s < n; s++)
					for (int i = 0; i < pixels; i++)
						b[i * toStep + s * toPlane] = a[i * fromStep + s * fromPlane];
			}
			case UINT16, INT16 -> {
				final short[] a = from.shorts();
				final short[] b = to.shorts();
				for (int s = 0; s < n; s++)
					for (int i = 0; i < pixels; i++)
						b[i * toStep + s * toPlane] = a[i * fromStep + s * fromPlane];
			}
			case UINT32, INT32 -> {
				final int[] a = from.ints();
				final int[] b = to.ints();
				for (int s = 0; s < n; s++)
					for (int i = 0; i < pixels; i++)
						b[i * toStep + s * toPlane] = a[i * fromStep + s * fromPlane];
			}
			case FLOAT32 -> {
				final float[] a = from.floats();
				final float[] b = to.floats();
				for (int s = 0; s < n; s++)
					for (int i = 0; i < pixels; i++)
						b[i * toStep + s * toPlane] = a[i * fromStep + s * fromPlane];
			}
			case FLOAT64 -> {
				final double[] a = from.doubles();
				final double[] b = to.doubles();
				for (int s = 0; s < n; s++)
					for (int i = 0; i < pixels; i++)
						b[i * toStep + s * toPlane] = a[i * fromStep + s * fromPlane];
			}
		}
	}
}
