package org.coverslip.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds which rings are holes in others where a file says only that all of them belong to one area, of which a point is
 * in if an odd number of rings goes around it. Rings may touch, but not cross.
 */
public final class RingNesting {

	private final List<Vertices> rings;
	private final Box[] boxes;
	private final double[] areas;
	private final double[][] inside;

	private RingNesting(final List<Vertices> rings) {
		this.rings = rings.stream().map(Vertices::open).toList();
		boxes = this.rings.stream().map(Vertices::box).toArray(Box[]::new);
		areas = this.rings.stream().mapToDouble(ring -> Math.abs(ring.signedArea())).toArray();
		inside = new double[rings.size()][];
	}

	/**
	 * The polygons of an area, each with its holes; in the order of their outer rings.
	 *
	 * @param rings
	 *            one at least; which way around they go means nothing
	 */
	public static List<Polygon> polygons(final List<Vertices> rings) {
		return rings.size() == 1 ? List.of(new Polygon(rings.get(0))) : new RingNesting(rings).polygons();
	}

	private List<Polygon> polygons() {
		final List<List<Integer>> around = around();
		final List<List<Vertices>> holes = new ArrayList<>();
		rings.forEach(ring -> holes.add(new ArrayList<>()));
		for (int i = 0; i < rings.size(); i++)
			if (isHole(around, i)) holes.get(smallest(around.get(i))).add(rings.get(i));
		final List<Polygon> polygons = new ArrayList<>();
		for (int i = 0; i < rings.size(); i++)
			if (!isHole(around, i)) polygons.add(new Polygon(rings.get(i), holes.get(i)));
		return polygons;
	}

	private static boolean isHole(final List<List<Integer>> around, final int ring) {
		return around.get(ring).size() % 2 == 1;
	}

	/** Of rings that lie around the same point, the innermost. */
	private int smallest(final List<Integer> several) {
		return several.stream().min(Comparator.comparingDouble(i -> areas[i])).orElseThrow();
	}

	/** For each ring those that go around it: by a sweep from left to right over their boxes. */
	private List<List<Integer>> around() {
		final Integer[] byLeft = new Integer[rings.size()];
		Arrays.setAll(byLeft, i -> i);
		Arrays.sort(byLeft, Comparator.comparingDouble(i -> boxes[i].x()));
		final List<List<Integer>> around = new ArrayList<>();
		rings.forEach(ring -> around.add(new ArrayList<>()));
		final List<Integer> open = new ArrayList<>();
		for (final int ring : byLeft) {
			open.removeIf(other -> boxes[other].endX() < boxes[ring].x());
			for (final int other : open) {
				if (goesAround(other, ring)) around.get(ring).add(other);
				else if (goesAround(ring, other)) around.get(other).add(ring); // their left edges are the same
			}
			open.add(ring);
		}
		return around;
	}

	private boolean goesAround(final int outer, final int inner) {
		if (!boxes[outer].contains(boxes[inner]) || areas[outer] < areas[inner]
			|| areas[outer] == areas[inner] && outer > inner) return false;
		final double[] point = pointIn(inner);
		return rings.get(outer).encloses(point[0], point[1]);
	}

	private double[] pointIn(final int ring) {
		if (inside[ring] == null) inside[ring] = pointIn(rings.get(ring));
		return inside[ring];
	}

	/** A point in a ring, not on it: corners may lie on the ring around it. */
	private static double[] pointIn(final Vertices ring) {
		final double[] heights = new double[ring.count()];
		for (int i = 0; i < heights.length; i++)
			heights[i] = ring.y(i);
		Arrays.sort(heights);
		double best = 0;
		double y = heights[0];
		for (int i = 1; i < heights.length; i++)
			if (heights[i] - heights[i - 1] > best) {
				best = heights[i] - heights[i - 1];
				y = (heights[i] + heights[i - 1]) / 2;
			}
		final double[] crossings = crossings(ring, y);
		double width = -1;
		double x = ring.x(0);
		for (int i = 0; i + 1 < crossings.length; i += 2)
			if (crossings[i + 1] - crossings[i] > width) {
				width = crossings[i + 1] - crossings[i];
				x = (crossings[i] + crossings[i + 1]) / 2;
			}
		return new double[] { x, y };
	}

	/** Where a horizontal line goes in and out of a ring, from left to right. */
	private static double[] crossings(final Vertices ring, final double y) {
		final List<Double> found = new ArrayList<>();
		for (int i = 0, j = ring.count() - 1; i < ring.count(); j = i++)
			if (ring.y(i) > y != ring.y(j) > y)
				found.add(ring.x(i) + (ring.x(j) - ring.x(i)) * (y - ring.y(i)) / (ring.y(j) - ring.y(i)));
		return found.stream().mapToDouble(Double::doubleValue).sorted().toArray();
	}
}
