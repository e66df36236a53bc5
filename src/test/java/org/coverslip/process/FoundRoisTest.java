package org.coverslip.process;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.Rectangle;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AreaPieces;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.Vertices;
import org.coverslip.slide.Outlines;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelSelection;
import org.junit.Test;

/** ROIs that tiles show, whole or in part, are put together as they were drawn. */
public class FoundRoisTest {

	private static final int WIDTH = 300;
	private static final int HEIGHT = 260;

	private final Picture picture = PatternWork.picture(WIDTH, HEIGHT);

	private static Geometry box(final double x, final double y, final double width, final double height) {
		return Geometry.rectangle(new Box(x, y, width, height));
	}

	private static Geometry ring(final double... xy) {
		return Geometry.polygon(Vertices.of(xy));
	}

	/** None touches another one. */
	private static List<Geometry> objects() {
		final List<Geometry> all = new ArrayList<>();
		for (int x = 5; x < WIDTH - 110; x += 9)
			for (int y = 105; y < HEIGHT - 20; y += 8)
				all.add(box(x, y, 3 + (x + y) % 5, 2 + (x + 2 * y) % 5)); // small ones at all places of seams
		all.add(ring(5, 5, 10, 5, 10, 80, 20, 80, 20, 5, 25, 5, 25, 90, 5, 90)); // a U
		all.add(ring(30, 90, 35, 90, 35, 15, 45, 15, 45, 90, 50, 90, 50, 5, 30, 5)); // one on its head
		all.add(ring(60, 5, 140, 5, 140, 90, 70, 90, 70, 30, 110, 30, 110, 60, 90, 60, 90, 50, 100, 50, 100, 40, 80, 40,
			80, 70, 120, 70, 120, 15, 60, 15)); // a spiral
		all.add(Geometry.polygons(List.of(new Polygon(Vertices.of(160, 5, 280, 5, 280, 90, 160, 90),
			List.of(Vertices.of(170, 15, 270, 15, 270, 80, 170, 80)))))); // a frame
		all.add(box(180, 25, 60, 40)); // what is in it
		all.add(box(0, 240, WIDTH, 5)); // from edge to edge
		all.add(ring(200, 110, 260, 118, 280, 160, 240, 200, 205.5, 170.25)); // not along pixels
		all.add(Geometry.ellipse(new Box(200, 205, 80, 30)));
		return all;
	}

	/** As code on a tile sees them: what is connected in it, as far as it goes. */
	private static TileAnswer seen(final TileTask task, final List<Geometry> objects) {
		final Box shown =
			new Box(task.around().x(), task.around().y(), task.around().width(), task.around().height());
		final List<Annotation> rois = new ArrayList<>();
		for (final Geometry object : objects)
			if (shown.contains(object.box())) rois.add(roi(object));
			else AreaPieces.clipped(object, shown)
				.ifPresent(part -> part.parts().forEach(piece -> rois.add(roi(piece))));
		return new TileAnswer(Optional.empty(), rois, Optional.empty());
	}

	private static Annotation roi(final Geometry geometry) {
		return Annotation.builder(geometry).classification(new Classification("Cell")).build();
	}

	private List<Annotation> found(final TileRun run, final int workers, final List<Geometry> objects,
		final Remarks remarks) throws IOException
	{
		try (FoundRois rois = new FoundRois(run)) {
			new PatternWork(workers, task -> seen(task, objects)).into(run, rois);
			final List<Annotation> found = new ArrayList<>();
			final long count = rois.write(found::add, remarks);
			assertEquals(count, found.size());
			return found;
		}
	}

	private static Area area(final Geometry geometry) {
		final Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
		for (final Polygon polygon : geometry.polygons()) {
			add(polygon.shell(), path);
			polygon.holes().forEach(hole -> add(hole, path));
		}
		return new Area(path);
	}

	private static void add(final Vertices ring, final Path2D path) {
		path.moveTo(ring.x(0), ring.y(0));
		for (int i = 1; i < ring.count(); i++)
			path.lineTo(ring.x(i), ring.y(i));
		path.closePath();
	}

	/** Each object is found once, and nothing else. */
	private static void assertSame(final String what, final List<Geometry> objects, final List<Annotation> found) {
		final List<Geometry> left = new ArrayList<>(objects);
		for (final Annotation roi : found) {
			final Box box = roi.geometry().box();
			final Geometry object = left.stream().filter(one -> near(one.box(), box)).findAny()
				.orElseThrow(() -> new AssertionError(what + ": there is no " + roi));
			left.remove(object);
			assertEquals(what + ": " + roi, object.polygons().stream().mapToDouble(Polygon::area).sum(),
				roi.geometry().polygons().stream().mapToDouble(Polygon::area).sum(), 1e-6);
			if (object.kind().name().equals("RECTANGLE")) {
				final Area difference = area(object);
				difference.exclusiveOr(area(roi.geometry()));
				assertTrue(what + ": " + roi, difference.isEmpty());
				assertEquals(what + ": " + roi, 4, roi.geometry().polygons().get(0).shell().count());
			}
			assertEquals("Cell", roi.classification().orElseThrow().name());
		}
		assertEquals(what + ": missing " + left, 0, left.size());
	}

