package org.coverslip.annotation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Random;

import org.coverslip.geom.Region;
import org.junit.Test;
import org.locationtech.jts.operation.valid.IsValidOp;

/** Sizes, places and repairs of geometries, far from the slide's corner too. */
public class GeometryTest {

	private static final double EXACT = 1e-9;

	private static final Vertices SQUARE = Vertices.of(100000, 200000, 100010, 200000, 100010, 200010, 100000, 200010);
	private static final Vertices HOLE = Vertices.of(100002, 200002, 100002, 200005, 100006, 200005, 100006, 200002);
	private static final Geometry RING = Geometry.polygons(List.of(new Polygon(SQUARE, List.of(HOLE))));

	@Test
	public void anAreaIsThatOfItsRingsWithoutHoles() {
		assertEquals(100, SQUARE.signedArea(), EXACT);
		assertEquals(-100, SQUARE.reversed().signedArea(), EXACT);
		assertEquals(88, RING.area(), EXACT);
		assertEquals(40 + 14, RING.length(1, 1), EXACT);
		assertEquals(20 * 0.5 + 20 * 0.25 + 8 * 0.5 + 6 * 0.25, RING.length(0.5, 0.25), EXACT);
		assertTrue(RING.hasHoles());
		assertTrue(RING.contains(100001, 200001));
		assertFalse("in the hole", RING.contains(100003, 200003));
		assertFalse(RING.contains(99999, 200001));
		assertEquals(new Box(100000, 200000, 10, 10), RING.box());
		assertEquals(8, RING.vertexCount());
	}

	@Test
	public void aRingIsKeptOpen() {
		final Vertices closed = Vertices.of(0, 0, 4, 0, 4, 4, 0, 0, 0, 0);
		assertTrue(closed.isClosed());
		assertEquals(3, Geometry.polygon(closed).polygons().get(0).shell().count());
		assertEquals("a point remains", 1, Vertices.of(1, 1, 1, 1).open().count());
		assertEquals("a line that ends where it began stays closed", 5,
			Geometry.lines(List.of(closed)).lines().get(0).count());
	}

	@Test
	public void boxesAndEllipsesHaveTheirExactArea() {
		final Box box = new Box(10.5, 20, 40, 30);
		assertEquals(1200, Geometry.rectangle(box).area(), EXACT);
		assertEquals(140, Geometry.rectangle(box).length(1, 1), EXACT);
		assertEquals(Math.PI * 300, Geometry.ellipse(box).area(), EXACT);
		assertEquals(Math.PI * 300, Geometry.ellipse(box).polygons().get(0).area(), Math.PI * 300 / 2400);
		final Box around = Geometry.ellipse(box).polygons().get(0).shell().box();
		assertEquals(box.x(), around.x(), EXACT);
		assertEquals(box.endY(), around.endY(), EXACT);
		assertTrue(Geometry.ellipse(box).contains(30, 35));
		assertFalse("a corner", Geometry.ellipse(box).contains(11, 21));
		assertTrue(Geometry.rectangle(box).contains(11, 21));
		assertEquals(new Region(10, 20, 41, 30), box.region());
	}

	@Test
	public void linesAndPointsHaveNoArea() {
		final Geometry lines = Geometry.lines(List.of(Vertices.of(0, 0, 3, 4), Vertices.of(10, 10, 10, 12)));
		assertEquals(0, lines.area(), 0);
		assertEquals(7, lines.length(1, 1), EXACT);
		assertEquals(new Box(0, 0, 10, 12), lines.box());
		final Geometry points = Geometry.points(Vertices.of(5, 6, 7, 8));
		assertEquals(0, points.length(1, 1), 0);
		assertEquals(new Box(5, 6, 2, 2), points.box());
		assertThrows(IllegalStateException.class, points::lines);
		assertThrows(IllegalArgumentException.class, () -> Vertices.of(1, Double.NaN));
		assertThrows(IllegalArgumentException.class, () -> Vertices.of(1, 2, 3));
		assertThrows(IllegalArgumentException.class, () -> Vertices.of());
	}

	@Test
	public void whatIsMovedKeepsItsKind() {
		assertEquals(Geometry.rectangle(new Box(11, 22, 6, 16)),
			Geometry.rectangle(new Box(5, 10, 3, 8)).scaledAndMoved(2, 2, 1, 2));
		assertEquals(new Box(5, -5, 10, 10), RING.moved(-99995, -200005).box());
		assertEquals(RING, RING.moved(7, 8).moved(-7, -8));
	}

	@Test
	public void whatIsSoundIsLeftAsItIs() {
		final Remarks remarks = new Remarks();
		assertSame(RING, GeometryRepair.repaired(RING, remarks));
		final Geometry corner = Geometry.polygon(Vertices.of(0, 0, 5, 0, 10, 0, 10, 10));
		assertSame("with a point on a side", corner, GeometryRepair.repaired(corner, remarks));
		assertEquals(List.of(), remarks.sentences());
	}

	/** Corners on few whole numbers, so that many lie on others and on sides. */
	@Test
	public void whatIsSoundIsWhatJtsSays() {
		final Random random = new Random(1);
		int sound = 0;
		for (int i = 0; i < 20_000; i++) {
			final double[] xy = new double[2 * (3 + random.nextInt(6))];
			for (int k = 0; k < xy.length; k++)
				xy[k] = 100_000 * (i % 2) + random.nextInt(9);
			final Geometry area = Geometry.polygon(Vertices.of(xy));
			if (GeometryRepair.isSound(area)) sound++;
			assertEquals(area.polygons().toString(), new IsValidOp(GeometryRepair.toJts(area)).isValid(),
				GeometryRepair.isSound(area));
		}
		assertTrue(sound + " of 20,000", sound > 1000 && sound < 19_000);
	}

	@Test
	public void ringsThatCrossAreRepairedWithAWord() {
		final Remarks remarks = new Remarks();
		final Geometry bow = Geometry.polygon(Vertices.of(0, 0, 10, 10, 10, 0, 0, 10));
		final Geometry mended = GeometryRepair.repaired(bow, remarks);
		assertEquals(2, mended.polygons().size());
		assertEquals(50, mended.area(), EXACT);
		assertTrue(GeometryRepair.isSound(mended));
		final Geometry spike = Geometry.polygon(Vertices.of(0, 0, 10, 0, 20, 0, 10, 0, 10, 10, 0, 10));
		assertEquals(100, GeometryRepair.repaired(spike, remarks).area(), EXACT);
		final Vertices elsewhere = HOLE.scaledAndMoved(1, 1, 50, 0);
		final Geometry holeOutside = Geometry.polygons(List.of(new Polygon(SQUARE, List.of(elsewhere))));
		assertTrue(GeometryRepair.isSound(GeometryRepair.repaired(holeOutside, remarks)));
		assertEquals(List.of("a ring that crosses itself or another one was repaired (3 times)"), remarks.sentences());
	}

	@Test
	public void anAreaOfNoSizeBecomesALine() {
		final Remarks remarks = new Remarks();
		final Geometry flat = GeometryRepair.repaired(Geometry.polygon(Vertices.of(0, 0, 10, 0, 5, 0)), remarks);
		assertEquals(GeometryKind.LINES, flat.kind());
		assertEquals(GeometryKind.LINES,
			GeometryRepair.repaired(Geometry.polygon(Vertices.of(3, 3)), remarks).kind());
		assertEquals(List.of("an area of no size was taken as a line (2 times)"), remarks.sentences());
	}
}
