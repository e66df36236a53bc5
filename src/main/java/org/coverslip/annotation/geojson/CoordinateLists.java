package org.coverslip.annotation.geojson;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Vertices;

import com.google.gson.stream.JsonToken;

/**
 * The member {@code coordinates} of a geometry, however deep: positions, paths of positions, groups of paths, lists of
 * groups (RFC 7946, 3.1). Used again and again.
 */
final class CoordinateLists {

	private static final String WHAT = "\"coordinates\"";

	private static final int DEEPEST = 3;

	private double[] xy = new double[128];
	private int count;
	private int[] pathEnds = new int[4];
	private int paths;
	private int[] groupEnds = new int[4];
	private int groups;
	private int height;

	/** Reads the value that comes next. */
	void read(final JsonTokens tokens) throws IOException {
		count = 0;
		paths = 0;
		groups = 0;
		height = -1;
		if (tokens.isNull()) return;
		tokens.beginArray(WHAT);
		height = read(tokens, 0);
	}

	/**
	 * What follows the begin of an array.
	 *
	 * @return 0 for a position, 1 for a list of them, and so on; -1 for a list of nothing
	 */
	private int read(final JsonTokens tokens, final int depth) throws IOException {
		final JsonToken first = tokens.peek();
		if (first == JsonToken.NUMBER || first == JsonToken.STRING) {
			position(tokens);
			return 0;
		}
		int inside = -1;
		while (tokens.hasNext()) {
			if (depth == DEEPEST) throw tokens.fault(WHAT + " nests too deep");
			tokens.beginArray("a part of " + WHAT);
			final int one = read(tokens, depth + 1);
			if (one >= 0 && inside >= 0 && one != inside) throw tokens.fault(WHAT + " nests here more than there");
			if (one >= 0) inside = one;
		}
		tokens.endArray();
		if (inside == 0) pathEnds = ended(pathEnds, paths++, count);
		if (inside == 1) groupEnds = ended(groupEnds, groups++, paths);
		return inside < 0 ? -1 : inside + 1;
	}

	/** Heights and whatever else there is after x and y are of no use. */
	private void position(final JsonTokens tokens) throws IOException {
		if (2 * count == xy.length) xy = Arrays.copyOf(xy, 2 * xy.length);
		xy[2 * count] = coordinate(tokens);
		if (!tokens.hasNext()) throw tokens.fault("a point has only one coordinate");
		xy[2 * count + 1] = coordinate(tokens);
		count++;
		while (tokens.hasNext())
			tokens.skip();
		tokens.endArray();
	}

	private static double coordinate(final JsonTokens tokens) throws IOException {
		final double value = tokens.number("a coordinate");
		if (!Double.isFinite(value)) throw tokens.fault("a coordinate is " + value);
		return value;
	}

	private static int[] ended(final int[] ends, final int index, final int end) {
		final int[] room = index < ends.length ? ends : Arrays.copyOf(ends, 2 * index);
		room[index] = end;
		return room;
	}

	/** Whether there is no position at all. */
	boolean isEmpty() {
		return count == 0;
	}

	/** How many arrays are around each number: 1 for that of a point, 4 for those of a MultiPolygon. */
	int depth() {
		return height + 1;
	}

	/** All positions. */
	Vertices points() {
		return Vertices.ofRange(xy, 0, count);
	}

	/** The paths of all groups. */
	List<Vertices> lines() {
		final List<Vertices> lines = new ArrayList<>(paths);
		for (int i = 0; i < paths; i++)
			lines.add(path(i, false));
		return lines;
	}

	/** Each group as a polygon, whose first path is around the others. */
	List<Polygon> polygons() {
		final List<Polygon> polygons = new ArrayList<>(groups);
		for (int i = 0, first = 0; i < groups; i++) {
			final Vertices shell = path(first++, true);
			final List<Vertices> holes = first == groupEnds[i] ? List.of() : new ArrayList<>();
			while (first < groupEnds[i])
				holes.add(path(first++, true));
			polygons.add(new Polygon(shell, holes));
		}
		return polygons;
	}

	/** Without its last point where it is the first one again and the path is a ring. */
	private Vertices path(final int index, final boolean isRing) {
		final int from = index == 0 ? 0 : pathEnds[index - 1];
		int end = pathEnds[index];
		while (isRing && end - from > 1 && xy[2 * from] == xy[2 * end - 2] && xy[2 * from + 1] == xy[2 * end - 1])
			end--;
		return Vertices.ofRange(xy, from, end - from);
	}
}
