package org.coverslip.annotation.overlay;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Vertices;
import org.junit.Test;

public class AnnotationOverlayTest {

	private static final int RED = 0xc80000;
	private static final int GREEN = 0x00a000;
	private static final Classification TUMOR = new Classification("Tumor", OptionalInt.of(RED));
	private static final Classification STROMA = new Classification("Stroma", OptionalInt.of(GREEN));

	private static AnnotationOverlay overlay(final Annotation... annotations) throws IOException {
		try (OverlayBuilder builder = new OverlayBuilder(bytes -> { /* there is enough */ })) {
			for (final Annotation annotation : annotations)
				builder.put(annotation);
			return builder.build();
		}
	}

	private static Annotation of(final Classification of, final Geometry geometry) {
		return Annotation.builder(geometry).classification(of).build();
	}

	private static Geometry box(final double x, final double y, final double width, final double height) {
		return Geometry.rectangle(new Box(x, y, width, height));
	}

	private static BufferedImage picture(final AnnotationOverlay overlay, final double x, final double y,
		final double pitch, final int width, final int height, final OverlayLook look)
	{
		final BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
		final Graphics2D graphics = picture.createGraphics();
		final AffineTransform place = AffineTransform.getScaleInstance(1 / pitch, 1 / pitch);
		place.translate(-x, -y);
		overlay.paint(graphics, place, width, height, look);
		graphics.dispose();
		return picture;
	}

	private static int alpha(final BufferedImage picture, final int x, final int y) {
		return picture.getRGB(x, y) >>> 24;
	}

	@Test
	public void outlinesAreInTheClassesColoursAndHolesAreEmpty() throws IOException {
		final Polygon ring = new Polygon(Vertices.of(1000, 1000, 1400, 1000, 1400, 1400, 1000, 1400),
			List.of(Vertices.of(1100, 1100, 1300, 1100, 1300, 1300, 1100, 1300)));
		try (AnnotationOverlay overlay = overlay(of(TUMOR, Geometry.polygons(List.of(ring))),
			of(STROMA, Geometry.lines(List.of(Vertices.of(1000, 1500, 1400, 1500)))))) {
			final BufferedImage picture = picture(overlay, 900, 900, 4, 200, 200, OverlayLook.ALL);
			assertEquals("the upper edge is at row 25", 0xff000000 | RED, picture.getRGB(75, 25));
			assertEquals("an edge of the hole", 0xff000000 | RED, picture.getRGB(75, 50));
			assertEquals("the line", 0xff000000 | GREEN, picture.getRGB(75, 150));
			assertTrue("filled lightly", alpha(picture, 75, 37) > 20 && alpha(picture, 75, 37) < 90);
			assertEquals("the hole", 0, alpha(picture, 75, 75));
			assertEquals("outside", 0, alpha(picture, 15, 15));
		}
	}

	@Test
	public void tilesMakeNoSeams() throws IOException {
		final Random random = new Random(5);
		final List<Annotation> many = new ArrayList<>();
		for (int i = 0; i < 300; i++)
			many.add(of(random.nextBoolean() ? TUMOR : STROMA, polygon(random, 4000, 20 + random.nextInt(400))));
		try (AnnotationOverlay overlay = overlay(many.toArray(Annotation[]::new))) {
			for (final double pitch : new double[] { 4, 16 }) {
				final int side = (int) (4000 / pitch);
				final BufferedImage whole = picture(overlay, 0, 0, pitch, side, side, OverlayLook.ALL);
				final int half = side / 2;
				for (int tile = 0; tile < 4; tile++) {
					final int x0 = tile % 2 * half;
					final int y0 = tile / 2 * half;
					final BufferedImage part =
						picture(overlay, x0 * pitch, y0 * pitch, pitch, half, half, OverlayLook.ALL);
					for (int y = 0; y < half; y++)
						for (int x = 0; x < half; x++)
							assertEquals("alpha at " + x + ", " + y + " of tile " + tile,
								alpha(whole, x0 + x, y0 + y), alpha(part, x, y), 12);
				}
			}
		}
	}

	private static Geometry polygon(final Random random, final double extent, final double size) {
		final double x = extent * random.nextDouble();
		final double y = extent * random.nextDouble();
		final double[] xy = new double[40];
		for (int i = 0; i < 20; i++) {
			final double radius = size * (0.3 + 0.7 * random.nextDouble()) / 2;
			xy[2 * i] = Math.round(100 * (x + radius * Math.cos(i * Math.PI / 10))) / 100.0;
			xy[2 * i + 1] = Math.round(100 * (y + radius * Math.sin(i * Math.PI / 10))) / 100.0;
		}
		return Geometry.polygon(Vertices.of(xy));
	}

	@Test
	public void theSmallestAreaAtAPlaceIsFound() throws IOException {
		final Random random = new Random(11);
		final List<Geometry> areas = new ArrayList<>();
		for (int i = 0; i < 1200; i++)
			areas.add(i % 7 == 0 ? Geometry.ellipse(polygon(random, 5000, 300).box())
				: polygon(random, 5000, 10 + random.nextInt(500)));
		int hits = 0;
		final Annotation[] all = areas.stream().map(one -> of(TUMOR, one)).toArray(Annotation[]::new);
		try (AnnotationOverlay overlay = overlay(all)) {
			for (int i = 0; i < 600; i++) {
				final double x = 5000 * random.nextDouble();
				final double y = 5000 * random.nextDouble();
				int best = -1;
				for (int k = 0; k < areas.size(); k++) {
					final boolean holds = areas.get(k).polygons().stream().anyMatch(one -> one.contains(x, y));
					if (holds && (best < 0 || size(areas.get(k)) < size(areas.get(best)))) best = k;
				}
				final OptionalInt found = overlay.at(x, y, 3, OverlayLook.ALL);
				if (best >= 0) {
					hits++;
					assertEquals(size(areas.get(best)), size(areas.get(found.getAsInt())), 1);
				}
				else assertEquals(OptionalInt.empty(), found);
			}
		}
		assertTrue(hits + " places in an area", hits > 100 && hits < 550);
	}

