package org.coverslip.format.aperio;

import static org.coverslip.tiff.TiffTag.IMAGE_DESCRIPTION;
import static org.coverslip.tiff.TiffTag.NEW_SUBFILE_TYPE;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.TestPattern;
import org.coverslip.testing.TiffFixture;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Stacks of focal planes in the order in which Bio-Formats' pull request 3289 lists them: level 0 of the first, the
 * thumbnail, its other levels, all levels of the next, ..., label and macro.
 */
public class AperioStackTest {

	private static final String BANNER = "Aperio Image Library v12.0.16\r\n";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final RegionReader reader = new RegionReader(TileCache.shared());

	private Path file() {
		return folder.getRoot().toPath().resolve("stack.svs");
	}

	/**
	 * Writes a stack whose planes are shifted against each other.
	 *
	 * @param texts
	 *            what the description of each plane says at its end
	 * @param levels
	 *            of each plane
	 */
	private Path write(final List<String> texts, final int... levels) throws IOException {
		try (TiffFixture f = new TiffFixture(file(), ByteOrder.LITTLE_ENDIAN, false)) {
			for (int z = 0; z < texts.size(); z++) {
				f.at(100L * z, 0);
				for (int level = 0, step = 1; level < levels[z]; level++, step *= 4) {
					f.add(f.tiled(900 / step, 700 / step, step).ascii(IMAGE_DESCRIPTION,
						BANNER + "900x700 [0,0 900x700] (256x256)|AppMag = 40|MPP = 0.25" + texts.get(z)));
					if (z == 0 && level == 0)
						f.add(f.strips(300, 234, 16)
							.ascii(IMAGE_DESCRIPTION, BANNER + "900x700 -> 300x234 - |AppMag = 40"));
				}
			}
			f.at(0, 0)
				.add(f.strips(120, 100, 16).ascii(IMAGE_DESCRIPTION, BANNER + "label 120x100")
				.longs(NEW_SUBFILE_TYPE, 1));
			f.add(f.strips(200, 80, 16).ascii(IMAGE_DESCRIPTION, BANNER + "macro 200x80").longs(NEW_SUBFILE_TYPE, 9));
		}
		return file();
	}

	private void assertPlanes(final Slide slide, final int planes) throws IOException {
		final Scene scene = slide.scenes().get(0);
		assertEquals(planes, scene.sizeZ());
		for (int level = 0; level < scene.levels().size(); level++) {
			final int step = (int) scene.level(level).downsample();
			for (int z = 0; z < planes; z++)
				for (int s = 0; s < 3; s++)
					assertEquals("z " + z + " level " + level, TestPattern.value(100L * z + 20 * step, 30 * step, s),
						reader.read(scene, level, new Plane(0, z, 0), new Region(20, 30, 1, 1)).block().value(s), 0);
		}
	}

	@Test
	public void levelsFollowPlaneByPlane() throws IOException {
		final List<String> texts = List.of("|OffsetZ = 0.000000", "|OffsetZ = 0.500000", "|OffsetZ = 1.000000");
		try (Slide slide = SlideOpener.open(write(texts, 3, 3, 3))) {
			assertEquals("Aperio SVS", slide.metadata().format());
			assertPlanes(slide, 3);
			final Scene scene = slide.scenes().get(0);
			assertEquals(3, scene.levels().size());
			assertEquals(4, scene.level(1).downsample(), 0);
			assertEquals("the middle one", 1, scene.defaultPlane().z());
			assertEquals(OptionalDouble.of(0.5), scene.pixelSizeZ());
			assertEquals(List.of("label", "macro", "thumbnail"),
				slide.associatedImages().stream().map(AssociatedImage::name).toList());
			assertEquals("0.5", slide.metadata().properties().get("aperio.z[1].OffsetZ"));
			assertEquals(List.of(), slide.metadata().notShown());
		}
	}

	@Test
	public void offsetsOnBothSidesTellWhatIsInFocus() throws IOException {
		final List<String> texts = List.of("|OffsetZ = -1.5", "|OffsetZ = 0", "|OffsetZ = 1.5", "|OffsetZ = 3");
		try (Slide slide = SlideOpener.open(write(texts, 1, 1, 1, 1))) {
			assertPlanes(slide, 4);
			assertEquals(1, slide.scenes().get(0).defaultPlane().z());
			assertEquals(OptionalDouble.of(1.5), slide.scenes().get(0).pixelSizeZ());
		}
	}

	@Test
	public void planesAreShownFromTheLowestUp() throws IOException {
		try (Slide slide =
			SlideOpener.open(write(List.of("|OffsetZ = 1.5", "|OffsetZ = 0", "|OffsetZ = -1.5"), 2, 2, 2))) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(OptionalDouble.of(1.5), scene.pixelSizeZ());
			for (int z = 0; z < 3; z++)
				assertEquals(TestPattern.value(100L * (2 - z) + 20, 30, 0),
					reader.read(scene, 0, new Plane(0, z, 0), new Region(20, 30, 1, 1)).block().value(0), 0);
		}
	}

	@Test
	public void theFirstPlaneMayTellTheDepthInstead() throws IOException {
		try (Slide slide =
			SlideOpener.open(write(List.of("|TotalDepth = 4", "|OffsetZ = 2", "|OffsetZ = 4"), 2, 2, 2))) {
			assertPlanes(slide, 3);
			assertEquals(OptionalDouble.of(2), slide.scenes().get(0).pixelSizeZ());
		}
	}

	@Test
	public void planesThatDoNotSayWhereTheyLie() throws IOException {
		try (Slide slide = SlideOpener.open(write(List.of("", ""), 2, 2))) {
			assertPlanes(slide, 2);
			assertEquals(OptionalDouble.empty(), slide.scenes().get(0).pixelSizeZ());
		}
	}

	@Test
	public void aLevelThatAPlaneLacksIsNamed() throws IOException {
		try (Slide slide = SlideOpener.open(write(List.of("", "", ""), 3, 2, 3))) {
			assertPlanes(slide, 3);
			assertEquals(2, slide.scenes().get(0).levels().size());
			assertEquals(List.of("2 images of 56 x 43 pixels are not shown: not every focal plane has that level"),
				slide.metadata().notShown());
		}
	}

	/** OpenSlide refuses it, too. */
	@Test
	public void levelsOfAPlaneDoNotGrow() throws IOException {
		try (TiffFixture f = new TiffFixture(file(), ByteOrder.LITTLE_ENDIAN, false)) {
			f.add(f.tiled(900, 700, 1).ascii(IMAGE_DESCRIPTION, BANNER)).add(f.tiled(225, 175, 4))
				.add(f.tiled(450, 350, 2));
		}
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(file()).close());
		assertTrue(e.getMessage(),
			e.getMessage().contains("levels from fine to coarse, found 450 x 350 after 225 x 175"));
	}
}
