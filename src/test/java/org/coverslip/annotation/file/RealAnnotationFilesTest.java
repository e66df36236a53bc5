package org.coverslip.annotation.file;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.slide.ProgressListener;
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

	private static final String PART = "a hole was taken for one of an area that does not hold all of it";

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

	/** As they were drawn: also the rings that cross themselves, of which there are some. */
	@Test
	public void whatIsConvertedIsTheSameInThoseOfOneProgram() throws IOException {
		for (final Map.Entry<String, List<String>> files : FILES.entrySet())
			for (final String name : files.getValue()) {
				final Path target = folder.getRoot().toPath().resolve(name);
				final Remarks remarks = new Remarks();
				AnnotationConversion
					.of(file(name), Optional.empty(), target, KnownAnnotationFormats.ofWord(files.getKey()))
					.run(SlideFrame.UNKNOWN, Optional.empty(), remarks, ProgressListener.NONE);
				assertEquals(name, files.getKey().equals("halo") ? List.of(PART + " (2 times)") : List.of(),
					remarks.sentences());
				assertEquals(name, asDrawn(file(name)), asDrawn(target));
				assertEquals(name, ShapelyAreas.of(file(name)), ShapelyAreas.of(target));
			}
	}

	private static List<Annotation> asDrawn(final Path path) throws IOException {
		final AnnotationFile file = AnnotationFile.of(path);
		final List<Annotation> read = new ArrayList<>();
		AnnotationFiles.readAsDrawn(file, AnnotationFiles.formatOf(file), SlideFrame.UNKNOWN, Optional.empty(),
			new Remarks(), read::add);
		assertFalse(read.isEmpty());
		return read;
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
