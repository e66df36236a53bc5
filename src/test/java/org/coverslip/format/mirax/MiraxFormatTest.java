package org.coverslip.format.mirax;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.mirax.MiraxFixture.Positions;
import org.coverslip.format.mirax.MiraxFixture.Recipe;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.TestPattern;
import org.junit.Test;

public class MiraxFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new MiraxFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return MiraxFixture.write(into.resolve("slide.mrxs"), mirax -> {
			overlapping(mirax);
			mirax.taken = (col, row) -> col != 1 || row != 1;
		});
	}

	private static void overlapping(final MiraxFixture mirax) {
		mirax.overlapX = 22;
		mirax.overlapY = 18;
		mirax.jitter = 9;
	}

	private Path write(final Recipe recipe) throws IOException {
		return MiraxFixture.write(folder.newFolder().toPath().resolve("slide.mrxs"), recipe);
	}

	private static RegionPixels read(final Slide slide, final int level, final Plane plane) throws IOException {
		final Scene scene = slide.scenes().get(0);
		return new RegionReader(TileCache.shared()).read(scene, level, plane, scene.level(level).region());
	}

	/** All levels, of all planes, of two slides are the same. */
	private void assertSamePixels(final Path expected, final Path found) throws IOException {
		try (Slide a = SlideOpener.open(expected); Slide b = SlideOpener.open(found)) {
			final Scene scene = a.scenes().get(0);
			assertEquals(scene.levels().size(), b.scenes().get(0).levels().size());
			for (int level = 0; level < scene.levels().size(); level++)
				for (int c = 0; c < scene.channels().size(); c++)
					for (int z = 0; z < scene.sizeZ(); z++)
						assertEquals(read(a, level, new Plane(c, z, 0)), read(b, level, new Plane(c, z, 0)));
		}
	}

	@Test
	public void whatIsKnownOfASlide() throws IOException {
		try (Slide slide = SlideOpener.open(write(mirax -> {
			overlapping(mirax);
			mirax.fillBgr = 0x1020fe;
			mirax.taken = (col, row) -> col > 0;
		}))) {
			final Scene scene = slide.scenes().get(0);
			assertTrue(scene.isRgb());
			assertEquals(0xfe2010, scene.background());
			assertEquals(OptionalDouble.of(20), scene.objectivePower());
			assertEquals(new PixelSize(0.2325, 0.232473), scene.pixelSize().get());
			assertEquals(16 * 48 - 3 * 22, scene.width());
			assertEquals(12 * 40 - 2 * 18, scene.height());
			assertTrue(scene.bounds().x() > 150);
			assertEquals(List.of(1.0, 2.0, 4.0, 8.0, 16.0), scene.levels().stream().map(level -> level.downsample())
				.toList());
			assertEquals(List.of("label", "macro", "thumbnail"),
				slide.associatedImages().stream().map(AssociatedImage::name).toList());
			assertEquals("M\u00fcller = 3  ", slide.metadata().properties().get("mirax.GENERAL.SLIDE_NAME"));
			assertFalse(slide.metadata().properties().containsKey("mirax.z[0].Name"));
		}
	}

	@Test
	public void channelsAreColoursOfImages() throws IOException {
		final Path path = write(mirax -> {
			overlapping(mirax);
			mirax.format = "PNG";
			mirax.filters = List.of("Rhodamine", "FITC", "UV", "CY5", "DAPI");
		});
		final Path first = write(mirax -> {
			overlapping(mirax);
			mirax.format = "PNG";
		});
		try (Slide slide = SlideOpener.open(path); Slide colour = SlideOpener.open(first)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(List.of("Rhodamine", "FITC", "UV", "CY5", "DAPI"),
				scene.channels().stream().map(Channel::name).toList());
			assertEquals(OptionalInt.of(0x1eff07), scene.channels().get(3).rgbColor());
			assertEquals(0, scene.background());
			for (int level = 0; level < 2; level++) {
				final PixelBlock rgb = read(colour, level, Plane.FIRST).block();
				for (int c = 0; c < 3; c++) {
					final PixelBlock channel = read(slide, level, new Plane(c, 0, 0)).block();
					assertEquals(1, channel.samples());
					for (int i = 0; i < channel.shape().pixels(); i++)
						assertEquals("sample " + c + " is stored as blue, green, red", rgb.value(3 * i + 2 - c),
							channel.value(i), 0);
				}
			}
			// the second image of each place: see the fixture
			final PixelBlock fourth = scene.level(0).tiles().read(0, new Plane(3, 0, 0)).get();
			assertEquals(TestPattern.value(5, 29 + 7, 2) * 3 / 4, fourth.value(5, 7, 0), 0);
			final PixelBlock fifth = scene.level(0).tiles().read(0, new Plane(4, 0, 0)).get();
			assertEquals(TestPattern.value(5, 29 + 7, 1) * 3 / 4, fifth.value(5, 7, 0), 0);
		}
	}

	@Test
	public void focusLevelsArePlanes() throws IOException {
		final Path path = write(mirax -> {
			overlapping(mirax);
			mirax.format = "PNG";
			mirax.filters = List.of("A", "B", "C", "D");
			mirax.focusLevels = List.of("ExtFocusLevel", "ZStackLevel_(-1)", "ZStackLevel_(0)");
		});
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(3, scene.sizeZ());
			assertEquals("the picture of what is sharpest", 0, scene.defaultPlane().z());
			assertEquals(0.6, scene.pixelSizeZ().orElseThrow(), 1e-9);
			assertEquals("ZStackLevel_(-1)", slide.metadata().properties().get("mirax.z[1].Name"));
			assertEquals("0.6", slide.metadata().properties().get("mirax.z[2].OFFSET_IN_MICROMETERS"));
			for (int z = 0; z < 3; z++)
				for (int c = 0; c < 4; c++)
					assertEquals(TestPattern.value(13 * z + 5, 29 * (c / 3) + 7, 2 - c % 3) * 3 / 4,
						scene.level(0).tiles().read(0, new Plane(c, z, 0)).get().value(5, 7, 0), 0);
		}
	}

	@Test
	public void pagesMayLieAnywhere() throws IOException {
		final Path inOrder = write(mirax -> overlapping(mirax));
		final Path scattered = write(mirax -> {
			overlapping(mirax);
			mirax.pagesInOrder = false;
			mirax.entriesInPage = 5;
		});
		assertSamePixels(inOrder, scattered);
	}

	/** Random jitter, but the same for all fixtures. */
	@Test
	public void positionsOfAllKinds() throws IOException {
		final Path plain = write(mirax -> overlapping(mirax));
		for (final Positions positions : List.of(Positions.PACKED, Positions.STITCHING))
			assertSamePixels(plain, write(mirax -> {
				overlapping(mirax);
				mirax.positions = positions;
			}));
		final Path none = write(mirax -> {
			overlapping(mirax);
			mirax.positions = Positions.NONE;
		});
		assertSamePixels(none, write(mirax -> {
			overlapping(mirax);
			mirax.positions = Positions.STITCHING;
			mirax.positionRecords = bytes -> "something else that is packed".getBytes(StandardCharsets.US_ASCII);
		}));
	}

	@Test
	public void textInOtherEncodings() throws IOException {
		final Path utf16 = write(mirax -> overlapping(mirax));
		final Path ini = utf16.resolveSibling("slide").resolve("Slidedat.ini");
		final String text = Files.readString(ini);
		Files.write(ini, text.getBytes(StandardCharsets.UTF_16LE));
		try (Slide slide = SlideOpener.open(utf16)) {
			assertEquals("M\u00fcller = 3  ", slide.metadata().properties().get("mirax.GENERAL.SLIDE_NAME"));
		}
		Files.write(ini, text.substring(1).getBytes(StandardCharsets.ISO_8859_1));
		try (Slide slide = SlideOpener.open(utf16)) {
			assertEquals("M\u00fcller = 3  ", slide.metadata().properties().get("mirax.GENERAL.SLIDE_NAME"));
		}
	}

	@Test
	public void associatedImagesOfAllKinds() throws IOException {
		for (final String kind : List.of("PNG", "BMP24"))
			try (Slide slide = SlideOpener.open(write(mirax -> mirax.associated = kind))) {
				final AssociatedImage label = slide.associatedImages().get(0);
				assertEquals("label", label.name());
				assertArrayEquals(TestPattern.block(100, 0, TestPattern.rgb(77, 79)).bytes(), label.read().bytes());
			}
		try (Slide slide = SlideOpener.open(write(mirax -> mirax.associated = ""))) {
			assertEquals(List.of(), slide.associatedImages());
		}
	}

	@Test
	public void aMissingDataFileIsNamedWhenItIsRead() throws IOException {
		final Path path = write(mirax -> mirax.levels = 1);
		try (Slide slide = SlideOpener.open(path)) {
			slide.scenes().get(0).level(0).tiles().read(0, Plane.FIRST);
		}
		Files.delete(path.resolveSibling("slide").resolve("Data0001.dat"));
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(path));
		assertTrue(e.getMessage(),
			e.getMessage().contains("expected the file slide/Data0001.dat in the slide's folder, found none"));
	}

	@Test
	public void aSlideWithoutItsFolderIsNoPicture() throws IOException {
		final Path alone = folder.newFile("alone.mrxs").toPath();
		Files.write(alone, new byte[] { (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0 });
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(alone));
		assertTrue(e.getMessage(),
			e.getMessage().contains("expected the file alone/Slidedat.ini in the slide's folder, found none"));
	}

	@Test
	public void aTiffIsNotTaken() throws IOException {
		final Path tiff = folder.newFile("a.mrxs").toPath();
		Files.write(tiff, new byte[] { 'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0 });
		try (SlideProbe probe = SlideProbe.open(StoredFile.of(tiff))) {
			assertEquals("it is a TIFF", format().detect(probe).reason());
		}
	}

	/** Headers of a real slide, whose index was replaced by the beginning of a data file. */
	@Test
	public void aRealSlideWithoutItsIndex() throws IOException {
		final Path stub = RealSlides.path("mrxs/panimg-stub/Mirax2-Fluorescence-1.mrxs");
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(stub));
		assertTrue(e.getMessage(),
			e.getMessage().endsWith("Index.dat, byte 0: expected an index of version 01.02, found \"01.01\" and "
			+ "what else begins a data file: the index is missing"));
	}

	@Test
	public void regionsOutsideOfAllPhotosAreEmpty() throws IOException {
		try (Slide slide = SlideOpener.open(write(mirax -> {
			overlapping(mirax);
			mirax.taken = (col, row) -> col == 3 && row == 2;
		}))) {
			final Scene scene = slide.scenes().get(0);
			final RegionReader reader = new RegionReader(TileCache.shared());
			for (int level = 0; level < scene.levels().size(); level++)
				assertTrue(reader.read(scene, level, Plane.FIRST, Region.ofSize(10, 10)).isEmpty());
		}
	}
}
