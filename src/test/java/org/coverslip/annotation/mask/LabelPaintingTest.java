package org.coverslip.annotation.mask;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.geom.Line2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.Vertices;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.testing.Oracle;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LabelPaintingTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final Random random = new Random(20);
	private final Remarks remarks = new Remarks();

	/** Corners on pixels' middles and edges, too, where it matters which side a middle on an edge counts to. */
	@Test
	public void aPixelBelongsToTheLastAreaThatItsMiddleLiesIn() throws IOException {
		final List<Annotation> all = new ArrayList<>();
		for (int i = 0; i < 60; i++)
			all.add(Annotation.builder(area(600, 400, i % 2 == 0 ? 0.25 : 1e-9, i % 3 == 0)).build());
		all.add(Annotation.builder(Geometry.rectangle(new Box(-50.5, 20.5, 100, 30))).build());
		all.add(Annotation.builder(Geometry.ellipse(new Box(500, 300, 200.5, 200))).build());
		final long[] painted = paint(all, 600, 400, 1, LabelNumbering.OBJECT);
		assertArrayEquals(oneByOne(all, 600, 400, 1), painted);
		assertTrue(Arrays.stream(painted).distinct().count() > 40);
	}

	@Test
	public void anyScaleHasPixelsOfItsOwn() throws IOException {
		final List<Annotation> all = new ArrayList<>();
		for (int i = 0; i < 40; i++)
			all.add(Annotation.builder(area(900, 700, 0.25, true)).build());
		for (final double downsample : new double[] { 2, 3.7 })
			assertArrayEquals(oneByOne(all, 900, 700, downsample),
				paint(all, 900, 700, downsample, LabelNumbering.OBJECT));
	}

	private static long[] oneByOne(final List<Annotation> all, final int width, final int height, final double scale) {
		final ScaledRegion place = place(width, height, scale);
		final int columns = (int) place.width();
		final long[] labels = new long[columns * (int) place.height()];
		for (int i = 0; i < labels.length; i++)
			for (int a = all.size(); a > 0 && labels[i] == 0; a--) {
				final double x = (i % columns + 0.5) * scale;
				final double y = (i / columns + 0.5) * scale;
				if (all.get(a - 1).geometry().polygons().stream().anyMatch(polygon -> polygon.contains(x, y)))
					labels[i] = a;
			}
		return labels;
	}

	/** A star, whose sides do not cross, or two of them, with a hole of the same form. */
	private Geometry area(final int width, final int height, final double grid, final boolean two) {
		final List<Polygon> polygons = new ArrayList<>();
		for (int i = two ? 0 : 1; i < 2; i++) {
			final double x = random.nextDouble() * width;
			final double y = random.nextDouble() * height;
			final double[] radii = random.doubles(4 + random.nextInt(30), 20, 90).toArray();
			polygons.add(new Polygon(star(x, y, radii, 1, grid), List.of(star(x, y, radii, 0.4, grid))));
		}
		return Geometry.polygons(polygons);
	}

	private static Vertices star(final double x, final double y, final double[] radii, final double part,
		final double grid)
	{
		final double[] xy = new double[2 * radii.length];
		for (int i = 0; i < radii.length; i++) {
			xy[2 * i] = Math.rint((x + part * radii[i] * Math.cos(2 * Math.PI * i / radii.length)) / grid) * grid;
			xy[2 * i + 1] = Math.rint((y + part * radii[i] * Math.sin(2 * Math.PI * i / radii.length)) / grid) * grid;
		}
		return Vertices.of(xy);
	}

	private static ScaledRegion place(final int width, final int height, final double downsample) {
		return ScaledRegion.at(Region.ofSize(width, height), new LevelScale(downsample));
	}

	private LabelPainting painting(final List<Annotation> all, final int width, final int height,
		final double downsample, final LabelNumbering numbering) throws IOException
	{
		final LabelPainting painting = new LabelPainting(place(width, height, downsample), numbering, 0, remarks);
		for (final Annotation annotation : all)
			painting.put(annotation);
		return painting;
	}

	private long[] paint(final List<Annotation> all, final int width, final int height, final double downsample,
		final LabelNumbering numbering) throws IOException
	{
		return LabelImage.pixels(painting(all, width, height, downsample, numbering).scene("mask"), 0);
	}

	/** Neighbours share their corners, which lie anywhere. */
	@Test
	public void areasSideBySideShareNoPixelAndLeaveNoneOut() throws IOException {
		final int n = 12;
		final double[][][] corners = new double[n + 1][n + 1][];
		for (int row = 0; row <= n; row++)
			for (int col = 0; col <= n; col++)
				corners[row][col] = new double[] { at(col, n, 300), at(row, n, 300) };
		int sum = 0;
		final List<Annotation> all = new ArrayList<>();
		for (int row = 0; row < n; row++)
			for (int col = 0; col < n; col++) {
				final List<double[]> ring = new ArrayList<>(List.of(corners[row][col], corners[row][col + 1],
					corners[row + 1][col + 1], corners[row + 1][col]));
				if (random.nextBoolean()) Collections.reverse(ring);
				final double[] xy = ring.stream().flatMapToDouble(Arrays::stream).toArray();
				final Annotation one = Annotation.builder(Geometry.polygon(Vertices.of(xy))).build();
				all.add(one);
				sum += Arrays.stream(paint(List.of(one), 300, 300, 1, LabelNumbering.OBJECT)).sum();
			}
		assertEquals("each pixel once", 300 * 300, sum);
		assertEquals("no pixel without a label", 0,
			Arrays.stream(paint(all, 300, 300, 1, LabelNumbering.OBJECT)).filter(label -> label == 0).count());
	}

	private double at(final int index, final int of, final int length) {
		return index == 0 ? 0 : index == of ? length : (index + 0.4 * random.nextDouble()) * length / of;
	}

	@Test
	public void classesAreNumberedAsTheyAppear() throws IOException {
		final Classification tumor = new Classification("Tumor", OptionalInt.of(0xc80000));
		final List<Annotation> all = List.of(square(0, tumor), square(10, null),
			square(20, new Classification("Stroma & <co>")), square(30, new Classification("Tumor")));
		final LabelPainting painting = painting(all, 40, 10, 1, LabelNumbering.CLASS);
		final long[] row = Arrays.copyOf(LabelImage.pixels(painting.scene("mask"), 0), 40);
		assertArrayEquals(new long[] { 1, 2, 3, 1 }, new long[] { row[0], row[10], row[20], row[30] });
		final String text = painting.names().text();
		assertEquals("label 1 = Tumor #c80000\nlabel 2 = (no class)\nlabel 3 = Stroma & <co>", text);
		final LabelNames read =
			LabelNames.in("<OME xmlns=\"x\"><Description>" + text.replace("&", "&amp;").replace("<", "&lt;")
				.replace(">", "&gt;") + "</Description></OME>");
		assertEquals(tumor, read.classOf(1).get());
		assertTrue(read.knows(2) && read.classOf(2).isEmpty() && !read.knows(4));
		assertEquals("Stroma & <co>", read.classOf(3).get().name());
		assertEquals(LabelNumbering.CLASS, read.numbering().get());
		assertTrue(LabelNames.in("label 1\nlabels").numbering().isEmpty());
		assertEquals(LabelNumbering.OBJECT,
			LabelNames.in(painting(all, 40, 10, 1, LabelNumbering.OBJECT).names().text()).numbering().get());
	}

	private static Annotation square(final double x, final Classification of) {
		return Annotation.builder(Geometry.rectangle(new Box(x, 0, 10, 10))).classification(of).build();
	}

	@Test
	public void samplesHaveAsManyBitsAsNumbersNeed() throws IOException {
		for (final int count : new int[] { 255, 256, 65535, 65536 }) {
			final List<Annotation> all = new ArrayList<>();
			for (int i = 0; i < count; i++)
				all.add(Annotation.builder(Geometry.rectangle(new Box(i % 300, i / 300, 1, 1))).build());
			final Scene scene = painting(all, 300, 220, 1, LabelNumbering.OBJECT).scene("mask");
			assertEquals(count < 256 ? PixelType.UINT8 : count < 65536 ? PixelType.UINT16 : PixelType.UINT32,
				scene.pixelType());
			assertTrue(scene.isCategorical());
			final long[] pixels = LabelImage.pixels(scene, 0);
			for (int i = 0; i < pixels.length; i++)
				assertEquals(i < count ? i + 1 : 0, pixels[i]);
		}
	}

	/** Whatever covers most of the image is not in the cells' lists, but its turn is kept. */
	@Test
	public void largeAreasArePaintedInTheirTurn() throws IOException {
		final List<Annotation> all = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			all.add(Annotation.builder(Geometry.rectangle(new Box(i * 300, 0, 5000, 5000))).build());
			all.add(Annotation.builder(Geometry.rectangle(new Box(i * 300 + 1500, 0, 100, 300))).build());
		}
		final long[] pixels = paint(all, 5000, 5000, 1, LabelNumbering.OBJECT);
		final long[] expected = new long[5000];
		for (int x = 0; x < 5000; x++)
			for (int a = 0; a < all.size(); a++)
				if (all.get(a).geometry().contains(x + 0.5, 0.5)) expected[x] = a + 1;
		assertArrayEquals(expected, Arrays.copyOf(pixels, 5000));
	}

	@Test
	public void linesAndPointsAreLeftOutWithAWordOrDrawn() throws IOException {
		final Annotation line = Annotation.builder(Geometry.lines(List.of(Vertices.of(10, 20, 60, 20, 60, 50))))
			.build();
		final Annotation point = Annotation.builder(Geometry.points(Vertices.of(80, 30, 90, 60))).build();
		final Annotation root =
			Annotation.builder(Geometry.rectangle(new Box(0, 0, 100, 100))).kind(ObjectKind.ROOT).build();
		final List<Annotation> all = List.of(root, line, point);
		assertEquals(0, Arrays.stream(paint(all, 100, 100, 1, LabelNumbering.OBJECT)).max().getAsLong());
		assertEquals(2, remarks.sentences().size());
		assertTrue(remarks.sentences().get(1), remarks.sentences().get(1).contains("lineWidth"));
		final LabelPainting drawn = new LabelPainting(place(100, 100, 1), LabelNumbering.OBJECT, 7, new Remarks());
		for (final Annotation annotation : all)
			drawn.put(annotation);
		final long[] pixels = LabelImage.pixels(drawn.scene("mask"), 0);
		for (int i = 0; i < pixels.length; i++) {
			final double x = i % 100 + 0.5;
			final double y = i / 100 + 0.5;
			final double toLine = Math.min(Math.hypot(x - Math.max(10, Math.min(60, x)), y - 20),
				Math.hypot(x - 60, y - Math.max(20, Math.min(50, y))));
			final double toPoint = Math.min(Math.hypot(x - 80, y - 30), Math.hypot(x - 90, y - 60));
			if (Math.abs(toLine - 3.5) > 0.1 && Math.abs(toPoint - 3.5) > 0.1)
				assertEquals(x + ", " + y, toPoint < 3.5 ? 3 : toLine < 3.5 ? 2 : 0, pixels[i]);
		}
	}

	@Test
	public void whatCannotBePaintedIsRefusedInOneSentence() {
		assertThrows(IllegalArgumentException.class, () -> new LabelPainting(place(10, 10, 1), LabelNumbering.CLASS,
			-1, remarks));
		assertThrows(IllegalArgumentException.class, () -> new LabelPainting(
			ScaledRegion.at(Region.ofSize(1L << 33, 10), new LevelScale(1)), LabelNumbering.CLASS, 0, remarks));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new LabelPainting(
			ScaledRegion.at(Region.ofSize(1 << 30, 1 << 30), new LevelScale(1)), LabelNumbering.CLASS, 0, remarks))
				.getMessage().contains("too large; choose a coarser scale"));
	}

	/** But for middles that lie on an edge, within a millionth, which GDAL counts to the other side. */
	@Test
	public void agreesWithGdalRasterizePixelByPixel() throws IOException {
		final int width = 1201;
		final int height = 803;
		final List<Annotation> all = new ArrayList<>();
		final StringBuilder json = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
		for (int i = 0; i < 400; i++) {
			final double x = random.nextDouble() * width;
			final double y = random.nextDouble() * height;
			final double[] radii = random.doubles(4 + random.nextInt(60), 10, 60).toArray();
			final Polygon polygon = new Polygon(offMiddle(star(x, y, radii, 1, 0.01)),
				List.of(offMiddle(star(x, y, radii, 0.5, 0.01))));
			all.add(Annotation.builder(Geometry.polygons(List.of(polygon))).build());
			json.append(i == 0 ? "" : ",").append("{\"type\":\"Feature\",\"properties\":{\"n\":" + (i + 1 + 70_000)
				+ "},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" + ring(polygon.shell(), height) + ","
				+ ring(polygon.holes().get(0), height) + "]}}");
		}
		final Path areas = folder.getRoot().toPath().resolve("areas.geojson");
		final Path image = folder.getRoot().toPath().resolve("gdal.tif");
		Files.writeString(areas, json.append("]}"));
		Oracle.run("gdal_rasterize", "-q", "-a", "n", "-tr", "1", "1", "-te", "0", "0", "" + width, "" + height, "-ot",
			"UInt32", areas.toString(), image.toString());
		final long[] painted = paint(all, width, height, 1, LabelNumbering.OBJECT);
		try (Slide slide = SlideOpener.open(image)) {
			final long[] theirs = LabelImage.pixels(slide.scenes().get(0), 0);
			for (int i = 0; i < theirs.length; i++)
				if (theirs[i] != 0) theirs[i] -= 70_000;
			int onEdges = 0;
			for (int i = 0; i < theirs.length; i++)
				if (theirs[i] != painted[i]) {
					assertEquals("from the nearest edge", 0, toEdge(all, i % width + 0.5, i / width + 0.5), 1e-6);
					onEdges++;
				}
			assertTrue(onEdges + " pixels", onEdges < 10);
			assertTrue(Arrays.stream(painted).distinct().count() > 350);
		}
	}

	private static double toEdge(final List<Annotation> all, final double x, final double y) {
		return all.stream().flatMap(one -> one.geometry().polygons().stream())
			.flatMap(polygon -> Stream.of(polygon.shell(), polygon.holes().get(0)))
			.flatMapToDouble(ring -> IntStream.range(0, ring.count()).mapToDouble(i -> {
				final int next = (i + 1) % ring.count();
				return Line2D.ptSegDist(ring.x(i), ring.y(i), ring.x(next), ring.y(next), x, y);
			})).min().getAsDouble();
	}

	private static Vertices offMiddle(final Vertices ring) {
		final double[] xy = ring.toArray();
		for (int i = 0; i < xy.length; i++) {
			final long hundredths = Math.round(xy[i] * 100);
			xy[i] = (hundredths + (hundredths % 50 == 0 ? 1 : 0)) / 100.0;
		}
		return Vertices.of(xy);
	}

	/** GDAL's images have y upwards. */
	private static String ring(final Vertices ring, final int height) {
		final StringBuilder text = new StringBuilder("[");
		for (int i = 0; i <= ring.count(); i++)
			text.append(i == 0 ? "" : ",").append("[" + ring.x(i % ring.count()) + ","
				+ (height - ring.y(i % ring.count())) + "]");
		return text.append("]").toString();
	}
}
