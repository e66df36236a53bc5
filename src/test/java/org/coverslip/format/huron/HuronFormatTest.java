package org.coverslip.format.huron;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.OpenSlideAgreement;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.IfdBuilder;
import org.junit.Test;

/**
 * Slides are built as OpenSlide 4.0.1 reads them. OpenSlide 3.4.1 opens them as TIFFs of no vendor: the same pixels.
 */
public class HuronFormatTest extends SlideFormatContract {

	private static final String DESCRIPTION =
		"DeviceID = LE120\r\nScanner=  TissueScope LE \nno value\nObjective = 20 = x\nempty=\n";

	@Override
	protected SlideFormat format() {
		return new HuronFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return write(into.resolve("slide.tif"), f -> f.jpeg(JpegSubsampling.COLUMNS_AND_ROWS));
	}

	@FunctionalInterface
	private interface Recipe {

		void cook(TiffFixture fixture);
	}

	private static Path write(final Path path, final Recipe recipe) throws IOException {
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			recipe.cook(f);
			f.add(first(f)).add(f.strips(100, 70, 16));
			f.add(f.tiled(500, 351, 2).longs(NEW_SUBFILE_TYPE, 1)).add(f.tiled(250, 176, 4).longs(NEW_SUBFILE_TYPE, 1));
			f.add(f.strips(60, 50, 50).longs(NEW_SUBFILE_TYPE, 1))
				.add(f.strips(130, 50, 16).longs(NEW_SUBFILE_TYPE, 9));
			f.add(f.strips(30, 20, 16).longs(NEW_SUBFILE_TYPE, 2));
		}
		return path;
	}

	private static IfdBuilder first(final TiffFixture f) throws IOException {
		return f.tiled(1000, 701, 1).ascii(MAKE, "Huron Technologies").ascii(IMAGE_DESCRIPTION, DESCRIPTION)
			.rationals(X_RESOLUTION, 20000).rationals(Y_RESOLUTION, 25000).shorts(RESOLUTION_UNIT, 3);
	}

	private Path file() {
		return folder.getRoot().toPath().resolve("slide.tif");
	}

	@Test
	public void propertiesAreThoseOfOpenSlide4() throws IOException {
		try (Slide slide = SlideOpener.open(write(file(), f -> {}))) {
			final SortedMap<String, String> properties = slide.metadata().properties();
			assertEquals("Huron TissueScope", slide.metadata().format());
			assertEquals("huron", properties.get("openslide.vendor"));
			assertEquals("LE120", properties.get("huron.DeviceID"));
			assertEquals("TissueScope LE", properties.get("huron.Scanner"));
			assertEquals("20 = x", properties.get("huron.Objective"));
			assertEquals("", properties.get("huron.empty"));
			assertEquals("0.5", properties.get("openslide.mpp-x"));
			assertEquals("0.40000000000000002", properties.get("openslide.mpp-y"));
			assertFalse(properties.containsKey("openslide.comment"));
			assertFalse(properties.containsKey("tiff.ImageDescription"));
			assertEquals(0.4, slide.scenes().get(0).pixelSize().get().yUm(), 1e-12);
			assertEquals(List.of("label", "macro", "thumbnail"),
				slide.associatedImages().stream().map(AssociatedImage::name).toList());
			assertEquals(60, slide.associatedImages().get(0).shape().width());
			assertEquals(100, slide.associatedImages().get(2).shape().width());
		}
	}

	@Test
	public void pixelsLevelsAndFingerprintAreThoseOfOpenSlide3() throws IOException {
		final Path path = write(file(), f -> f.compression(COMPRESSION_LZW, 2));
		final SortedMap<String, String> expected = Oracle.openSlideProperties(path);
		expected.keySet().removeIf(key -> key.equals("openslide.vendor") || key.equals("openslide.comment")
			|| key.equals("tiff.ImageDescription"));
		try (Slide slide = SlideOpener.open(path)) {
			expected.forEach((key, value) -> assertEquals(key, value, slide.metadata().properties().get(key)));
			OpenSlideAgreement.assertSameRegions(path, slide, 0, 100);
		}
	}

	private void assertRefused(final String message) {
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(file()).close());
		assertTrue(e.getMessage() + " should speak of " + message, e.getMessage().contains(message));
	}

	@Test
	public void damagedFilesAreRefused() throws IOException {
		try (TiffFixture f = new TiffFixture(file(), ByteOrder.LITTLE_ENDIAN, false)) {
			f.add(first(f).without(IMAGE_DESCRIPTION));
		}
		assertRefused("a directory with tag 270, found none");
		try (TiffFixture f = new TiffFixture(file(), ByteOrder.LITTLE_ENDIAN, false)) {
			f.add(first(f)).add(f.tiled(1200, 800, 1));
		}
		assertRefused("levels with like samples from fine to coarse, found 1200 x 800 after 1000 x 701");
		try (TiffFixture f = new TiffFixture(file(), ByteOrder.LITTLE_ENDIAN, false)) {
			f.add(first(f).longs(IMAGE_DEPTH, 3));
		}
		assertRefused("images of one focal plane, found 3");
		try (TiffFixture f = new TiffFixture(file(), ByteOrder.LITTLE_ENDIAN, false)) {
			f.add(first(f)).add(f.strips(100, 70, 16).shorts(COMPRESSION, 240));
		}
		try (Slide slide = SlideOpener.open(file())) { // it is beside what matters
			assertEquals(List.of(), slide.associatedImages());
			assertEquals(
				List.of("1 page, 100 x 70 pixels, is not shown: unlike the first page, which has 1000 x 701"),
				slide.metadata().notShown());
		}
	}

	@Test
	public void truncatedAnywhere() throws IOException {
		final byte[] sound = Files.readAllBytes(write(file(), f -> f.tile(256, 256).compression(COMPRESSION_LZW, 2)));
		int refused = 0;
		for (int length = 0; length < sound.length; length += length < 64 || length > sound.length - 2500 ? 29 : 4999) {
			Files.write(file(), Arrays.copyOf(sound, length));
			try (Slide slide = SlideOpener.open(file())) {
				new RegionReader(TileCache.ofBytes(0))
					.read(slide.scenes().get(0), 0, Plane.FIRST, Region.ofSize(400, 400));
			}
			catch (final IOException e) {
				assertTrue(e.toString(), e.getMessage().contains("slide.tif"));
				refused++;
			}
		}
		assertTrue("no damage was noticed", refused > 0);
	}
}
