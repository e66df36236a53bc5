package org.coverslip.format.ome;

import static org.coverslip.tiff.TiffTag.PHOTOMETRIC_MIN_IS_BLACK;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.detect.UnrecognisedSlideException;
import org.coverslip.format.Detection;
import org.coverslip.format.SlideProbe;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.ClosedSlideException;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.testing.SameSlide;
import org.coverslip.testing.TifffileAgreement;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Images whose planes are in several files: masters, companions, and names that must not be followed. */
public class OmeFileSetTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();
	private Path home;

	@Before
	public void makeHome() throws IOException {
		home = folder.newFolder("home").toPath();
	}

	private Path file(final String name) {
		return home.resolve(name);
	}

	/** Two channels of two focal planes, each channel in a file of its own. */
	private static OmeText twoFiles(final String first, final String second) {
		final OmeText text = OmeText.image().sizes(2, 2, 1);
		for (int z = 0; z < 2; z++)
			text.plane(0, z, 0, z, first, "urn:uuid:0").plane(1, z, 0, z, second, "urn:uuid:1");
		return text;
	}

	private static List<Plane> channel(final int c) {
		return List.of(new Plane(c, 0, 0), new Plane(c, 1, 0));
	}

	private static void write(final Path path, final String text, final int c) throws IOException {
		OmeFile.write(path, text, channel(c));
	}

	private void assertOpens(final String name) throws IOException {
		try (Slide slide = SlideOpener.open(file(name))) {
			assertEquals(name, "OME-TIFF", slide.metadata().format());
			final Scene scene = slide.scenes().get(0);
			assertEquals(name, 2, scene.channels().size());
			assertEquals(name, 2, scene.sizeZ());
			OmeFile.assertPlanes(name, scene);
			SameSlide.checkElsewhere(file(name), slide);
		}
	}

	private String refusal(final String name) throws IOException {
		try (SlideProbe probe = SlideProbe.open(StoredFile.of(file(name)))) {
			final Detection detection = new OmeTiffFormat().detect(probe);
			assertTrue(name + " is refused", !detection.isAccepted());
			return detection.reason();
		}
	}

	@Test
	public void eachFileDescribesTheWholeSet() throws IOException {
		for (int c = 0; c < 2; c++)
			write(file("c" + c + ".ome.tif"), twoFiles("c0.ome.tif", "c1.ome.tif").uuid("urn:uuid:" + c).text(), c);
		assertOpens("c0.ome.tif");
		assertOpens("c1.ome.tif");
		try (Slide slide = SlideOpener.open(file("c1.ome.tif"))) {
			TifffileAgreement.assertSame(file("c1.ome.tif"), slide, 0);
		}
	}

	@Test
	public void filesInFoldersBelow() throws IOException {
		Files.createDirectory(file("data"));
		final String text = twoFiles("data/c0.tif", "data\\c1.tif").text();
		Files.writeString(file("set.companion.ome"), text);
		write(file("data/c0.tif"), null, 0);
		write(file("data/c1.tif"), null, 1);
		assertOpens("set.companion.ome");
	}

	@Test
	public void otherFilesPointToTheCompanion() throws IOException {
		Files.writeString(file("set.companion.ome"), twoFiles("c0.tif", "c1.tif").text());
		for (int c = 0; c < 2; c++)
			write(file("c" + c + ".tif"), binaryOnly("set.companion.ome"), c);
		assertOpens("set.companion.ome");
		assertOpens("c0.tif");
		assertOpens("c1.tif");
	}

	@Test
	public void companionInUtf16() throws IOException {
		Files.write(file("set.companion.ome"),
			twoFiles("c0.tif", "c1.tif").text().replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16));
		write(file("c0.tif"), null, 0);
		write(file("c1.tif"), null, 1);
		assertOpens("set.companion.ome");
	}

	@Test
	public void otherFilesPointToTheMaster() throws IOException {
		write(file("c0.tif"), twoFiles("c0.tif", "c1.tif").uuid("urn:uuid:0").text(), 0);
		write(file("c1.tif"), binaryOnly("c0.tif"), 1);
		assertOpens("c0.tif");
		assertOpens("c1.tif");
	}

	private static String binaryOnly(final String name) {
		return OmeText.document("urn:uuid:1", "<BinaryOnly MetadataFile=\"" + name + "\" UUID=\"urn:uuid:9\"/>");
	}

	@Test
	public void uuidStandsForTheNameAndForTheFileItself() throws IOException {
		final String text = OmeText.image().uuid("urn:uuid:0").sizes(2, 2, 1).plane(0, 0, 0, 0, "", "urn:uuid:0")
			.plane(0, 1, 0, 1, "gone.tif", "urn:uuid:0").plane(1, 0, 0, 0, "c1.tif", "urn:uuid:1")
			.plane(1, 1, 0, 1, "", "urn:uuid:1").text();
		write(file("renamed.tif"), text, 0);
		write(file("c1.tif"), null, 1);
		assertOpens("renamed.tif");
	}

	/** The only file that a description names may have been renamed, even where it has no UUID itself. */
	@Test
	public void renamedFile() throws IOException {
		final OmeText text = OmeText.image().sizes(1, 2, 1).plane(0, 0, 0, 0, "old.tif", "urn:uuid:7")
			.plane(0, 1, 0, 1, "old.tif", "urn:uuid:7");
		write(file("new.tif"), text.text(), 0);
		try (Slide slide = SlideOpener.open(file("new.tif"))) {
			OmeFile.assertPlanes("renamed", slide.scenes().get(0));
		}
	}

	@Test
	public void wholeFilesOfASet() throws IOException {
		final String text = OmeText.image().order("XYZCT").sizes(2, 2, 1)
			.add("<TiffData><UUID FileName=\"c0.tif\">urn:uuid:0</UUID></TiffData>"
			+ "<TiffData FirstC=\"1\"><UUID FileName=\"c1.tif\">urn:uuid:1</UUID></TiffData>").text();
		Files.writeString(file("set.companion.ome"), text);
		write(file("c0.tif"), null, 0);
		write(file("c1.tif"), null, 1);
		assertOpens("set.companion.ome");
	}

	@Test
	public void missingFileIsToldWhenItsPlanesAreRead() throws IOException {
		write(file("c0.tif"), twoFiles("c0.tif", "c1.tif").uuid("urn:uuid:0").text(), 0);
		try (Slide slide = SlideOpener.open(file("c0.tif"))) {
			final Scene scene = slide.scenes().get(0);
			OmeFile.assertPlane("there", scene, 0, new Plane(0, 1, 0), new Plane(0, 1, 0));
			final SlideFormatException e =
				assertThrows(SlideFormatException.class, () -> scene.level(0).tiles().read(0, new Plane(1, 0, 0)));
			assertTrue(e.getMessage(),
				e.getMessage().endsWith("expected the file c1.tif in the slide's folder, found none"));
		}
	}

	@Test
	public void companionWithoutAnyOfItsFiles() throws IOException {
		Files.writeString(file("set.companion.ome"), twoFiles("c0.tif", "c1.tif").text());
		final SlideFormatException e =
			assertThrows(SlideFormatException.class, () -> SlideOpener.open(file("set.companion.ome")));
		assertTrue(e.getMessage(), e.getMessage().contains("c1.tif"));
	}

	@Test
	public void missingCompanionLeavesAPlainTiff() throws IOException {
		write(file("c0.tif"), binaryOnly("gone.companion.ome"), 0);
		assertTrue(refusal("c0.tif"),
			refusal("c0.tif").contains("expected the file gone.companion.ome in the slide's folder, found none"));
		try (Slide slide = SlideOpener.open(file("c0.tif"))) {
			assertEquals("tiled TIFF", slide.metadata().format());
		}
	}

	@Test
	public void companionsThatLeadInCirclesAreRefused() throws IOException {
		write(file("c0.tif"), binaryOnly("c1.tif"), 0);
		write(file("c1.tif"), binaryOnly("c0.tif"), 1);
		assertTrue(refusal("c0.tif"), refusal("c0.tif").contains("refers to another file itself"));
	}

	@Test
	public void companionOutsideOfTheFolderIsNotRead() throws IOException {
		final Path outside = folder.getRoot().toPath().resolve("outside.companion.ome");
		Files.writeString(outside, twoFiles("c0.tif", "c1.tif").text());
		Files.createSymbolicLink(file("link.companion.ome"), outside);
		for (final String name : List.of("../outside.companion.ome", outside.toString(), "link.companion.ome")) {
			write(file("c0.tif"), binaryOnly(name), 0);
			assertTrue(refusal("c0.tif"), refusal("c0.tif").contains("slide's folder"));
		}
	}

	@Test
	public void filesOutsideOfTheFolderAreNotRead() throws IOException {
		final Path outside = folder.getRoot().toPath().resolve("outside.tif");
		write(outside, null, 1);
		Files.createSymbolicLink(file("link.tif"), outside);
		for (final String name : List.of("../outside.tif", outside.toString(), "link.tif", "a/../../outside.tif")) {
			write(file("c0.tif"), twoFiles("c0.tif", name).uuid("urn:uuid:0").text(), 0);
			final SlideFormatException e =
				assertThrows(name, SlideFormatException.class, () -> SlideOpener.open(file("c0.tif")));
			assertTrue(e.getMessage(), e.getMessage().contains("slide's folder"));
		}
	}

	@Test
	public void planesOfASetMustBeAlike() throws IOException {
		write(file("c0.tif"), twoFiles("c0.tif", "c1.tif").uuid("urn:uuid:0").text(), 0);
		try (OmeFile other = new OmeFile(file("c1.tif"), ByteOrder.BIG_ENDIAN, null)) {
			other.size(41, 30).plane(new Plane(1, 0, 0)).size(40, 30);
			other.tiff().samples(1, PixelType.UINT16, PHOTOMETRIC_MIN_IS_BLACK);
			other.plane(new Plane(1, 1, 0));
		}
		try (Slide slide = SlideOpener.open(file("c0.tif"))) {
			for (int z = 0; z < 2; z++) {
				final Plane plane = new Plane(1, z, 0);
				final SlideFormatException e =
					assertThrows(SlideFormatException.class,
					() -> slide.scenes().get(0).level(0).tiles().read(0, plane));
				assertTrue(e.getMessage(),
					e.getMessage().contains("a plane like the others: 40 x 30 pixels of 1 x UINT8"));
			}
		}
	}

	@Test
	public void companionThatIsNoSetIsRefusedWithTheReason() throws IOException {
		for (final String text : List.of("", "text", "<html/>", OmeText.document("", ""), "<!DOCTYPE OME><OME/>",
			OmeText.image().add("<BinData Length=\"3\">AAAA</BinData>").text(), binaryOnly("x").replace("x", "../x"))) {
			Files.writeString(file("set.companion.ome"), text);
			final UnrecognisedSlideException e =
				assertThrows(text, UnrecognisedSlideException.class, () -> SlideOpener.open(file("set.companion.ome")));
			assertTrue(e.getMessage(), e.getMessage().contains("its OME-XML cannot be used"));
		}
	}

	/** Files of a set are opened when they are read, and only some of them are open at once. */
	@Test
	public void manyFilesAndFewOpen() throws IOException {
		final int count = 3 * OmeFiles.MOST_OPEN;
		final OmeText text = OmeText.image().sizes(1, 1, count);
		for (int t = 0; t < count; t++) {
			text.plane(0, 0, t, 0, "t" + t + ".tif", "urn:uuid:" + t);
			OmeFile.write(file("t" + t + ".tif"), null, List.of(new Plane(0, 0, t)));
		}
		Files.writeString(file("set.companion.ome"), text.text());
		try (SlideProbe probe = SlideProbe.open(StoredFile.of(file("set.companion.ome")))) {
			final OmeSource source = OmeSource.of(probe);
			final OmeFiles files = OmeFiles.of(source, probe);
			final SlideLifetime lifetime = new SlideLifetime("set", files);
			final Scene scene = OmeScenes.of(source, files, lifetime).scenes().get(0);
			assertEquals("opened for the description of all", 1, files.openCount());
			final List<Integer> open = new ArrayList<>();
			for (int t = 0; t < count; t++) {
				OmeFile.assertPlane("file", scene, 0, new Plane(0, 0, t), new Plane(0, 0, t));
				open.add(files.openCount());
			}
			assertEquals(OmeFiles.MOST_OPEN, open.stream().mapToInt(Integer::intValue).max().getAsInt());
			OmeFile.assertPlane("again", scene, 0, new Plane(0, 0, 0), new Plane(0, 0, 0));
			lifetime.close();
			assertEquals(0, files.openCount());
			assertThrows(ClosedSlideException.class, () -> scene.level(0).tiles().read(0, Plane.FIRST));
		}
	}
}
