package org.coverslip.format.ventana;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.ventana.BifFixture.Recipe;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.TiffFixture;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is said of BIF files that are damaged. */
public class DamagedBifTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static void sound(final BifFixture bif) {
		bif.tiff.compression(COMPRESSION_LZW, 2);
		bif.tile(16, 16).grid(4, 3).area(0, 0, 2, 3, "0", "0").ignoredArea().area(2, 1, 2, 2, "50", "40");
	}

	private Path file(final Recipe recipe) throws IOException {
		return BifFixture.write(folder.getRoot().toPath().resolve("damaged.bif"), recipe);
	}

	private static void readAll(final Path path) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			final RegionReader reader = new RegionReader(TileCache.ofBytes(1 << 20));
			for (final Scene scene : slide.scenes())
				for (int level = 0; level < scene.levels().size(); level++)
					for (int z = 0; z < Math.min(3, scene.sizeZ()); z++)
						reader.read(scene, level, new Plane(0, z, 0), Region.ofSize(60, 60));
			for (final AssociatedImage image : slide.associatedImages())
				image.read();
		}
	}

	private void assertRefused(final String message, final Recipe recipe) throws IOException {
		final Path path = file(recipe);
		final SlideFormatException e = assertThrows(message, SlideFormatException.class, () -> readAll(path));
		assertTrue(e.getMessage() + " should speak of " + message, e.getMessage().contains(message));
		assertTrue(e.getMessage(), e.getMessage().contains("damaged.bif"));
	}

	private void assertRefused(final String message, final UnaryOperator<String> change) throws IOException {
		assertRefused(message, bif -> {
			sound(bif);
			bif.change(change);
		});
	}

	/** Replaces a text where it is, which must be somewhere. */
	private void assertRefused(final String message, final String from, final String to) throws IOException {
		final boolean[] found = new boolean[1];
		assertRefused(message, text -> {
			found[0] |= text.contains(from);
			return text.replace(from, to);
		});
		assertTrue(from, found[0]);
	}

	@Test
	public void soundFilesAreRead() throws IOException {
		readAll(file(DamagedBifTest::sound));
	}

	@Test
	public void theScannersXml() throws IOException {
		assertRefused("well-formed XML without a DOCTYPE", "</iScan>", "");
		assertRefused("DOCTYPE", "<iScan ", "<!DOCTYPE iScan [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><iScan ");
		assertRefused("a root element \"iScan\", or one in \"Metadata\", found a root element \"Other\"",
			text -> text.startsWith("<iScan") ? "<Other>" + text + "</Other>" : text);
		assertRefused("found a root element \"Metadata\"",
			text -> text.startsWith("<iScan") ? "<Metadata><a>" + text + "</a></Metadata>" : text);
	}

	@Test
	public void descriptionsOfLevels() throws IOException {
		assertRefused("a level's number and magnification, as in \"level=0 mag=40\"", "mag=20.0", "mag=x");
		assertRefused("a level's number and magnification, as in \"level=0 mag=40\"", "mag=20.0", "mag=0");
		assertRefused("a level's number and magnification, as in \"level=0 mag=40\"", "mag=20.0", "size=20");
		assertRefused("a level's number and magnification, as in \"level=0 mag=40\"", "level=1", "level=");
		assertRefused("expected level 1, found level 2", "level=1", "level=2");
		assertRefused("expected level 0, found level 1", "level=0", "nothing");
		assertRefused("a directory that is described as a level, found none", "level=", "nothing=");
		assertRefused("a level of a lower magnification than the one before", "mag=10.0", "mag=20.0");
		assertRefused("a level of a lower magnification than the one before", "mag=10.0", "mag=1e-300");
	}

	@Test
	public void areas() throws IOException {
		assertRefused("well-formed XML without a DOCTYPE", "</EncodeInfo>", "");
		assertRefused("DOCTYPE", "<EncodeInfo",
			"<!DOCTYPE EncodeInfo [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><EncodeInfo");
		assertRefused("an area that was scanned, found none", "EncodeInfo", "DecodeInfo");
		assertRefused("an area that was scanned, found none", "AOIScanned=\"1\"", "AOIScanned=\"0\"");
		assertRefused("as many areas as origins of areas in \"EncodeInfo\", found 3 and 0", "AoiOrigin", "AoiOrigins");
		assertRefused("as many areas as origins of areas in \"EncodeInfo\", found 0 and 3", "SlideStitchInfo",
			"StitchInfo");
		assertRefused("as attribute \"AOIScanned\" of the element \"ImageInfo\", found none", "AOIScanned=\"0\"", "");
		assertRefused("in tiles of 16 x 16 pixels, as they are stored, found 17 x 16", "Width=\"16\"", "Width=\"17\"");
		assertRefused("a whole number as attribute \"Height\" of the element \"ImageInfo\", found \"sixteen\"",
			"Height=\"16\"",
			"Height=\"sixteen\"");
		assertRefused("a whole number from 1 to 3 as attribute \"NumRows\" of the element \"ImageInfo\", found \"-2\"",
			"NumRows=\"2\"",
			"NumRows=\"-2\"");
		assertRefused(
			"a whole number from 1 to 4 as attribute \"NumCols\" of the element \"ImageInfo\", found \"99999999999\"",
			"NumCols=\"2\"", "NumCols=\"99999999999\"");
		assertRefused("attribute \"Pos-X\" of the element \"ImageInfo\", found \"1e300\"", "Pos-X=\"50\"",
			"Pos-X=\"1e300\"");
		assertRefused("attribute \"Pos-Y\" of the element \"ImageInfo\", found none", "Pos-Y=\"40\"", "");
		assertRefused("areas at positions above 0", "Pos-X=\"", "Pos-X=\"-5000");
		assertRefused("a multiple of 16 as OriginX of an area, which lies within the stored tiles, found \"33\"",
			"OriginX=\"32\"",
			"OriginX=\"33\"");
		assertRefused("a multiple of 16 as OriginX of an area, which lies within the stored tiles, found \"48\"",
			"OriginX=\"32\"",
			"OriginX=\"48\"");
		assertRefused("a multiple of 16 as OriginY of an area, which lies within the stored tiles, found none",
			"OriginY=\"16\"", "");
		assertRefused("areas of 12 tiles together at most, as many as are stored, found 24", bif -> {
			sound(bif);
			bif.area(0, 0, 2, 1, "0", "0").area(0, 0, 4, 3, "0", "0");
		});
	}

	@Test
	public void joints() throws IOException {
		assertRefused("a joint in the direction RIGHT, LEFT, UP or DOWN, found \"ANGLE\"", "Direction=\"UP\"",
			"Direction=\"ANGLE\"");
		assertRefused("a joint in the direction RIGHT, LEFT, UP or DOWN, found \"null\"", "Direction=\"UP\"", "");
		assertRefused(
			"a whole number from 1 to 6 as attribute \"Tile1\" of the element \"TileJointInfo\", found \"987\"",
				"Tile1=\"5\"",
			"Tile1=\"987\"");
		assertRefused("as attribute \"Tile2\" of the element \"TileJointInfo\", found none", "Tile2=\"5\"", "");
		assertRefused("neighbouring tiles in a joint in the direction RIGHT, found tiles 5 and 1", "Tile2=\"6\"",
			"Tile2=\"1\"");
		assertRefused("neighbouring tiles in a joint in the direction UP, found tiles 5 and 6", "Direction=\"RIGHT\"",
			"Direction=\"UP\"");
		assertRefused("attribute \"OverlapX\" of the element \"TileJointInfo\", found none", "OverlapX=\"8.0\"", "");
		assertRefused("attribute \"OverlapY\" of the element \"TileJointInfo\", found \"NaN\"", "OverlapY=\"6.0\"",
			"OverlapY=\"NaN\"");
		assertRefused("attribute \"Confidence\" of the element \"TileJointInfo\", found \"-1\"", "Confidence=\"100\"",
			"Confidence=\"-1\"");
		assertRefused(
			"tiles of 16 x 16 pixels that overlap by less than their size, found tiles -4.0 x 10.0 pixels apart",
			"OverlapX=\"8.0\"", "OverlapX=\"20\"");
		assertRefused("tiles of 16 x 16 pixels that overlap by less than their size", "OverlapY=\"6.0\"",
			"OverlapY=\"-200\"");
	}

	@Test
	public void directories() throws IOException {
		final String description = "level=0 mag=40 quality=90";
		final String xml = "<iScan Magnification='40'/>";
		final Path path = folder.getRoot().toPath().resolve("damaged.bif");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			f.add(f.strips(20, 20, 20).bytes(XML_PACKET, xml.getBytes()))
				.add(f.strips(90, 60, 60).ascii(IMAGE_DESCRIPTION, description));
		}
		assertMessage("expected a level in tiles, found strips", path);
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			f.add(f.strips(20, 20, 20).bytes(XML_PACKET, xml.getBytes()))
				.add(f.tiled(300, 200, 1).ascii(IMAGE_DESCRIPTION, description));
			f.tile(64, 64).add(f.tiled(150, 100, 2).ascii(IMAGE_DESCRIPTION, "level=1 mag=20"));
		}
		assertMessage("tiles of 128 x 128 pixels, as level 0 has, found 64 x 64", path);
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			f.add(f.strips(20, 20, 20).bytes(XML_PACKET, xml.getBytes()))
				.add(f.tiled(150, 100, 1).ascii(IMAGE_DESCRIPTION, description));
			f.add(f.tiled(300, 200, 2).ascii(IMAGE_DESCRIPTION, "level=1 mag=20"));
		}
		assertMessage("a level that is smaller than the one before", path);
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			f.add(f.strips(20, 20, 20).bytes(XML_PACKET, xml.getBytes()))
				.add(f.tiled(150, 100, 1).ascii(IMAGE_DESCRIPTION, description).longs(XML_PACKET, 1, 2));
		}
		assertMessage("XML in tag 700, found something else", path);
		assertRefused("1 to 4096 focal planes, found 5000000", bif -> {
			sound(bif);
			bif.depth(5_000_000);
		});
		assertRefused("tiles or strips, found 12", bif -> {
			sound(bif);
			bif.depth(7);
		});
	}

	private static void assertMessage(final String message, final Path path) {
		final SlideFormatException e = assertThrows(message, SlideFormatException.class, () -> readAll(path));
		assertTrue(e.getMessage() + " should speak of " + message, e.getMessage().contains(message));
	}

	/** Whatever is missing: a sentence about the file, or all that is still there. */
	@Test
	public void truncatedAnywhere() throws IOException {
		final byte[] sound = Files.readAllBytes(file(DamagedBifTest::sound));
		final Path path = folder.getRoot().toPath().resolve("damaged.bif");
		final int description = new String(sound, StandardCharsets.ISO_8859_1).indexOf("<?xml");
		int refused = 0;
		for (int length = 0; length < sound.length; length += length < 64 || length > description - 200 ? 13 : 307) {
			Files.write(path, Arrays.copyOf(sound, length));
			try {
				readAll(path);
			}
			catch (final IOException e) {
				assertTrue(e.toString(), e.getMessage().contains("damaged.bif"));
				refused++;
			}
		}
		assertTrue("no damage was noticed", refused > 0);
	}
}
