package org.coverslip.command;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which of a slide's label, macro and thumbnail go along. */
public class AssociatedOptionTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path slide;
	private Path out;

	@Before
	public void write() throws IOException {
		slide = SampleFile.brightField(folder.getRoot().toPath().resolve("slide.tif"));
		out = folder.getRoot().toPath().resolve("out.tif");
	}

	private static List<String> names(final Path path) throws IOException {
		try (Slide opened = SlideOpener.open(path)) {
			return opened.associatedImages().stream().map(AssociatedImage::name).sorted().toList();
		}
	}

	private List<String> converted(final String options) throws IOException {
		Files.deleteIfExists(out);
		FolderTask.CONVERT.run(slide, out, options, ProgressListener.NONE);
		return names(out);
	}

	@Test
	public void convertCarriesWhatIsNamed() throws IOException {
		for (final Dialect dialect : List.of(Dialect.UNIVERSAL, Dialect.PLAIN, Dialect.OME)) {
			final String options = "dialect=" + dialect.name().toLowerCase(Locale.ROOT);
			assertEquals(List.of("label", "macro", "thumbnail"), converted(options));
			assertEquals(List.of("label", "macro", "thumbnail"), converted(options + " associated=all"));
			assertEquals(List.of(), converted(options + " associated=none"));
			assertEquals(List.of("label"), converted(options + " associated=label"));
			assertEquals(List.of("macro", "thumbnail"), converted(options + " associated=[thumbnail, macro]"));
		}
		// an Aperio file has a thumbnail in any case
		assertEquals(List.of("thumbnail"), converted("dialect=svs associated=none"));
		assertEquals(List.of("macro", "thumbnail"), converted("dialect=svs associated=macro"));
	}

	@Test
	public void whatIsNotThereIsASentence() {
		final Exception e = assertThrows(IllegalArgumentException.class, () -> converted("associated=label,barcode"));
		assertEquals("there is no associated image \"barcode\"; slide.tif has label, macro, thumbnail", e.getMessage());
		assertTrue("nothing is written", Files.notExists(out));
	}

	@Test
	public void deepZoomShowsWhatIsNamed() throws IOException {
		final Path all = folder.getRoot().toPath().resolve("all");
		final Path none = folder.getRoot().toPath().resolve("none");
		FolderTask.DEEPZOOM.run(slide, all, "", ProgressListener.NONE);
		FolderTask.DEEPZOOM.run(slide, none, "associated=none", ProgressListener.NONE);
		final long more = size(all) - size(none);
		assertTrue("pages differ by " + more, more != 0);
	}

	private static long size(final Path export) throws IOException {
		return Files.size(export.resolveSibling(export.getFileName() + ".html"));
	}
}