	private static boolean near(final Box one, final Box other) {
		return Math.abs(one.x() - other.x()) < 1e-9 && Math.abs(one.y() - other.y()) < 1e-9
			&& Math.abs(one.endX() - other.endX()) < 1e-9 && Math.abs(one.endY() - other.endY()) < 1e-9;
	}

	@Test
	public void objectsAreFoundOnceWhateverTheTiles() throws IOException {
		for (final int side : new int[] { 17, 32, 50, 100, 150, 400 })
			for (final int halo : new int[] { 1, 4, 10, 40 })
				assertSame("tiles of " + side + " and " + halo + " around", objects(),
					found(PatternWork.run(picture, side, halo, Optional.empty()), 1 + side % 4, objects(),
						new Remarks()));
	}

	/** Without a halo, what touches at a seam is one. */
	@Test
	public void withoutAHaloPiecesThatTouchAreJoined() throws IOException {
		for (final int side : new int[] { 32, 75, 400 })
			assertSame("tiles of " + side, objects(),
				found(PatternWork.run(picture, side, 0, Optional.empty()), 2, objects(), new Remarks()));
	}

	@Test
	public void whatTouchesAtASeamStaysApartWithAHalo() throws IOException {
		final List<Geometry> objects = List.of(box(10, 10, 90, 30), box(100, 10, 90, 30), box(10, 40, 180, 70));
		assertSame("neighbours", objects,
			found(PatternWork.run(picture, 100, 5, Optional.empty()), 2, objects, new Remarks()));
	}

	@Test
	public void whatWasJoinedIsTold() throws IOException {
		final Remarks remarks = new Remarks();
		found(PatternWork.run(picture, 100, 5, Optional.empty()), 2, List.of(box(10, 10, 150, 30), box(95, 60, 8, 8)),
			remarks);
		assertEquals(1, remarks.sentences().size());
		assertTrue(remarks.toString(), remarks.sentences().get(0).startsWith("1 object is larger"));
	}

	@Test
	public void theMiddleOfObjectsSaysWhetherTheyAreWanted() throws IOException {
		final Rectangle wanted = new Rectangle(15, 110, 120, 60);
		final PixelSelection where = new Outlines(List.of(wanted));
		final List<Geometry> objects = objects();
		final List<Geometry> inside = objects.stream().filter(
			object -> wanted.contains(object.box().x() + object.box().width() / 2 + 1e-6,
				object.box().y() + object.box().height() / 2 + 1e-6))
			.toList();
		assertTrue(inside.size() + " objects", inside.size() > 50 && inside.size() < objects.size() - 50);
		for (final int side : new int[] { 20, 64, 400 })
			assertSame("tiles of " + side, inside.stream().filter(o -> o.box().width() < 30).toList(),
				found(PatternWork.run(picture, side, 10, Optional.of(where)), 3, objects, new Remarks()).stream()
					.filter(roi -> roi.geometry().box().width() < 30).toList());
	}

	@Test
	public void pointsAreObjectsOfTheirOwn() throws IOException {
		final Vertices points = Vertices.of(0, 0, 99.99, 50, 100, 50, 100.5, 100, 299.5, 259.5, 150, 199);
		for (final int side : new int[] { 10, 100, 400 }) {
			final TileRun run = PatternWork.run(picture, side, 20, Optional.empty());
			final FoundRois rois = new FoundRois(run);
			new PatternWork(2, task -> {
				final List<Annotation> seen = new ArrayList<>();
				final List<Double> xy = new ArrayList<>();
				for (int i = 0; i < points.count(); i++)
					if (task.around().contains((long) points.x(i), (long) points.y(i))) {
						xy.add(points.x(i));
						xy.add(points.y(i));
					}
				if (!xy.isEmpty()) seen.add(
					roi(Geometry.points(Vertices.of(xy.stream().mapToDouble(Double::doubleValue).toArray()))));
				return new TileAnswer(Optional.empty(), seen, Optional.empty());
			}).into(run, rois);
			final List<Annotation> found = new ArrayList<>();
			rois.write(found::add, new Remarks());
			assertEquals(List.of(0.0, 99.99, 100.0, 100.5, 150.0, 299.5),
				found.stream().map(roi -> roi.geometry().points().x(0)).toList());
		}
	}
}
