package org.coverslip.annotation.file;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.testing.AnnotationTrip;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.ShapelyAreas;
import org.coverslip.testing.ShapelyAreas.Areas;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Files that other programs made: what is read of them, compared with shapely, and nothing lost when written again. */
public class RealAnnotationFilesTest {

	/** By the format that each is of. */
	private static final Map<String, List<String>> FILES = Map.of("imagescope",
		List.of("imagescope-convert-unittest.xml", "imagescope-convert-XMLunittest.xml"), "asap",
		List.of("asap-geojson_xml-example.xml", "asap-geojson_xml-tiles.xml"), "halo",
		List.of("dlup-HaloMultilayerTest.annotations"));

	private static final String PARTS = "the parts of an annotation were written as regions of their own";
	private static final String ROUNDED = "HALO has whole pixels; points were rounded to them";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private AnnotationTrip trip() {
		return new AnnotationTrip(folder.getRoot().toPath(), SlideFrame.UNKNOWN);
	}

	private static Path file(final String name) {
		return RealSlides.path("annotations/" + name);
	}

	@Test
	public void formatsAreFoundByContent() throws IOException {
		for (final Map.Entry<String, List<String>> files : FILES.entrySet())
			for (final String name : files.getValue())
				assertEquals(name, files.getKey(), AnnotationFiles.formatOf(AnnotationFile.of(file(name))).word());
	}

	@Test
	public void whatIsReadIsTheSameAfterItWasWritten() throws IOException {
		for (final Map.Entry<String, List<String>> files : FILES.entrySet())
			for (final String name : files.getValue()) {
				final AnnotationTrip trip = trip();
				final List<Annotation> read = trip.read(file(name));
				assertFalse(name, read.isEmpty());
				final Path written = trip.write(name, files.getKey(), read);
				final List<String> said = new ArrayList<>(trip.remarks());
				said.removeIf(remark -> remark.startsWith(PARTS) || remark.equals(ROUNDED));
				assertEquals(name, List.of(), said);
				final boolean isWhole = files.getKey().equals("halo");
				assertEquals(name, parts(read, isWhole), parts(trip.read(written), isWhole));
			}
	}

	/** A ring that crosses itself was repaired and is of several parts since, which have no place in one region. */
	private static List<Annotation> parts(final List<Annotation> annotations, final boolean isWhole) {
		return annotations.stream().flatMap(each -> each.geometry().parts().stream()
			.map(part -> each.with().geometry(isWhole ? whole(part) : part).build())).toList();
	}

	/** Where a ring crosses itself are points between pixels, which HALO's files do not have. */
	private static Geometry whole(final Geometry part) {
		return part.kind() != GeometryKind.POLYGONS ? part : Geometry.polygons(part.polygons().stream()
			.map(each -> new Polygon(whole(each.shell()), each.holes().stream().map(hole -> whole(hole)).toList()))
			.toList());
	}

	private static Vertices whole(final Vertices ring) {
		return Vertices.of(Arrays.stream(ring.toArray()).map(Math::rint).toArray());
	}

	@Test
	public void areasAreThoseOfShapely() throws IOException {
		for (final List<String> files : FILES.values())
			for (final String name : files) {
				final AnnotationTrip trip = trip();
				final List<Annotation> read = trip.read(file(name));
				assertAreas(name, ShapelyAreas.of(file(name)), read);
			}
	}

	private static void assertAreas(final String file, final Map<String, Areas> expected,
		final List<Annotation> annotations)
	{
		for (final Map.Entry<String, Areas> areas : expected.entrySet()) {
			final List<Annotation> ofClass = annotations.stream().filter(each -> each.geometry().kind().isArea()
				&& each.classification().get().name().equals(areas.getKey())).toList();
			final double sum = ofClass.stream().mapToDouble(each -> each.geometry().area()).sum();
			final String where = file + ", class " + areas.getKey();
			assertEquals(where, areas.getValue().count(), ofClass.size());
			assertEquals(where, areas.getValue().sum(), sum, areas.getValue().sum() * 1e-6);
		}
	}
}
