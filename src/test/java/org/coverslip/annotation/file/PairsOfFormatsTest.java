package org.coverslip.annotation.file;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.SlideFrame.CentreOffset;
import org.coverslip.annotation.Vertices;
import org.coverslip.geom.Region;
import org.coverslip.slide.PixelSize;
import org.coverslip.testing.AnnotationTrip;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** From each format into each other one and back: what all of them hold is the same in the end. */
public class PairsOfFormatsTest {

	private static final SlideFrame FRAME = new SlideFrame(Optional.of("a.ndpi"),
		Optional.of(Region.ofSize(100_000, 90_000)), Optional.empty(), Optional.of(new PixelSize(0.25, 0.25)),
		Optional.of(new CentreOffset(12_000, -5_000)));
	private static final Classification TUMOUR = new Classification("Tumour", OptionalInt.of(0xc80000));
	private static final Classification STROMA = new Classification("Stroma", OptionalInt.of(0x96c896));
	/** NDPA and GeoJSON round to nanometres and hundredths. */
	private static final double NEAR = 0.011;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Whole pixels, far from the corner, named in the order in which they are compared. */
	private static List<Annotation> annotations() {
		final Vertices shell = Vertices.of(70_000, 60_000, 70_900, 60_100, 70_800, 60_900, 70_100, 60_700);
		final Vertices hole = Vertices.of(70_300, 60_300, 70_400, 60_310, 70_390, 60_420);
		final Vertices second = hole.scaledAndMoved(1, 1, 200, 150);
		final Annotation ring = Annotation
			.builder(Geometry.polygons(List.of(new Polygon(shell, List.of(hole, second)))))
			.name("1 ring").classification(TUMOUR).build();
		return List.of(ring,
			ring.with().name("2 island")
				.geometry(Geometry.polygon(hole.scaledAndMoved(0.5, 0.5, 35_170, 30_160))).build(),
			ring.with().name("3 stroma").geometry(Geometry.polygon(shell)).classification(STROMA).build(),
			ring.with().name("4 box").geometry(Geometry.rectangle(new Box(10, 20, 300, 400))).build(),
			ring.with().name("5 circle").geometry(Geometry.ellipse(new Box(1000, 2000, 500, 500))).build(),
			ring.with().name("6 line").geometry(Geometry.lines(List.of(Vertices.of(5, 6, 700, 800)))).build(),
			ring.with().name("7 point").geometry(Geometry.points(Vertices.of(99_000, 80_000))).build());
	}

	@Test
	public void whatAllFormatsHoldGoesThroughEachPair() throws IOException {
		final List<AnnotationFormat> formats = KnownAnnotationFormats.all().stream()
			.filter(format -> !format.endings().isEmpty()).toList();
		assertTrue("" + formats.size(), formats.size() >= 6);
		for (final AnnotationFormat first : formats)
			for (final AnnotationFormat second : formats) {
				final AnnotationTrip trip = new AnnotationTrip(folder.newFolder().toPath(), FRAME);
				final List<Annotation> once = trip.read(trip.write(name(1, first), first.word(), annotations()));
				final List<Annotation> twice = trip.read(trip.write(name(2, second), second.word(), once));
				final List<Annotation> back = trip.read(trip.write(name(3, first), first.word(), twice));
				assertSame(first.word() + " " + second.word(), annotations(), twice);
				assertSame(first.word() + " " + second.word() + " " + first.word(), annotations(), back);
			}
	}

	private static String name(final int number, final AnnotationFormat format) {
		return number + "." + format.endings().get(0);
	}

	private static void assertSame(final String way, final List<Annotation> expected, final List<Annotation> found) {
		final List<Annotation> sorted = new ArrayList<>(found);
		sorted.sort(Comparator.comparing(each -> each.name().orElse("")));
		assertEquals(way, expected.stream().map(Annotation::name).toList(),
			sorted.stream().map(Annotation::name).toList());
		for (int i = 0; i < expected.size(); i++) {
			final Annotation a = expected.get(i);
			final Annotation b = sorted.get(i);
			final String where = way + ": " + b;
			assertEquals(where, a.classification(), b.classification());
			assertEquals(where, a.shownColor(0), b.shownColor(0));
			assertSame(where, a.geometry(), b.geometry());
		}
	}

	private static void assertSame(final String where, final Geometry a, final Geometry b) {
		if (a.kind() == GeometryKind.ELLIPSE && b.kind() == GeometryKind.POLYGONS) {
			assertEquals(where, a.area(), b.area(), a.area() / 1000);
			return;
		}
		assertEquals(where, a.kind(), b.kind());
		assertEquals(where, a.area(), b.area(), a.area() * 1e-6 + 2 * NEAR);
		assertEquals(where, a.length(1, 1), b.length(1, 1), a.length(1, 1) * 1e-5);
		assertEquals(where, a.polygons().stream().map(each -> each.holes().size()).toList(),
			b.polygons().stream().map(each -> each.holes().size()).toList());
		assertEquals(where, a.box().x(), b.box().x(), NEAR);
		assertEquals(where, a.box().y(), b.box().y(), NEAR);
		assertEquals(where, a.box().endX(), b.box().endX(), NEAR);
		assertEquals(where, a.box().endY(), b.box().endY(), NEAR);
	}
}
