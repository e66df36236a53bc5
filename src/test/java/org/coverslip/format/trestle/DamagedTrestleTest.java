package org.coverslip.format.trestle;

import static org.coverslip.format.trestle.TrestleFixture.DESCRIPTION;
import static org.coverslip.format.trestle.TrestleFixture.first;
import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.trestle.TrestleFixture.Recipe;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is said of Trestle slides that are damaged. */
public class DamagedTrestleTest {

	private static final int MUTATIONS = 500;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path path() {
		return folder.getRoot().toPath().resolve("damaged.tif");
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

	private void assertRefused(final String message, final Recipe recipe) throws IOException {
		TrestleFixture.write(path(), recipe);
		final SlideFormatException e = assertThrows(message, SlideFormatException.class, () -> readAll(path()));
		assertTrue(e.getMessage() + " should speak of " + message, e.getMessage().contains(message));
		assertTrue(e.getMessage(), e.getMessage().contains("damaged"));
	}

	@Test
	public void lies() throws IOException {
		assertRefused("overlaps smaller than tiles of 128 x 128 pixels, found 128 x 0",
			f -> f.add(first(f.tiled(300, 200, 1), "OverlapsXY= 128 0")));
		assertRefused("overlaps smaller than tiles of 128 x 128 pixels, found 0 x 999999999",
			f -> f.add(first(f.tiled(300, 200, 1), "OverlapsXY= 0 999999999")));
		assertRefused("levels from fine to coarse, found 400 x 300 after 300 x 200",
			f -> f.add(first(f.tiled(300, 200, 1), "")).add(f.tiled(400, 300, 1)));
		assertRefused("a level with samples like those of level 0", f -> f.add(first(f.tiled(300, 200, 1), ""))
			.add(f.samples(1, PixelType.UINT8, PHOTOMETRIC_MIN_IS_BLACK).tiled(150, 100, 1)));
		assertRefused("tiles or strips, found 6",
			f -> f.add(first(f.tiled(300, 200, 1), DESCRIPTION).longs(IMAGE_WIDTH, 1 << 20)));
	}

	/**
	 * An overlap that leaves a level no pixels would be one as large as its tiles, but for a last tile that is
	 * narrower.
	 */
	@Test
	public void aLastTileNarrowerThanTheOverlap() throws IOException {
		TrestleFixture.write(path(), f -> f.add(first(f.tiled(3 * 128 + 1, 200, 1), "OverlapsXY= 127 0")));
		readAll(path());
	}

	@Test
	public void aMacroThatEndsEarly() throws IOException {
		TrestleFixture.write(path(), f -> f.add(first(f.tiled(300, 200, 1), DESCRIPTION)));
		TrestleFixture.macro(path(), 200, 100);
		final Path macro = path().resolveSibling("damaged.Full");
		final byte[] jpeg = Files.readAllBytes(macro);
		Files.write(macro, Arrays.copyOf(jpeg, jpeg.length / 2));
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> readAll(path()));
		assertTrue(e.getMessage(), e.getMessage().contains("damaged.Full: expected a sound JPEG as macro image"));
	}

	@Test
	public void truncatedAndMutatedAnywhere() throws IOException {
		TrestleFixture.write(path(), f -> {
			f.tile(16, 16).compression(COMPRESSION_LZW, 2);
			f.add(first(f.tiled(60, 50, 1), "OverlapsXY= 4 4 2 2")).add(f.tiled(30, 26, 2));
		});
		final byte[] sound = Files.readAllBytes(path());
		int refused = 0;
		for (int length = 0; length < sound.length; length += length < 64 ? 3 : 71)
			refused += isRefused(Arrays.copyOf(sound, length)) ? 1 : 0;
		final Random random = new Random(5);
		for (int i = 0; i < MUTATIONS; i++) {
			final byte[] mutated = sound.clone();
			for (int k = random.nextInt(4); k >= 0; k--)
				mutated[mutated.length - 1 - random.nextInt(1200)] = (byte) random.nextInt(256);
			refused += isRefused(mutated) ? 1 : 0;
		}
		assertTrue("no damage was noticed", refused > 0);
	}

	private boolean isRefused(final byte[] bytes) throws IOException {
		Files.write(path(), bytes);
		try {
			readAll(path());
			return false;
		}
		catch (final IOException e) {
			assertTrue(e.toString(), e.getMessage().contains("damaged.tif"));
			return true;
		}
	}
}
