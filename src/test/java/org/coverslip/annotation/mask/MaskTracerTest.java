package org.coverslip.annotation.mask;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryRepair;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.junit.Test;

public class MaskTracerTest {

	private static final TraceOptions CLASSES = TraceOptions.of(LabelNumbering.CLASS);

	private final Remarks remarks = new Remarks();

	/** Rows of characters: a blank is background, digits are labels. */
	private static Scene drawn(final String... rows) {
		return LabelImage.scene(rows[0].length(), rows.length, PixelType.UINT8, 64, 64,
			(x, y) -> rows[y].charAt(x) == ' ' ? 0 : rows[y].charAt(x) - '0');
	}

	private List<Annotation> trace(final Scene scene, final TraceOptions options) throws IOException {
		return trace(scene, 0, options);
	}

	private List<Annotation> trace(final Scene scene, final int level, final TraceOptions options) throws IOException {
		final List<Annotation> found = new ArrayList<>();
		MaskTracer.trace("mask.tif", scene, level, Plane.FIRST, options, LabelNames.NONE, remarks,
			ProgressListener.NONE, found::add);
		return found;
	}

	private static long label(final Annotation annotation) {
		return Long.parseLong(annotation.properties().get("label"));
	}

	/** Painted again, each pixel has its label, and each outline could be painted by any program. */
	private List<Annotation> check(final Scene scene) throws IOException {
		final List<Annotation> found = trace(scene, CLASSES);
		final LabelPainting painting = new LabelPainting(
			ScaledRegion.at(Region.ofSize(scene.width(), scene.height()), new LevelScale(1)), LabelNumbering.OBJECT, 0,
			remarks);
		final Map<Long, Double> areas = new HashMap<>();
		for (final Annotation annotation : found) {
			assertTrue("valid", GeometryRepair.isSound(annotation.geometry()));
			areas.merge(label(annotation), annotation.geometry().area(), Double::sum);
			painting.put(annotation);
		}
		final long[] pixels = LabelImage.pixels(scene, 0);
		final long[] painted = LabelImage.pixels(painting.scene("again"), 0);
		final Map<Long, Double> counts = new HashMap<>();
		for (int i = 0; i < pixels.length; i++) {
			if (pixels[i] != 0) counts.merge(pixels[i], 1.0, Double::sum);
			painted[i] = painted[i] == 0 ? 0 : label(found.get((int) painted[i] - 1));
		}
		assertArrayEquals(pixels, painted);
		assertEquals(counts, areas);
		return found;
	}

	private static String text(final Annotation annotation) {
		final StringBuilder text = new StringBuilder();
		for (final Polygon polygon : annotation.geometry().polygons()) {
			text.append(text.isEmpty() ? "" : " + ").append((int) polygon.shell().signedArea()).append(" of ")
				.append(polygon.shell().count());
			polygon.holes().forEach(hole -> text.append(" - ").append((int) -hole.signedArea()).append(" of ")
				.append(hole.count()));
		}
		return text.toString();
	}

	@Test
	public void outlinesRunAlongPixels() throws IOException {
		final List<Annotation> found = check(drawn( //
			"  11  ", //
			"  11  ", //
			"      "));
		assertEquals(1, found.size());
		assertEquals("[2.0, 0.0, 4.0, 0.0, 4.0, 2.0, 2.0, 2.0]", sorted(found.get(0).geometry().polygons().get(0)));
		assertEquals("Label 1", found.get(0).classification().get().name());
	}

	/** From the upper left corner on, around with the clock. */
	private static String sorted(final Polygon polygon) {
		final double[] xy = polygon.shell().toArray();
		int first = 0;
		for (int i = 0; i < xy.length; i += 2)
			if (xy[i] + xy[i + 1] < xy[first] + xy[first + 1]) first = i;
		final double[] turned = new double[xy.length];
		for (int i = 0; i < xy.length; i++)
			turned[i] = xy[(first + i) % xy.length];
		return java.util.Arrays.toString(turned);
	}

