package org.coverslip.annotation;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * Annotations of a file that has holes as regions of their own, without saying whose: they wait here, in their order,
 * and are handed over with the holes in them, as they are drawn. A hole belongs to the smallest area that holds all of
 * it, of areas of one size to the last one before it; where none holds all of it, to the one that holds most of its
 * points; and stays by itself where none holds any. Memory is bounded. For one thread.
 */
public final class SeparateHoles implements Closeable {

	private final AnnotationLists waiting = new AnnotationLists();
	private final int list = waiting.newList();
	private final HoleOwners owners;
	private final BitSet holes = new BitSet();
	private final Function<Annotation, String> family;

	/**
	 * @param onlyBefore
	 *            whether an area comes before its holes in the file
	 * @param family
	 *            of an area; it takes only holes of the same one
	 */
	public SeparateHoles(final boolean onlyBefore, final Function<Annotation, String> family) {
		owners = new HoleOwners(onlyBefore);
		this.family = family;
	}

	/** Where any area may take any hole. */
	public SeparateHoles() {
		this(false, annotation -> "");
	}

	/** Adds what is no hole. */
	public void add(final Annotation annotation) throws IOException {
		waiting.put(list, annotation);
	}

	/**
	 * Adds a hole.
	 *
	 * @param hole
	 *            as it is handed over if no area takes it; what is no area is never taken
	 * @param ofFamily
	 *            only areas of the same one may take it
	 */
	public void addHole(final Annotation hole, final String ofFamily) throws IOException {
		final List<Polygon> polygons = hole.geometry().polygons();
		if (polygons.size() == 1) {
			holes.set(waiting.count(list));
			owners.add(waiting.count(list), ofFamily, polygons.get(0).shell());
		}
		waiting.put(list, hole);
	}

	/**
	 * Hands all over.
	 *
	 * @param orphan
	 *            said of each hole that stays by itself
	 * @param remarks
	 *            is told
	 */
	public void handOver(final String orphan, final Remarks remarks, final AnnotationSink sink) throws IOException {
		if (holes.isEmpty()) {
			waiting.read(list, sink);
			return;
		}
		waiting.read(list, offering());
		if (owners.someAreLeft()) waiting.read(list, offering());
		waiting.read(list, new AnnotationSink() {

			private int at;
			private int hole;

			@Override
			public void put(final Annotation annotation) throws IOException {
				final int here = at++;
				if (!holes.get(here)) {
					final List<Vertices> rings = owners.holesOf(here);
					sink.put(rings.isEmpty() ? annotation : cut(annotation, rings, remarks));
					return;
				}
				if (!owners.isOwned(hole)) {
					remarks.add(orphan);
					sink.put(annotation);
				}
				else if (owners.isPart(hole))
					remarks.add("a hole was taken for one of an area that does not hold all of it");
				hole++;
			}
		});
	}

	private AnnotationSink offering() {
		return new AnnotationSink() {

			private int at;

			@Override
			public void put(final Annotation annotation) throws IOException {
				final int here = at++;
				if (!holes.get(here) && annotation.geometry().kind().isArea())
					owners.offer(here, family.apply(annotation), annotation.geometry());
			}
		};
	}

	private static Annotation cut(final Annotation annotation, final List<Vertices> rings, final Remarks remarks) {
		if (annotation.geometry().kind() == GeometryKind.ELLIPSE)
			remarks.add("an ellipse with holes became a polygon");
		final List<Polygon> polygons = new ArrayList<>(annotation.geometry().polygons());
		for (final Vertices ring : rings) {
			int part = 0;
			for (int i = polygons.size() - 1; i > 0 && part == 0; i--)
				if (polygons.get(i).shell().encloses(ring.x(0), ring.y(0))) part = i;
			final List<Vertices> all = new ArrayList<>(polygons.get(part).holes());
			all.add(ring);
			polygons.set(part, new Polygon(polygons.get(part).shell(), all));
		}
		return annotation.with().geometry(Geometry.polygons(polygons)).build();
	}

	@Override
	public void close() throws IOException {
		try {
			waiting.close();
		}
		finally {
			owners.close();
		}
	}
}
