package org.coverslip.format.aperio;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.OpenSlideAgreement;
import org.coverslip.testing.OpenSlideRegion;
import org.coverslip.testing.TiffFixture;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Tiles of an SVS that have no bytes. */
public class AperioMissingTilesTest {

	/** OpenSlide cuts averages to whole numbers, once for each level that a tile is drawn from. */
	private static final int REDRAWN = 2;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Level 0 lacks tile 9 (column 1, row 1); level 1 lacks tile 3, and so, as the cover of tile 9, tile 0. */
	private Path slide() throws IOException {
		final Path path = folder.getRoot().toPath().resolve("missing.svs");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			f.compression(COMPRESSION_LZW, 2);
			f.add(f.missing(9).tiled(1024, 768, 1).ascii(IMAGE_DESCRIPTION, "Aperio x|MPP = 0.5"));
			f.add(f.missing(3).tiled(512, 384, 2));
			f.add(f.tiled(256, 192, 4));
		}
		return path;
	}

	@Test
	public void agreesWithOpenSlide() throws IOException {
		final Path path = slide();
		try (Slide slide = SlideOpener.open(path)) {
			OpenSlideAgreement.assertSameProperties(path, slide);
			final List<OpenSlideRegion> all = new ArrayList<>();
			for (int level = 0; level < 3; level++)
				all.add(new OpenSlideRegion(0, 0, level, 1024 >> level, 768 >> level));
			OpenSlideAgreement.assertSameRegions(path, slide.scenes().get(0), REDRAWN, all);
		}
	}

	@Test
	public void aMissingTileOfLevel0IsTransparent() throws IOException {
		try (Slide slide = SlideOpener.open(slide())) {
			final RegionReader reader = new RegionReader(TileCache.shared());
			assertTrue(reader.read(slide.scenes().get(0), 0, Plane.FIRST, new Region(128, 128, 128, 128)).isEmpty());
			assertTrue(reader.read(slide.scenes().get(0), 0, Plane.FIRST, new Region(0, 0, 128, 128)).isOpaque());
		}
	}

	@Test
	public void aMissingTileOfLevel1IsDrawnFromLevel0() throws IOException {
		try (Slide slide = SlideOpener.open(slide())) {
			final RegionReader reader = new RegionReader(TileCache.shared());
			final RegionPixels drawn = reader.read(slide.scenes().get(0), 1, Plane.FIRST, new Region(400, 50, 1, 1));
			final RegionPixels finer = reader.read(slide.scenes().get(0), 0, Plane.FIRST, new Region(800, 100, 2, 2));
			double mean = 0;
			for (int i = 0; i < 4; i++)
				mean += finer.block().value(3 * i) / 4;
			assertEquals(mean, drawn.block().value(0), 0.5);
		}
	}
}