	private static double size(final Geometry geometry) {
		return geometry.box().width() * geometry.box().height();
	}

	@Test
	public void pointsAndLinesAreFoundFromNear() throws IOException {
		try (AnnotationOverlay overlay = overlay(of(STROMA, box(0, 0, 1000, 1000)),
			of(TUMOR, Geometry.points(Vertices.of(100, 100, 300, 300))),
			of(TUMOR, Geometry.lines(List.of(Vertices.of(500, 500, 700, 500), Vertices.of(500, 600, 700, 600)))))) {
			assertEquals(OptionalInt.of(1), overlay.at(303, 300, 5, OverlayLook.ALL));
			assertEquals(OptionalInt.of(0), overlay.at(307, 300, 5, OverlayLook.ALL));
			assertEquals(OptionalInt.of(2), overlay.at(600, 604, 5, OverlayLook.ALL));
			assertEquals("lines end", OptionalInt.of(0), overlay.at(710, 600, 5, OverlayLook.ALL));
			assertEquals(OptionalInt.empty(), overlay.at(2000, 600, 5, OverlayLook.ALL));
			assertEquals(Geometry.points(Vertices.of(100, 100, 300, 300)), overlay.annotation(1).geometry());
		}
	}

	@Test
	public void classesAreCountedAndCanBeHidden() throws IOException {
		final Annotation root = Annotation.builder(box(0, 0, 9000, 9000)).kind(ObjectKind.ROOT).build();
		try (AnnotationOverlay overlay = overlay(root, of(STROMA, box(0, 0, 100, 100)),
			of(TUMOR, box(0, 0, 100, 100)), of(STROMA, box(500, 500, 10, 10)), of(null, box(800, 0, 10, 10)))) {
			assertEquals(List.of(new OverlayClass(Optional.of("Stroma"), GREEN, 2),
				new OverlayClass(Optional.of("Tumor"), RED, 1), new OverlayClass(Optional.empty(), 0xff0000, 1)),
				overlay.classes());
			final BitSet tumor = BitSet.valueOf(new long[] { 0b10 });
			final OverlayLook look = new OverlayLook(tumor, 0, 0);
			assertEquals(0xff000000 | RED, picture(overlay, -10, -10, 1, 200, 200, OverlayLook.ALL).getRGB(50, 10));
			assertEquals(0xff000000 | GREEN, picture(overlay, -10, -10, 1, 200, 200, look).getRGB(50, 10));
			assertEquals(OptionalInt.of(0), overlay.at(50, 50, 1, look));
		}
	}

	@Test
	public void objectsOfOtherPlanesAreNotSeen() throws IOException {
		final Annotation anywhere = of(STROMA, box(0, 0, 50, 50));
		final Annotation third = Annotation.builder(box(100, 0, 50, 50)).plane(new AnnotationPlane(-1, 2, 0)).build();
		try (AnnotationOverlay overlay = overlay(anywhere, third)) {
			for (int z = 0; z < 4; z++) {
				final OverlayLook look = new OverlayLook(new BitSet(), z, 0);
				assertEquals(OptionalInt.of(0), overlay.at(25, 25, 0, look));
				assertEquals(z == 2, overlay.at(125, 25, 0, look).isPresent());
			}
		}
	}

	@Test
	public void manyObjectsTakeFewBytesEach() throws IOException {
		final Random random = new Random(3);
		final int count = 100_000;
		final long[] taken = new long[1];
		try (OverlayBuilder builder = new OverlayBuilder(bytes -> taken[0] += bytes)) {
			for (int i = 0; i < count; i++)
				builder.put(of(i % 3 == 0 ? TUMOR : STROMA, polygon(random, 20_000, 20)));
			try (AnnotationOverlay overlay = builder.build()) {
				assertTrue(taken[0] + " bytes", taken[0] < 180L * count);
				final BufferedImage all = picture(overlay, 0, 0, 40, 500, 500, OverlayLook.ALL);
				int painted = 0;
				for (int i = 0; i < 500 * 500; i++)
					if (alpha(all, i % 500, i / 500) > 0) painted++;
				assertEquals("pixels of 250,000 that 100,000 places fall on", 250_000 * (1 - Math.exp(-0.4)), painted,
					2000);
			}
		}
	}

	@Test
	public void whereThereIsNoRoomTheSentenceIsHeard() throws IOException {
		final Random random = new Random(3);
		try (OverlayBuilder builder = new OverlayBuilder(bytes -> {
			throw new IOException("no room");
		})) {
			assertEquals("no room", assertThrows(IOException.class,
				() -> builder.put(of(TUMOR, polygon(random, 1000, 20)))).getMessage());
		}
	}

	@Test
	public void nothingIsShownOfNothing() throws IOException {
		try (AnnotationOverlay overlay = overlay()) {
			assertEquals(0, alpha(picture(overlay, 0, 0, 1, 10, 10, OverlayLook.ALL), 5, 5));
			assertEquals(OptionalInt.empty(), overlay.at(0, 0, 100, OverlayLook.ALL));
		}
	}
}
