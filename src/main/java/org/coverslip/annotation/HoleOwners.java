package org.coverslip.annotation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.io.SpilledBytes;

/**
 * Finds to which areas holes belong that a file has as rings of their own: to the smallest area that holds all points
 * of the ring; where none does, to the one that holds most of them.
 * <p>
 * First all holes are {@linkplain #add added}, then all areas {@linkplain #offer offered}, and if some holes
 * {@linkplain #someAreLeft are left}, offered once more. Rings are kept in a temporary file, so that memory is bounded.
 * For one thread.
 */
final class HoleOwners implements Closeable {

	static final int NONE = -1;

	private final SpilledBytes rings = new SpilledBytes();
	private final boolean onlyBefore;
	private final Map<String, Integer> families = new HashMap<>();

	private int count;
	private long[] ringAt = new long[0];
	private int[] index = new int[0];
	private int[] family = new int[0];
	private double[] centreX = new double[0];
	private double[] centreY = new double[0];
	private double reachX;
	private double reachY;
	private int[] owner = new int[0];
	/** The area of the owner, or how many points it has in common, below 0. */
	private double[] rank = new double[0];
	private PointIndex centres;
	private boolean isSecond;
	private int[] byOwner;
	private int next;

	/**
	 * @param onlyBefore
	 *            whether an area must come before its holes in the file
	 */
	HoleOwners(final boolean onlyBefore) {
		this.onlyBefore = onlyBefore;
	}

	/**
	 * Adds a hole.
	 *
	 * @param at
	 *            its number in the file's order
	 * @param familyName
	 *            only areas of the same one may own it
	 */
	void add(final int at, final String familyName, final Vertices ring) throws IOException {
		if (count == index.length) grow(Math.max(16, 2 * count));
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		AnnotationRecord.write(ring, new DataOutputStream(bytes));
		ringAt[count] = rings.append(bytes.toByteArray(), 0, bytes.size());
		index[count] = at;
		family[count] = families.computeIfAbsent(familyName, name -> families.size());
		final Box box = ring.box();
		centreX[count] = box.x() + box.width() / 2;
		centreY[count] = box.y() + box.height() / 2;
		reachX = Math.max(reachX, box.width() / 2);
		reachY = Math.max(reachY, box.height() / 2);
		owner[count++] = NONE;
	}

	private void grow(final int size) {
		ringAt = Arrays.copyOf(ringAt, size);
		index = Arrays.copyOf(index, size);
		family = Arrays.copyOf(family, size);
		centreX = Arrays.copyOf(centreX, size);
		centreY = Arrays.copyOf(centreY, size);
		owner = Arrays.copyOf(owner, size);
		rank = Arrays.copyOf(rank, size);
	}

	private Vertices ring(final int hole) throws IOException {
		final long end = hole + 1 < count ? ringAt[hole + 1] : rings.size();
		final byte[] bytes = new byte[(int) (end - ringAt[hole])];
		rings.read(ringAt[hole], bytes, 0, bytes.length);
		return AnnotationRecord.readVertices(new DataInputStream(new ByteArrayInputStream(bytes)));
	}

	/** Offers an area, in the file's order. */
	void offer(final int at, final String familyName, final Geometry geometry) throws IOException {
		final Integer wanted = families.get(familyName);
		if (wanted == null) return;
		if (centres == null) centres = new PointIndex(centreX, centreY, count);
		final Box box = geometry.box();
		final double dx = isSecond ? reachX : 0;
		final double dy = isSecond ? reachY : 0;
		final List<RingInside> shells = new ArrayList<>();
		centres.visit(box.x() - dx, box.y() - dy, box.endX() + dx, box.endY() + dy, hole -> {
			if (family[hole] != wanted || onlyBefore && at > index[hole]) return;
			if (isSecond && owner[hole] != NONE && rank[hole] >= 0) return;
			final double rankHere = isSecond ? 0 : geometry.area();
			if (!isSecond && owner[hole] != NONE && !isBetter(rankHere, at, hole)) return;
			if (shells.isEmpty())
				for (final Polygon polygon : geometry.polygons())
					shells.add(new RingInside(polygon.shell()));
			final Vertices ring = ring(hole);
			if (isSecond) takeIfMore(hole, at, -inside(ring, shells, false));
			else if (inside(ring, shells, true) == ring.count()) take(hole, at, rankHere);
		});
	}

	/** Of areas of one size the last one before the hole is taken. */
	private boolean isBetter(final double area, final int at, final int hole) {
		return area < rank[hole] || area == rank[hole] && at < index[hole];
	}

	private void takeIfMore(final int hole, final int at, final double rankHere) {
		if (rankHere < 0 && (owner[hole] == NONE || rankHere < rank[hole])) take(hole, at, rankHere);
	}

	private void take(final int hole, final int at, final double rankHere) {
		owner[hole] = at;
		rank[hole] = rankHere;
	}

	/** How many points lie in one of the shells, the one that has most; 0 for not all of them if all are wanted. */
	private static int inside(final Vertices ring, final List<RingInside> shells, final boolean all) {
		int most = 0;
		for (final RingInside shell : shells) {
			int inside = 0;
			for (int i = 0; i < ring.count() && (!all || inside == i); i++)
				if (shell.holds(ring.x(i), ring.y(i))) inside++;
			most = Math.max(most, inside);
		}
		return most;
	}

	/** Whether there are holes that no area holds entirely; all areas are to be offered once more then. */
	boolean someAreLeft() {
		isSecond = true;
		for (int hole = 0; hole < count; hole++)
			if (owner[hole] == NONE) return true;
		return false;
	}

	/** Whether a hole has an owner; holes are numbered in the order in which they were added. */
	boolean isOwned(final int hole) {
		return owner[hole] != NONE;
	}

	/** Whether a hole lies in its owner only in part. */
	boolean isPart(final int hole) {
		return owner[hole] != NONE && rank[hole] < 0;
	}

	/** The holes of an area; to be asked in the file's order. */
	List<Vertices> holesOf(final int at) throws IOException {
		if (byOwner == null) byOwner = sortedByOwner();
		while (next < count && owner[byOwner[next]] < at)
			next++;
		final List<Vertices> holes = new ArrayList<>();
		for (; next < count && owner[byOwner[next]] == at; next++)
			holes.add(ring(byOwner[next]));
		return holes;
	}

	private int[] sortedByOwner() {
		final long[] keys = new long[count];
		Arrays.setAll(keys, hole -> (long) owner[hole] << 32 | hole);
		Arrays.sort(keys);
		final int[] sorted = new int[count];
		Arrays.setAll(sorted, i -> (int) keys[i]);
		return sorted;
	}

	@Override
	public void close() throws IOException {
		rings.close();
	}
}
