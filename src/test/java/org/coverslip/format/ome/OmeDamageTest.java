package org.coverslip.format.ome;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.detect.UnrecognisedSlideException;
import org.coverslip.format.Detection;
import org.coverslip.format.SlideProbe;
import org.coverslip.geom.Region;
import org.coverslip.io.FileByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.CountingByteSource;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Descriptions that are damaged or lie, and files that end too early. */
public class OmeDamageTest {

	private static final List<Plane> THREE = List.of(new Plane(0, 0, 0), new Plane(0, 1, 0), new Plane(0, 2, 0));

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();
	private Path path;

	@Before
	public void makePath() {
		path = folder.getRoot().toPath().resolve("image.ome.tif");
	}

	/** A TIFF whose description cannot be used opens as what it is besides, and detection says why. */
	@Test
	public void unusableDescriptionsLeaveAPlainTiff() throws IOException {
		final String good = OmeText.image().sizes(1, 3, 1).text();
		// the parser's own words depend on the language of the machine
		final String malformed = "expected well-formed XML without a DOCTYPE, found";
		final String[][] damage = { //
			{ good.substring(0, good.length() - 8), malformed }, //
			{ good.replace("</Pixels>", ""), malformed }, //
			{ good.replace("<OME", "<!DOCTYPE OME><OME"), malformed }, //
			{ good.replace("<OME", "<!DOCTYPE OME [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><OME"), malformed }, //
			{ good.replace("Name=\"image\"", "Name=\"&x;\""), malformed }, //
			{ good.replace("XYCZT", "XYCZZ"), "DimensionOrder=\"XYCZZ\" is no order of XYCZT" }, //
			{ good.replace("SizeZ=\"3\"", "SizeZ=\"0\""), "SizeZ=\"0\" is no whole number from 1 to 1048576" }, //
			{ good.replace("SizeZ=\"3\"", "SizeZ=\"99999999999999999999\""), "is no whole number" }, //
			{ good.replace("SizeZ=\"3\"", "SizeZ=\"three\""), "is no whole number" }, //
			{ good.replace("SizeZ=\"3\"", ""), "the element Pixels has no SizeZ" }, //
			{ good.replace("</Pixels>", "<TiffData IFD=\"-1\"/></Pixels>"), "IFD=\"-1\" is no whole number" }, //
			{ good.replace("</Pixels>", "<Channel Color=\"red\"/></Pixels>"), "Color=\"red\" is no whole number" }, //
			{ OmeText.document("", "<Image/>"), "expected OME-XML that describes an image in TIFFs, found none" }, //
			{ "<a>" + good.substring(good.indexOf("<OME")) + "</a>", "the root element is a, not OME" } };
		for (final String[] one : damage) {
			OmeFile.write(path, one[0], THREE);
			try (SlideProbe probe = SlideProbe.open(StoredFile.of(path))) {
				final Detection detection = new OmeTiffFormat().detect(probe);
				assertTrue(one[1] + ": " + detection.reason(), detection.reason().contains(one[1]));
			}
			try (Slide slide = SlideOpener.open(path)) {
				assertEquals(one[1], "tiled TIFF", slide.metadata().format());
			}
		}
	}

	/** A recording that was broken off, and numbers that are merely wrong, show what is stored. */
	@Test
	public void sizesReachAsFarAsPlanesAreStored() throws IOException {
		for (final int z : new int[] { 3, 4, 57, 1 << 20 })
			for (final String data : List.of("", "<TiffData/>", "<TiffData IFD=\"0\" PlaneCount=\"2147483647\"/>"))
				checkThree(OmeText.image().sizes(1, z, 1 << 20).add(data).text());
		final OmeText explicit = OmeText.image().sizes(1, 5, 1);
		for (int z = 0; z < 5; z++)
			explicit.plane(0, z, 0, z);
		checkThree(explicit.plane(0, 0, 0, Integer.MAX_VALUE).text());
	}

