package org.coverslip.io;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SiblingFilesTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path home;
	private Path slide;

	@Before
	public void makeFiles() throws IOException {
		home = folder.newFolder("home").toPath();
		slide = Files.createFile(home.resolve("slide.tif"));
		Files.createFile(home.resolve("b.tif"));
		Files.createFile(Files.createDirectory(home.resolve("sub")).resolve("c.tif"));
		Files.createFile(folder.getRoot().toPath().resolve("outside.tif"));
	}

	@Test
	public void filesInTheFolderAreFound() throws IOException {
		final SiblingFiles files = SiblingFiles.of(StoredFile.of(slide));
		final StoredFile b = StoredFile.of(home.resolve("b.tif"));
		assertEquals(Optional.of(b), files.find("b.tif"));
		assertEquals(Optional.of(b), files.find(" ./b.tif\n"));
		assertEquals("sub/c.tif", files.find("sub/c.tif").orElseThrow().name());
		assertEquals(home.resolve("sub/c.tif").toString(), files.get("sub\\c.tif").toString());
		assertEquals(Set.of(b, files.get("sub/c.tif")), files.found());
	}

	@Test
	public void missingFilesAreTold() throws IOException {
		final SiblingFiles files = SiblingFiles.of(StoredFile.of(slide));
		assertEquals(Optional.empty(), files.find("d.tif"));
		assertEquals(Optional.empty(), files.find("sub"));
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> files.get("d.tif"));
		assertTrue(e.getMessage(), e.getMessage().contains("the file d.tif in the slide's folder, found none"));
	}

	@Test
	public void namesThatLeadOutAreRefused() throws IOException {
		final SiblingFiles files = SiblingFiles.of(StoredFile.of(slide));
		for (final String name : List.of("../outside.tif", "sub/../../outside.tif", "sub/../b.tif", "..\\outside.tif",
			folder.getRoot().toPath().resolve("outside.tif").toAbsolutePath().toString(), "/etc/hostname",
			"\\\\server\\share\\a.tif",
			"C:\\a.tif", "c:a.tif", "", "  ", "a\0b"))
			assertThrows(name, SlideFormatException.class, () -> files.find(name));
	}

	@Test
	public void linksThatLeadOutAreRefused() throws IOException {
		link("evil.tif", folder.getRoot().toPath().resolve("outside.tif"));
		link("folder", folder.getRoot().toPath());
		link("good.tif", home.resolve("b.tif"));
		final SiblingFiles files = SiblingFiles.of(StoredFile.of(slide));
		assertThrows(SlideFormatException.class, () -> files.find("evil.tif"));
		assertThrows(SlideFormatException.class, () -> files.find("folder/outside.tif"));
		assertTrue(files.find("good.tif").isPresent());
	}

	@Test
	public void slideThatIsALinkHasTheFolderOfItsTarget() throws IOException {
		final Path elsewhere = folder.newFolder("elsewhere").toPath();
		final Path linked = elsewhere.resolve("linked.tif");
		link(linked, slide);
		final StoredFile found = SiblingFiles.of(StoredFile.of(linked)).get("b.tif");
		assertEquals(home.toRealPath().resolve("b.tif"), found.identity());
	}

	private void link(final String name, final Path target) {
		link(home.resolve(name), target);
	}

	private static void link(final Path link, final Path target) {
		try {
			Files.createSymbolicLink(link, target);
		}
		catch (final UnsupportedOperationException | IOException e) {
			Assume.assumeNoException("skipped: no symbolic links can be made here", e);
		}
	}
}
