package org.coverslip.detect;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.coverslip.codec.jpeg.JpegSubsampling;
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

/**
 * Truncated, lying and mutated TIFFs end in an {@code IOException} that names the file, or are read; nothing else
 * happens.
 */
public class DamagedTiffTest {

	private static final int MUTATIONS = 2000;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@FunctionalInterface
	private interface Recipe {

		void cook(TiffFixture fixture) throws IOException;
	}

	private byte[] tiff(final boolean big, final Recipe recipe) throws IOException {
		final Path path = folder.getRoot().toPath().resolve("sound.tif");
		try (TiffFixture fixture = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, big)) {
			recipe.cook(fixture);
		}
		return Files.readAllBytes(path);
	}

	private Path file(final byte[] bytes) throws IOException {
		return Files.write(folder.getRoot().toPath().resolve("damaged.tif"), bytes);
	}

	/** Opens and reads all; true if that worked. */
	private boolean readAll(final byte[] bytes) throws IOException {
		try (Slide slide = SlideOpener.open(file(bytes))) {
			final RegionReader reader = new RegionReader(TileCache.ofBytes(1 << 20));
			final Scene scene = slide.scenes().get(0);
			for (int level = 0; level < scene.levels().size(); level++)
				reader.read(scene, level, Plane.FIRST, Region.ofSize(40, 40));
			for (final AssociatedImage image : slide.associatedImages())
				if (image.shape().pixels() < 1 << 20) image.read();
			return true;
		}
		catch (final IOException e) {
			assertTrue(e.toString(), e.getMessage().contains("damaged.tif"));
			return false;
		}
	}

	private static void small(final TiffFixture f) throws IOException {
		f.tile(16, 16).compression(COMPRESSION_LZW, 2);
		f.add(f.tiled(40, 36, 1).ascii(IMAGE_DESCRIPTION, "Aperio x\nlabel|MPP = 0.5|AppMag = 20"));
		f.add(f.strips(20, 18, 8)).add(f.tiled(20, 18, 2).longs(NEW_SUBFILE_TYPE, 1));
	}

	private static void smallJpeg(final TiffFixture f) throws IOException {
		f.tile(16, 16).jpeg(JpegSubsampling.COLUMNS_AND_ROWS).pyramid(40, 36, 2);
	}

	@Test
	public void truncatedAnywhere() throws IOException {
		for (final boolean big : new boolean[] { false, true }) {
			final byte[] sound = tiff(big, DamagedTiffTest::small);
			assertTrue(readAll(sound));
			for (int length = 0; length < sound.length; length += length < 64 ? 1 : 7)
				readAll(Arrays.copyOf(sound, length));
		}
	}

	@Test
	public void mutatedAnywhere() throws IOException {
		final Random random = new Random(1);
		for (final boolean jpeg : new boolean[] { false, true }) {
			final byte[] sound = tiff(jpeg, jpeg ? DamagedTiffTest::smallJpeg : DamagedTiffTest::small);
			int survivors = 0;
			for (int i = 0; i < MUTATIONS; i++) {
				final byte[] mutated = sound.clone();
				for (int k = random.nextInt(4); k >= 0; k--)
					mutated[random.nextInt(mutated.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : 255);
				if (readAll(mutated)) survivors++;
			}
			assertTrue("mutations must matter", survivors < MUTATIONS);
		}
	}

	private void assertRefused(final String message, final Recipe recipe) throws IOException {
		final byte[] bytes = tiff(false, recipe);
		final SlideFormatException e = assertThrows(message, SlideFormatException.class, () -> {
			try (Slide slide = SlideOpener.open(file(bytes))) {
				new RegionReader(TileCache.ofBytes(0))
					.read(slide.scenes().get(0), 0, Plane.FIRST, Region.ofSize(40, 36));
			}
		});
		assertTrue(e.getMessage() + " should speak of " + message, e.getMessage().contains(message));
		assertTrue(e.getMessage(), e.getMessage().contains("damaged.tif"));
	}

	@Test
	public void lies() throws IOException {
		assertRefused("an image width of 1 to 2^31 - 1, found 0", f -> f.add(changed(f).longs(IMAGE_WIDTH, 0)));
		assertRefused("an image width of 1 to 2^31 - 1, found 2147483648",
			f -> f.add(changed(f).longs(IMAGE_WIDTH, 1L << 31)));
		assertRefused("a tile width of 1 to 2^31 - 1, found 0", f -> f.add(changed(f).longs(TILE_WIDTH, 0)));
		assertRefused("a tile that fits in memory", f -> f.add(changed(f).longs(TILE_WIDTH, 1 << 30)));
		assertRefused("1 to 1024 samples per pixel", f -> f.add(changed(f).shorts(SAMPLES_PER_PIXEL, 60000)));
		assertRefused("one value of tag 258 for all samples", f -> f.add(changed(f).shorts(BITS_PER_SAMPLE, 5, 6, 5)));
		assertRefused("tiles or strips", f -> f.add(changed(f).longs(TILE_OFFSETS, 8)));
		assertRefused("byte counts", f -> f.add(changed(f).longs(TILE_BYTE_COUNTS, 8)));
		assertRefused("a compression that Coverslip decodes, found CCITT T.6 (group 4 fax)",
			f -> f.add(changed(f).shorts(COMPRESSION, 4)));
		assertRefused("tile 0 in none, found bytes", f -> f.add(changed(f).longs(TILE_BYTE_COUNTS, fill(0xfffffff0L))));
		assertRefused("768 bytes of tile 0, found the end of the file",
			f -> f.add(changed(f).longs(TILE_OFFSETS, fill(0xfffffff0L))));
		assertRefused("a directory with tag 256", f -> f.add(changed(f).without(IMAGE_WIDTH)));
		assertRefused("whole numbers in the field with tag 256", f -> f.add(changed(f).ascii(IMAGE_WIDTH, "wide")));
		assertRefused("a field with tag 324 that fits the file",
			f -> f.add(changed(f).raw(TILE_OFFSETS, 4, 0x7fffffff, new byte[4])));
	}

	private static IfdBuilder changed(final TiffFixture f) throws IOException {
		return f.tile(16, 16).tiled(40, 36, 1);
	}

	private static long[] fill(final long value) {
		final long[] values = new long[9];
		Arrays.fill(values, value);
		return values;
	}

	@Test
	public void aChainThatReturnsToItself() throws IOException {
		final byte[] bytes = tiff(false, f -> f.add(changed(f)));
		final int first = bytes[4] & 0xff | (bytes[5] & 0xff) << 8 | (bytes[6] & 0xff) << 16;
		final int link = first + 2 + 12 * (bytes[first] & 0xff);
		System.arraycopy(bytes, 4, bytes, link, 4);
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(file(bytes)));
		assertTrue(e.getMessage(), e.getMessage().contains("returns to itself"));
	}
}