	private void checkThree(final String text) throws IOException {
		OmeFile.write(path, text, THREE);
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("OME-TIFF", slide.metadata().format());
			assertEquals(3, slide.scenes().get(0).sizeZ());
			assertEquals(1, slide.scenes().get(0).sizeT());
			OmeFile.assertPlanes("three", slide.scenes().get(0));
		}
	}

	@Test
	public void planesThatNoDirectoryHoldsAreAbsent() throws IOException {
		OmeFile.write(path, OmeText.image().sizes(1, 3, 1).plane(0, 0, 0, 0).plane(0, 2, 0, 2).text(), THREE);
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			assertTrue(scene.level(0).tiles().read(0, new Plane(0, 1, 0)).isEmpty());
			OmeFile.assertPlane("stored", scene, 0, new Plane(0, 2, 0), new Plane(0, 2, 0));
		}
	}

	/** Positions outside of the image are passed over, also in the first TiffData and for other files. */
	@Test
	public void positionsOutsideOfTheImage() throws IOException {
		OmeFile.write(folder.getRoot().toPath().resolve("other.tif"), null, List.of(new Plane(0, 0, 5)));
		for (final String file : new String[] { "image.ome.tif", "other.tif" }) {
			final String text = OmeText.image().plane(0, 7, 0, 0, file, "").plane(0, 0, 0, 1, "image.ome.tif", "")
				.text();
			OmeFile.write(path, text, THREE);
			try (Slide slide = SlideOpener.open(path)) {
				assertEquals(1, slide.scenes().get(0).sizeZ());
				OmeFile.assertPlane(file, slide.scenes().get(0), 0, Plane.FIRST, new Plane(0, 1, 0));
			}
		}
	}

	@Test
	public void descriptionOfDirectoriesThatAreNotThere() throws IOException {
		OmeFile.write(path, OmeText.image().plane(0, 0, 0, 9).text(), THREE);
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(path));
		assertTrue(e.getMessage(), e.getMessage().contains("found 3 directories in image.ome.tif"));
	}

	@Test
	public void hugeSetsAreRefusedBeforeMemoryIsTaken() throws IOException {
		final String text = OmeText.image().sizes(1 << 20, 1 << 20, 1 << 20)
			.add("<TiffData IFD=\"0\" PlaneCount=\"2147483647\"><UUID "
			+ "FileName=\"other.tif\">urn:uuid:1</UUID></TiffData>")
			.plane(0, 0, 0, 0).text();
		OmeFile.write(path, text, THREE);
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(path));
		assertTrue(e.getMessage(),
			e.getMessage().contains("expected at most " + OmePlanes.MOST_PLANES + " planes, found more"));
	}

	/** Cut at each place of the directories, and at some of the pixels. */
	@Test
	public void truncatedFilesAreToldAsSuch() throws IOException {
		final String text = OmeText.image().sizes(2, 1, 1).text();
		try (OmeFile file = new OmeFile(path, ByteOrder.LITTLE_ENDIAN, text)) {
			file.pyramid(new Plane(0, 0, 0)).pyramid(new Plane(1, 0, 0));
		}
		final byte[] whole = Files.readAllBytes(path);
		assertTrue(read(path));
		int damaged = 0;
		for (int length = 0; length < whole.length; length += length < 64 ? 1 : 29) {
			Files.write(path, Arrays.copyOf(whole, length));
			if (!read(path)) damaged++;
		}
		assertTrue("most cuts are noticed: " + damaged, damaged > whole.length / 29 * 9 / 10);
	}

	/** Bytes changed one at a time end in a picture or in an exception that is meant for such files. */
	@Test
	public void changedBytesNeverSurprise() throws IOException {
		final String text = OmeText.image().sizes(2, 1, 1).text();
		try (OmeFile file = new OmeFile(path, ByteOrder.BIG_ENDIAN, text)) {
			file.pyramid(new Plane(0, 0, 0)).plane(new Plane(1, 0, 0));
		}
		final byte[] whole = Files.readAllBytes(path);
		for (int i = 0; i < whole.length; i += 23)
			for (final int bits : new int[] { 0xff, 0x80 }) {
				final byte[] changed = whole.clone();
				changed[i] ^= (byte) bits;
				Files.write(path, changed);
				read(path);
			}
	}

	/** Reads all there is; whether that succeeded. Exceptions of other types than the two pass through. */
	private static boolean read(final Path path) throws IOException {
		final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
		try (Slide slide = SlideOpener.open(path)) {
			for (final Scene scene : slide.scenes())
				for (int level = 0; level < scene.levels().size(); level++)
					for (int c = 0; c < scene.channels().size(); c++)
						reader.read(scene, level, new Plane(c, 0, 0),
							scene.level(level).region().intersect(new Region(0, 0, 500, 500)));
			for (final AssociatedImage image : slide.associatedImages())
				image.read();
			return true;
		}
		catch (final SlideFormatException | UnrecognisedSlideException e) {
			assertTrue(e.getMessage(), e.getMessage().contains("image.ome.tif"));
			return false;
		}
	}

	/** Opening reads the directories' entries and the first plane's tables; the rest when it is looked at. */
	@Test
	public void thousandsOfPlanesOpenCheaply() throws IOException {
		final int count = 3000;
		final OmeText text = OmeText.image().sizes(2, 1, count / 2);
		final List<Plane> planes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			text.plane(i % 2, 0, i / 2, i);
			planes.add(new Plane(i % 2, 0, i / 2));
		}
		OmeFile.write(path, text.text(), planes);
		final CountingByteSource source = new CountingByteSource(FileByteSource.open(path));
		try (SlideProbe probe = SlideProbe.of(source, StoredFile.of(path)); Slide slide = new OmeTiffFormat()
			.open(probe)) {
			assertTrue("opening took " + source.reads() + " reads", source.reads() < count + 50);
			source.reset();
			OmeFile.assertPlane("late", slide.scenes().get(0), 0, new Plane(1, 0, 1234), new Plane(1, 0, 1234));
			assertTrue("a plane takes " + source.reads() + " reads", source.reads() < 20);
		}
	}

	@Test
	public void textThatIsNotOmeIsLeftToOthers() throws IOException {
		for (final String text : new String[] { null, "", "Aperio", "<svg/>", "a <OME> in a text", "<OMELETTE/>" }) {
			OmeFile.write(path, text, THREE);
			try (SlideProbe probe = SlideProbe.open(StoredFile.of(path))) {
				assertEquals("its ImageDescription is not OME-XML", new OmeTiffFormat().detect(probe).reason());
			}
		}
	}
}
