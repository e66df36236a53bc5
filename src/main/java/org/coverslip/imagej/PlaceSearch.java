package org.coverslip.imagej;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.geom.ScaledRegion;

import ij.process.FHT;
import ij.process.FloatProcessor;

/** Looks for where an image may lie within the part of the slide from which it comes, at a coarse scale. */
final class PlaceSearch {

	/** Longest side of what is searched, in coarse pixels, and of its Hartley transform. */
	private static final int SIDE = 200;
	private static final int TRANSFORM = 256;

	/** By how much finer it is searched for small parts. */
	private static final int FINER = 2;

	/** Templates smaller than this, across or down, are found everywhere. */
	private static final int LEAST = 12;

	/** Places that are tried for each template. */
	private static final int TRIES = 2;

	private static final double LEAST_AGREEMENT = 0.5;

	private final ScaledRegion coarse;
	private final int size;
	private final ImageGreys image;
	private final double pitch;
	private final float[] slide;
	private final double[] sums;
	private final double[] squares;
	private final FHT transformed;

	/**
	 * @param within
	 *            all that may be shown, in pixels of the image's size
	 * @param image
	 *            what is searched for
	 */
	PlaceSearch(final SlideGreys greys, final ScaledRegion within, final ImageGreys image) throws IOException {
		this.image = image;
		final boolean small = 2L * Math.min(image.width(), image.height()) < Math.min(within.width(), within.height());
		size = small ? TRANSFORM * FINER : TRANSFORM;
		pitch = Math.max(1,
			(double) Math.max(within.width(), within.height()) / (small ? SIDE * FINER : SIDE));
		coarse = new ScaledRegion(within.x0(), within.y0(), within.pitchX() * pitch, within.pitchY() * pitch,
			Math.max(1, (long) (within.width() / pitch)), Math.max(1, (long) (within.height() / pitch)));
		slide = greys.read(coarse);
		sums = integral(1);
		squares = integral(2);
		transformed = transform(slide, (int) coarse.width(), (int) coarse.height());
	}

	/** How far a place that is found may be from the right one, in pixels of the image. */
	int margin() {
		return pitch == 1 ? 0 : (int) (2 * pitch) + 2;
	}

	/** Where the upright picture of an image may lie, likely places first. */
	List<ScaledRegion> places(final Orientation orientation) {
		final int width = orientation.uprightWidth(image.width(), image.height());
		final int height = orientation.uprightHeight(image.width(), image.height());
		final int columns = (int) (width / pitch);
		final int rows = (int) (height / pitch);
		final List<ScaledRegion> places = new ArrayList<>();
		if (columns < LEAST || rows < LEAST) return places;
		final float[] picture = image.reduced(orientation, pitch, columns, rows);
		// the middle is there even if the picture was moved within its frame; after a long way, one of the quarters
		final List<int[]> corners = new ArrayList<>(List.of(new int[] { columns / 4, rows / 4 }));
		if (orientation.equals(Orientation.UPRIGHT))
			for (int i = 0; i < 4; i++)
				corners.add(new int[] { i % 2 * columns / 2, i / 2 * rows / 2 });
		for (final int[] corner : corners)
			for (final int[] found : find(picture, columns, corner, columns / 2, rows / 2))
				places.add(new ScaledRegion(coarse.x0() + inPixels(found[0] - corner[0]) * coarse.pitchX() / pitch,
					coarse.y0() + inPixels(found[1] - corner[1]) * coarse.pitchY() / pitch, coarse.pitchX() / pitch,
					coarse.pitchY() / pitch, width, height));
		return places;
	}

	/** Whole pixels of the image nearest to so many coarse ones. */
	private long inPixels(final int coarsePixels) {
		return (long) (coarsePixels * pitch);
	}

	/** The places at which a box of the picture agrees most with the slide. */
	private List<int[]> find(final float[] picture, final int columns, final int[] corner, final int width,
		final int height) {
		final float[] template = new float[width * height];
		for (int y = 0; y < height; y++)
			System.arraycopy(picture, (corner[1] + y) * columns + corner[0], template, y * width, width);
		final double deviation = PatchMatch.deviation(template);
		if (deviation == 0) return List.of();
		double mean = 0;
		for (final float value : template)
			mean += value / template.length;
		for (int i = 0; i < template.length; i++)
			template[i] -= (float) mean;
		final FHT product = transformed.conjugateMultiply(transform(template, width, height));
		product.inverseTransform();
		final float[] correlation = (float[]) product.getPixels();
		final double[] agreement = new double[correlation.length];
		for (int y = 0; y + height <= coarse.height(); y++)
			for (int x = 0; x + width <= coarse.width(); x++) {
				final double sum = box(sums, x, y, width, height);
				final double variance = box(squares, x, y, width, height) - sum * sum / template.length;
				if (variance > 0) agreement[y * size + x] = Math.abs(correlation[y * size + x])
					/ Math.sqrt(variance * template.length) / deviation;
			}
		final List<int[]> found = new ArrayList<>();
		for (int i = 0; i < TRIES; i++) {
			int best = 0;
			for (int j = 0; j < agreement.length; j++)
				if (agreement[j] > agreement[best]) best = j;
			if (agreement[best] < LEAST_AGREEMENT) break;
			final int x = best % size;
			final int y = best / size;
			found.add(new int[] { x, y });
			for (int dy = -3; dy <= 3; dy++)
				for (int dx = -3; dx <= 3; dx++)
					if (x + dx >= 0 && y + dy >= 0 && x + dx < size && y + dy < size)
						agreement[(y + dy) * size + x + dx] = 0;
		}
		return found;
	}

	private FHT transform(final float[] values, final int width, final int height) {
		double mean = 0;
		for (final float value : values)
			mean += value / values.length;
		final FloatProcessor padded = new FloatProcessor(size, size);
		final float[] pixels = (float[]) padded.getPixels();
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				pixels[y * size + x] = (float) (values[y * width + x] - mean);
		final FHT transform = new FHT(padded);
		transform.transform();
		return transform;
	}

	/** Sums, above and to the left of each corner of pixels, of the values less their mean, or of their squares. */
	private double[] integral(final int power) {
		final int width = (int) coarse.width();
		final int height = (int) coarse.height();
		double mean = 0;
		for (final float value : slide)
			mean += value / slide.length;
		final double[] integral = new double[(width + 1) * (height + 1)];
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final double value = slide[y * width + x] - mean;
				integral[(y + 1) * (width + 1) + x + 1] = (power == 1 ? value : value * value)
					+ integral[y * (width + 1) + x + 1] + integral[(y + 1) * (width + 1) + x]
					- integral[y * (width + 1) + x];
			}
		return integral;
	}

	private double box(final double[] integral, final int x, final int y, final int width, final int height) {
		final int row = (int) coarse.width() + 1;
		return integral[(y + height) * row + x + width] - integral[y * row + x + width]
			- integral[(y + height) * row + x] + integral[y * row + x];
	}
}
