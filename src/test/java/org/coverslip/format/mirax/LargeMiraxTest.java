package org.coverslip.format.mirax;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Slides of 200,000 images. */
public class LargeMiraxTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path write(final int divisions) throws IOException {
		return MiraxFixture.write(folder.getRoot().toPath().resolve("large.mrxs"), mirax -> {
			mirax.repeated = true;
			mirax.imagesX = 400;
			mirax.imagesY = 512;
			mirax.divisions = divisions;
			mirax.width = 128;
			mirax.height = 96;
			mirax.levels = 9;
			mirax.overlapX = 20;
			mirax.overlapY = 16;
			mirax.jitter = 6;
			mirax.entriesInPage = 128;
		});
	}

	@Test(timeout = 300_000)
	public void photosOfOneImage() throws IOException {
		assertReads(write(1));
	}

	@Test(timeout = 300_000)
	public void photosOfSixteenImages() throws IOException {
		assertReads(write(4));
	}

	/** Opening takes a small part of a second; the limit is there for machines that are busy. */
	private static void assertReads(final Path path) throws IOException {
		final long start = System.nanoTime();
		try (Slide slide = SlideOpener.open(path)) {
			final double seconds = (System.nanoTime() - start) / 1e9;
			assertTrue("opening took " + seconds + " s", seconds < 60);
			final Scene scene = slide.scenes().get(0);
			assertEquals(204_800, scene.level(0).layout().tileCount());
			final RegionReader reader = new RegionReader(TileCache.shared());
			for (int level = 0; level < scene.levels().size(); level++) {
				final Region middle =
					new Region(scene.level(level).width() / 2, scene.level(level).height() / 2, 50, 50);
				assertTrue(reader.read(scene, level, Plane.FIRST, middle).isOpaque());
			}
		}
	}
}
