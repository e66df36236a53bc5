package org.coverslip.process;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;

/**
 * What all tiles of a picture must take alike, though none can see it: the threshold, the mean and the range of grey
 * values. From one look at all of it at a coarse scale.
 */
public final class GlobalValues {

	private GlobalValues() {}

	/**
	 * Looks.
	 *
	 * @return {@code otsu}, {@code mean}, {@code stdDev}, {@code min} and {@code max} of the first channel, and of
	 *         channels after it with their numbers behind; colours by their grey values. What the slide does not cover
	 *         is left out.
	 * @throws IOException
	 *             if the slide cannot be read
	 */
	public static Map<String, String> of(final Picture picture, final ProgressListener progress) throws IOException {
		final Picture greys = Greys.of(picture);
		final Map<String, String> values = new TreeMap<>();
		final int channels = greys.channels().size();
		for (int channel = 0; channel < channels; channel++)
			add(CoarseLook.of(greys, new Plane(channel, 0, 0), channels, progress),
				channel == 0 ? "" : String.valueOf(channel), values);
		return values;
	}

	private static void add(final CoarseLook look, final String suffix, final Map<String, String> values) {
		final PixelBlock pixels = look.pixels();
		final double[] covered = new double[pixels.shape().pixels()];
		int count = 0;
		double sum = 0;
		double squares = 0;
		double min = Double.POSITIVE_INFINITY;
		double max = Double.NEGATIVE_INFINITY;
		for (int i = 0; i < covered.length; i++) {
			final double value = pixels.value(i);
			covered[i] = look.covered()[i] ? value : Double.NaN;
			if (!look.covered()[i] || !Double.isFinite(value)) continue;
			count++;
			sum += value;
			squares += value * value;
			min = Math.min(min, value);
			max = Math.max(max, value);
		}
		if (count == 0) return;
		final double mean = sum / count;
		put(values, "otsu" + suffix, Histogram.of(covered, pixels.type()).otsu());
		put(values, "mean" + suffix, mean);
		put(values, "stdDev" + suffix, Math.sqrt(Math.max(0, squares / count - mean * mean)));
		put(values, "min" + suffix, min);
		put(values, "max" + suffix, max);
	}

	private static void put(final Map<String, String> values, final String key, final double value) {
		values.put(key, TileMeasurements.text(value));
	}
}
