package org.coverslip.format.hamamatsu;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.coverslip.detect.SlideOpener;
import org.coverslip.detect.UnrecognisedSlideException;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.RestartJpeg;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Damaged NDPI files: one clear sentence each, and nothing else. */
public class NdpiDamageTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final RestartJpeg jpeg = new RestartJpeg(512, 256, 3, 2, 7).intervalOfPixels(128);

	private Path build(final NdpiVariantsTest.Recipe recipe) throws IOException {
		final Path path = folder.getRoot().toPath().resolve("slide.ndpi");
		try (NdpiFixture fixture = new NdpiFixture(path)) {
			recipe.cook(fixture);
		}
		return path;
	}

	/** Opening and reading everything fails with a message that holds the text. */
	private void assertRefused(final String expected, final NdpiVariantsTest.Recipe recipe) throws IOException {
		final Path path = build(recipe);
		final SlideFormatException refusal = assertThrows(expected, SlideFormatException.class, () -> readAll(path));
		assertTrue(expected + " is not in: " + refusal.getMessage(), refusal.getMessage().contains(expected));
	}

	private static void readAll(final Path path) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
			for (final Scene scene : slide.scenes())
				for (int level = 0; level < scene.levels().size(); level++) {
					final Region whole = scene.level(level).region();
					reader.read(scene, level, Plane.FIRST,
						whole.intersect(new Region(whole.width() / 2, whole.height() / 2, 300, 300)));
				}
			for (final AssociatedImage image : slide.associatedImages())
				image.read();
		}
	}

	@Test
	public void lyingTags() throws IOException {
		assertRefused("an image width of 1 to 2^31 - 1, found 0", f -> f.add(f.level(jpeg, 20).longs(IMAGE_WIDTH, 0)));
		assertRefused("an image length of 1 to 2^31 - 1, found 4294967295",
			f -> f.add(f.level(jpeg, 20).longs(IMAGE_LENGTH, 0xffffffffL)));
		assertRefused("a directory with tag 257", f -> f.add(f.level(jpeg, 20).without(IMAGE_LENGTH)));
		assertRefused("a JPEG of 1024 x 256 pixels, found 512 x 256",
			f -> f.add(f.level(jpeg, 20).longs(IMAGE_WIDTH, 1024)));
		assertRefused("a level of a pyramid", f -> f.add(f.level(jpeg, 0)));
		assertRefused("a level of a pyramid", f -> f.add(f.level(jpeg, 20).without(NdpiDirectory.SOURCE_LENS)));
		assertRefused("a level in one strip, found 2", f -> f.add(f.level(jpeg, 20)), STRIP_OFFSETS);
		assertRefused("a directory with tag 279", f -> f.add(f.level(jpeg, 20).without(STRIP_BYTE_COUNTS)));
		assertRefused("a level in JPEG, found compression 34934",
			f -> f.add(f.level(jpeg, 20).shorts(COMPRESSION, COMPRESSION_JPEG_XR_NDPI)));
		assertRefused("levels of different size", f -> f.add(f.level(jpeg, 20)).add(f.level(jpeg, 10)));
		assertRefused("samples like those of level 0",
			f -> f.add(f.level(jpeg, 20)).add(f.level(new RestartJpeg(128, 64, 1, 1, 8).intervalOfPixels(128), 5)));
		assertRefused("the end of the file", f -> f.add(f.level(jpeg, 20).longs(STRIP_BYTE_COUNTS, 0x7fffffff)));
	}

	private void assertRefused(final String expected, final NdpiVariantsTest.Recipe recipe, final int twice)
		throws IOException {
		final Path path = build(recipe);
		final byte[] file = Files.readAllBytes(path);
		for (int i = 0; i + 8 < file.length; i++)
			if (file[i] == (byte) twice && file[i + 1] == (byte) (twice >> 8) && file[i + 2] == 4 && file[i + 3] == 0
				&& file[i + 4] == 1)
				file[i + 4] = 2;
		Files.write(path, file);
		final SlideFormatException refusal = assertThrows(expected, SlideFormatException.class, () -> readAll(path));
		assertTrue(expected + " is not in: " + refusal.getMessage(), refusal.getMessage().contains(expected));
	}

	/** Sizes that the stream is too short for are refused before memory is taken for them. */
	@Test
	public void lyingSizes() throws IOException {
		assertRefused("restart intervals, found 16776192", f -> f.add(
			f.level(new RestartJpeg(512, 256, 3, 2, 7).intervalOfPixels(128).stating(0, 0), 20)
			.longs(IMAGE_WIDTH, 128 * 1024).longs(IMAGE_LENGTH, 8 * 16383)));
		assertRefused("restart intervals, found", f -> f.add(
			f.level(new RestartJpeg(512, 256, 3, 2, 7).intervalOfPixels(128).stating(0, 0), 20)
			.longs(IMAGE_WIDTH, 0x7fffff80).longs(IMAGE_LENGTH, 0x7fffffff)));
		assertRefused("restart markers in an image of 2000000000 x 2000000000 pixels, found none",
			f -> f.add(f.level(new RestartJpeg(512, 256, 3, 2, 7), 20).longs(IMAGE_WIDTH, 2_000_000_000)
			.longs(IMAGE_LENGTH, 2_000_000_000)));
		assertRefused("a JPEG of 30000 x 20000 pixels, found ",
			f -> f.add(f.level(new RestartJpeg(512, 256, 3, 2, 7).stating(30000, 20000), 20).longs(IMAGE_WIDTH, 30000)
			.longs(IMAGE_LENGTH, 20000)));
		assertRefused("a macro of 120 x 67108864 pixels, found ", f -> f.add(f.level(jpeg, 20))
			.add(f.macro(new RestartJpeg(120, 41, 3, 1, 4)).longs(IMAGE_LENGTH, 1 << 26)));
		assertRefused("restart markers in order", f -> f.add(
			f.level(new RestartJpeg(512, 256, 3, 2, 7).intervalOfPixels(128).stating(0, 0), 20)
			.longs(IMAGE_LENGTH, 66000).longs(IMAGE_WIDTH, 128)));
	}

	@Test
	public void damagedJpegHeads() throws IOException {
		final int strip = 12;
		assertRefused("a JPEG stream", f -> f.add(f.level(jpeg, 20)).patch(strip, 0));
		assertRefused("uses its quantization table 0, which is not defined",
			f -> f.add(f.level(jpeg, 20)).patch(strip + 20, 0));
		assertRefused("a segment FF DB of 1 bytes", f -> f.add(f.level(jpeg, 20)).patch(strip + 22, 0, 1));
		assertRefused("the JPEG stream ends before its image data",
			f -> f.add(f.level(jpeg, 20).longs(STRIP_BYTE_COUNTS, 100)));
		assertRefused("a JPEG of 1 or 3 components, found 4", f -> f.add(f.level(fourComponents(), 20)));
	}

	/** A head whose frame has four components; it is refused before any data are looked at. */
	private RestartJpeg fourComponents() {
		return new RestartJpeg(64, 64, 4, 1, 7);
	}

	/** Where neither the list nor the data have markers, only what cannot be told is refused. */
	@Test
	public void lostMarkers() throws IOException {
		final int marker = 12 + (int) jpeg.starts()[70] - 2;
		assertRefused("restart markers in order, found 69 of them", f -> f.add(f.level(jpeg, 20)).patch(marker, 0, 0));
		assertRefused("restart markers in order, found 69 of them",
			f -> f.add(f.level(jpeg, 20).without(NdpiDirectory.MCU_STARTS)).patch(marker, 0, 0));
		try (Slide slide = SlideOpener.open(build(f -> f.add(f.level(jpeg, 20)).patch(marker, 0, 0)))) {
			final RegionReader reader = new RegionReader(TileCache.shared());
			assertTrue(reader.read(slide.scenes().get(0), 0, Plane.FIRST, new Region(0, 0, 512, 128)).isOpaque());
		}
	}

	@Test
	public void damagedData() throws IOException {
		final int data = 12 + (int) jpeg.starts()[70];
		assertRefused("restart interval 70 of a JPEG",
			f -> f.add(f.level(jpeg, 20)).patch(data, 0xff, 0xd9, 0xff, 0xd9, 0xff, 0xd9));
	}

	@Test
	public void truncatedAnywhere() throws IOException {
		final Path path = build(f -> NdpiVariantsTest.brightField(f, 2));
		final byte[] file = Files.readAllBytes(path);
		final Random random = new Random(5);
		int refused = 0;
		for (int i = 0; i < 150; i++) {
			Files.write(path, Arrays.copyOf(file, i < 40 ? i * 4 : random.nextInt(file.length)));
			refused += isRefused(path) ? 1 : 0;
		}
		assertTrue("no damage was noticed", refused > 0);
	}

	@Test
	public void anyByteMayBeWrong() throws IOException {
		final Path path = build(f -> NdpiVariantsTest.brightField(f, 2));
		final byte[] file = Files.readAllBytes(path);
		final Random random = new Random(6);
		int refused = 0;
		for (int i = 0; i < 250; i++) {
			final byte[] damaged = file.clone();
			for (int n = 0; n < 4; n++)
				damaged[i % 2 == 0 ? random.nextInt(file.length) : file.length - 1 - random.nextInt(1200)] =
					(byte) random.nextInt(256);
			Files.write(path, damaged);
			refused += isRefused(path) ? 1 : 0;
		}
		assertTrue("no damage was noticed", refused > 0);
	}

	private static boolean isRefused(final Path path) throws IOException {
		try {
			readAll(path);
			return false;
		}
		catch (final SlideFormatException | UnrecognisedSlideException e) {
			assertFalse(e.getMessage().isBlank());
			return true;
		}
	}
}
