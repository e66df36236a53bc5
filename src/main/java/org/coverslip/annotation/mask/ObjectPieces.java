package org.coverslip.annotation.mask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.annotation.PackedPaths;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Vertices;

/** Pieces of objects in few bytes each, which are put together by the objects' numbers in the end. For one thread. */
final class ObjectPieces {

	private static final int INDEX_BITS = 31;

	private final PackedPaths rings = new PackedPaths();
	/** Of each piece the object's number, below 2^32, before the piece's own. */
	private final LongList labels = new LongList();
	private final LongList places = new LongList();

	/** Takes an object. */
	@FunctionalInterface
	interface ObjectSink {

		void put(long label, List<Polygon> polygons) throws IOException;
	}

	void add(final long label, final List<Polygon> polygons) {
		labels.add(label << INDEX_BITS | places.size());
		places.add(rings.add(polygons));
	}

	/** Shows all objects by their numbers, the polygons of each in the order in which they were added. */
	void forEach(final ObjectSink sink) throws IOException {
		final long[] order = new long[labels.size()];
		for (int i = 0; i < order.length; i++)
			order[i] = labels.get(i);
		Arrays.sort(order);
		final PackedPaths.Reader reader = rings.new Reader();
		for (int i = 0; i < order.length;) {
			final long label = order[i] >>> INDEX_BITS;
			final Collector collector = new Collector();
			for (; i < order.length && order[i] >>> INDEX_BITS == label; i++)
				reader.read(places.get((int) (order[i] & Integer.MAX_VALUE)), collector);
			collector.polygon();
			sink.put(label, collector.polygons);
		}
	}

	/** Makes polygons of rings. */
	private static final class Collector implements PackedPaths.Rings {

		private final List<Polygon> polygons = new ArrayList<>(1);
		private List<Vertices> current = new ArrayList<>(1);

		@Override
		public void polygon() {
			if (current.isEmpty()) return;
			polygons.add(new Polygon(current.get(0), current.subList(1, current.size())));
			current = new ArrayList<>(1);
		}

		@Override
		public void ring(final double[] xy, final int count) {
			current.add(Vertices.of(xy, count));
		}
	}
}
