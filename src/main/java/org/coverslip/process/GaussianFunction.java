package org.coverslip.process;

import java.util.Arrays;

import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;

/**
 * Blurs by a Gaussian that is cut off at four sigma; at the slide's edge its outermost pixels go on for ever. The same
 * as {@code scipy.ndimage.gaussian_filter} with mode "nearest", which reckons in double precision, but for rounding.
 */
final class GaussianFunction implements PictureFunction {

	private static final Option<Double> SIGMA = Option.required("sigma", "Sigma", OptionKind.decimal(0.01, 100),
		"Standard deviation in pixels of the scale that is processed.");

	private static final double CUT_OFF = 4;

	@Override
	public String word() {
		return "gaussian";
	}

	@Override
	public String help() {
		return "Blurs by a Gaussian.";
	}

	@Override
	public OptionTable options() {
		return OptionTable.of(SIGMA);
	}

	@Override
	public Picture apply(final Picture picture, final OptionValues values, final ProgressListener progress) {
		final float[] kernel = kernel(values.get(SIGMA));
		return picture.map(kernel.length - 1, surroundings -> blurred(surroundings.pixels(), kernel));
	}

	/** Weights from the middle outwards, on one side; with those of the other side they add up to 1. */
	static float[] kernel(final double sigma) {
		final int radius = (int) (CUT_OFF * sigma + 0.5);
		final double[] weights = new double[radius + 1];
		double sum = 0;
		for (int i = 0; i <= radius; i++) {
			weights[i] = Math.exp(-0.5 * i * i / (sigma * sigma));
			sum += i == 0 ? weights[i] : 2 * weights[i];
		}
		final float[] kernel = new float[radius + 1];
		for (int i = 0; i <= radius; i++)
			kernel[i] = (float) (weights[i] / sum);
		return kernel;
	}

	private static PixelBlock blurred(final PixelBlock block, final float[] kernel) {
		final PixelBlock result = PixelBlock.zeros(block.shape());
		for (int sample = 0; sample < block.samples(); sample++) {
			final FloatPlane plane = FloatPlane.of(block, sample);
			blurColumns(plane, kernel);
			blurRows(plane, kernel);
			plane.into(result, sample);
		}
		return result;
	}

	/** Each loop goes along a row, so that the compiler takes several pixels at once. */
	private static void blurColumns(final FloatPlane plane, final float[] kernel) {
		final int width = plane.width();
		final int last = plane.height() - 1;
		final float[] values = plane.values();
		final float[] from = values.clone();
		for (int y = 0; y <= last; y++) {
			final int row = y * width;
			final float middle = kernel[0];
			for (int x = 0; x < width; x++)
				values[row + x] = middle * from[row + x];
			for (int k = 1; k < kernel.length; k++) {
				final float weight = kernel[k];
				final int above = Math.max(0, y - k) * width;
				final int below = Math.min(last, y + k) * width;
				for (int x = 0; x < width; x++)
					values[row + x] += weight * (from[above + x] + from[below + x]);
			}
		}
	}

	private static void blurRows(final FloatPlane plane, final float[] kernel) {
		final int width = plane.width();
		final int radius = kernel.length - 1;
		final float[] values = plane.values();
		final float[] wide = new float[width + 2 * radius];
		final float[] sums = new float[width];
		for (int y = 0; y < plane.height(); y++) {
			final int row = y * width;
			Arrays.fill(wide, 0, radius, values[row]);
			System.arraycopy(values, row, wide, radius, width);
			Arrays.fill(wide, radius + width, wide.length, values[row + width - 1]);
			for (int x = 0; x < width; x++)
				sums[x] = kernel[0] * wide[radius + x];
			for (int k = 1; k <= radius; k++) {
				final float weight = kernel[k];
				final int before = radius - k;
				final int behind = radius + k;
				for (int x = 0; x < width; x++)
					sums[x] += weight * (wide[before + x] + wide[behind + x]);
			}
			System.arraycopy(sums, 0, values, row, width);
		}
	}
}
