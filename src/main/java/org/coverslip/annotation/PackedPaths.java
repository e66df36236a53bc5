package org.coverslip.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;


/**
 * Areas in few bytes, each to be unpacked when it is wanted, exactly as it was. Coordinates that are decimals of a few
 * digits, as most files have them, are kept as differences of whole numbers; others as they are.
 * <p>
 * They are added by one thread; then any number of threads may read.
 */
public final class PackedPaths {

	/** Coordinates are tried as multiples of one in so many. */
	private static final int[] PARTS = { 1, 2, 10, 100, 1000, 1 << 10, 100_000 };

	private static final int AS_THEY_ARE = PARTS.length;
	private static final double LARGEST = 1L << 50;
	private static final int CHUNK = 1 << 20;

	private final List<byte[]> chunks = new ArrayList<>();
	private int used = CHUNK;
	private byte[] packed = new byte[1 << 12];
	private int length;

	/** Takes unpacked rings, or lines or points. */
	public interface Rings {

		/** A new polygon: the rings that follow, up to the next polygon, are counted together. */
		void polygon();

		/**
		 * A ring, open; or a line, or points.
		 *
		 * @param xy
		 *            x and y in turn; not to be kept
		 * @param count
		 *            how many points
		 */
		void ring(double[] xy, int count);
	}

	/** Adds an area; returns where it lies. */
	public long add(final List<Polygon> polygons) {
		final List<List<Vertices>> groups = new ArrayList<>(polygons.size());
		for (final Polygon polygon : polygons) {
			final List<Vertices> rings = new ArrayList<>(1 + polygon.holes().size());
			rings.add(polygon.shell());
			rings.addAll(polygon.holes());
			groups.add(rings);
		}
		return addGroups(groups);
	}

	/** Adds an area, each line of lines as if it were a polygon, or points as one; returns where it lies. */
	public long add(final Geometry geometry) {
		return switch (geometry.kind()) {
			case POINTS -> addGroups(List.of(List.of(geometry.points())));
			case LINES -> addGroups(geometry.lines().stream().map(List::of).toList());
			default -> add(geometry.polygons());
		};
	}

	private long addGroups(final List<List<Vertices>> groups) {
		final int part = part(groups);
		length = 0;
		putByte(part);
		putNumber(groups.size());
		long beforeX = 0;
		long beforeY = 0;
		for (final List<Vertices> group : groups) {
			putNumber(group.size());
			for (final Vertices points : group) {
				putNumber(points.count());
				for (int i = 0; i < points.count(); i++) {
					final long x = number(points.x(i), part);
					final long y = number(points.y(i), part);
					if (part == AS_THEY_ARE) {
						putLong(x);
						putLong(y);
						continue;
					}
					putDifference(x - beforeX);
					putDifference(y - beforeY);
					beforeX = x;
					beforeY = y;
				}
			}
		}
		return keep();
	}

	private long keep() {
		if (used + length > CHUNK) {
			chunks.add(new byte[Math.max(CHUNK, length)]);
			used = 0;
		}
		System.arraycopy(packed, 0, chunks.get(chunks.size() - 1), used, length);
		final long place = (long) (chunks.size() - 1) << 32 | used;
		used += length;
		return place;
	}

	/** The least of the parts of which all coordinates are whole multiples. */
	private static int part(final List<List<Vertices>> groups) {
		for (int part = 0; part < AS_THEY_ARE; part++)
			if (isExact(groups, part)) return part;
		return AS_THEY_ARE;
	}

	private static boolean isExact(final List<List<Vertices>> groups, final int part) {
		for (final List<Vertices> group : groups)
			for (final Vertices points : group)
				if (!isExact(points, part)) return false;
		return true;
	}

	private static boolean isExact(final Vertices ring, final int part) {
		for (int i = 0; i < ring.count(); i++)
			if (!isExact(ring.x(i), part) || !isExact(ring.y(i), part)) return false;
		return true;
	}

	private static boolean isExact(final double value, final int part) {
		return Math.abs(value) < LARGEST / PARTS[part] && (double) number(value, part) / PARTS[part] == value;
	}

	private static long number(final double value, final int part) {
		if (part == AS_THEY_ARE) return Double.doubleToRawLongBits(value);
		final double times = value * PARTS[part];
		return (long) (times + (times < 0 ? -0.5 : 0.5));
	}

	private void putByte(final int value) {
		if (length == packed.length) packed = Arrays.copyOf(packed, 2 * length);
		packed[length++] = (byte) value;
	}

	private void putNumber(final long value) {
		long rest = value;
		while (rest >>> 7 != 0) {
			putByte((int) (rest & 0x7f | 0x80));
			rest >>>= 7;
		}
		putByte((int) rest);
	}

	private void putDifference(final long value) {
		putNumber(value << 1 ^ value >> 63);
	}

	private void putLong(final long value) {
		for (int shift = 56; shift >= 0; shift -= 8)
			putByte((int) (value >>> shift));
	}

	/** How many bytes they take, with room for what is added next. */
	public long bytes() {
		long bytes = packed.length;
		for (final byte[] chunk : chunks)
			bytes += chunk.length;
		return bytes;
	}

	/** Unpacks them; for one thread. */
	public final class Reader {

		private byte[] from;
		private int at;
		private double[] xy = new double[256];

		/**
		 * Unpacks one.
		 *
		 * @param place
		 *            as {@link PackedPaths#add} returned it
		 */
		public void read(final long place, final Rings rings) {
			from = chunks.get((int) (place >>> 32));
			at = (int) place;
			final int part = from[at++];
			final long polygons = number();
			long x = 0;
			long y = 0;
			for (long polygon = 0; polygon < polygons; polygon++) {
				rings.polygon();
				final long count = number();
				for (long ring = 0; ring < count; ring++) {
					final int points = (int) number();
					if (xy.length < 2 * points) xy = new double[Math.max(2 * points, 2 * xy.length)];
					for (int i = 0; i < 2 * points; i += 2)
						if (part == AS_THEY_ARE) {
							xy[i] = asItIs();
							xy[i + 1] = asItIs();
						}
						else {
							x += difference();
							y += difference();
							xy[i] = (double) x / PARTS[part];
							xy[i + 1] = (double) y / PARTS[part];
						}
					rings.ring(xy, points);
				}
			}
		}

		private long number() {
			long value = 0;
			for (int shift = 0;; shift += 7) {
				final byte b = from[at++];
				value |= (long) (b & 0x7f) << shift;
				if (b >= 0) return value;
			}
		}

		private long difference() {
			final long value = number();
			return value >>> 1 ^ -(value & 1);
		}

		private double asItIs() {
			long bits = 0;
			for (int i = 0; i < 8; i++)
				bits = bits << 8 | from[at++] & 0xff;
			return Double.longBitsToDouble(bits);
		}
	}
}
