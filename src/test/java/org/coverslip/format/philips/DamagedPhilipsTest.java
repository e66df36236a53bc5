package org.coverslip.format.philips;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

import org.coverslip.detect.SlideOpener;
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

/** What is said of Philips TIFFs that are damaged. */
public class DamagedPhilipsTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path path() {
		return folder.getRoot().toPath().resolve("damaged.tiff");
	}

	private static void sound(final PhilipsFixture p) throws IOException {
		p.tiff.compression(COMPRESSION_LZW, 2);
		p.level(512, 384, 0).level(256, 256, 1).directory("Label", 30, 20).encoded("MACROIMAGE", 40, 20);
	}

	private static void readAll(final Path path) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			final RegionReader reader = new RegionReader(TileCache.ofBytes(1 << 20));
			final Scene scene = slide.scenes().get(0);
			for (int level = 0; level < scene.levels().size(); level++)
				reader.read(scene, level, Plane.FIRST, Region.ofSize(300, 40));
			for (final AssociatedImage image : slide.associatedImages())
				image.read();
		}
	}

	/** The same directories with another XML. */
	private void write(final UnaryOperator<String> change) throws IOException {
		final String[] xml = new String[1];
		PhilipsFixture.write(path(), false, p -> {
			sound(p);
			xml[0] = p.xml();
		});
		try (TiffFixture f = new TiffFixture(path(), ByteOrder.LITTLE_ENDIAN, false)) {
			f.compression(COMPRESSION_LZW, 2);
			f.add(f.tiled(512, 384, 1).ascii(SOFTWARE, "Philips").ascii(IMAGE_DESCRIPTION, change.apply(xml[0])));
			f.add(f.tiled(256, 256, 2).longs(NEW_SUBFILE_TYPE, 1))
				.add(f.strips(30, 20, 16).ascii(IMAGE_DESCRIPTION, "Label"));
		}
	}

	private void assertRefused(final String message) {
		final SlideFormatException e = assertThrows(message, SlideFormatException.class, () -> readAll(path()));
		assertTrue(e.getMessage() + " should speak of " + message, e.getMessage().contains(message));
		assertTrue(e.getMessage(), e.getMessage().contains("damaged.tiff"));
	}

	private void assertRefused(final String message, final String from, final String to) throws IOException {
		write(xml -> {
			assertTrue(from, xml.contains(from));
			return xml.replace(from, to);
		});
		assertRefused(message);
	}

	@Test
	public void descriptions() throws IOException {
		write(xml -> xml);
		readAll(path());
		final String first = "&quot;0.000226891&quot; &quot;0.000226898&quot;";
		final String second = "&quot;0.000453782&quot; &quot;0.000453796&quot;";
		assertRefused("well-formed XML without a DOCTYPE", "</DataObject></Array>", "</Array>");
		assertRefused("DOCTYPE", "<DataObject ObjectType=\"DPUfsImport\">",
			"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><DataObject ObjectType=\"DPUfsImport\">&e;");
		assertRefused("a root element \"DataObject\"", "<DataObject ObjectType=\"DPUfsImport\">",
			"<!-- <DataObject ObjectType=\"DPUfsImport\"> --><DataObject ObjectType=\"Other\">");
		assertRefused("one scanned image of the type \"WSI\", found none", ">WSI<", ">OTHER<");
		assertRefused("one scanned image of the type \"WSI\", found 2", ">MACROIMAGE<", ">WSI<");
		assertRefused("the pixel spacings of 2 levels, found 1", second, "");
		assertRefused("the pixel spacings of 2 levels, found 0", "\"PixelDataRepresentation\"", "\"Other\"");
		assertRefused("a pixel spacing of two numbers in quotation marks, found \"0.00045\"", second,
			"&quot;0.00045&quot;");
		assertRefused("a pixel spacing of two numbers in quotation marks", first, "&quot;0&quot; &quot;0.1&quot;");
		assertRefused("pixel spacings that grow from level to level", second, "&quot;0.0001&quot; &quot;0.0001&quot;");
		assertRefused("pixel spacings that grow from level to level", second, "&quot;100&quot; &quot;100&quot;");
		assertRefused("pixel spacings that grow from level to level", first, "&quot;1e-300&quot; &quot;1e-300&quot;");
	}

	@Test
	public void directories() throws IOException {
		PhilipsFixture.write(path(), false, p -> p.level(512, 384, 0).level(640, 256, 1));
		assertRefused("levels from fine to coarse, found 640 x 256 after 512 x 384");
		PhilipsFixture.write(path(), false, p -> p.level(512, 384, 0).level(256, 256, 0));
		assertRefused("levels that are marked as reduced, found one that is not");
		try (TiffFixture f = new TiffFixture(path(), ByteOrder.LITTLE_ENDIAN, false)) {
			PhilipsFixture.write(folder.getRoot().toPath().resolve("other.tiff"), false, p -> {
				sound(p);
				f.add(f.strips(100, 100, 16).ascii(SOFTWARE, "Philips").ascii(IMAGE_DESCRIPTION, p.xml()));
			});
		}
		assertRefused("a tiled image, found none");
	}

	/** As in OpenSlide: a slide is not lost with its label. */
	@Test
	public void imagesInTheXmlThatAreNoneAreLeftOut() throws IOException {
		for (final String wrong : List.of("=====", "AAAA", "", "/9j/", "not base64 at all!")) {
			PhilipsFixture.write(path(), false, p -> p.level(512, 384, 0).encoded("LABELIMAGE", wrong));
			try (Slide slide = SlideOpener.open(path())) {
				assertEquals(List.of(), slide.associatedImages());
			}
		}
	}

	@Test
	public void anImageInTheXmlThatEndsEarly() throws IOException {
		write(xml -> {
			final int end = xml.indexOf("</Attribute>", xml.indexOf("/9j/"));
			return xml.substring(0, end - 200) + xml.substring(end);
		});
		assertRefused("a sound JPEG as macro image");
	}

	@Test
	public void truncatedAnywhere() throws IOException {
		PhilipsFixture.write(path(), true, DamagedPhilipsTest::sound);
		final byte[] sound = Files.readAllBytes(path());
		int refused = 0;
		for (int length = 0; length < sound.length; length += length < 64 || length > sound.length - 9000 ? 37 : 997) {
			Files.write(path(), Arrays.copyOf(sound, length));
			try {
				readAll(path());
			}
			catch (final IOException e) {
				assertTrue(e.toString(), e.getMessage().contains("damaged.tiff"));
				refused++;
			}
		}
		assertTrue("no damage was noticed", refused > 0);
	}
}
