package org.coverslip.format.argos;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.OpenSlideAgreement;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.TestPattern;
import org.coverslip.testing.TiffFixture;
import org.junit.Test;

/**
 * Slides are built as OpenSlide 4.0.1 reads them. OpenSlide 3.4.1 opens them as TIFFs of no vendor: the lowest plane's
 * pixels.
 */
public class ArgosFormatTest extends SlideFormatContract {

	private static final int METADATA = 65000;

	private final RegionReader reader = new RegionReader(TileCache.shared());

	@Override
	protected SlideFormat format() {
		return new ArgosFormat();
	}

	/** The lowest level is hashed, and the head of each plane's first tile is looked at. */
	@Override
	protected long mostBytesToOpen() {
		return 96 << 10;
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return write(into.resolve("slide.avs"), 3, xml("-1", "1"), f -> f.jpeg(JpegSubsampling.COLUMNS_AND_ROWS));
	}

	private static String xml(final String minZ, final String maxZ) {
		return "<?xml version=\"1.0\"?>\n<Argos.Scan.Metadata>\n <MinZ>" + minZ + "</MinZ><MaxZ>" + maxZ
			+ "</MaxZ>\n <ScanArea><X1>0.15</X1><Y1/></ScanArea><FocusPoints><Position "
			+ "X=\"1\">2</Position></FocusPoints>"
			+ "<ObjectiveMagnification>20</ObjectiveMagnification><Barcode>$63844615</Barcode></Argos.Scan.Metadata>\n";
	}

	@FunctionalInterface
	private interface Recipe {

		void cook(TiffFixture fixture);
	}

