package org.coverslip.format.dicom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.RealSlides;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which files of a folder make up which slide, and what of them is left out and named. */
public class DicomSeriesTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();
	private Path into;

	@Before
	public void makeFolder() throws IOException {
		into = folder.newFolder().toPath();
	}

	private static double value(final Scene scene, final int level, final Plane plane) throws IOException {
		return new RegionReader(TileCache.ofBytes(0)).read(scene, level, plane, new Region(3, 3, 1, 1)).block()
			.value(0);
	}

	private static List<String> names(final Scene scene) {
		return scene.channels().stream().map(Channel::name).toList();
	}

	private static void assertSays(final Slide slide, final String... words) {
		assertEquals(slide.metadata().notShown().toString(), words.length, slide.metadata().notShown().size());
		for (int i = 0; i < words.length; i++)
			assertTrue(slide.metadata().notShown().get(i), slide.metadata().notShown().get(i).contains(words[i]));
	}

	@Test
	public void opticalPathsOfSeveralFilesAreChannelsInTheOrderOfTheirIdentifiers() throws IOException {
		new WsiFixture().path("10", "ten").write(into.resolve("a.dcm"), 10);
		final Path second = new WsiFixture().path("2", "").write(into.resolve("b.dcm"), 20);
		try (Slide slide = SlideOpener.open(second)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(List.of("2", "ten"), names(scene));
			assertEquals(20, value(scene, 0, new Plane(0, 0, 0)), 0);
			assertEquals(10, value(scene, 0, new Plane(1, 0, 0)), 0);
			assertSays(slide);
			assertEquals(Set.of("a.dcm", "b.dcm"), slide.metadata().files().stream()
				.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
		}
	}

	@Test
	public void opticalPathsOfColourFilesAreChannelsToo() throws IOException {
		for (int i = 1; i <= 2; i++) {
			final WsiFixture file = new WsiFixture().path(i + "", "path " + i);
			file.samples = 3;
			file.photometric = "RGB";
			file.write(into.resolve(i + ".dcm"), 10 * i);
		}
		try (Slide slide = SlideOpener.open(into)) {
			assertEquals(List.of("path 1", "path 2"), names(slide.scenes().get(0)));
			assertEquals(20, value(slide.scenes().get(0), 0, new Plane(1, 0, 0)), 0);
		}
	}

	/** The file describes the paths of the whole series, and says which one is its own. */
	@Test
	public void aFileOfOneOfThePathsThatItDescribes() throws IOException {
		for (int i = 1; i <= 2; i++) {
			final WsiFixture file = new WsiFixture().path("1", "one").path("2", "two");
			file.frames = file.tiles();
			file.sharedPath = "" + i;
			file.write(into.resolve(i + ".dcm"), 10 * i);
		}
		try (Slide slide = SlideOpener.open(into)) {
			assertEquals(List.of("one", "two"), names(slide.scenes().get(0)));
			assertEquals(10, value(slide.scenes().get(0), 0, new Plane(0, 0, 0)), 0);
			assertEquals(20, value(slide.scenes().get(0), 0, new Plane(1, 0, 0)), 0);
		}
	}

	/** In each of the places where writers put the offset, and in millimetres and micrometres. */
	@Test
	public void focalPlanesOfSeveralFilesByAscendingOffset() throws IOException {
		for (final String[] offsets : new String[][] { { "0.004", "0", "0.002" }, { "4", "0", "2" },
			{ "-1", "-5", "-3" } })
			for (int place = 0; place < 3; place++) {
				into = folder.newFolder().toPath();
				for (int i = 0; i < 3; i++) {
					final WsiFixture file = new WsiFixture();
					if (place == 0) file.mainZ = offsets[i];
					else if (place == 1) file.sharedZ = offsets[i];
					else file.originZ = offsets[i];
					file.write(into.resolve(i + ".dcm"), 10 * i);
					file.size(50, 35).write(into.resolve(i + "small.dcm"), 100 + 10 * i);
				}
				try (Slide slide = SlideOpener.open(into)) {
					final Scene scene = slide.scenes().get(0);
					assertEquals(3, scene.sizeZ());
					assertEquals(2, scene.pixelSizeZ().getAsDouble(), 1e-9);
					assertEquals(1, scene.defaultPlane().z());
					assertEquals(2, scene.levels().size());
					for (int z = 0; z < 3; z++) {
						final int expected = 10 * ((z + 1) % 3);
						assertEquals(expected, value(scene, 0, new Plane(0, z, 0)), 0);
						assertEquals(100 + expected, value(scene, 1, new Plane(0, z, 0)), 0);
					}
					assertSays(slide);
				}
			}
	}

	@Test
	public void focalPlanesOfOneFileAreItsStepApart() throws IOException {
		final WsiFixture file = new WsiFixture();
		file.planes = 4;
		final Path plain = file.write(into.resolve("plain.dcm"), 0);
		try (Slide slide = SlideOpener.open(plain)) {
			assertEquals(4, slide.scenes().get(0).sizeZ());
			assertEquals(OptionalDouble.empty(), slide.scenes().get(0).pixelSizeZ());
			assertEquals(2 * 3, value(slide.scenes().get(0), 0, new Plane(0, 3, 0)), 6);
		}
		file.step = "0.0015";
		file.sharedZ = "-2";
		file.write(plain, 0);
		try (Slide slide = SlideOpener.open(plain)) {
			assertEquals(1.5, slide.scenes().get(0).pixelSizeZ().getAsDouble(), 1e-9);
			assertEquals("the plane at -0.5 µm", 1, slide.scenes().get(0).defaultPlane().z());
		}
	}

	@Test
	public void twoImagesForOnePlaceAreNamedAndTheOpenedOneIsShown() throws IOException {
		final Path a = new WsiFixture().write(into.resolve("a.dcm"), 60);
		final Path b = new WsiFixture().write(into.resolve("b.dcm"), 200);
		for (final Path path : List.of(a, b))
			try (Slide slide = SlideOpener.open(path)) {
				assertEquals(path == a ? 60 : 200, value(slide.scenes().get(0), 0, Plane.FIRST), 0);
				final String names = path == a ? "a.dcm and b.dcm" : "b.dcm and a.dcm";
				assertSays(slide, "two images for one place: " + names);
			}
	}

	@Test
	public void pyramidsOfOneSeriesAreScenes() throws IOException {
		for (int i = 1; i <= 2; i++) {
			final WsiFixture file = new WsiFixture();
			file.reference = "4.5." + i;
			file.write(into.resolve(i + ".dcm"), 10 * i);
			file.size(50, 35).write(into.resolve(i + "small.dcm"), 10 * i + 5);
		}
		final WsiFixture third = new WsiFixture().size(80, 90);
		third.pyramid = "7.7";
		third.write(into.resolve("third.dcm"), 30);
		try (Slide slide = SlideOpener.open(into.resolve("2small.dcm"))) {
			assertEquals(3, slide.scenes().size());
			assertEquals(20, value(slide.scenes().get(0), 0, Plane.FIRST), 0);
			assertEquals(25, value(slide.scenes().get(0), 1, Plane.FIRST), 0);
			assertEquals(10, value(slide.scenes().get(1), 0, Plane.FIRST), 0);
			assertEquals(30, value(slide.scenes().get(2), 0, Plane.FIRST), 0);
			assertSays(slide);
		}
	}

	@Test
	public void levelsThatLackPlanesAreNamed() throws IOException {
		for (int i = 0; i < 3; i++) {
			final WsiFixture file = new WsiFixture();
			file.sharedZ = "" + i;
			file.write(into.resolve(i + ".dcm"), 0);
			if (i == 1) file.size(50, 35).write(into.resolve("small.dcm"), 0);
		}
		try (Slide slide = SlideOpener.open(into)) {
			assertEquals(1, slide.scenes().get(0).levels().size());
			assertSays(slide, "small.dcm, a level of 50 x 35 pixels, is not shown: it lacks 2 of 3 planes");
		}
	}

	@Test
	public void filesThatCannotBeReadAreNamedAndTheRestOpens() throws IOException {
		final Path whole = new WsiFixture().write(into.resolve("whole.dcm"), 1);
		final WsiFixture other = new WsiFixture().size(50, 35);
		other.syntax = "1.2.840.10008.1.2.4.102";
		other.write(into.resolve("film.dcm"), 1);
		final byte[] sound = Files.readAllBytes(new WsiFixture().size(25, 17).write(into.resolve("cut.dcm"), 1));
		Files.write(into.resolve("cut.dcm"), Arrays.copyOf(sound, sound.length - 10));
		Files.write(into.resolve("stub"), Arrays.copyOf(sound, 200));
		final byte[] frames = encapsulated();
		Files.write(into.resolve("half.dcm"), Arrays.copyOf(frames, frames.length - 20));
		Files.writeString(into.resolve("notes.dcm"), "nothing");
		for (final Path path : List.of(whole, into))
			try (Slide slide = SlideOpener.open(path)) {
				assertEquals(1, slide.scenes().get(0).levels().size());
				assertSays(slide, "cut.dcm is not shown: expected a value of 4096 bytes, found the end of the file",
					"film.dcm is not shown: expected frames in JPEG",
					"half.dcm is not shown: expected a fragment of 12 bytes",
					"stub, which may belong to the series, cannot be read");
				assertTrue(slide.metadata().files().contains(into.resolve("film.dcm")));
			}
		assertThrows(IOException.class, () -> SlideOpener.open(into.resolve("film.dcm")).close());
	}

	private static byte[] encapsulated() {
		final WsiFixture file = new WsiFixture().size(30, 20);
		file.syntax = "1.2.840.10008.1.2.4.50";
		return file.head().frames(true, List.of(List.of(new byte[12]))).bytes();
	}

	@Test
	public void aLabelAloneIsASlideOfItself() throws IOException {
		new WsiFixture().flavor("LABEL").write(into.resolve("label.dcm"), 40);
		new WsiFixture().flavor("OVERVIEW").size(70, 70).write(into.resolve("overview.dcm"), 80);
		try (Slide slide = SlideOpener.open(into.resolve("label.dcm"))) {
			assertEquals(100, slide.scenes().get(0).width());
			assertEquals(40, value(slide.scenes().get(0), 0, Plane.FIRST), 0);
			assertEquals(List.of("macro"), slide.associatedImages().stream().map(AssociatedImage::name).toList());
		}
	}

	/** The last part of a concatenation by its frame offset, of which the matrix knows nothing. */
	@Test
	public void aRealLabelOfAConcatenationIsShown() throws IOException {
		try (Slide slide = SlideOpener.open(RealSlides.path("dicom/google-test_wsi2.dcm"))) {
			final Scene scene = slide.scenes().get(0);
			final PixelBlock all = new RegionReader(TileCache.ofBytes(0))
				.read(scene, 0, Plane.FIRST, Region.ofSize(234, 117)).block();
			long sum = 0;
			for (final byte sample : all.bytes())
				sum += sample & 0xff;
			assertTrue("a picture, not an empty scene: " + sum, sum > 0 && sum < 234L * 117 * 3 * 255);
		}
	}

	@Test
	public void imagesOfSeveralTilesBesidesTheLevels() throws IOException {
		new WsiFixture().write(into.resolve("level.dcm"), 1);
		new WsiFixture().flavor("OVERVIEW").size(130, 70).write(into.resolve("overview.dcm"), 80);
		new WsiFixture().flavor("LABEL").write(into.resolve("label1.dcm"), 40);
		new WsiFixture().flavor("LABEL").write(into.resolve("label2.dcm"), 50);
		try (Slide slide = SlideOpener.open(into)) {
			assertEquals(List.of("label", "macro"), slide.associatedImages().stream().map(AssociatedImage::name)
				.toList());
			final PixelBlock macro = slide.associatedImages().get(1).read();
			assertEquals(130, macro.width());
			for (final int[] at : new int[][] { { 0, 0, 80 }, { 129, 0, 82 }, { 63, 69, 83 }, { 64, 64, 84 } })
				assertEquals(at[2], macro.value(at[0], at[1], 0), 0);
			assertSays(slide, "label1.dcm and label2.dcm");
		}
	}

	@Test
	public void aFolderOfSeveralSeries() throws IOException {
		for (int i = 1; i <= 2; i++) {
			final WsiFixture file = new WsiFixture();
			file.series = "1." + i;
			if (i == 2) file.flavor("LABEL");
			file.write(into.resolve("slide" + i), 10 * i);
		}
		try (Slide slide = SlideOpener.open(into)) {
			assertEquals(10, value(slide.scenes().get(0), 0, Plane.FIRST), 0);
			assertSays(slide, "another series is not shown: slide2");
		}
		final WsiFixture third = new WsiFixture();
		third.series = "1.3";
		third.write(into.resolve("slide3"), 10);
		final IOException e = assertThrows(IOException.class, () -> SlideOpener.open(into).close());
		assertTrue(e.getMessage(),
			e.getMessage().contains("holds 2 DICOM series; open the file of one: slide1, slide3"));
	}

	@Test
	public void channelsHaveTheColoursOfTheirPalettes() throws IOException {
		try (Slide slide = SlideOpener.open(RealSlides.path("dicom/nema-BPAEC/5_0"))) {
			assertEquals(
				List.of(new Channel("Green", OptionalInt.of(0x00ff00)), new Channel("Blue", OptionalInt.of(0x0000ff)),
				new Channel("Red", OptionalInt.of(0xff0000))), slide.scenes().get(0).channels());
			assertEquals(List.of("label", "regionlocalizer"),
				slide.associatedImages().stream().map(AssociatedImage::name).toList());
			for (final AssociatedImage image : slide.associatedImages())
				image.read();
		}
	}
}
