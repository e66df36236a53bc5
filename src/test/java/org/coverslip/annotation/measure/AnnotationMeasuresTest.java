package org.coverslip.annotation.measure;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Vertices;
import org.coverslip.slide.PixelSize;
import org.coverslip.testing.Oracle;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AnnotationMeasuresTest {

	private static final Optional<PixelSize> OBLONG = Optional.of(new PixelSize(0.25, 0.5));

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static Annotation of(final Geometry geometry) {
		return Annotation.builder(geometry).build();
	}

	@Test
	public void areasLinesAndPoints() {
		final AnnotationMeasures box =
			AnnotationMeasures.of(of(Geometry.rectangle(new Box(100_000, 200_000, 40, 10))), OBLONG);
		assertEquals(new AnnotationMeasures(100_020, 200_005, 1, box.areaPx(), box.areaUm2(), box.lengthPx(),
			box.lengthUm()), box);
		assertEquals(List.of(400.0, 50.0, 100.0, 30.0), List.of(box.areaPx().getAsDouble(),
			box.areaUm2().getAsDouble(), box.lengthPx().getAsDouble(), box.lengthUm().getAsDouble()));
		final AnnotationMeasures lines = AnnotationMeasures.of(
			of(Geometry.lines(List.of(Vertices.of(0, 0, 30, 0), Vertices.of(0, 10, 0, 20)))), OBLONG);
		assertEquals(2, lines.parts());
		assertTrue(lines.areaPx().isEmpty());
		assertEquals(40, lines.lengthPx().getAsDouble(), 0);
		assertEquals(30 * 0.25 + 10 * 0.5, lines.lengthUm().getAsDouble(), 1e-12);
		assertEquals(30 * 15 / 40.0, lines.x0(), 1e-12);
		final AnnotationMeasures points =
			AnnotationMeasures.of(of(Geometry.points(Vertices.of(1, 2, 3, 4, 8, 9))), Optional.empty());
		assertEquals(List.of(4.0, 5.0, 3), List.of(points.x0(), points.y0(), points.parts()));
		assertTrue(points.lengthPx().isEmpty() && points.areaUm2().isEmpty());
		final AnnotationMeasures nothing =
			AnnotationMeasures.of(of(Geometry.lines(List.of(Vertices.of(5, 6, 5, 6)))), Optional.empty());
		assertEquals(List.of(5.0, 6.0, 0.0),
			List.of(nothing.x0(), nothing.y0(), nothing.lengthPx().getAsDouble()));
	}

	@Test
	public void holesCountNothing() {
		final Polygon frame = new Polygon(Vertices.of(0, 0, 10, 0, 10, 10, 0, 10),
			List.of(Vertices.of(5, 5, 9, 5, 9, 9, 5, 9)));
		final AnnotationMeasures measures =
			AnnotationMeasures.of(of(Geometry.polygons(List.of(frame))), Optional.empty());
		assertEquals(84, measures.areaPx().getAsDouble(), 0);
		assertEquals(56, measures.lengthPx().getAsDouble(), 0);
		assertEquals((100 * 5 - 16 * 7) / 84.0, measures.x0(), 1e-12);
	}

	/** Far from the corner, in several parts and with holes. */
	@Test
	public void agreesWithShapely() throws IOException {
		final Random random = new Random(3);
		final List<Annotation> all = new ArrayList<>();
		final StringBuilder json = new StringBuilder("{\"features\":[");
		for (int i = 0; i < 50; i++) {
			final double x = 150_000 + random.nextInt(50_000);
			final Polygon one = new Polygon(star(random, x, 90_000), List.of(
				Vertices.of(x - 3, 90_000, x + 3, 90_001, x, 90_004)));
			final Polygon other = new Polygon(star(random, x + 500, 90_300).reversed());
			all.add(of(Geometry.polygons(List.of(one, other))));
			json.append(i == 0 ? "" : ",").append("{\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[["
				+ ring(one.shell()) + "," + ring(one.holes().get(0)) + "],[" + ring(other.shell()) + "]]}}");
		}
		final Path file = folder.getRoot().toPath().resolve("areas.geojson");
		Files.writeString(file, json.append("]}"));
		final List<double[]> theirs = Oracle.shapelyMeasures(file);
		assertEquals(all.size(), theirs.size());
		for (int i = 0; i < all.size(); i++) {
			final AnnotationMeasures ours = AnnotationMeasures.of(all.get(i), Optional.empty());
			assertEquals(theirs.get(i)[0], ours.areaPx().getAsDouble(), 1e-6 * theirs.get(i)[0]);
			assertEquals(theirs.get(i)[1], ours.lengthPx().getAsDouble(), 1e-9 * theirs.get(i)[1]);
			assertEquals(theirs.get(i)[2], ours.x0(), 1e-3);
			assertEquals(theirs.get(i)[3], ours.y0(), 1e-3);
		}
	}

	private static Vertices star(final Random random, final double x, final double y) {
		final double[] xy = new double[60];
		for (int i = 0; i < 60; i += 2) {
			final double radius = 20 + random.nextInt(150);
			xy[i] = x + radius * Math.cos(Math.PI * i / 30);
			xy[i + 1] = y + radius * Math.sin(Math.PI * i / 30);
		}
		return Vertices.of(xy);
	}

	private static String ring(final Vertices ring) {
		final StringBuilder text = new StringBuilder("[");
		for (int i = 0; i <= ring.count(); i++)
			text.append(i == 0 ? "[" : ",[").append(ring.x(i % ring.count())).append(",")
				.append(ring.y(i % ring.count())).append("]");
		return text.append("]").toString();
	}

	@Test
	public void rowsAreCsv() throws IOException {
		final Annotation annotation =
			Annotation.builder(Geometry.rectangle(new Box(0.125, 0, 1, 1.0 / 3))).name("a \"b\", c\nd")
				.classification(new Classification("Tumor: Core")).kind(ObjectKind.DETECTION)
				.plane(new AnnotationPlane(AnnotationPlane.ALL, 3, 0)).build();
		final AnnotationMeasures measures = AnnotationMeasures.of(annotation, OBLONG);
		final List<Object> row = MeasureRow.of(12, annotation, measures);
		assertEquals(MeasureRow.COLUMNS.size(), row.size());
		final Path csv = folder.getRoot().toPath().resolve("table.csv");
		try (MeasureCsv table = new MeasureCsv(csv, MeasureRow.COLUMNS)) {
			table.put(row);
			table.finish();
		}
		assertEquals("number,class,name,kind,shape,parts,x0,y0,area_px,area_um2,length_px,length_um,channel,z,t\n"
			+ "12,Tumor: Core,\"a \"\"b\"\", c\nd\",detection,rectangle,1,0.625,0.1666666667,0.3333333333,"
			+ "0.04166666667,2.666666667,0.8333333333,,3,0\n", Files.readString(csv));
		try (MeasureCsv table = new MeasureCsv(csv.resolveSibling("other.csv"), MeasureRow.COLUMNS)) {
			table.put(row);
		}
		assertEquals("what is not finished is not there", 1, folder.getRoot().list().length);
	}

	@Test
	public void classesAreCountedInTheirOrder() {
		final ClassTotals totals = new ClassTotals(OBLONG);
		for (final Annotation annotation : List.of(
			Annotation.builder(Geometry.rectangle(new Box(0, 0, 10, 10))).classification(new Classification("B"))
				.build(),
			of(Geometry.points(Vertices.of(1, 1, 2, 2))),
			Annotation.builder(Geometry.lines(List.of(Vertices.of(0, 0, 8, 0)))).classification(new Classification("B"))
				.build()))
			totals.add(annotation, AnnotationMeasures.of(annotation, OBLONG));
		assertEquals(Arrays.asList("B", 2.0, 0.0, 100.0, 12.5, 8.0, 2.0), totals.rows().get(0));
		assertEquals(Arrays.asList(null, 1.0, 2.0, 0.0, 0.0, 0.0, 0.0), totals.rows().get(1));
		assertEquals("""
			class  objects  points  area_px  area_um2  length_px  length_um
			B            2       0      100      12.5          8          2
			-            1       2        0         0          0          0""", totals.text());
	}
}
