package org.coverslip.slide;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ScaledSceneTest {

	@ClassRule
	public static final TemporaryFolder FOLDER = new TemporaryFolder();

	private static final Region REGION = new Region(100, 60, 700, 520);

	@BeforeClass
	public static void write() throws IOException {
		SampleFile.brightField(file());
	}

	private static Path file() {
		return FOLDER.getRoot().toPath().resolve("slide.tif");
	}

	private static byte[] pixels(final Scene scene, final int level, final Region region) throws IOException {
		return new RegionReader(TileCache.ofDefaultSize()).read(scene, level, Plane.FIRST, region)
			.over(scene.background()).bytes();
	}

	private static Scene scaled(final Slide slide, final WantedScale scale) {
		return ScaledScene.of(slide.scenes().get(0), REGION, scale, new RegionReader(TileCache.ofDefaultSize()));
	}

	@Test
	public void levelsAreTakenAsTheyAre() throws IOException {
		try (Slide slide = SlideOpener.open(file())) {
			for (int i = 0; i < 2; i++) {
				final Scene scene = scaled(slide, WantedScale.level(i));
				final Region region = slide.scenes().get(0).level(i).scale().roundToLevel(REGION);
				assertEquals(region.width(), scene.width());
				assertEquals(region.height(), scene.height());
				assertArrayEquals(pixels(slide.scenes().get(0), i, region), pixels(scene, 0, scene.level(0).region()));
			}
		}
	}

	@Test
	public void otherScalesAreThoseOfTheScaledReader() throws IOException {
		try (Slide slide = SlideOpener.open(file())) {
			final Scene full = slide.scenes().get(0);
			final Scene scene = scaled(slide, WantedScale.downsample(1.5));
			final ScaledRegion picture = ScaledRegion.at(REGION, new LevelScale(1.5));
			assertEquals(picture.width(), scene.width());
			assertArrayEquals(
				new ScaledRegionReader(new RegionReader(TileCache.ofDefaultSize())).read(full, Plane.FIRST, picture)
				.block().bytes(),
				pixels(scene, 0, scene.level(0).region()));
			assertEquals(full.pixelSize().orElseThrow().xUm() * 1.5, scene.pixelSize().orElseThrow().xUm(), 1e-12);
			assertEquals(full.objectivePower().orElseThrow() / 1.5, scene.objectivePower().orElseThrow(), 1e-12);
			assertEquals(scene.level(0).region(), scene.bounds());
		}
	}

	@Test
	public void theWholeSceneIsItsWholeLevel() throws IOException {
		try (Slide slide = SlideOpener.open(file())) {
			final Scene full = slide.scenes().get(0);
			final Scene scene = ScaledScene.of(full, full.level(0).region(), WantedScale.level(1),
				new RegionReader(TileCache.ofDefaultSize()));
			assertEquals(full.level(1).region(), scene.level(0).region());
			assertArrayEquals(pixels(full, 1, full.level(1).region()), pixels(scene, 0, scene.level(0).region()));
		}
	}
}
