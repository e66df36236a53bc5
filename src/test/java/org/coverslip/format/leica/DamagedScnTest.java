package org.coverslip.format.leica;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.leica.ScnFixture.Recipe;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.IfdBuilder;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is said of SCN files that are damaged. */
public class DamagedScnTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static void sound(final ScnFixture scn) throws IOException {
		scn.tiff.tile(16, 16).compression(COMPRESSION_LZW, 2);
		scn.macro("brightfield").main(90, 60, 45_000, 700_123, 300_456, "20", 2, 2);
	}

	private Path file(final Recipe recipe) throws IOException {
		return ScnFixture.write(folder.getRoot().toPath().resolve("damaged.scn"), recipe);
	}

	private static void readAll(final Path path) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			final RegionReader reader = new RegionReader(TileCache.ofBytes(1 << 20));
			for (final Scene scene : slide.scenes())
				for (int z = 0; z < Math.min(3, scene.sizeZ()); z++)
					for (int level = 0; level < scene.levels().size(); level++)
						reader.read(scene, level, new Plane(0, z, 0), Region.ofSize(40, 40));
			for (final AssociatedImage image : slide.associatedImages())
				image.read();
		}
	}

	private static void assertRefused(final String message, final Path path) {
		final SlideFormatException e = assertThrows(message, SlideFormatException.class, () -> readAll(path));
		assertTrue(e.getMessage() + " should speak of " + message, e.getMessage().contains(message));
		assertTrue(e.getMessage(), e.getMessage().contains("damaged.scn"));
	}

	/** Writes another XML of the same directories. */
	private void assertRefused(final String message, final UnaryOperator<String> change) throws IOException {
		final Path path = folder.getRoot().toPath().resolve("damaged.scn");
		final String[] xml = new String[1];
		final int[][] sizes = { { 250, 150, 16 }, { 62, 37, 64 }, { 90, 60, 1 }, { 23, 15, 4 }, { 90, 60, 2 },
			{ 23, 15, 5 } };
		file(scn -> {
			sound(scn);
			xml[0] = scn.xml();
		});
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			f.tile(16, 16).compression(COMPRESSION_LZW, 2);
			for (int i = 0; i < sizes.length; i++) {
				final IfdBuilder ifd = f.tiled(sizes[i][0], sizes[i][1], sizes[i][2]);
				f.add(i == 0 ? ifd.ascii(IMAGE_DESCRIPTION, change.apply(xml[0])) : ifd);
			}
		}
		if (message.isEmpty()) readAll(path);
		else assertRefused(message, path);
	}

	private void assertRefused(final String message, final String from, final String to) throws IOException {
		assertRefused(message, xml -> {
			assertTrue(from, xml.contains(from));
			return xml.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
		});
	}

	@Test
	public void descriptions() throws IOException {
		assertRefused("", xml -> xml);
		assertRefused("well-formed XML without a DOCTYPE", "</collection></scn>", "</collection>");
		assertRefused("DOCTYPE", "<scn ", "<!DOCTYPE scn [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><scn ");
		assertRefused("DOCTYPE",
			xml -> xml.replace("<scn ", "<!DOCTYPE scn [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><scn ")
			.replace("<barcode>", "<barcode>&x;"));
		assertRefused("a root element \"scn\" of a namespace of Leica's", "scn/2010/10/01\"", "scn/2010/10/01#\"");
		assertRefused("one element \"collection\" in \"scn\", found 2", "<collection", "<collection/><collection");
		assertRefused("one element \"collection\" in \"scn\", found none",
			xml -> xml.replace("collection", "gathering"));
		assertRefused("an element \"image\" in \"collection\", found none",
			xml -> xml.replace("<image", "<picture").replace("</image", "</picture"));
		assertRefused("one element \"view\" in \"image\", found none", "<view", "<sight");
		assertRefused("one element \"view\" in \"image\", found 2", "<view", "<view/><view");
		assertRefused("an element \"dimension\" of the first channel", xml -> xml.replace("<dimension", "<size"));
		assertRefused("an element \"dimension\" of the first channel", xml -> xml.replace("z=\"0\"", "z=\"2\""));
		assertRefused("as attribute \"sizeX\" of the element \"collection\", found \"2000100.5\"", "sizeX=\"2000100\"",
			"sizeX=\"2000100.5\"");
		assertRefused("as attribute \"sizeY\" of the element \"collection\", found \"0\"", "sizeY=\"1200300\"",
			"sizeY=\"0\"");
		assertRefused("an attribute \"ifd\" of the element \"dimension\", found none", "ifd=\"2\"", "idf=\"2\"");
		assertRefused("as attribute \"ifd\" of the element \"dimension\", found \"-1\"", "ifd=\"2\"", "ifd=\"-1\"");
		assertRefused("directory 6, as the description says, found directories 0 to 5", "ifd=\"2\"", "ifd=\"6\"");
		assertRefused("an image of 90 x 60 pixels, as the description says, found 23 x 15", "ifd=\"2\"", "ifd=\"3\"");
		assertRefused("an image of 250 x 150 pixels, as the description says, found 62 x 37", "ifd=\"0\"", "ifd=\"1\"");
		assertRefused("pixels of at least 1 nm", "sizeX=\"45000\"", "sizeX=\"89\"");
		assertRefused("as attribute \"offsetX\" of the element \"view\"", "offsetX=\"700123\"",
			"offsetX=\"9999999999999\"");
		assertRefused("as attribute \"z\" of the element \"dimension\"", "z=\"1\"", "z=\"2147483647\"");
		assertRefused("one sample a pixel in an image of 10 channels, found 3 samples", "z=\"1\"", "c=\"9\" z=\"1\"");
		assertRefused("one directory of 90 x 60 pixels for channel 0 and z 0, found two", "z=\"1\"", "z=\"0\"");
		assertRefused("an image that does not show the whole slide, found macro images only",
			xml -> xml.replace("sizeX=\"45000\" sizeY=\"30000\" offsetX=\"700123\" offsetY=\"300456\"",
				"sizeX=\"2000100\" sizeY=\"1200300\" offsetX=\"0\" offsetY=\"0\""));
	}

	@Test
	public void planesThatAreNotAlike() throws IOException {
		assertRefused("the samples and tiles of the image's other planes", file(scn -> {
			final String first = scn.dimension(300, 200, 1, 0, "");
			scn.tiff.tile(64, 64);
			final String second = scn.dimension(300, 200, 2, 0, " z=\"1\"");
			scn.image("odd", "brightfield", "20", 150_000, 100_000, 0, 0, "", first + second);
		}));
		assertRefused("resolutions of one shape", file(scn -> {
			final String first = scn.dimension(300, 200, 1, 0, "");
			final String second = scn.dimension(290, 900, 1, 1, "");
			scn.image("odd", "brightfield", "20", 150_000, 450_000, 0, 0, "", first + second);
		}));
	}

	/** Whatever is missing: a sentence about the file, or all that is still there. */
	@Test
	public void truncatedAnywhere() throws IOException {
		final byte[] sound = Files.readAllBytes(file(DamagedScnTest::sound));
		final Path path = folder.getRoot().toPath().resolve("damaged.scn");
		final int description = new String(sound, StandardCharsets.ISO_8859_1).indexOf("<?xml");
		int refused = 0;
		for (int length = 0; length < sound.length; length += length < 64 || length > description - 200 ? 13 : 307) {
			Files.write(path, Arrays.copyOf(sound, length));
			try {
				readAll(path);
			}
			catch (final IOException e) {
				assertTrue(e.toString(), e.getMessage().contains("damaged.scn"));
				refused++;
			}
		}
		assertTrue("no damage was noticed", refused > 0);
	}
}
