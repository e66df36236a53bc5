package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.codec.WebpDecoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.JxrPrograms;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.TestPattern;
import org.coverslip.testing.TiffFixture;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * All pixels of level 0, against libvips, or tifffile where libvips does not read a file: real files, and generated
 * ones of each orientation and sample type.
 */
public class TiffPixelsTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@FunctionalInterface
	private interface Recipe {

		void cook(TiffFixture fixture) throws IOException;
	}

	private Path tiff(final ByteOrder order, final Recipe recipe) throws IOException {
		final Path path = folder.getRoot().toPath().resolve("image.tif");
		try (TiffFixture fixture = new TiffFixture(path, order, false)) {
			recipe.cook(fixture);
		}
		return path;
	}

	/** Each sample must agree; of an image with alpha its opacity too, and colours where it is not 0. */
	private static void assertAgrees(final Path path, final int tolerance) throws IOException {
		assertAgrees(path, Oracle.vipsUprightPixels(path), tolerance);
	}

	static void assertAgrees(final Path path, final PixelBlock expected, final int tolerance) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			final RegionReader reader = new RegionReader(TileCache.shared());
			assertEquals(path + " width", expected.width(), scene.width());
			assertEquals(path + " height", expected.height(), scene.height());
			// further pages are further channels
			for (int c = 0; c < Math.min(scene.channels().size(), expected.samples()); c++) {
				final RegionPixels found =
					reader.read(scene, 0, new Plane(c, 0, 0), Region.ofSize(scene.width(), scene.height()));
				assertSame(path.getFileName() + " channel " + c, expected, c, found, tolerance);
			}
		}
	}

	private static void assertSame(final String what, final PixelBlock expected, final int firstSample,
		final RegionPixels found, final int tolerance)
	{
		assertEquals(what, expected.type(), found.block().type());
		for (int y = 0; y < expected.height(); y++)
			for (int x = 0; x < expected.width(); x++) {
				final int alpha = found.alpha(y * expected.width() + x);
				for (int s = 0; s < found.block().samples(); s++)
					if (alpha != 0)
						assertEquals(what + " at " + x + ", " + y + ", " + s, expected.value(x, y, firstSample + s),
						found.block().value(x, y, s), tolerance);
				if (found.block().samples() == 3 && expected.samples() == 4)
					assertEquals(what + " alpha at " + x + ", " + y, expected.value(x, y, 3), alpha, 0);
			}
	}

	@Test
	public void realFiles() throws IOException {
		for (final String name : List.of("imagecodecs/gray.bigtiff.u1.tif", "imagecodecs/gray.packbits.u1.tif",
			"imagecodecs/gray.tiled.none.u1.tif", "imagecodecs/gray.tiled.u2.tif",
			"imagecodecs/gray.zstd.u2.tif", "imagecodecs/rgb.tiled.lzw.u1.tif",
			"imagecodecs/rgba.tiled.u1.tif", "histolab-kidney-48-5.tif",
			"large_image-rgb_geotiff.tiff", "pytiff-big_endian_small_example.tif", "pytiff-tiled_rgb_sample.tif",
			"qupath-cells-gray32.tif", "pathml-small_HE_levels.tiff"))
			assertAgrees(RealSlides.path("tiff/" + name), 0);
		for (final String name : List.of("imagecodecs/rgb.tiled.jpeg.u1.tif"))
			assertAgrees(RealSlides.path("tiff/" + name), 2);
		for (final int orientation : new int[] { 0, 2, 4, 6, 8 })
			assertAgrees(RealSlides.path("tiff/large_image-test_orient" + orientation + ".tif"), 1);
	}

	/** Bio-Formats 8.0.0 says YCbCr of planes of RGB that it stores apart as JPEG. */
	@Test
	public void planesApartInJpegAreRgbWhateverTheTagSays() throws IOException {
		final List<PixelBlock> read = new ArrayList<>();
		for (final int photometric : new int[] { PHOTOMETRIC_RGB, PHOTOMETRIC_YCBCR }) {
			final Path path = folder.newFile().toPath();
			try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
				f.samples(3, PixelType.UINT8, photometric).separate(true).jpeg(JpegSubsampling.NONE);
				f.samples(3, PixelType.UINT8, photometric).add(f.tiled(150, 90, 1));
			}
			try (Slide slide = SlideOpener.open(path)) {
				final Scene scene = slide.scenes().get(0);
				assertTrue(scene.isRgb());
				read.add(new RegionReader(TileCache.ofBytes(0))
					.read(scene, 0, scene.defaultPlane(), scene.level(0).region()).block());
			}
		}
		assertArrayEquals(read.get(0).bytes(), read.get(1).bytes());
	}

	@Test
	public void webp() throws IOException {
		assumeTrue("skipped: there is no libwebp here, without which lossy WebP is refused",
			new WebpDecoder().name().contains("libwebp"));
		assertAgrees(RealSlides.path("tiff/imagecodecs/rgb.tiled.webp.u1.tif"), 0);
	}

	/** libvips reads no JPEG 2000 in TIFF; the same picture lies beside it in LZW. */
	@Test
	public void jpeg2000() throws IOException {
		assertAgrees(RealSlides.path("tiff/imagecodecs/rgb.tiled.jpeg2000.u1.tif"),
			Oracle.vipsUprightPixels(RealSlides.path("tiff/imagecodecs/rgb.tiled.lzw.u1.tif")), 0);
	}

	/** libvips reads no JPEG XR in TIFF; the same picture lies beside it in LZW. */
	@Test
	public void jpegXr() throws IOException {
		assertAgrees(RealSlides.path("tiff/imagecodecs/rgb.tiled.jpegxr.u1.tif"),
			Oracle.vipsUprightPixels(RealSlides.path("tiff/imagecodecs/rgb.tiled.lzw.u1.tif")), 8);
	}

	/** A strip under both numbers that the compression has. */
	@Test
	public void jpegXrOfJxrEncApp() throws IOException {
		for (final int compression : new int[] { 22610, 34934 })
			for (final int samples : new int[] { 1, 3 }) {
				final PixelBlock picture = TestPattern.block(0, 0, new BlockShape(100, 70, samples, PixelType.UINT8));
				final byte[] tiff = JxrPrograms.tiff(picture, -1);
				final byte[] encoded = JxrPrograms.encode(picture);
				final int strip = tiff.length - picture.shape().length();
				final ByteBuffer file = ByteBuffer.allocate(strip + encoded.length).order(ByteOrder.LITTLE_ENDIAN);
				file.put(tiff, 0, strip).put(encoded);
				for (int entry = 10; entry < 10 + 12 * file.getShort(8); entry += 12)
					switch (file.getShort(entry)) {
						case COMPRESSION -> file.putShort(entry + 8, (short) compression);
						case STRIP_BYTE_COUNTS -> file.putInt(entry + 8, encoded.length);
						default -> {
							// as it is
						}
					}
				final Path path = Files.write(folder.newFile().toPath(), file.array());
				try (Slide slide = SlideOpener.open(path)) {
					final Region all = Region.ofSize(100, 70);
					assertArrayEquals(picture.bytes(),
						new RegionReader(TileCache.ofBytes(0)).read(slide.scenes().get(0), 0, Plane.FIRST, all)
						.block().bytes());
				}
			}
	}

	@Test
	public void eachOrientation() throws IOException {
		for (int o = 1; o <= 8; o++) {
			final int orientation = o;
			assertAgrees(tiff(ByteOrder.LITTLE_ENDIAN,
				f -> f.tile(64, 32).add(f.tiled(150, 101, 1).shorts(ORIENTATION, orientation))), 0);
			assertAgrees(
				tiff(ByteOrder.BIG_ENDIAN, f -> f.add(f.strips(150, 101, 16).shorts(ORIENTATION, orientation))), 0);
		}
	}

	@Test
	public void eachSampleTypeInBothByteOrders() throws IOException {
		for (final ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN))
			for (final PixelType type : PixelType.values()) {
				final Path stored =
					tiff(order, f -> f.samples(1, type, PHOTOMETRIC_MIN_IS_BLACK).add(f.strips(150, 101, 16)));
				final PixelBlock expected = Oracle.tifffilePixels(stored, 0, 0);
				assertAgrees(stored, expected, 0);
				for (final int compression : new int[] { COMPRESSION_LZW, COMPRESSION_DEFLATE, COMPRESSION_PACKBITS,
					COMPRESSION_ZSTD })
					assertAgrees(tiff(order, f -> f.samples(1, type, PHOTOMETRIC_MIN_IS_BLACK)
					.compression(compression, PREDICTOR_NONE)
						.add(f.tiled(150, 101, 1))), expected, 0);
			}
	}

	@Test
	public void predictors() throws IOException {
		for (final ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN))
			for (final int samples : new int[] { 1, 3 })
				for (final PixelType type : PixelType.values()) {
					final int photometric = samples == 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MIN_IS_BLACK;
					final PixelBlock expected =
						Oracle.tifffilePixels(
						tiff(order, f -> f.samples(samples, type, photometric).add(f.strips(150, 101, 101))), 0, 0);
					final int predictor = type.isFloating() ? PREDICTOR_FLOATING_POINT : PREDICTOR_HORIZONTAL;
					assertAgrees(
						tiff(order, f -> f.samples(samples, type, photometric).compression(COMPRESSION_LZW, predictor)
						.add(f.tiled(150, 101, 1))), expected, 0);
				}
	}

	@Test
	public void manySamples() throws IOException {
		final Path chunky = tiff(ByteOrder.LITTLE_ENDIAN,
			f -> f.samples(7, PixelType.UINT16, PHOTOMETRIC_MIN_IS_BLACK).add(f.tiled(150, 101, 1)));
		final PixelBlock expected = Oracle.tifffilePixels(chunky, 0, 0);
		assertAgrees(chunky, expected, 0);
		assertAgrees(
			tiff(ByteOrder.LITTLE_ENDIAN, f -> f.samples(7, PixelType.UINT16, PHOTOMETRIC_MIN_IS_BLACK).separate(true)
			.compression(COMPRESSION_DEFLATE, 1).add(f.strips(150, 101, 16))), expected, 0);
	}

	@Test
	public void jpegInStrips() throws IOException {
		for (final JpegSubsampling subsampling : JpegSubsampling.values())
			assertAgrees(tiff(ByteOrder.LITTLE_ENDIAN, f -> f.jpeg(subsampling).add(f.strips(150, 101, 16))), 1);
	}
}