	/** The XML has no closing NUL, as in real files. */
	private static Path write(final Path path, final int planes, final String xml, final Recipe recipe)
		throws IOException {
		final byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			recipe.cook(f);
			for (int z = 0; z < planes; z++) {
				f.missing(0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 23);
				f.add(f.tiled(1000, 701, 1 + z).rationals(X_RESOLUTION, 20000).rationals(Y_RESOLUTION, 20000)
					.shorts(RESOLUTION_UNIT, 3)
					.longs(NEW_SUBFILE_TYPE, z == 0 ? 0 : 4).raw(METADATA, TYPE_ASCII, bytes.length, bytes));
				f.missing(0);
				f.add(f.tiled(500, 351, 2 * (1 + z)).longs(NEW_SUBFILE_TYPE, z == 0 ? 1 : 4));
				f.add(f.tiled(250, 176, 4 * (1 + z)).longs(NEW_SUBFILE_TYPE, z == 0 ? 1 : 4));
			}
			f.add(f.strips(100, 70, 16).longs(NEW_SUBFILE_TYPE, 4))
				.add(f.strips(130, 50, 16).longs(NEW_SUBFILE_TYPE, 4));
		}
		return path;
	}

	private Path file() {
		return folder.getRoot().toPath().resolve("slide.avs");
	}

	@Test
	public void propertiesAreThoseOfOpenSlide4() throws IOException {
		try (Slide slide = SlideOpener.open(write(file(), 1, xml("0", "0"), f -> {}))) {
			final SortedMap<String, String> properties = slide.metadata().properties();
			assertEquals("ARGOS AVS", slide.metadata().format());
			assertEquals("argos", properties.get("openslide.vendor"));
			assertEquals("20", properties.get("openslide.objective-power"));
			assertEquals("$63844615", properties.get("openslide.barcode"));
			assertEquals("0.5", properties.get("openslide.mpp-x"));
			assertEquals("0.15", properties.get("argos.ScanArea.X1"));
			assertFalse(properties.containsKey("argos.ScanArea"));
			assertFalse(properties.containsKey("argos.ScanArea.Y1"));
			assertFalse(properties.containsKey("argos.FocusPoints.Position"));
			assertEquals("3", properties.get("openslide.level-count"));
			// 8 x 6 tiles of 128: the first row is missing, and one tile each of the next two
			assertEquals("0", properties.get("openslide.bounds-x"));
			assertEquals("128", properties.get("openslide.bounds-y"));
			assertEquals("1000", properties.get("openslide.bounds-width"));
			assertEquals("573", properties.get("openslide.bounds-height"));
			final Scene scene = slide.scenes().get(0);
			assertEquals(new Region(0, 128, 1000, 573), scene.bounds());
			assertEquals(OptionalDouble.of(20), scene.objectivePower());
			assertTrue(scene.level(0).tiles() instanceof EncodedTiles);
			assertEquals(0, reader.read(scene, 0, Plane.FIRST, new Region(10, 10, 1, 1)).alpha(0));
			assertEquals(List.of("macro", "thumbnail"), slide.associatedImages().stream().map(AssociatedImage::name)
				.toList());
			assertEquals(130, slide.associatedImages().get(0).shape().width());
		}
	}

	@Test
	public void pixelsAreThoseOfOpenSlide3() throws IOException {
		final Path path = file();
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			f.compression(COMPRESSION_LZW, 2).add(f.tiled(1000, 701, 1).ascii(METADATA, xml("0", "0")))
				.add(f.tiled(500, 351, 2).longs(NEW_SUBFILE_TYPE, 1));
		}
		final SortedMap<String, String> expected = Oracle.openSlideProperties(path);
		// the XML enters the fingerprint
		expected.keySet().removeIf(key -> key.equals("openslide.vendor") || key.equals("openslide.quickhash-1"));
		try (Slide slide = SlideOpener.open(path)) {
			expected.forEach((key, value) -> assertEquals(key, value, slide.metadata().properties().get(key)));
			OpenSlideAgreement.assertSameRegions(path, slide, 0, 100);
		}
	}

	@Test
	public void focalPlanesAreInOrder() throws IOException {
		try (Slide slide =
			SlideOpener.open(write(file(), 3, xml("-1", "1").replace("<MaxZ>", "<ZRange>3.5</ZRange><MaxZ>"),
			f -> f.compression(COMPRESSION_LZW, 2)))) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(3, scene.sizeZ());
			assertEquals(1, scene.defaultPlane().z());
			assertEquals(1.75, scene.pixelSizeZ().orElseThrow(), 0);
			assertEquals(3, scene.levels().size());
			for (int z = 0; z < 3; z++)
				for (int level = 0; level < 2; level++)
					assertArrayEquals(
						new double[] { TestPattern.value(300L * (1 + z) << level, 200L * (1 + z) << level, 1) },
						new double[] { reader.read(scene, level, new Plane(0, z, 0), new Region(300, 200, 1, 1)).block()
						.value(1) }, 0);
		}
	}

	private void assertRefused(final String message, final int planes, final String xml) throws IOException {
		write(file(), planes, xml, f -> {});
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(file()).close());
		assertTrue(e.getMessage() + " should speak of " + message, e.getMessage().contains(message));
	}

	@Test
	public void damagedXmlIsRefused() throws IOException {
		assertRefused("the number of a focal plane as MinZ, found \"q\"", 1, xml("q", "0"));
		assertRefused("the number of a focal plane as MaxZ, found none", 1, xml("0", "0").replace("MaxZ", "MaxY"));
		assertRefused("the number of a focal plane as MaxZ, found \"99999999999\"", 1, xml("0", "99999999999"));
		assertRefused("a MaxZ of at least MinZ, found -1 and 0", 1, xml("0", "-1"));
		assertRefused("the pyramid of focal plane 3, the one in the middle, found 2 pyramids", 2, xml("0", "4"));
		assertRefused("well-formed XML without a DOCTYPE", 1, xml("0", "0").replace("</MinZ>", ""));
		assertRefused("DOCTYPE", 1,
			xml("0", "0").replace("<Argos", "<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Argos"));
		assertRefused("a root element \"Argos.Scan.Metadata\", found \"a\"", 1,
			"<a>" + xml("0", "0").replace("<?xml version=\"1.0\"?>", "") + "</a>");
	}

	@Test
	public void whatNotAllPlanesHaveIsNamed() throws IOException {
		final String xml = xml("0", "1");
		try (TiffFixture f = new TiffFixture(file(), ByteOrder.LITTLE_ENDIAN, true)) {
			f.add(f.tiled(300, 200, 1).ascii(METADATA, xml)).add(f.tiled(300, 201, 1));
		}
		assertShown(1, 1, "1 image of 300 x 201 pixels is not shown: not every focal plane has that level");
		try (TiffFixture f = new TiffFixture(file(), ByteOrder.LITTLE_ENDIAN, true)) {
			f.add(f.tiled(300, 200, 1).ascii(METADATA, xml)).add(f.tiled(150, 100, 1)).add(f.tiled(300, 200, 1));
		}
		assertShown(2, 1, "1 image of 150 x 100 pixels is not shown: not every focal plane has that level");
		try (TiffFixture f = new TiffFixture(file(), ByteOrder.LITTLE_ENDIAN, true)) {
			f.add(f.tiled(300, 200, 1).ascii(METADATA, xml)).add(f.tiled(290, 900, 1));
		}
		assertMessage("levels of one shape, found 290 x 900 of 300 x 200");
	}

	private void assertShown(final int planes, final int levels, final String notShown) throws IOException {
		try (Slide slide = SlideOpener.open(file())) {
			assertEquals(planes, slide.scenes().get(0).sizeZ());
			assertEquals(levels, slide.scenes().get(0).levels().size());
			assertEquals(List.of(notShown), slide.metadata().notShown());
		}
	}

	private void assertMessage(final String message) {
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(file()).close());
		assertTrue(e.getMessage() + " should speak of " + message, e.getMessage().contains(message));
	}

	@Test
	public void truncatedAnywhere() throws IOException {
		final byte[] sound =
			Files.readAllBytes(write(file(), 2, xml("0", "1"), f -> f.compression(COMPRESSION_LZW, 2)));
		int refused = 0;
		for (int length = 0; length < sound.length; length += length < 64 || length > sound.length - 2500 ? 29 : 4999) {
			Files.write(file(), Arrays.copyOf(sound, length));
			try (Slide slide = SlideOpener.open(file())) {
				reader.read(slide.scenes().get(0), 0, Plane.FIRST, Region.ofSize(400, 400));
			}
			catch (final IOException e) {
				assertTrue(e.toString(), e.getMessage().contains("slide.avs"));
				refused++;
			}
		}
		assertTrue("no damage was noticed", refused > 0);
	}
}
