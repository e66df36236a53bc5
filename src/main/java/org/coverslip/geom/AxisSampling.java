package org.coverslip.geom;

import java.util.Arrays;

/**
 * Which pixels of a level, and with which weights, make each pixel of a picture at another scale, along one axis.
 * Immutable.
 * <p>
 * Where the picture is coarser than the level, a pixel is the mean of the level over the pixel's extent (area
 * averaging: the weights are the lengths of the overlaps); where it is finer, it is interpolated between the two
 * nearest pixel centres (linear), and the level's outermost pixels go on to its edge. A pixel of the picture that lies
 * outside the level has no weights.
 */
public final class AxisSampling {

	/** Overlaps shorter than this, in level pixels, come from rounding errors. */
	private static final double SLIVER = 1e-9;

	private final long[] first;
	private final int[] offset;
	private final double[] weights;

	/**
	 * @param start0
	 *            where the picture begins, in level-0 pixels
	 * @param pitch0
	 *            level-0 pixels per pixel of the picture
	 * @param count
	 *            pixels of the picture
	 * @param scale
	 *            of the level that is sampled
	 * @param length
	 *            pixels of the level along this axis
	 */
	public AxisSampling(final double start0, final double pitch0, final int count, final LevelScale scale,
		final long length) {
		final double start = scale.toLevelExact(start0);
		final double pitch = scale.toLevelExact(pitch0);
		first = new long[count];
		offset = new int[count + 1];
		final boolean average = pitch >= 1;
		final double[] buffer =
			new double[Math.addExact(average ? (int) Math.min(length, (long) Math.ceil(pitch) + 1) : 2, 1)];
		double[] collected = new double[Math.max(16, count * 2)];
		for (int i = 0; i < count; i++) {
			final double from = start + i * pitch;
			final double to = start + (i + 1) * pitch;
			final int n = average ? overlaps(i, from, to, length, buffer)
				: neighbours(i, (from + to) / 2, length, buffer);
			if (offset[i] + n > collected.length)
				collected = Arrays.copyOf(collected, Math.max(collected.length * 2, offset[i] + n));
			System.arraycopy(buffer, 0, collected, offset[i], n);
			offset[i + 1] = offset[i] + n;
		}
		weights = collected;
	}

	private int overlaps(final int i, final double from, final double to, final long length, final double[] buffer) {
		final long low = Math.max(0, (long) Math.floor(from + SLIVER));
		final long high = Math.min(length, (long) Math.ceil(to - SLIVER));
		first[i] = low;
		final int n = (int) Math.max(0, high - low);
		for (int k = 0; k < n; k++) {
			final double overlap = Math.min(to, low + k + 1) - Math.max(from, low + k);
			buffer[k] = overlap > 1 - SLIVER ? 1 : overlap;
		}
		return n;
	}

	private int neighbours(final int i, final double centre, final long length, final double[] buffer) {
		if (centre < 0 || centre >= length) return 0;
		final double position = Math.max(0, Math.min(length - 1, centre - 0.5));
		final long low = (long) Math.floor(position);
		first[i] = low;
		buffer[0] = 1 - (position - low);
		buffer[1] = position - low;
		return buffer[1] > SLIVER ? 2 : 1;
	}

	/** Number of pixels of the picture. */
	public int count() {
		return first.length;
	}

	/** The first pixel of the level that makes pixel {@code i}; meaningless if {@link #taps} is 0. */
	public long first(final int i) {
		return first[i];
	}

	/** How many pixels of the level, one after the other, make pixel {@code i}; 0 if it lies outside the level. */
	public int taps(final int i) {
		return offset[i + 1] - offset[i];
	}

	/**
	 * The weight, &gt; 0, of the level's pixel {@code first(i) + k} in pixel {@code i}; the weights need not sum to 1.
	 */
	public double weight(final int i, final int k) {
		return weights[offset[i] + k];
	}

	/** The sums of the weights of all pixels of the picture; 0 for those outside the level. A new array. */
	public double[] totals() {
		final double[] totals = new double[count()];
		for (int i = 0; i < totals.length; i++)
			for (int k = offset[i]; k < offset[i + 1]; k++)
				totals[i] += weights[k];
		return totals;
	}

	/**
	 * Adds the weighted sums of a part of a line of the level to a line of the picture.
	 *
	 * @param line
	 *            interleaved samples of neighbouring pixels of the level
	 * @param start
	 *            which pixel of the level is the first of {@code line}
	 * @param samples
	 *            of a pixel
	 * @param to
	 *            interleaved samples of {@link #count()} pixels, beginning at {@code at}
	 */
	public void addSums(final double[] line, final long start, final int samples, final double[] to, final int at) {
		final int length = line.length / samples;
		for (int i = 0; i < first.length; i++) {
			final long shift = first[i] - start;
			final int from = (int) Math.max(0, -shift);
			final int end = (int) Math.min(offset[i + 1] - offset[i], length - shift);
			if (from >= end) continue;
			final int w = offset[i];
			int p = (int) (shift + from) * samples;
			if (samples == 3) {
				double red = 0;
				double green = 0;
				double blue = 0;
				for (int k = from; k < end; k++, p += 3) {
					final double weight = weights[w + k];
					red += weight * line[p];
					green += weight * line[p + 1];
					blue += weight * line[p + 2];
				}
				to[at + 3 * i] += red;
				to[at + 3 * i + 1] += green;
				to[at + 3 * i + 2] += blue;
			}
			else for (int k = from; k < end; k++)
				for (int s = 0; s < samples; s++, p++)
					to[at + i * samples + s] += weights[w + k] * line[p];
		}
	}

	/** The first pixel of the level that is needed at all, or 0 if none is. */
	public long start() {
		for (int i = 0; i < count(); i++)
			if (taps(i) > 0) return first[i];
		return 0;
	}

	/** The first pixel of the level that is not needed any more; {@link #start()} if none is. */
	public long end() {
		for (int i = count() - 1; i >= 0; i--)
			if (taps(i) > 0) return first[i] + taps(i);
		return 0;
	}
}