	@Test
	public void holesAndWhatLiesInThem() throws IOException {
		final List<Annotation> found = check(drawn( //
			"1111111", //
			"1     1", //
			"1 222 1", //
			"1 2 2 1", //
			"1 222 1", //
			"1     1", //
			"1111111"));
		assertEquals(List.of("9 of 4 - 1 of 4", "49 of 4 - 25 of 4"),
			found.stream().map(MaskTracerTest::text).toList());
	}

	/** Two holes that touch at a corner are two, and one that touches the outside at a corner is a hole. */
	@Test
	public void ringsThatTouchAreDivided() throws IOException {
		assertEquals("16 of 4 - 1 of 4 - 1 of 4", text(check(drawn("1111", "1 11", "11 1", "1111")).get(0)));
		assertEquals("8 of 6 - 1 of 4", text(check(drawn("111", "1 1", "11 ")).get(0)));
	}

	@Test
	public void piecesThatTouchAtCornersAreOneIfWanted() throws IOException {
		final Scene scene = drawn("1 2", " 1 ", "2 1", "111");
		assertEquals(5, check(scene).size());
		final List<Annotation> joined = trace(scene, new TraceOptions(LabelNumbering.CLASS, 0, true, 0, 0));
		assertEquals(3, joined.size());
		final Annotation ones = joined.stream().filter(one -> label(one) == 1).findFirst().get();
		assertEquals(3, ones.geometry().polygons().size());
		assertTrue("valid", GeometryRepair.isSound(ones.geometry()));
	}

	@Test
	public void checkerboardsSpiralsAndCombs() throws IOException {
		assertEquals(33 * 31 / 2 + 1,
			check(LabelImage.scene(33, 31, PixelType.UINT8, 16, 16, (x, y) -> (x + y + 1) % 2)).size());
		assertEquals(2, check(LabelImage.scene(101, 101, PixelType.UINT8, 64, 64,
			(x, y) -> spiral(x, y, 101) ? 1 : 2)).stream().map(MaskTracerTest::label).distinct().count());
		final List<Annotation> comb =
			check(LabelImage.scene(99, 50, PixelType.UINT16, 32, 32, (x, y) -> x % 2 == 0 || y == 49 ? 60_000 : 0));
		assertEquals(1, comb.size());
		assertEquals(60_000, label(comb.get(0)));
		final List<Annotation> roof =
			check(LabelImage.scene(99, 50, PixelType.UINT16, 32, 32, (x, y) -> x % 2 == 0 || y == 0 ? 1 : 0));
		assertEquals(1, roof.size());
		assertEquals(1, check(LabelImage.scene(1, 1, PixelType.UINT8, 64, 64, (x, y) -> 9)).size());
		assertEquals(0, check(LabelImage.scene(300, 2, PixelType.UINT8, 64, 64, (x, y) -> 0)).size());
	}

	private static boolean spiral(final int x, final int y, final int size) {
		final double dx = x - size / 2;
		final double dy = y - size / 2;
		return Math.floorMod((int) Math.floor(Math.hypot(dx, dy) - Math.atan2(dy, dx) / Math.PI * 4), 8) < 4;
	}

	/** Sizes that are no multiple of anything, pieces across all seams, few and many labels. */
	@Test
	public void noise() throws IOException {
		final Random random = new Random(5);
		for (int round = 0; round < 12; round++) {
			final int width = 1 + random.nextInt(150);
			final int height = 1 + random.nextInt(300);
			final int labels = 1 + round % 4;
			final int coarse = 1 + round % 3;
			final long seed = random.nextLong();
			check(LabelImage.scene(width, height, round % 2 == 0 ? PixelType.UINT8 : PixelType.UINT32, 64, 48,
				(x, y) -> new Random(seed ^ (x / coarse * 7919L + y / coarse * 104729L) * 0x9E3779B97F4A7C15L)
					.nextInt(labels + 1)));
		}
	}

	/** Of 600 rows and 1300 columns, that is three bands and several pieces. */
	@Test
	public void theResultDoesNotDependOnHowTheImageIsStored() throws IOException {
		final LabelImage.Formula blobs =
			(x, y) -> Math.sin(x * 0.031) + Math.cos(y * 0.027 + x * 0.01) > 0.3 ? 1 + (x + y) / 400 % 3 : 0;
		final List<Annotation> found = check(LabelImage.scene(1300, 600, PixelType.UINT8, 512, 512, blobs));
		assertTrue(found.size() > 20);
		assertEquals(found, trace(LabelImage.scene(1300, 600, PixelType.UINT8, 1300, 1, blobs), CLASSES));
		assertEquals(found, trace(LabelImage.scene(1300, 600, PixelType.UINT8, 100, 37, blobs), CLASSES));
		assertEquals(found, trace(LabelImage.scene(1300, 600, PixelType.FLOAT32, 2000, 1000, blobs), CLASSES));
	}

