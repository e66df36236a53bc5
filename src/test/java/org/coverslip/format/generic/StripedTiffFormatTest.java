package org.coverslip.format.generic;

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

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.TileSource;
import org.coverslip.testing.TestPattern;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.IfdBuilder;
import org.junit.Test;

public class StripedTiffFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new StripedTiffFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return write(into.resolve("image.tif"), 700, 401, 64, COMPRESSION_LZW);
	}

	/** The whole image is its lowest level, which enters the fingerprint. */
	@Override
	protected long mostBytesToOpen() {
		return 5 << 20;
	}

	private static Path write(final Path path, final int width, final int height, final int rows, final int compression)
		throws IOException
	{
		try (TiffFixture f = new TiffFixture(path, ByteOrder.BIG_ENDIAN, false)) {
			f.samples(3, PixelType.UINT16, PHOTOMETRIC_RGB).compression(compression, 1);
			f.add(f.strips(width, height, rows));
		}
		return path;
	}

	/** 3000 x 400 x 6 bytes are more than 4 MiB, so that tiles are collected from the rows, however the strips are. */
	@Test
	public void largeUncompressedImagesAreReadByTheirRows() throws IOException {
		for (final int rows : new int[] { 1, 8, 399, 400 })
			for (final boolean separate : new boolean[] { false, true }) {
				final Strips strips = f -> {
					f.samples(3, PixelType.UINT16, PHOTOMETRIC_RGB).separate(separate);
					return f.strips(3000, 400, rows);
				};
				assertPattern(write("rows-" + rows + separate, strips), 3, PixelType.UINT16);
			}
	}

	/** Strips of more than 16 MiB go to a temporary file. */
	@Test
	public void largeCompressedStripsAreUnpackedOnce() throws IOException {
		assertPattern(write("lzw", f -> {
			f.samples(3, PixelType.UINT16, PHOTOMETRIC_RGB).compression(COMPRESSION_LZW, PREDICTOR_HORIZONTAL);
			return f.strips(3100, 1000, 1000);
		}), 3, PixelType.UINT16);
		assertPattern(write("lzw-2", f -> {
			f.samples(3, PixelType.UINT8, PHOTOMETRIC_RGB).compression(COMPRESSION_LZW, PREDICTOR_NONE);
			return f.strips(6000, 1100, 950);
		}), 3, PixelType.UINT8);
		assertPattern(write("deflate", f -> {
			f.samples(1, PixelType.FLOAT32, PHOTOMETRIC_MIN_IS_BLACK)
				.compression(COMPRESSION_DEFLATE, PREDICTOR_FLOATING_POINT);
			return f.strips(3000, 1500, 1500);
		}), 1, PixelType.FLOAT32);
	}

	/** Describes and writes the strips of a fixture. */
	@FunctionalInterface
	private interface Strips {

		IfdBuilder of(TiffFixture fixture) throws IOException;
	}

	private Path write(final String name, final Strips strips) throws IOException {
		final Path path = folder.getRoot().toPath().resolve(name + ".tif");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			f.add(strips.of(f));
		}
		return path;
	}

	private static void assertPattern(final Path path, final int samples, final PixelType type) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			final Level level = scene.level(0);
			assertEquals(512, level.tileHeight());
			final RegionReader reader = new RegionReader(TileCache.shared());
			final int x = (int) level.width() - 350;
			final int y = (int) level.height() - 190;
			for (final Region region : List.of(new Region(1234, 50, 300, 250), new Region(0, 0, 10, 10),
				new Region(x, y, 350, 190))) {
				final PixelBlock found = reader.read(scene, 0, Plane.FIRST, region).block();
				final PixelBlock pattern = TestPattern.block(region.x(), region.y(),
					new BlockShape((int) region.width(), (int) region.height(), samples, type));
				for (int i = 0; i < pattern.shape().length(); i++)
					assertEquals(path + ", sample " + i + " of " + region, pattern.value(i), found.value(i), 0);
			}
		}
	}

	@Test
	public void damageInLargeStripsIsRefused() throws IOException {
		for (final int compression : new int[] { COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_DEFLATE }) {
			final Path path = write("cut-" + compression, f -> {
				f.samples(3, PixelType.UINT8, PHOTOMETRIC_RGB).compression(compression, PREDICTOR_NONE);
				return f.strips(6000, 1000, 1000);
			});
			final byte[] file = Files.readAllBytes(path);
			// the directory comes last; what is overwritten is pixels
			Arrays.fill(file, file.length * 3 / 4, file.length * 7 / 8, (byte) 0xff);
			Files.write(path, file);
			try (Slide slide = SlideOpener.open(path)) {
				final TileSource tiles = slide.scenes().get(0).level(0).tiles();
				assertTrue(tiles.read(0, Plane.FIRST).isPresent());
				if (compression == COMPRESSION_NONE) Files.write(path, Arrays.copyOf(file, file.length * 3 / 4));
				assertThrows(SlideFormatException.class, () -> tiles.read(13, Plane.FIRST));
				assertThrows(SlideFormatException.class, () -> tiles.read(23, Plane.FIRST));
				assertTrue(tiles.read(0, Plane.FIRST).isPresent());
			}
		}
	}
}
