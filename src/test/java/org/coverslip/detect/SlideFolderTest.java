package org.coverslip.detect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which files of a folder are slides of their own. */
public class SlideFolderTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private void files(final String... names) throws IOException {
		for (final String name : names) {
			final Path file = root().resolve(name);
			Files.createDirectories(file.getParent());
			Files.writeString(file, "");
		}
	}

	private Path root() {
		return folder.getRoot().toPath();
	}

	private List<String> list(final boolean subfolders, final boolean pictures) throws IOException {
		return SlideFolder.list(root(), subfolders, pictures).stream()
			.map(file -> root().relativize(file).toString().replace('\\', '/')).toList();
	}

	@Test
	public void slidesByTheirEndings() throws IOException {
		files("b.SVS", "a.ndpi", "notes.txt", "picture.png", ".hidden.svs", "c", "svs", "sub/d.mrxs", "sub/d/Data0000.dat");
		assertEquals(List.of("a.ndpi", "b.SVS"), list(false, false));
		assertEquals(List.of("a.ndpi", "b.SVS", "picture.png"), list(false, true));
		assertEquals(List.of("a.ndpi", "b.SVS", "sub/d.mrxs"), list(true, false));
	}

	@Test
	public void aFolderOfDicomFilesIsOneSlide() throws IOException {
		files("case/1.dcm", "case/2.dcm", "case/notes.txt", "a.svs");
		assertEquals(List.of("a.svs", "case"), list(false, false));
		assertEquals(List.of("a.svs", "case"), list(true, true));
	}

	@Test
	public void aCollectionOfDicomFilesIsNone() throws IOException {
		files("dicom/a.dcm", "dicom/b.dcm", "dicom/series/1.dcm", "dicom/series/2.dcm", "dicom/notes/c.txt");
		assertEquals(List.of("dicom/a.dcm", "dicom/b.dcm", "dicom/series"), list(true, false));
	}

	@Test
	public void partsOfOtherSlidesAreNone() throws IOException {
		files("x.vms", "x_0_0.jpg", "red.svs", "green.svs", "other.svs", "tiles.dzi", "tiles_files/0/0_0.jpg",
			"image.vsi", "_image_/stack1/image_T0001.tif", "_other_/a.tif");
		Files.writeString(root().resolve("both.afi"), "<ImageList><Image><Path>red.svs</Path></Image><Image><Path>green.svs</Path>");
		assertEquals(List.of("_other_/a.tif", "both.afi", "image.vsi", "other.svs", "x.vms"), list(true, true));
	}

	@Test
	public void aFolderThatIsNotThere() {
		assertThrows(NoSuchFileException.class, () -> SlideFolder.list(root().resolve("nowhere"), true, false));
	}
}
