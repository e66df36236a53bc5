package org.coverslip.format.hamamatsu;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.RestartJpeg;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Damaged VMS and VMU slides: one clear sentence each, and nothing else. */
public class SpecimenDamageTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Writes a slide and damages it. */
	@FunctionalInterface
	private interface Damage {

		Path cook(Path folder) throws IOException;
	}

	private void assertRefused(final String expected, final Damage damage) throws IOException {
		final Path path = damage.cook(folder.newFolder().toPath());
		final SlideFormatException refusal = assertThrows(expected, SlideFormatException.class, () -> readAll(path));
		assertTrue(expected + " is not in: " + refusal.getMessage(), refusal.getMessage().contains(expected));
	}

	private static void readAll(final Path path) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
			for (final Scene scene : slide.scenes())
				for (int level = 0; level < scene.levels().size(); level++) {
					final Region whole = scene.level(level).region();
					for (int z = 0; z < scene.sizeZ(); z++)
						reader.read(scene, level, new Plane(0, z, 0),
							whole.intersect(new Region(whole.width() / 2, whole.height() / 2, 300, 300)));
				}
			for (final AssociatedImage image : slide.associatedImages())
				image.read();
		}
	}

	private void refusesVms(final String expected, final String key, final String value) throws IOException {
		assertRefused(expected, f -> VmsFixture.usual(f).set(key, value).write());
	}

	@Test
	public void lyingTexts() throws IOException {
		for (final String number : List.of("0", "-1", "1000000000000000000", "99999999999999999999999", "2147483647",
			"two", "", "2.5"))
			for (final String key : List.of("NoJpegColumns", "NoJpegRows"))
				refusesVms(key + " of 1 to the number of images", key, number);
		refusesVms("an ImageFile for column 2, row 0", "NoJpegColumns", "3");
		refusesVms("images in 1 columns and 2 rows, found ImageFile(1,0)", "NoJpegColumns", "1");
		refusesVms("an ImageFile for column 0, row 1, found none", "ImageFile(0,1)", " ");
		refusesVms("one image in each place", "ImageFile(0,0)", "slide.jpg");
		refusesVms("found ImageFile(1000000000000000000,0)", "ImageFile(1000000000000000000,0)", "slide.jpg");
		refusesVms("found ImageFile(0,0,0,0)", "ImageFile(0,0,0,0)", "slide.jpg");
		refusesVms("found ImageFile(-1,0)", "ImageFile(-1,0)", "slide.jpg");
		refusesVms("an ImageFile for column 1, row 0 of layer 7, found none", "ImageFile(7,0,0)", "slide.jpg");
		refusesVms("the name of a MapFile, found no MapFile", "MapFile", "");
		assertRefused("a text of at most 65536 bytes", f -> VmsFixture.usual(f).set("Reference", "x".repeat(70000))
			.write());
	}

	@Test
	public void namesThatLeadElsewhere() throws IOException {
		for (final String key : List.of("ImageFile", "ImageFile(1,1)", "MapFile", "MacroImage", "OptimisationFile")) {
			refusesVms("a file name within the slide's folder, found ../secret.jpg", key, "../secret.jpg");
			refusesVms("relative to the slide's folder, found /etc/passwd", key, "/etc/passwd");
			refusesVms("relative to the slide's folder, found C:\\x.jpg", key, "C:\\x.jpg");
			refusesVms("a file name within the slide's folder", key, "a\\..\\..\\x.jpg");
		}
		assertRefused("a link to elsewhere", f -> {
			final Path path = VmsFixture.usual(f).set("MapFile", "link.jpg").write();
			Files.createSymbolicLink(f.resolve("link.jpg"), folder.newFile().toPath());
			return path;
		});
		refusesVms("characters that no file name has", "MapFile", "a\0b");
	}

	@Test
	public void missingFiles() throws IOException {
		for (final String name : List.of("slide.jpg", "slide(1,0).jpg", "slide(1,1).jpg", "slide_map2.jpg"))
			assertRefused("the file " + name + " in the slide's folder, found none", f -> {
				final Path path = VmsFixture.usual(f).write();
				Files.delete(f.resolve(name));
				return path;
			});
		assertRefused("the file MapFile.ngr in the slide's folder", f -> {
			final Path path = VmuFixture.usual(f, 36).write();
			Files.delete(f.resolve("MapFile.ngr"));
			return path;
		});
	}

	/** The slide's own folder lacks the pixels: small pictures stand in their place. */
	@Test
	public void stub() {
		final Path path = RealSlides.path("vms/panimg-stub/CMU-1-40x - 2010-01-12 13.24.05.vms");
		final SlideFormatException refusal = assertThrows(SlideFormatException.class, () -> readAll(path));
		assertTrue(refusal.getMessage(), refusal.getMessage()
			.endsWith(
			"CMU-1-40x - 2010-01-12 13.24.05.jpg, byte 0: expected restart markers in an image of a VMS slide, found "
				+ "none in one of 10 x 10 pixels"));
	}

	@Test
	public void imagesThatDoNotFit() throws IOException {
		assertRefused("an image of 384 x 256 pixels", f -> VmsFixture.usual(f)
			.image("ImageFile(1,0)", new RestartJpeg(256, 256, 3, 2, 1).intervalOfPixels(128)).write());
		assertRefused("restart intervals of 128 x 8", f -> VmsFixture.usual(f)
			.image("ImageFile(1,0)", new RestartJpeg(384, 256, 3, 2, 1).intervalOfPixels(64)).write());
		assertRefused("of 3 components", f -> VmsFixture.usual(f)
			.image("ImageFile(1,0)", new RestartJpeg(384, 256, 1, 1, 1).intervalOfPixels(128)).write());
		assertRefused("a JPEG of 1 or 3 components, found 4", f -> VmsFixture.usual(f)
			.image("ImageFile", new RestartJpeg(512, 256, 4, 1, 1).intervalOfPixels(128)).write());
		assertRefused("a size in whole restart intervals", f -> new VmsFixture(f).mosaic(2, 1, 504, 64, 504, 64, 128)
			.map(64, 8, 64).write());
		assertRefused("found no size", f -> VmsFixture.usual(f)
			.image("ImageFile", new RestartJpeg(512, 256, 3, 2, 1).intervalOfPixels(128).stating(0, 0)).write());
		assertRefused("restart intervals, found", f -> VmsFixture.usual(f)
			.image("ImageFile", new RestartJpeg(512, 256, 3, 2, 1).intervalOfPixels(128).stating(65408, 65400))
			.write());
		assertRefused("a map smaller than the image of 896 x 416 pixels, found 1024 x 8",
			f -> VmsFixture.usual(f).map(1024, 8, 64).write());
		assertRefused("a map of 3 components like the image, found 1",
			f -> VmsFixture.usual(f).components(1).map(64, 32, 64).write());
		assertRefused("focal planes of one shape", f -> {
			final VmsFixture v = new VmsFixture(f).mosaic(1, 1, 0, 0, 512, 64, 128).map(64, 8, 64);
			return v.image("ImageFile(1,0,0)", v.jpeg(512, 72, 128, 5)).write();
		});
	}

	@Test
	public void truncatedImages() throws IOException {
		int refused = 0;
		for (final String name : List.of("slide.jpg", "slide(1,1).jpg", "slide_map2.jpg", "slide_macro.jpg"))
			for (final int length : new int[] { 0, 1, 3, 100, 300, 700, 2000 })
				for (final boolean listed : new boolean[] { false, true }) {
					final Path dir = folder.newFolder().toPath();
					final Path path =
						(listed ? VmsFixture.usual(dir) : VmsFixture.usual(dir).without("OptimisationFile")).write();
					final Path file = dir.resolve(name);
					Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
					refused += isRefused(path) ? 1 : 0;
				}
		assertTrue("no damage was noticed", refused > 0);
	}

	@Test
	public void damagedAnywhere() throws IOException {
		final Path dir = folder.newFolder().toPath();
		final Path path = VmsFixture.usual(dir).write();
		final Random random = new Random(9);
		final List<String> names =
			List.of("slide.vms", "slide.jpg", "slide(1,1).jpg", "slide_map2.jpg", "slide_macro.jpg", "slide.opt");
		int refused = 0;
		for (int i = 0; i < 180; i++) {
			final Path file = dir.resolve(names.get(i % names.size()));
			final byte[] sound = Files.readAllBytes(file);
			final byte[] damaged = sound.clone();
			for (int n = 0; n < 4; n++)
				damaged[random.nextInt(i % 2 == 0 ? Math.min(700, damaged.length) : damaged.length)] =
					(byte) random.nextInt(256);
			Files.write(file, damaged);
			refused += isRefused(path) ? 1 : 0;
			Files.write(file, sound);
		}
		assertTrue("no damage was noticed", refused > 0);
	}

	private void refusesVmu(final String expected, final String key, final String value) throws IOException {
		assertRefused(expected, f -> VmuFixture.usual(f, 36).set(key, value).write());
	}

	private void refusesNgr(final String expected, final int at, final int value) throws IOException {
		for (final String name : List.of("ImageFile.ngr", "MapFile.ngr"))
			assertRefused(expected, f -> {
				final Path path = VmuFixture.usual(f, 36).write();
				final byte[] file = Files.readAllBytes(f.resolve(name));
				ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
				Files.write(f.resolve(name), file);
				return path;
			});
	}

	@Test
	public void damagedVmu() throws IOException {
		refusesVmu("BitsPerPixel of 36 or 24, found 48", "BitsPerPixel", "48");
		refusesVmu("BitsPerPixel of 36 or 24, found no BitsPerPixel", "BitsPerPixel", "");
		refusesVmu("BitsPerPixel of 36 or 24, found 1000000000000000000", "BitsPerPixel", "1000000000000000000");
		refusesVmu("PixelOrder of RGB, found BGR", "PixelOrder", "BGR");
		refusesVmu("a file name within the slide's folder", "ImageFile", "../ImageFile.ngr");
		refusesVmu("images in 1 columns and 1 rows, found ImageFile(1,0)", "ImageFile(1,0)", "ImageFile.ngr");
		refusesVmu("focal planes of one shape", "ImageFile(1)", "MapFile.ngr");
		assertRefused("an ImageFile for column 0, row 0, found none",
			f -> VmuFixture.usual(f, 36).without("ImageFile").write());
		assertRefused("a map smaller than the image", f -> VmuFixture.usual(f, 36).set("ImageFile", "MapFile.ngr")
			.set("MapFile", "ImageFile.ngr").write());
		refusesNgr("which begins with \"GN\", found other bytes", 0, 'G' | 'G' << 8);
		refusesNgr("a width and height above 0", 4, 0);
		refusesNgr("a width and height above 0", 4, -600);
		refusesNgr("a width and height above 0", 8, Integer.MIN_VALUE);
		refusesNgr("columns of 1 to 65536 pixels", 12, 0);
		refusesNgr("columns of 1 to 65536 pixels", 12, -1);
		refusesNgr("columns of 1 to 65536 pixels", 12, 77);
		refusesNgr("pixels of 6 bytes, found", 8, Integer.MAX_VALUE);
		refusesNgr("pixels of 6 bytes, found 0 bytes", 24, Integer.MAX_VALUE);
		refusesNgr("pixels behind the head, found byte -1", 24, -1);
		assertRefused("found the end of the file", f -> {
			final Path path = VmuFixture.usual(f, 24).write();
			Files.write(f.resolve("MapFile.ngr"), new byte[] { 'G', 'N' });
			return path;
		});
		assertRefused("bytes, found 363535 bytes", f -> {
			final Path path = VmuFixture.usual(f, 36).set("BitsPerPixel", "24").write();
			Files.write(f.resolve("ImageFile.ngr"),
				Arrays.copyOf(Files.readAllBytes(f.resolve("ImageFile.ngr")), 363599));
			return path;
		});
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
