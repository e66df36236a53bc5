package org.coverslip.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.testing.DicomHead;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is shared, under which names, and nothing else. */
public class SharedSlidesTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final SharedSlides shared = new SharedSlides();
	private Path root;

	@Before
	public void create() throws IOException {
		root = folder.newFolder("root").toPath().toRealPath();
	}

	private Path put(final String name) throws IOException {
		Files.createDirectories(root.resolve(name).getParent());
		return Files.writeString(root.resolve(name), name);
	}

	@Test
	public void inTheOrderOfFoldersAndNames() throws IOException {
		for (final String name : List.of("z.svs", "sub/b.svs", "sub/deeper/a.svs", "Another/c.svs", "y.svs"))
			put(name);
		final byte[] dicom = DicomHead.of(DicomHead.WHOLE_SLIDE, "VOLUME", "1.2.3");
		for (final String name : List.of("series/IM0001", "series/IM0002"))
			Files.write(put(name), dicom);
		shared.addFolder(root);
		final List<SharedSlide> slides = shared.list();
		assertEquals(List.of("series", "y.svs", "z.svs", "c.svs", "b.svs", "a.svs"),
			slides.stream().map(SharedSlide::name).toList());
		assertEquals(List.of("root", "root", "root", "root/Another", "root/sub", "root/sub/deeper"),
			slides.stream().map(SharedSlide::folder).toList());
		assertEquals("the size of all files", 2 * dicom.length, slides.get(0).bytes());
	}

	@Test
	public void linksDoNotLeadOutOfTheFolder() throws IOException {
		put("c.svs");
		final Path outside = Files.writeString(folder.getRoot().toPath().resolve("secret.svs"), "");
		try {
			Files.createSymbolicLink(root.resolve("link.svs"), outside);
			Files.createSymbolicLink(root.resolve("up"), folder.getRoot().toPath());
		}
		catch (final UnsupportedOperationException | IOException e) {
			assertFalse("Linux has links: " + e, System.getProperty("os.name").startsWith("Linux"));
		}
		shared.addFolder(root);
		assertEquals(List.of("c.svs"), shared.list().stream().map(SharedSlide::name).toList());
	}

	@Test
	public void idsFollowFromPathsAndNothingElseIsFound() throws IOException {
		final SharedSlide slide = shared.addSlide(put("a.svs"));
		final Path other = put("b.svs");
		assertTrue(slide.id().matches("[0-9a-f]{20}"));
		assertEquals(slide, shared.get(slide.id()));
		final String hidden = SharedSlide.of(other, "").id();
		assertFalse(slide.id().equals(hidden));
		assertEquals(RequestException.NOT_FOUND, assertThrows(RequestException.class, () -> shared.get(hidden))
			.status());
		shared.addFolder(root);
		assertEquals("b.svs", shared.get(hidden).name());
	}
}
