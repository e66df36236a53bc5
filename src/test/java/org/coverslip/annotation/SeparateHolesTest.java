package org.coverslip.annotation;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.junit.Test;

/** To whom holes belong that a file has by themselves; against a search of each with each. */
public class SeparateHolesTest {

	private static final String ORPHAN = "a hole by itself";

	private static Vertices square(final double x, final double y, final double size) {
		return Vertices.of(x, y, x + size, y, x + size, y + size, x, y + size);
	}

	private static Annotation area(final String name, final Vertices ring) {
		return Annotation.builder(Geometry.polygon(ring)).name(name).build();
	}

	private static List<Annotation> handed(final SeparateHoles holes, final Remarks remarks) throws IOException {
		final List<Annotation> all = new ArrayList<>();
		holes.handOver(ORPHAN, remarks, all::add);
		return all;
	}

	@Test
	public void manyHolesFindTheSmallestAreaAroundThem() throws IOException {
		final Random random = new Random(3);
		final List<Vertices> shells = new ArrayList<>();
		final List<Vertices> rings = new ArrayList<>();
		for (int i = 0; i < 400; i++)
			shells.add(square(random.nextInt(1000), random.nextInt(1000), 1 + random.nextInt(200)));
		for (int i = 0; i < 600; i++)
			rings.add(square(random.nextInt(1000), random.nextInt(1000), 1 + random.nextInt(20)));
		rings.removeIf(ring -> smallestAround(ring, shells) == null);
		assertEquals("a sample that says something", true, rings.size() > 100 && rings.size() < 590);
		try (SeparateHoles holes = new SeparateHoles()) {
			for (int i = 0; i < 600; i++) {
				if (i < rings.size()) holes.addHole(area("h" + i, rings.get(i)), "");
				if (i < shells.size()) holes.add(area("s" + i, shells.get(i)));
			}
			final Remarks remarks = new Remarks();
			final List<Annotation> all = handed(holes, remarks);
			assertEquals(shells.size(), all.size());
			for (final Vertices ring : rings) {
				final double size = smallestAround(ring, shells).signedArea();
				assertEquals(true, all.stream().flatMap(each -> each.geometry().polygons().stream())
					.anyMatch(each -> each.shell().signedArea() == size && each.holes().contains(ring)));
			}
			assertEquals(List.of(), remarks.sentences());
		}
	}

	private static Vertices smallestAround(final Vertices ring, final List<Vertices> shells) {
		return shells.stream().filter(shell -> shell.box().contains(ring.box()))
			.min(Comparator.comparingDouble(Vertices::signedArea)).orElse(null);
	}

	@Test
	public void ofAreasOfOneSizeTheLastBeforeTheHoleTakesIt() throws IOException {
		try (SeparateHoles holes = new SeparateHoles()) {
			holes.add(area("a", square(0, 0, 10)));
			holes.add(area("b", square(0, 0, 10)));
			holes.addHole(area("h", square(2, 2, 3)), "");
			holes.add(area("c", square(0, 0, 10)));
			final List<Annotation> all = handed(holes, new Remarks());
			assertEquals(List.of(false, true, false), all.stream().map(each -> each.geometry().hasHoles()).toList());
		}
	}

	@Test
	public void familiesAndOrderAreHeeded() throws IOException {
		final Remarks remarks = new Remarks();
		try (SeparateHoles holes = new SeparateHoles(true, each -> each.name().get().substring(0, 1))) {
			holes.addHole(area("early", square(2, 2, 3)), "a");
			holes.add(area("a1", square(0, 0, 10)));
			holes.add(area("b1", square(1, 1, 5)));
			holes.addHole(area("late", square(2, 2, 3)), "a");
			holes.addHole(area("none", square(2, 2, 3)), "c");
			final List<Annotation> all = handed(holes, remarks);
			assertEquals(List.of("early", "a1", "b1", "none"), all.stream().map(each -> each.name().get()).toList());
			assertEquals(91, all.get(1).geometry().area(), 0);
			assertEquals(List.of(ORPHAN + " (2 times)"), remarks.sentences());
		}
	}

	@Test
	public void boxesEllipsesAndEdgesHoldHoles() throws IOException {
		final Remarks remarks = new Remarks();
		try (SeparateHoles holes = new SeparateHoles()) {
			holes.add(Annotation.builder(Geometry.rectangle(new Box(0, 0, 10, 10))).build());
			holes.add(Annotation.builder(Geometry.ellipse(new Box(100, 0, 10, 10))).build());
			holes.add(Annotation.builder(Geometry.lines(List.of(square(1, 1, 7)))).build());
			holes.addHole(area("on the edge", square(0, 0, 4)), "");
			holes.addHole(area("in the ellipse", square(104, 4, 2)), "");
			holes.addHole(Annotation.builder(Geometry.points(Vertices.of(1, 1))).build(), "");
			final List<Annotation> all = handed(holes, remarks);
			assertEquals(84, all.get(0).geometry().area(), 0);
			assertEquals(Math.PI * 25 - 4, all.get(1).geometry().area(), 0.1);
			assertEquals(4, all.size());
			assertEquals(List.of("an ellipse with holes became a polygon"), remarks.sentences());
		}
	}

	@Test
	public void aHoleBetweenTwoIsCutOutOfTheOneThatHoldsMostOfIt() throws IOException {
		final Remarks remarks = new Remarks();
		try (SeparateHoles holes = new SeparateHoles()) {
			holes.add(area("a", square(0, 0, 10)));
			holes.add(area("b", square(10, 0, 10)));
			holes.addHole(area("h", Vertices.of(8, 2, 14, 2, 18, 4, 14, 6, 8, 6)), "");
			final List<Annotation> all = handed(holes, remarks);
			assertEquals(100, all.get(0).geometry().area(), 0);
			final Geometry cut = GeometryRepair.repaired(all.get(1).geometry(), new Remarks());
			assertEquals(100 - 4 * 4 - 2 * 4, cut.area(), 1e-9);
			assertEquals(List.of("a hole was taken for one of an area that does not hold all of it"),
				remarks.sentences());
		}
	}

	/** Rings of many sides are looked at by rows: the same answer as side by side. */
	@Test
	public void pointsInRingsOfManySides() {
		final Random random = new Random(9);
		final double[] xy = new double[2000];
		for (int i = 0; i < 1000; i++) {
			final double radius = 50 + 40 * random.nextDouble();
			xy[2 * i] = 100 + radius * Math.cos(i * Math.PI / 500);
			xy[2 * i + 1] = 100 + radius * Math.sin(i * Math.PI / 500);
		}
		final Vertices ring = Vertices.of(xy);
		final RingInside inside = new RingInside(ring);
		for (int i = 0; i < 20_000; i++) {
			final double x = 200 * random.nextDouble();
			final double y = 200 * random.nextDouble();
			assertEquals(ring.encloses(x, y), inside.holds(x, y));
		}
		for (int i = 0; i < 1000; i++)
			assertEquals("a corner", true, inside.holds(xy[2 * i], xy[2 * i + 1]));
		assertEquals("flat", true, new RingInside(Vertices.of(0, 5, 10, 5)).holds(3, 5));
	}
}