	@Test
	public void objectsAreOneAnnotationEachByTheirNumbers() throws IOException {
		final Scene scene = LabelImage.scene(40, 10, PixelType.UINT32, 64, 64,
			(x, y) -> x % 10 == 9 ? 0 : x < 10 ? 4_294_967_295L : x < 20 ? 7 : x < 30 ? 4_294_967_295L : 300);
		final List<Annotation> found = trace(scene, TraceOptions.of(LabelNumbering.OBJECT));
		assertEquals(List.of(7L, 300L, 4_294_967_295L), found.stream().map(MaskTracerTest::label).toList());
		assertEquals(List.of(1, 1, 2), found.stream().map(one -> one.geometry().polygons().size()).toList());
		assertEquals("4294967295", found.get(2).name().get());
		assertTrue(found.get(0).classification().isEmpty());
	}

	@Test
	public void coarseLevelsAreTracedInLevel0Pixels() throws IOException {
		final Scene scene = LabelImage.pyramid(101, 75, (x, y) -> x >= 20 && y >= 10 ? 3 : 0);
		final Geometry fine = trace(scene, 0, CLASSES).get(0).geometry();
		assertEquals(fine.box(), trace(scene, 1, CLASSES).get(0).geometry().box());
		assertEquals(81 * 65, fine.area(), 0);
	}

	@Test
	public void smallPiecesAndCornersAreLeftOutIfWanted() throws IOException {
		final Scene scene = LabelImage.scene(200, 200, PixelType.UINT8, 64, 64,
			(x, y) -> Math.hypot(x - 80, y - 90) < 60 ? 255 : x == 190 && y < 3 ? 1 : 0);
		final List<Annotation> all = check(scene);
		assertEquals(2, all.size());
		final List<Annotation> few = trace(scene, new TraceOptions(LabelNumbering.CLASS, 0, false, 4, 1));
		assertEquals(1, few.size());
		final Geometry circle = few.get(0).geometry();
		assertTrue(circle + "", circle.vertexCount() < all.get(1).geometry().vertexCount() / 4);
		assertEquals(Math.PI * 3600, circle.area(), 200);
		assertEquals(1, remarks.sentences().stream().filter(sentence -> sentence.contains("least area")).count());
	}

	@Test
	public void theBackgroundMayBeAnyValue() throws IOException {
		final Scene scene =
			LabelImage.scene(20, 20, PixelType.UINT8, 64, 64, (x, y) -> x > 5 && x < 9 && y == 4 ? 0 : 255);
		final List<Annotation> found = trace(scene, new TraceOptions(LabelNumbering.CLASS, 255, false, 0, 0));
		assertEquals(1, found.size());
		assertEquals(3, found.get(0).geometry().area(), 0);
		assertEquals(0, label(found.get(0)));
	}

	@Test
	public void whatIsNoMaskIsRefusedWithThePlace() {
		final Scene fractions = LabelImage.scene(300, 300, PixelType.FLOAT32, 64, 64,
			(x, y) -> x == 270 && y == 280 ? 0.5 : 0);
		final String sentence =
			assertThrows(IllegalArgumentException.class, () -> trace(fractions, CLASSES)).getMessage();
		assertEquals("mask.tif is no mask: its pixel (270, 280) is 0.5, and a mask has whole numbers from 0 to "
			+ "4294967295", sentence);
		final Scene negative = LabelImage.scene(3, 3, PixelType.INT16, 64, 64, (x, y) -> -x);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> trace(negative, CLASSES)).getMessage()
			.contains("(1, 0) is -1.0"));
		assertThrows(IllegalArgumentException.class, () -> new TraceOptions(LabelNumbering.CLASS, -1, false, 0, 0));
	}
}
