package org.coverslip.detect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.testing.DicomHead;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which files of a folder are slides of their own. */
public class SlideFolderTest {

	private static final String SLIDE = DicomHead.WHOLE_SLIDE;

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
		files("b.SVS", "a.ndpi", "notes.txt", "picture.png", ".hidden.svs", "c", "svs", "sub/d.mrxs",
			"sub/d/Data0000.dat");
		assertEquals(List.of("a.ndpi", "b.SVS"), list(false, false));
		assertEquals(List.of("a.ndpi", "b.SVS", "picture.png"), list(false, true));
		assertEquals(List.of("a.ndpi", "b.SVS", "sub/d.mrxs"), list(true, false));
	}

	/** A damaged one is a slide, of which is told that it is damaged, and no folder with files. */
	@Test
	public void zarrIsASlide() throws IOException {
		files("b.ome.zarr/0/0/0/0", "b.ome.zarr/.zattrs", "c.ZARR/zarr.json", "sub/d.zarr/0/1.svs", "e.svs");
		assertEquals(List.of("b.ome.zarr", "c.ZARR", "e.svs"), list(false, false));
		assertEquals(List.of("b.ome.zarr", "c.ZARR", "e.svs", "sub/d.zarr"), list(true, false));
	}

	/** Files that are DICOM up to their series. */
	private void dicom(final String sopClass, final String flavor, final String series, final String... names)
		throws IOException {
		for (final String name : names) {
			final Path file = root().resolve(name);
			Files.createDirectories(file.getParent());
			Files.write(file, DicomHead.of(sopClass, flavor, series));
		}
	}

	@Test
	public void aFolderOfOneDicomSeriesIsOneSlide() throws IOException {
		dicom(SLIDE, "VOLUME", "1.2", "case/1.dcm", "case/2.dcm");
		files("case/notes.txt", "a.svs");
		assertEquals(List.of("a.svs", "case"), list(false, false));
		assertEquals(List.of("a.svs", "case"), list(true, true));
	}

	@Test
	public void aFolderIsItselfASlideOrNot() throws IOException {
		dicom(SLIDE, "VOLUME", "1.2", "case/1.dcm", "case/2.dcm", "two/1.dcm", "mixed/1.dcm", "nested/1.dcm");
		dicom(SLIDE, "VOLUME", "1.3", "two/2.dcm", "nested/other/1.dcm");
		files("mixed/slide.svs");
		assertTrue(SlideFolder.isSlide(root().resolve("case")));
		for (final String other : List.of("", "two", "mixed", "nested"))
			assertFalse(other, SlideFolder.isSlide(root().resolve(other)));
	}

	@Test
	public void eachDicomSeriesIsASlide() throws IOException {
		dicom(SLIDE, "LABEL", "1.2", "case/0.dcm");
		dicom(SLIDE, "VOLUME", "1.2", "case/1.dcm", "case/2.dcm");
		dicom(SLIDE, "VOLUME", "1.3", "case/3.dcm", "top1", "top2");
		assertEquals(List.of("case/1.dcm", "case/3.dcm", "top1"), list(true, false));
		files("case2/red.svs");
		dicom(SLIDE, "VOLUME", "1.2", "case2/IM1");
		assertEquals(List.of("case/1.dcm", "case/3.dcm", "case2/IM1", "case2/red.svs", "top1"), list(true, false));
	}

	@Test
	public void dicomFilesAreFoundWhateverTheyAreCalled() throws IOException {
		dicom(SLIDE, "VOLUME", "1.1", "a/IM0001", "a/IM0002");
		dicom(SLIDE, "VOLUME", "1.2", "b/1.2.840.113619.2.5");
		dicom(SLIDE, "VOLUME", "1.3", "c/slide.dicom");
		dicom("1.2.840.10008.1.3.10", "", "", "DICOMDIR");
		dicom("1.2.840.10008.5.1.4.1.1.91.1", "", "1.4", "a/annotations.dcm");
		files("README", "a/LICENSE");
		assertEquals(List.of("a", "b", "c"), list(true, false));
	}

	@Test
	public void filesThatShouldBeDicomAreTriedEachByItself() throws IOException {
		files("case/1.dcm", "case/2.dcm");
		assertEquals(List.of("case/1.dcm", "case/2.dcm"), list(true, false));
	}

	@Test
	public void aCollectionOfDicomFilesIsNone() throws IOException {
		dicom(SLIDE, "VOLUME", "1.1", "dicom/a.dcm");
		dicom(SLIDE, "VOLUME", "1.2", "dicom/series/1.dcm", "dicom/series/2.dcm");
		files("dicom/notes/c.txt");
		assertEquals(List.of("dicom/a.dcm", "dicom/series"), list(true, false));
	}

	@Test
	public void partsOfOtherSlidesAreNone() throws IOException {
		files("x.vms", "x_0_0.jpg", "red.svs", "green.svs", "other.svs", "tiles.dzi", "tiles_files/0/0_0.jpg",
			"image.vsi", "_image_/stack1/image_T0001.tif", "_other_/a.tif");
		Files.writeString(root().resolve("both.afi"),
			"<ImageList><Image><Path>red.svs</Path></Image><Image><Path>green.svs</Path>");
		assertEquals(List.of("_other_/a.tif", "both.afi", "image.vsi", "other.svs", "x.vms"), list(true, true));
	}

	@Test
	public void imagesOfALeicaProjectAreItsParts() throws IOException {
		files("one/p.xlef", "one/a.lof", "one/Metadata/a.xlif", "one/b/c.lof", "two/d.lof", "e.lif");
		assertEquals(List.of("e.lif", "one/p.xlef", "two/d.lof"), list(true, true));
	}

	@Test
	public void aFolderThatIsNotThere() {
		assertThrows(NoSuchFileException.class, () -> SlideFolder.list(root().resolve("nowhere"), true, false));
	}
}
