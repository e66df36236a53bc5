package org.coverslip.slide;

import java.util.Arrays;

import org.coverslip.geom.AxisSampling;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * Collects the pixels of a part of a picture from pieces of a level, in any order, each pixel of the level once. One thread.
 * <p>
 * Sums are kept in doubles and weights of whole pixels are 1, so that means of integers are exact before they are rounded.
 */
final class Resampler {

	/** Coverage below this is none: it comes from rounding errors. */
	private static final double SLIVER = 1e-9;

	private final AxisSampling across;
	private final AxisSampling down;
	private final int samples;
	private final double[] sums;
	private double[] missing;

	Resampler(final AxisSampling across, final AxisSampling down, final int samples) {
		this.across = across;
		this.down = down;
		this.samples = samples;
		sums = new double[Math.multiplyExact(across.count() * down.count(), samples)];
	}

	/** The pixels of the level that are needed; may be empty. */
	Region needed() {
		return Region.between(across.start(), down.start(), across.end(), down.end());
	}

	/**
	 * Adds a piece of the level.
	 *
	 * @param place
	 *            where it lies, in pixels of the level
	 */
	void add(final Region place, final RegionPixels pixels) {
		final double[] line = new double[pixels.block().width() * samples];
		final double[] lineMissing = pixels.isOpaque() ? null : new double[pixels.block().width()];
		final double[] row = new double[across.count() * samples];
		final double[] rowMissing = pixels.isOpaque() ? null : new double[across.count()];
		if (rowMissing != null && missing == null) missing = new double[across.count() * down.count()];
		int top = 0;
		for (int y = 0; y < pixels.block().height(); y++) {
			final long levelY = place.y() + y;
			while (top < down.count() && down.first(top) + down.taps(top) <= levelY)
				top++;
			if (top == down.count()) return;
			if (down.first(top) > levelY) continue;
			readLine(pixels, y, line, lineMissing);
			reduce(place, line, row, samples);
			if (lineMissing != null) reduce(place, lineMissing, rowMissing, 1);
			for (int j = top; j < down.count() && (down.taps(j) == 0 || down.first(j) <= levelY); j++) {
				final int k = (int) (levelY - down.first(j));
				if (k >= down.taps(j)) continue;
				addScaled(row, down.weight(j, k), sums, j * row.length);
				if (rowMissing != null) addScaled(rowMissing, down.weight(j, k), missing, j * rowMissing.length);
			}
		}
	}

	private static void addScaled(final double[] row, final double weight, final double[] to, final int at) {
		for (int i = 0; i < row.length; i++)
			to[at + i] += weight * row[i];
	}

	/** Sums the samples of one line of the piece into the columns of the picture. */
	private void reduce(final Region place, final double[] line, final double[] row, final int n) {
		Arrays.fill(row, 0);
		for (int i = 0; i < across.count(); i++) {
			final long first = across.first(i) - place.x();
			final int from = (int) Math.max(0, -first);
			final int to = (int) Math.min(across.taps(i), place.width() - first);
			for (int k = from; k < to; k++) {
				final double weight = across.weight(i, k);
				final int at = (int) (first + k) * n;
				for (int s = 0; s < n; s++)
					row[i * n + s] += weight * line[at + s];
			}
		}
	}

	/** One line's samples as doubles, multiplied by their coverage, and what of each pixel is not covered. */
	private void readLine(final RegionPixels pixels, final int y, final double[] line, final double[] lineMissing) {
		final PixelBlock block = pixels.block();
		final int at = y * line.length;
		switch (block.type()) {
			case UINT8 -> {
				final byte[] v = block.bytes();
				for (int i = 0; i < line.length; i++)
					line[i] = v[at + i] & 0xff;
			}
			case UINT16 -> {
				final short[] v = block.shorts();
				for (int i = 0; i < line.length; i++)
					line[i] = v[at + i] & 0xffff;
			}
			case FLOAT32 -> {
				final float[] v = block.floats();
				for (int i = 0; i < line.length; i++)
					line[i] = v[at + i];
			}
			default -> {
				for (int i = 0; i < line.length; i++)
					line[i] = block.value(at + i);
			}
		}
		if (lineMissing == null) return;
		for (int x = 0; x < lineMissing.length; x++) {
			final double coverage = pixels.alpha(y * lineMissing.length + x) / 255.0;
			lineMissing[x] = 1 - coverage;
			for (int s = 0; s < samples; s++)
				line[x * samples + s] *= coverage;
		}
	}

	/**
	 * Writes the part into the picture.
	 *
	 * @param alpha
	 *            of the whole picture, written as well
	 * @param x
	 *            column of the picture at which the part begins
	 * @param y
	 *            row, likewise
	 * @return whether all pixels of the part are fully covered
	 */
	boolean finish(final PixelBlock picture, final byte[] alpha, final int x, final int y) {
		final int width = across.count();
		boolean opaque = true;
		for (int j = 0; j < down.count(); j++) {
			final double high = down.total(j);
			for (int i = 0; i < width; i++) {
				final double all = high * across.total(i);
				final double covered = all - (missing == null ? 0 : missing[j * width + i]);
				final int to = (y + j) * picture.width() + x + i;
				final int a = all <= 0 || covered <= SLIVER * all ? 0 : Math.max(1, (int) (covered / all * 255 + 0.5));
				opaque &= a == 255;
				alpha[to] = (byte) a;
				if (a > 0) for (int s = 0; s < samples; s++)
					store(picture, to * samples + s, sums[(j * width + i) * samples + s] / covered);
			}
		}
		return opaque;
	}

	private static void store(final PixelBlock block, final int i, final double value) {
		final PixelType type = block.type();
		switch (type) {
			case UINT8, INT8 -> block.bytes()[i] = (byte) nearest(value);
			case UINT16, INT16 -> block.shorts()[i] = (short) nearest(value);
			case UINT32, INT32 -> block.ints()[i] = (int) nearest(value);
			case FLOAT32 -> block.floats()[i] = (float) value;
			case FLOAT64 -> block.doubles()[i] = value;
		}
	}

	private static long nearest(final double value) {
		return (long) (value < 0 ? value - 0.5 : value + 0.5);
	}
}
