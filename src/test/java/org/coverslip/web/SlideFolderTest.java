package org.coverslip.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which files of a folder are slides. */
public class SlideFolderTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path root;

	@Before
	public void create() throws IOException {
		root = folder.newFolder("root").toPath().toRealPath();
	}

	private void put(final String... names) throws IOException {
		for (final String name : names) {
			Files.createDirectories(root.resolve(name).getParent());
			Files.writeString(root.resolve(name), name);
		}
	}

	private void assertFound(final String... paths) throws IOException {
		assertEquals(List.of(paths), SlideFolder.list(root).stream().map(slide -> root.relativize(slide.path()).toString()).toList());
	}

	@Test
	public void byTheirEndings() throws IOException {
		put("b.SVS", "a.ndpi", "c.ome.tiff", "notes.txt", "data.dat", "picture.PNG", "svs", "table.csv", "d.companion.ome");
		assertFound("a.ndpi", "b.SVS", "c.ome.tiff", "d.companion.ome", "picture.PNG");
	}

	@Test
	public void foldersWithinFolders() throws IOException {
		put("z.svs", "sub/b.svs", "sub/deeper/a.svs", "Another/c.svs");
		assertFound("z.svs", "Another/c.svs", "sub/b.svs", "sub/deeper/a.svs");
		assertEquals(List.of("root", "root/Another", "root/sub", "root/sub/deeper"),
			SlideFolder.list(root).stream().map(SharedSlide::folder).toList());
	}

	@Test
	public void aFolderOfDicomFilesIsOneSlide() throws IOException {
		put("series/1.dcm", "series/2.dcm", "mixed/a.dcm", "mixed/series/1.dcm", "own.dcm");
		assertFound("own.dcm", "series", "mixed/a.dcm", "mixed/series");
		final SharedSlide series = SlideFolder.list(root).get(1);
		assertEquals("series/1.dcm".length() * 2, series.bytes());
	}

	@Test
	public void partsOfASlideAreNoSlides() throws IOException {
		put("hamamatsu/s.vms", "hamamatsu/s_macro.jpg", "hamamatsu/s(0,1).jpg", "mirax/s.mrxs", "mirax/s/Data0000.dat", "export.dzi",
			"export_files/0/0_0.jpg", "other_files/photo.jpg");
		assertFound("hamamatsu/s.vms", "mirax/s.mrxs", "other_files/photo.jpg");
	}

	@Test
	public void hiddenFilesAndLinksArePassedOver() throws IOException {
		put(".a.svs", ".trash/b.svs", "c.svs");
		final Path outside = Files.writeString(folder.getRoot().toPath().resolve("secret.svs"), "");
		try {
			Files.createSymbolicLink(root.resolve("link.svs"), outside);
			Files.createSymbolicLink(root.resolve("up"), folder.getRoot().toPath());
		}
		catch (final UnsupportedOperationException | IOException e) {
			assertFalse("Linux has links: " + e, System.getProperty("os.name").startsWith("Linux"));
		}
		assertFound("c.svs");
	}

	@Test
	public void idsFollowFromPaths() throws IOException {
		put("a.svs", "b.svs");
		final List<SharedSlide> slides = SlideFolder.list(root);
		assertEquals(slides, SlideFolder.list(root));
		assertFalse(slides.get(0).id().equals(slides.get(1).id()));
		assertTrue(slides.get(0).id().matches("[0-9a-f]{20}"));
	}
}
