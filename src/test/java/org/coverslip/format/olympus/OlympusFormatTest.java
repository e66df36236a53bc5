package org.coverslip.format.olympus;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.TestPattern;
import org.junit.Test;

public class OlympusFormatTest extends SlideFormatContract {

	private static final String NAME = "Slide 1.vsi";

	@Override
	protected SlideFormat format() {
		return new OlympusFormat();
	}

	/**
	 * A label, an overview, a colour image of three levels with gaps, and a recording of two channels, three focal
	 * planes and two times.
	 */
	@Override
	protected Path fixture(final Path into) throws IOException {
		final Path slide = into.resolve(NAME);
		new VsiFixture().page(30, 20, 3, PixelType.UINT8, 0).stack(1, 256, "Label", 70, 60, 0, 0)
			.stack(10000, 1, "Overview", 100, 40, 0, 0).stack(10001, 0, "40x_01", 301, 203, 0, 0)
			.stack(10002, 0, "FL", 150, 90, 0, 0, VsiFixture.times(0), VsiFixture.focus(1, -0.5),
			VsiFixture.channels(2, "DAPI", "FITC"))
			.write(slide);
		new EtsFixture(70, 60).fill(1, at -> false).write(slide, 1, "frame_t.ets");
		new EtsFixture(100, 40).compression(EtsFixture.JPEG).fill(2, at -> false).write(slide, 10000, "frame_t.ets");
		new EtsFixture(301, 203, 1).fill(3, at -> at[0] == 2 && at[1] == 1).write(slide, 10001, "frame_t.ets");
		new EtsFixture(150, 90, 2, 3, 2).samples(1, PixelType.UINT16).compression(EtsFixture.JPEG_2000).tile(150, 90)
			.fill(1, at -> false)
			.write(slide, 10002, "frame_t_0.ets");
		return slide;
	}

	private static RegionPixels read(final Scene scene, final int level, final Plane plane, final Region region)
		throws IOException {
		return new RegionReader(TileCache.shared()).read(scene, level, plane, region);
	}

	/** All pixels of a level are those of the pattern, where there is a tile. */
	private static void assertPattern(final Scene scene, final int index, final Plane plane, final int planeNumber,
		final int tolerance)
		throws IOException
	{
		final Level level = scene.level(index);
		final RegionPixels found = read(scene, index, plane, level.region());
		final PixelBlock block = found.block();
		int covered = 0;
		for (int y = 0; y < block.height(); y++)
			for (int x = 0; x < block.width(); x++) {
				if (found.alpha(y * block.width() + x) == 0) continue;
				covered++;
				for (int s = 0; s < block.samples(); s++)
					if (Math.abs(EtsFixture.value(x, y, planeNumber, index, s, block.type()) - block.value(x, y, s))
						> tolerance)
						assertEquals(x + "," + y + " of level " + index + " " + plane,
							EtsFixture.value(x, y, planeNumber, index, s, block.type()), block.value(x, y, s),
							tolerance);
			}
		assertTrue(covered > 0);
	}

