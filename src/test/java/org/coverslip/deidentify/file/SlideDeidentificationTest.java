package org.coverslip.deidentify.file;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.ImageIO;

import org.coverslip.deidentify.KeptPart;
import org.coverslip.deidentify.LabelArea;
import org.coverslip.detect.SlideOpener;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.TiffTag;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What users meet: names of files, files that are there, slides that cannot be de-identified, cancelling. */
public class SlideDeidentificationTest {

	private static final SlideDeidentification PLAIN =
		new SlideDeidentification(Set.of(), Optional.empty(), false, false);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private Path slide() throws IOException {
		try (TiffFixture f = new TiffFixture(file("slide.tif"), ByteOrder.LITTLE_ENDIAN, false)) {
			f.pyramid(700, 500, 2);
		}
		return file("slide.tif");
	}

	private static String refusal(final Path source, final Path target) {
		final Exception refused =
			assertThrows(Exception.class, () -> PLAIN.write(source, target, ProgressListener.NONE));
		assertTrue(refused.toString(),
			refused instanceof IOException || refused instanceof IllegalArgumentException);
		return refused.getMessage();
	}

	private List<String> names() throws IOException {
		try (Stream<Path> all = Files.list(folder.getRoot().toPath())) {
			return all.map(path -> path.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	public void theSourceAndExistingFilesStay() throws IOException {
		final Path source = slide();
		final byte[] before = Files.readAllBytes(source);
		assertEquals(source + " is the slide itself and is not overwritten; choose another name",
			refusal(source, source));
		Files.write(file("there.tif"), new byte[] { 1, 2 });
		assertEquals(file("there.tif") + " is there already; choose another name, or say overwrite=true to replace it",
			refusal(source, file("there.tif")));
		assertArrayEquals(new byte[] { 1, 2 }, Files.readAllBytes(file("there.tif")));
		new SlideDeidentification(Set.of(), Optional.empty(), false, true).write(source, file("there.tif"),
			ProgressListener.NONE);
		try (Slide slide = SlideOpener.open(file("there.tif"))) {
			assertEquals(2, slide.scenes().get(0).levels().size());
		}
		assertArrayEquals(before, Files.readAllBytes(source));
	}

	@Test
	public void theNewFileIsOfTheSameKind() throws IOException {
		final Path source = slide();
		assertEquals("the name " + file("x.png") + " should end in .tif", refusal(source, file("x.png")));
		PLAIN.write(source, file("bare"), ProgressListener.NONE);
		assertEquals(List.of("bare.tif", "slide.tif"), names());
	}

	@Test
	public void aRandomNameIsNewEachTime() throws IOException {
		final Path source = slide();
		final SlideDeidentification random = new SlideDeidentification(Set.of(), Optional.empty(), true, false);
		random.write(source, file("given.tif"), ProgressListener.NONE);
		random.write(source, file("given.tif"), ProgressListener.NONE);
		assertEquals(3, names().size());
		assertTrue(names().toString(), names().stream()
			.allMatch(name -> name.equals("slide.tif") || name.matches("[0-9a-f-]{36}\\.tif")));
	}

	@Test
	public void otherFormatsAreRefusedWithAWayOut() throws IOException {
		final Path png = file("picture.png");
		ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", png.toFile());
		assertEquals(png + " is plain image, which cannot be de-identified as such; convert it with "
			+ "associated=none to a pyramidal TIFF or OME-Zarr, which get its pixels and their size",
			refusal(png, file("x.png")));
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file("a.zip")))) {
			zip.putNextEntry(new ZipEntry("slide.tif"));
			zip.write(Files.readAllBytes(slide()));
		}
		assertTrue(refusal(file("a.zip"), file("x.zip")).contains("unpack it"));
	}

	@Test
	public void aMacroImageNeedsItsLabelsPlace() throws IOException {
		final Path source = slide();
		assertEquals("keep=macro needs the part of the macro image that shows the label, as labelArea=left:40",
			assertThrows(IllegalArgumentException.class,
				() -> new SlideDeidentification(Set.of(KeptPart.MACRO), Optional.empty(), false, false)).getMessage());
		final SlideDeidentification macro =
			new SlideDeidentification(Set.of(KeptPart.MACRO), LabelArea.parse("left:40"), false, false);
		final String said = assertThrows(IOException.class,
			() -> macro.write(source, file("new.tif"), ProgressListener.NONE)).getMessage();
		assertEquals(source + " is tiled TIFF, of which the macro image cannot be kept; leave macro out of keep", said);
		assertEquals(Optional.empty(), LabelArea.parse("left:100"));
		assertEquals(Optional.empty(), LabelArea.parse("middle:10"));
	}

	@Test
	public void cancellingLeavesNothing() throws IOException {
		final Path source = slide();
		final ProgressListener canceled = new ProgressListener() {

			@Override
			public void progress(final long done, final long total) {}

			@Override
			public boolean isCanceled() {
				return true;
			}
		};
		assertThrows(CancellationException.class, () -> PLAIN.write(source, file("new.tif"), canceled));
		assertEquals(List.of("slide.tif"), names());
	}

	@Test
	public void aTileOutsideOfTheFileIsToldAndLeavesNothing() throws IOException {
		final Path source = file("slide.tif");
		try (TiffFixture f = new TiffFixture(source, ByteOrder.LITTLE_ENDIAN, false)) {
			f.add(f.tiled(100, 100, 1).longs(TiffTag.TILE_BYTE_COUNTS, 1_000_000));
		}
		assertTrue(refusal(source, file("new.tif")).contains("1000000 bytes of tile 0"));
		assertEquals(List.of("slide.tif"), names());
	}
}
