package org.coverslip.annotation.file;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.SlideFrame;
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
		List.of("imagescope-convert-unittest.xml", "imagescope-convert-XMLunittest.xml"));

	private static final String PARTS = "the parts of an annotation were written as regions of their own";

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
				final List<String> remarks = trip.remarks();
				assertTrue(name + remarks, remarks.isEmpty() || remarks.equals(List.of(PARTS)));
				assertEquals(name, parts(read), parts(trip.read(written)));
			}
	}

	/** A ring that crosses itself was repaired and is of several parts since, which have no place in one region. */
	private static List<Annotation> parts(final List<Annotation> annotations) {
		return annotations.stream().flatMap(each -> each.geometry().parts().stream()
			.map(part -> each.with().geometry(part).build())).toList();
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
