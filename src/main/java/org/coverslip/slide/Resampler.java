package org.coverslip.slide;

import java.util.Arrays;

import org.coverslip.geom.AxisSampling;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;

/**
 * Collects the pixels of a part of a picture from pieces of a level, in any order, each pixel of the level once. One
 * thread.
 * <p>
 * Sums are kept in doubles and weights of whole pixels are 1, so that means of integers are exact before they are
 * rounded.
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
	 * Adds a piece of the level: first the rows that make a row of the picture, then the columns of their sum.
	 *
	 * @param place
	 *            where it lies, in pixels of the level
	 */
	void add(final Region place, final RegionPixels pixels) {
		final int width = pixels.block().width();
		final boolean opaque = pixels.isOpaque();
		if (!opaque && missing == null) missing = new double[across.count() * down.count()];
		final double[] line = new double[width * samples];
		final double[] lineMissing = opaque ? null : new double[width];
		for (int j = 0; j < down.count(); j++) {
			final int top = (int) Math.max(0, Math.min(place.height(), down.first(j) - place.y()));
			final int end = (int) Math.min(place.height(), down.first(j) + down.taps(j) - place.y());
			if (top >= end) continue;
			Arrays.fill(line, 0);
			if (!opaque) Arrays.fill(lineMissing, 0);
			for (int y = top; y < end; y++) {
				final double weight = down.weight(j, (int) (place.y() + y - down.first(j)));
				if (opaque) addRow(pixels.block(), y, weight, line);
				else addPartlyCoveredRow(pixels, y, weight, line, lineMissing);
			}
			across.addSums(line, place.x(), samples, sums, j * across.count() * samples);
			if (!opaque) across.addSums(lineMissing, place.x(), 1, missing, j * across.count());
		}
	}

	private static void addRow(final PixelBlock block, final int y, final double weight, final double[] line) {
		final int at = y * line.length;
		switch (block.type()) {
			case UINT8 -> {
				final byte[] v = block.bytes();
				for (int i = 0; i < line.length; i++)
					line[i] += weight * (v[at + i] & 0xff);
			}
			case UINT16 -> {
				final short[] v = block.shorts();
				for (int i = 0; i < line.length; i++)
					line[i] += weight * (v[at + i] & 0xffff);
			}
			case FLOAT32 -> {
				final float[] v = block.floats();
				for (int i = 0; i < line.length; i++)
					line[i] += weight * v[at + i];
			}
			default -> {
				for (int i = 0; i < line.length; i++)
					line[i] += weight * block.value(at + i);
			}
		}
	}

	/** Counts each pixel as far as it is covered, and collects how far it is not. */
	private void addPartlyCoveredRow(final RegionPixels pixels, final int y, final double weight, final double[] line,
		final double[] lineMissing)
	{
		for (int x = 0; x < lineMissing.length; x++) {
			final int pixel = y * lineMissing.length + x;
			final double covered = weight * pixels.alpha(pixel) / 255;
			lineMissing[x] += weight - covered;
			if (covered > 0) for (int s = 0; s < samples; s++)
				line[x * samples + s] += covered * pixels.block().value(pixel * samples + s);
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
		final double[] wide = across.totals();
		final double[] high = down.totals();
		boolean opaque = true;
		for (int j = 0; j < down.count(); j++)
			for (int i = 0; i < width; i++) {
				final double all = high[j] * wide[i];
				final double covered = all - (missing == null ? 0 : missing[j * width + i]);
				final int to = (y + j) * picture.width() + x + i;
				final int a = all <= 0 || covered <= SLIVER * all ? 0 : Math.max(1, (int) (covered / all * 255 + 0.5));
				opaque &= a == 255;
				alpha[to] = (byte) a;
				if (a > 0) for (int s = 0; s < samples; s++)
					picture.put(to * samples + s, sums[(j * width + i) * samples + s] / covered);
			}
		return opaque;
	}
}
