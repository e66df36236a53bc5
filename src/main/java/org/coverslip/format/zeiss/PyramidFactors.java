package org.coverslip.format.zeiss;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.coverslip.geom.LevelScale;
import org.coverslip.io.SlideFormatException;

/**
 * Finds out which resolution each sub-block belongs to. A file states only how large each one is, on the slide and as
 * stored, both rounded: the factor of a large one is certain; that of a narrow remainder at the right edge is not, and
 * is taken from the large ones.
 */
final class PyramidFactors {

	private static final int MOST_LEVELS = 64;
	/** The largest misfit in stored pixels: some writers round sizes up, others down. */
	private static final double MOST_MISFIT = 1;

	private PyramidFactors() {}

	private record Shape(int width, int height, int storedWidth, int storedHeight) {

		static Shape of(final SubBlock block) {
			return new Shape(block.width(), block.height(), block.storedWidth(), block.storedHeight());
		}

		int longerSide() {
			return Math.max(storedWidth, storedHeight);
		}

		/** How far the stored size is from the size divided by the factor, in stored pixels. */
		double misfit(final double factor) {
			return Math.max(Math.abs(width / factor - storedWidth), Math.abs(height / factor - storedHeight));
		}

		/** The ratio along the side that is stored with more pixels. */
		double ratio() {
			return (double) (storedWidth > storedHeight ? width : height) / longerSide();
		}

		private boolean fits(final double factor) {
			return misfit(factor) <= MOST_MISFIT;
		}

		/** The smallest power of the base that fits, or 0. */
		private double power(final double base) {
			double power = base;
			while (power < ratio() && !fits(power))
				power *= base;
			return fits(power) ? power : 0;
		}

		/**
		 * The factor of a resolution that is seen for the first time: a power of the finest known one, a whole number
		 * that fits exactly, a power of 2 or 3 as Zeiss' programs write them, or another whole number; else the ratio
		 * itself.
		 */
		double factor(final List<Double> known) {
			final double finest = known.stream().mapToDouble(Double::doubleValue).filter(factor -> factor >= 2).min()
				.orElse(0);
			final double whole = LevelScale.wholeRatio(storedWidth > storedHeight ? width : height, longerSide());
			if (finest > 0 && power(finest) > 0) return power(finest);
			if (misfit(whole) == 0) return whole;
			if (power(2) > 0) return power(2);
			if (power(3) > 0) return power(3);
			return fits(whole) ? whole : ratio();
		}
	}

	/**
	 * The sub-blocks of each resolution, the finest first.
	 *
	 * @return by how many pixels of the finest resolution one of their pixels stands for in each direction
	 */
	static SortedMap<Double, List<SubBlock>> sort(final List<SubBlock> blocks, final Zisraw file)
		throws SlideFormatException {
		final Map<Shape, SubBlock> shapes = new HashMap<>();
		for (final SubBlock block : blocks)
			if (!block.isFull()) shapes.putIfAbsent(Shape.of(block), block);
		final List<Shape> largestFirst = new ArrayList<>(shapes.keySet());
		largestFirst.sort(Comparator.comparingInt(Shape::longerSide).reversed().thenComparingDouble(Shape::ratio));
		final List<Double> factors = new ArrayList<>();
		final Map<Shape, Double> factorOf = new HashMap<>();
		for (final Shape shape : largestFirst)
			factorOf.put(shape, factor(shape, factors, shapes.get(shape), file));
		final SortedMap<Double, List<SubBlock>> sorted = new TreeMap<>();
		for (final SubBlock block : blocks)
			sorted.computeIfAbsent(block.isFull() ? 1.0 : factorOf.get(Shape.of(block)), factor -> new ArrayList<>())
				.add(block);
		return sorted;
	}

	private static double factor(final Shape shape, final List<Double> known, final SubBlock block, final Zisraw file)
		throws SlideFormatException
	{
		final double nearest = known.stream().min(Comparator.comparingDouble(shape::misfit)).orElse(0.0);
		if (nearest > 0 && shape.fits(nearest)) return nearest;
		final double factor = shape.factor(known);
		if (!shape.fits(factor))
			throw file.unexpected(block.position(), "a sub-block that is reduced alike in both directions",
				block.width() + " x "
				+ block.height() + " pixels stored as " + block.storedWidth() + " x " + block.storedHeight());
		if (known.size() == MOST_LEVELS)
			throw file.unexpected(block.position(), "at most " + MOST_LEVELS + " resolutions", "more");
		known.add(factor);
		return factor;
	}
}