	@Test
	public void scenesAndImages() throws IOException {
		final Path path = fixture(folder.newFolder().toPath());
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("Olympus VSI", slide.metadata().format());
			assertEquals(List.of("40x_01", "FL"), slide.scenes().stream().map(Scene::name).toList());
			assertEquals(List.of("label", "overview", "thumbnail"),
				slide.associatedImages().stream().map(AssociatedImage::name).toList());
			final Scene colour = slide.scenes().get(0);
			assertTrue(colour.isRgb());
			assertEquals(0xeeddcc, colour.background());
			assertEquals("[301 x 203, 151 x 102, 76 x 51]",
				colour.levels().stream().map(l -> l.width() + " x " + l.height()).toList().toString());
			assertEquals(4, colour.level(2).downsample(), 0);
			assertEquals(0.25, colour.pixelSize().orElseThrow().xUm(), 0);
			assertEquals(0.5, colour.pixelSize().orElseThrow().yUm(), 0);
			assertEquals(40, colour.objectivePower().orElseThrow(), 0);
			assertTrue(colour.pixelSizeZ().isEmpty());
			for (int level = 0; level < 3; level++)
				assertPattern(colour, level, Plane.FIRST, 0, 0);
			assertEquals("left out", 0, read(colour, 0, Plane.FIRST, new Region(128, 48, 1, 1)).alpha(0));
			assertEquals(List.of(), slide.metadata().notShown());
		}
	}

	@Test
	public void channelsFocalPlanesAndTimes() throws IOException {
		final Path path = fixture(folder.newFolder().toPath());
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(1);
			assertEquals(PixelType.UINT16, scene.pixelType());
			assertEquals(2, scene.sizeT());
			assertEquals(3, scene.sizeZ());
			assertEquals(0.5, scene.pixelSizeZ().orElseThrow(), 1e-12);
			assertEquals(List.of("DAPI", "FITC"), scene.channels().stream().map(Channel::name).toList());
			assertEquals(0x0000ff, scene.channels().get(0).rgbColor().orElseThrow());
			assertEquals(0x0164ff, scene.channels().get(1).rgbColor().orElseThrow());
			for (int c = 0; c < 2; c++)
				for (int z = 0; z < 3; z++)
					for (int t = 0; t < 2; t++)
						assertPattern(scene, 0, new Plane(c, z, t), t + 2 * (z + 3 * c), 0);
		}
	}

	@Test
	public void associatedImagesAreWhole() throws IOException {
		final Path path = fixture(folder.newFolder().toPath());
		try (Slide slide = SlideOpener.open(path)) {
			final PixelBlock label = slide.associatedImages().get(0).read();
			assertEquals("70 x 60 x 3 UINT8", label.shape().toString());
			assertEquals(EtsFixture.value(65, 55, 0, 0, 1, PixelType.UINT8), label.value(65, 55, 1), 0);
			assertEquals("100 x 40 x 3 UINT8", slide.associatedImages().get(1).read().shape().toString());
			assertEquals("30 x 20 x 3 UINT8", slide.associatedImages().get(2).read().shape().toString());
		}
	}

	@Test
	public void properties() throws IOException {
		final Path path = fixture(folder.newFolder().toPath());
		try (Slide slide = SlideOpener.open(path)) {
			final Map<String, String> properties = slide.metadata().properties();
			assertEquals("cellSens", properties.get("olympus.Product"));
			assertEquals("A-1", properties.get("olympus.Barcode"));
			assertEquals("stack10001", properties.get("olympus.scene[0].Stack"));
			assertEquals("2021-05-31T14:58:55Z", properties.get("olympus.scene[0].Created"));
			assertEquals("0.95", properties.get("olympus.scene[0].NumericalAperture"));
			assertEquals("UPLSAPO", properties.get("olympus.scene[0].Objective"));
			assertEquals("1234", properties.get("olympus.scene[0].ExposureTime"));
			assertEquals("-100.5", properties.get("olympus.scene[0].StageX"));
			assertEquals("518", properties.get("olympus.scene[1].channel[1].EmissionWavelength"));
			assertEquals("stack1", properties.get("olympus.label.Stack"));
		}
	}

	/** All of them: none may be overwritten. */
	@Test
	public void filesOfTheSlide() throws IOException {
		final Path path = fixture(folder.newFolder().toPath());
		final Path other = Files.write(path.resolveSibling("_Slide 1_").resolve("stack10000")
			.resolve("blob_21_f_Frame#0.ets"), new byte[9]);
		try (Slide slide = SlideOpener.open(path)) {
			final Path parent = path.toAbsolutePath().getParent();
			final Set<String> names = slide.metadata().files().stream()
				.map(file -> parent.relativize(file.toAbsolutePath()).toString().replace('\\', '/'))
				.collect(Collectors.toSet());
			assertEquals(Set.of(NAME, "_Slide 1_/stack1/frame_t.ets", "_Slide 1_/stack10000/frame_t.ets",
				"_Slide 1_/stack10001/frame_t.ets",
				"_Slide 1_/stack10002/frame_t_0.ets", "_Slide 1_/stack10000/" + other.getFileName()), names);
		}
	}

	/**
	 * Columns and rows left of the tiles' own origin, and one that lies right of the image's: as stitched images have
	 * them.
	 */
	@Test
	public void tileOrigins() throws IOException {
		for (final int[] origin : new int[][] { { -34, -1 }, { 200, 70 }, { 13, 5 } }) {
			final Path path = folder.newFolder().toPath().resolve("stitched.vsi");
			new VsiFixture().stack(1, 0, "stitched", 301, 203, origin[0], origin[1]).write(path);
			new EtsFixture(301, 203).origin(origin[0], origin[1]).fill(2, at -> false).write(path, 1, "frame_t.ets");
			try (Slide slide = SlideOpener.open(path)) {
				final Scene scene = slide.scenes().get(0);
				assertEquals(301, scene.width());
				assertEquals(255, read(scene, 0, Plane.FIRST, new Region(300, 202, 1, 1)).alpha(0));
				for (int level = 0; level < 2; level++)
					assertTrue(read(scene, level, Plane.FIRST, scene.level(level).region()).isOpaque());
				assertPattern(scene, 0, Plane.FIRST, 0, 0);
			}
		}
	}

	@Test
	public void samplesAndCompressions() throws IOException {
		final Object[][] kinds = { { EtsFixture.RAW, 1, PixelType.UINT8, 0 }, { EtsFixture.RAW, 1, PixelType.INT8, 0 },
			{ EtsFixture.RAW, 1, PixelType.INT16, 0 }, { EtsFixture.RAW, 1, PixelType.UINT16, 0 },
			{ EtsFixture.RAW, 1, PixelType.INT32, 0 },
			{ EtsFixture.RAW, 1, PixelType.UINT32, 0 }, { EtsFixture.RAW, 1, PixelType.FLOAT32, 0 },
			{ EtsFixture.RAW, 1, PixelType.FLOAT64, 0 },
			{ EtsFixture.RAW, 3, PixelType.UINT16, 0 }, { EtsFixture.JPEG, 1, PixelType.UINT8, 12 },
			{ EtsFixture.JPEG, 3, PixelType.UINT8, 24 },
			{ EtsFixture.JPEG_2000, 1, PixelType.UINT8, 0 }, { EtsFixture.JPEG_2000, 3, PixelType.UINT8, 0 },
			{ EtsFixture.JPEG_2000, 3, PixelType.UINT16, 0 }, { EtsFixture.PNG, 3, PixelType.UINT8, 0 },
			{ EtsFixture.PNG, 1, PixelType.UINT8, 0 },
			{ EtsFixture.BMP, 3, PixelType.UINT8, 0 }, { EtsFixture.LOSSLESS_JPEG, 1, PixelType.UINT8, 0 },
			{ EtsFixture.LOSSLESS_JPEG, 1, PixelType.UINT16, 0 }, { EtsFixture.LOSSLESS_JPEG, 3, PixelType.UINT8, 0 } };
		for (final Object[] kind : kinds) {
			final Path path = folder.newFolder().toPath().resolve("kind.VSI");
			new VsiFixture().stack(1, 0, "", 100, 70, 0, 0).write(path);
			new EtsFixture(100, 70).samples((int) kind[1], (PixelType) kind[2]).compression((int) kind[0])
				.fill(1, at -> false)
				.write(path, 1, "frame_t.ets");
			try (Slide slide = SlideOpener.open(path)) {
				final Scene scene = slide.scenes().get(0);
				assertEquals("stack1", scene.name());
				assertEquals(kind[2], scene.pixelType());
				assertEquals((int) kind[1] == 3, scene.isRgb());
				assertPattern(scene, 0, Plane.FIRST, 0, (int) kind[3]);
			}
		}
	}

	/** Samples of tiles that are not compressed may be blue first; the header says so. */
	@Test
	public void blueFirst() throws IOException {
		for (final PixelType type : List.of(PixelType.UINT8, PixelType.UINT16)) {
			final Path path = folder.newFolder().toPath().resolve("bgr.vsi");
			new VsiFixture().stack(1, 0, "", 100, 70, 0, 0).write(path);
			new EtsFixture(100, 70).samples(3, type).componentOrder(1).fill(1, at -> false)
				.write(path, 1, "frame_t.ets");
			try (Slide slide = SlideOpener.open(path)) {
				assertPattern(slide.scenes().get(0), 0, Plane.FIRST, 0, 0);
				assertEquals(type == PixelType.UINT8 ? 0xccddee : slide.scenes().get(0).background(),
					slide.scenes().get(0).background());
			}
		}
	}

	/** Older files do not say how large they are: the tags do. */
	@Test
	public void sizesOfTheTags() throws IOException {
		final Path path = folder.newFolder().toPath().resolve("old.vsi");
		new VsiFixture().stack(1, 0, "old", 100, 70, 0, 0).write(path);
		new EtsFixture(100, 70).unsized().fill(2, at -> false).write(path, 1, "frame_t.ets");
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(100, slide.scenes().get(0).width());
			assertEquals(35, slide.scenes().get(0).level(1).height());
		}
	}

	/** The tags say nothing of what dimensions mean: channels, times, focal planes, as Bio-Formats takes them. */
	@Test
	public void unknownDimensions() throws IOException {
		final Path path = folder.newFolder().toPath().resolve("unknown.vsi");
		new VsiFixture().stack(1, 0, "", 64, 48, 0, 0).write(path);
		new EtsFixture(64, 48, 2, 3, 4).samples(1, PixelType.UINT8).fill(1, at -> false).write(path, 1, "frame_t.ets");
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals("2 3 4", scene.channels().size() + " " + scene.sizeT() + " " + scene.sizeZ());
			assertPattern(scene, 0, new Plane(1, 3, 2), 1 + 2 * (2 + 3 * 3), 0);
		}
	}

	/**
	 * Tiles have a coordinate less than dimensions are described: the description of the second one is of the first.
	 */
	@Test
	public void dimensionsWithoutCoordinates() throws IOException {
		final Path path = folder.newFolder().toPath().resolve("shifted.vsi");
		new VsiFixture().stack(1, 0, "", 64, 48, 0, 0, VsiFixture.focus(1, 3)).write(path);
		new EtsFixture(64, 48, 4).samples(1, PixelType.UINT8).fill(1, at -> false).write(path, 1, "frame_t.ets");
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(4, slide.scenes().get(0).sizeZ());
			assertEquals(3, slide.scenes().get(0).pixelSizeZ().orElseThrow(), 0);
		}
	}

	@Test
	public void wavelengthsAndPhases() throws IOException {
		final Path path = folder.newFolder().toPath().resolve("lambda.vsi");
		new VsiFixture().stack(1, 0, "spectrum", 64, 48, 0, 0, VsiFixture.dimension(0, VsiFixture.LAMBDA),
			VsiFixture.dimension(1, 9)).write(path);
		new EtsFixture(64, 48, 5, 2).samples(1, PixelType.UINT8).fill(1, at -> false).write(path, 1, "frame_t.ets");
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(5, scene.channels().size());
			assertPattern(scene, 0, new Plane(4, 0, 0), 4, 0);
			assertEquals(List.of("of stack1 \"spectrum\" only the first of 2 phases is shown"),
				slide.metadata().notShown());
		}
	}

	/** A snapshot has its pixels in the TIFF: the tags name the page of each plane. */
	@Test
	public void snapshots() throws IOException {
		final Path path = folder.newFolder().toPath().resolve("snapshot.vsi");
		final VsiFixture vsi = new VsiFixture().page(20, 10, 3, PixelType.UINT8, 0);
		final TagFixture[] tags = new TagFixture[9];
		for (int k = 0; k < 6; k++) {
			vsi.page(60, 40, 1, PixelType.UINT16, 10 + k);
			tags[k] = TagFixture.indexed(VsiTagNumber.FRAME, k, TagFixture.page(VsiTagNumber.FRAME_IFD, k + 1));
		}
		tags[6] = TagFixture.ints(VsiTagNumber.DIMENSION_SIZES, 8195, 3, 2);
		tags[7] = VsiFixture.properties(0, "Snapshot", 0.5, 0.5);
		tags[8] = VsiFixture.focus(0, 2);
		vsi.add(TagFixture.indexed(VsiTagNumber.STACK, 1, concat(tags, VsiFixture.channels(1, "A", "B")))).write(path);
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals("60 x 40", scene.width() + " x " + scene.height());
			assertEquals(3, scene.sizeZ());
			assertEquals(2, scene.pixelSizeZ().orElseThrow(), 0);
			assertEquals(List.of("A", "B"), scene.channels().stream().map(Channel::name).toList());
			assertEquals(0.5, scene.pixelSize().orElseThrow().xUm(), 0);
			for (int c = 0; c < 2; c++)
				for (int z = 0; z < 3; z++)
					assertEquals(257 * TestPattern.value(7 + 10 + z + 3 * c, 5, 0),
						read(scene, 0, new Plane(c, z, 0), new Region(7, 5, 1, 1)).block().value(0), 0);
			assertEquals(List.of("thumbnail"), slide.associatedImages().stream().map(AssociatedImage::name).toList());
			assertEquals(List.of(), slide.metadata().notShown());
		}
	}

	private static TagFixture[] concat(final TagFixture[] tags, final TagFixture last) {
		final TagFixture[] all = Arrays.copyOf(tags, tags.length + 1);
		all[tags.length] = last;
		return all;
	}

	/** A file that says nothing of stacks shows its first page. */
	@Test
	public void noStacks() throws IOException {
		final Path path = folder.newFolder().toPath().resolve("none.vsi");
		new VsiFixture().page(50, 40, 3, PixelType.UINT8, 0).page(9, 9, 1, PixelType.UINT8, 0).write(path);
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(50, slide.scenes().get(0).width());
			assertTrue(slide.scenes().get(0).pixelSize().isEmpty());
			assertEquals(1, slide.metadata().notShown().size());
		}
	}

	/** What is no picture of the specimen is named. */
	@Test
	public void masksAreNamed() throws IOException {
		final Path path = folder.newFolder().toPath().resolve("mask.vsi");
		new VsiFixture().page(20, 10, 3, PixelType.UINT8, 0).page(16, 8, 1, PixelType.UINT8, 0)
			.page(5, 5, 3, PixelType.UINT8, 0)
			.add(TagFixture.indexed(VsiTagNumber.STACK, 10000,
			TagFixture.indexed(VsiTagNumber.FRAME, 0, TagFixture.page(VsiTagNumber.FRAME_IFD, 1)),
				VsiFixture.properties(2, "Sample Mask", 30, 30)))
			.stack(10001, 0, "40x", 64, 48, 0, 0).write(path);
		new EtsFixture(64, 48).fill(1, at -> false).write(path, 10001, "frame_t.ets");
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(
				List.of("the sample mask in stack10000 \"Sample Mask\" is not shown: it is no picture of the specimen",
				"1 page of the TIFF is not shown: reduced pictures of the stacks"), slide.metadata().notShown());
		}
	}

	/** One stack lacks its folder, one lies in a folder that nothing describes, one has a copy beside it. */
	@Test
	public void missingAndSurplusStacks() throws IOException {
		final Path path = fixture(folder.newFolder().toPath());
		final Path pixels = path.resolveSibling("_Slide 1_");
		Files.delete(pixels.resolve("stack10001").resolve("frame_t.ets"));
		Files.delete(pixels.resolve("stack10001"));
		new EtsFixture(64, 48).fill(1, at -> false).write(path, 10007, "frame_t.ets");
		Files.copy(pixels.resolve("stack1").resolve("frame_t.ets"),
			pixels.resolve("stack1").resolve("frame_t (copy).ets"));
		Files.write(pixels.resolve("stack1").resolve("._frame_t.ets"), new byte[10]);
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(List.of("FL"), slide.scenes().stream().map(Scene::name).toList());
			final String all = String.join("\n", slide.metadata().notShown());
			assertTrue(all,
				all.contains("frame_t (copy).ets is not shown: the pixels of stack1 \"Label\" are in frame_t.ets"));
			assertTrue(all, all.contains("stack10001 \"40x_01\" is not shown: "));
			assertTrue(all, all.contains("in the folder _Slide 1_/stack10001, found no such folder"));
			assertTrue(all,
				all.contains(
				"the pixels in the folder stack10007 are not shown: the slide does not describe that stack"));
			assertEquals(3, slide.metadata().notShown().size());
		}
	}

	/** Of several files for one stack, the one that is as large as the tags say. */
	@Test
	public void severalFilesOfOneStack() throws IOException {
		final Path path = folder.newFolder().toPath().resolve("two.vsi");
		new VsiFixture().stack(1, 0, "", 301, 203, 0, 0).write(path);
		new EtsFixture(64, 48).fill(1, at -> false).write(path, 1, "frame_t_0.ets");
		new EtsFixture(301, 203).fill(1, at -> false).write(path, 1, "frame_t_1.ets");
		try (Slide slide = SlideOpener.open(path)) {
			assertPattern(slide.scenes().get(0), 0, Plane.FIRST, 0, 0);
			assertEquals(List.of("frame_t_0.ets is not shown: the pixels of stack1 are in frame_t_1.ets"),
				slide.metadata().notShown());
		}
	}

	@Test
	public void withoutTheFolder() throws IOException {
		final Path path = fixture(folder.newFolder().toPath());
		Files.move(path.resolveSibling("_Slide 1_"), path.resolveSibling("elsewhere"));
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(path));
		assertEquals(path
			+ ": expected the folder _Slide 1_ beside it, where the slide's pixels are, found no such folder",
			e.getMessage());
		Files.createDirectory(path.resolveSibling("_Slide 1_"));
		final SlideFormatException empty = assertThrows(SlideFormatException.class, () -> SlideOpener.open(path));
		assertTrue(empty.getMessage(),
			empty.getMessage().contains("stack1 \"Label\" in the folder _Slide 1_/stack1, found no such folder"));
		Files.createDirectory(path.resolveSibling("_Slide 1_").resolve("stack1"));
		Files.write(path.resolveSibling("_Slide 1_").resolve("stack1").resolve("Slide 1_T0001.tif"), new byte[9]);
		final SlideFormatException others = assertThrows(SlideFormatException.class, () -> SlideOpener.open(path));
		assertTrue(others.getMessage(), others.getMessage().endsWith("found other files, such as Slide 1_T0001.tif"));
	}

	@Test
	public void pixelsAloneNameTheirSlide() throws IOException {
		final Path path = fixture(folder.newFolder().toPath());
		final Path ets = path.resolveSibling("_Slide 1_").resolve("stack10001").resolve("frame_t.ets");
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(ets));
		assertTrue(e.getMessage(),
			e.getMessage().contains("expected the .vsi of the slide, Slide 1.vsi beside the folder _Slide 1_"));
		assertTrue(e.getMessage(), e.getMessage().endsWith("found one of its files of pixels: open the .vsi instead"));
		assertFalse(ets.equals(path));
	}

	/** Letter case does not matter on the systems that write such slides. */
	@Test
	public void lettersOfNames() throws IOException {
		final Path path = fixture(folder.newFolder().toPath());
		final Path pixels = path.resolveSibling("_Slide 1_");
		Files.move(pixels.resolve("stack10002").resolve("frame_t_0.ets"),
			pixels.resolve("stack10002").resolve("Frame_T_0.ETS"));
		Files.move(pixels.resolve("stack10002"), pixels.resolve("Stack10002"));
		Files.move(pixels, path.resolveSibling("_SLIDE 1_"));
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(2, slide.scenes().size());
		}
	}

	@Test
	public void backgroundOfTwelveBits() throws IOException {
		final Path path = folder.newFolder().toPath().resolve("twelve.vsi");
		new VsiFixture().stack(1, 0, "", 64, 48, 0, 0).write(path);
		new EtsFixture(64, 48).samples(1, PixelType.UINT16).background((byte) 0xff, (byte) 0x0f).fill(1, at -> false)
			.write(path, 1, "frame_t.ets");
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(0xffffff, slide.scenes().get(0).background());
			assertArrayEquals(new int[] { 64, 48 },
				new int[] { slide.scenes().get(0).level(0).tileWidth(), slide.scenes().get(0).level(0).tileHeight() });
		}
	}
}
