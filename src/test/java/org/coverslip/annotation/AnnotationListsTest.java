package org.coverslip.annotation;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.junit.Test;

public class AnnotationListsTest {

	private static final Vertices RING = Vertices.of(0, 0, 9.5, 0, 9, 9);
	private static final Annotation ALL = Annotation
		.builder(Geometry.polygons(List.of(new Polygon(RING, List.of(Vertices.of(1, 1, 2, 1, 2, 2))),
			new Polygon(RING.scaledAndMoved(1, 1, 100, 0)))))
		.nucleus(Geometry.ellipse(new Box(1, 2, 3, 4))).kind(ObjectKind.CELL).plane(new AnnotationPlane(1, 2, 3))
		.id("7").name("n\u00e4me").classification(new Classification("A: B", OptionalInt.of(0xffffff))).color(0)
		.locked(true).property("a", "b").property("c", "").measurement("x", Double.NaN).measurement("y", -1e-300)
		.build();

	@Test
	public void allThatIsSaidOfAnAnnotationIsKept() throws IOException {
		final List<Annotation> all = List.of(ALL, Annotation.builder(Geometry.points(RING)).build(),
			Annotation.builder(Geometry.lines(List.of(RING, RING.reversed()))).build(),
			Annotation.builder(Geometry.rectangle(new Box(-1, -2, 0, 5)))
				.classification(new Classification("C")).build());
		try (AnnotationLists lists = new AnnotationLists()) {
			final int list = lists.newList();
			for (final Annotation each : all)
				lists.put(list, each);
			final List<Annotation> read = new ArrayList<>();
			lists.read(list, read::add);
			assertEquals(all, read);
		}
	}

	/** More than stays in memory: some 60 MB in lists of very different length. */
	@Test
	public void manyListsKeepTheirOrder() throws IOException {
		try (AnnotationLists lists = new AnnotationLists()) {
			for (int i = 0; i < 3000; i++)
				lists.newList();
			for (int i = 0; i < 120_000; i++)
				lists.put(i % 3 == 0 ? 7 : i % 3000, ALL.with().id("" + i).build());
			int total = 0;
			for (final int list : new int[] { 7, 0, 1, 2999 }) {
				final List<String> expected = new ArrayList<>();
				for (int i = 0; i < 120_000; i++)
					if ((i % 3 == 0 ? 7 : i % 3000) == list) expected.add("" + i);
				final List<String> read = new ArrayList<>();
				lists.read(list, each -> read.add(each.id().get()));
				assertEquals(expected, read);
				assertEquals(expected.size(), lists.count(list));
				total += read.size();
			}
			assertEquals(40_000 + 40 + 40 + 0 + 40, total);
		}
	}
}
