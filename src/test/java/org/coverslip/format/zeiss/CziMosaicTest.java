package org.coverslip.format.zeiss;

import static org.coverslip.format.zeiss.CziFixture.*;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.zeiss.CziFixture.Block;
import org.coverslip.geom.Region;
import org.coverslip.img.ImagePyramid;
import org.coverslip.img.SlidePyramids;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Where sub-blocks go: scenes, mosaics, planes and resolutions. */
public class CziMosaicTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final CziFixture czi = new CziFixture();
	private final List<Tile> tiles = new ArrayList<>();

	/** A sub-block of one value, so that the picture shows which one is in front. */
	private record Tile(int x, int y, int width, int height, int value) {}

	private Block add(final int x, final int y, final int width, final int height, final int storedWidth,
		final int storedHeight,
		final int value)
	{
		final byte[] pixels = new byte[storedWidth * storedHeight];
		Arrays.fill(pixels, (byte) value);
		tiles.add(new Tile(x, y, width, height, value));
		final Block block = new Block(GRAY8, 0, x, y, width, height).stored(storedWidth, storedHeight);
		czi.add(block, pixels);
		return block;
	}

	private Block add(final int x, final int y, final int width, final int height, final int value) {
		return add(x, y, width, height, width, height, value);
	}

	private Slide open() throws IOException {
		final Path path = folder.newFolder().toPath().resolve("mosaic.czi");
		return SlideOpener.open(czi.write(path));
	}

	private static RegionPixels read(final Scene scene, final int level, final Plane plane) throws IOException {
		return new RegionReader(TileCache.ofBytes(1 << 20)).read(scene, level, plane, scene.level(level).region());
	}

	/** The value at each pixel, -1 where there is none, is that of the last tile in the given order that covers it. */
	private void assertPainted(final Scene scene, final Plane plane, final int x0, final int y0, final int... order)
		throws IOException {
		final RegionPixels found = read(scene, 0, plane);
		for (int y = 0; y < scene.height(); y++)
			for (int x = 0; x < scene.width(); x++) {
				int expected = -1;
				for (final int i : order) {
					final Tile tile = tiles.get(i);
					if (x0 + x >= tile.x && x0 + x < tile.x + tile.width && y0 + y >= tile.y
						&& y0 + y < tile.y + tile.height)
						expected = tile.value;
				}
				final int p = (int) (y * scene.width() + x);
				assertEquals("at " + x + ", " + y, expected, found.alpha(p) == 0 ? -1 : (int) found.block().value(p));
			}
	}

	@Test
	public void laterNumbersLieInFront() throws IOException {
		add(-20, 5, 30, 30, 1).dim("M", 3);
		add(0, 10, 30, 30, 2).dim("M", 1);
		add(-5, -5, 20, 20, 3).dim("M", 2);
		add(20, 20, 9, 9, 4).dim("M", 0);
		try (Slide slide = open()) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(50, scene.width());
			assertEquals(45, scene.height());
			assertEquals(0, scene.originX0());
			assertPainted(scene, Plane.FIRST, -20, -5, 3, 1, 2, 0);
		}
	}

	/** Without numbers, what is later in the directory lies in front. */
	@Test
	public void orderOfTheDirectory() throws IOException {
		add(0, 0, 20, 20, 1);
		add(10, 10, 20, 20, 2);
		add(0, 0, 20, 20, 3);
		try (Slide slide = open()) {
			assertPainted(slide.scenes().get(0), Plane.FIRST, 0, 0, 2, 1);
		}
	}

	@Test
	public void aLevelThatAChannelLacksIsNamed() throws IOException {
		for (int c = 0; c < 2; c++)
			add(0, 0, 40, 40, 1 + c).dim("C", c);
		for (int c = 0; c < 2; c++)
			add(0, 0, 40, 40, 20, 20, 1 + c).dim("C", c);
		add(0, 0, 40, 40, 10, 10, 1).dim("C", 0);
		try (Slide slide = open()) {
			assertEquals(2, slide.scenes().get(0).channels().size());
			assertEquals(2, slide.scenes().get(0).levels().size());
			assertEquals(List.of("1 image, reduced by 4, is not shown: not every plane has that level"),
				slide.metadata().notShown());
		}
	}

	/** Each plane has its own tiles, at places of its own. */
	@Test
	public void planesWithTilesOfTheirOwn() throws IOException {
		add(0, 0, 20, 20, 1).dim("M", 0).dim("C", 0).dim("Z", 4).dim("T", 7);
		add(15, 0, 20, 20, 2).dim("M", 1).dim("C", 0).dim("Z", 4).dim("T", 7);
		add(1, 2, 20, 20, 3).dim("M", 0).dim("C", 1).dim("Z", 4).dim("T", 7);
		add(15, 0, 20, 20, 4).dim("M", 1).dim("C", 1).dim("Z", 4).dim("T", 7);
		add(0, 0, 20, 20, 5).dim("M", 0).dim("C", 1).dim("Z", 5).dim("T", 9);
		try (Slide slide = open()) {
			final Scene scene = slide.scenes().get(0);
			assertEquals("c2 z2 t2", "c" + scene.channels().size() + " z" + scene.sizeZ() + " t" + scene.sizeT());
			assertPainted(scene, new Plane(0, 0, 0), 0, 0, 0, 1);
			assertPainted(scene, new Plane(1, 0, 0), 0, 0, 2, 3);
			assertPainted(scene, new Plane(1, 1, 1), 0, 0, 4);
			assertPainted(scene, new Plane(0, 1, 1), 0, 0);
		}
	}

	@Test
	public void eachOtherDimensionIsLikeZ() throws IOException {
		for (final String dimension : List.of("H", "I", "R", "V", "B")) {
			final CziFixture file = new CziFixture();
			for (int i = 0; i < 3; i++)
				file.add(new Block(GRAY8, 0, 0, 0, 4, 4).dim(dimension, 2 * i).dim("Z", 1), pattern(4, 4, 1, i));
			final Path path = folder.newFolder().toPath().resolve("planes.czi");
			try (Slide slide = SlideOpener.open(file.write(path))) {
				final Scene scene = slide.scenes().get(0);
				assertEquals(3, scene.sizeZ());
				for (int i = 0; i < 3; i++)
					assertEquals(11 * i, read(scene, 0, new Plane(0, i, 0)).block().value(0), 0);
				assertEquals(dimension + "=4", slide.metadata().properties().get("zeiss.z[2]"));
			}
		}
	}

	/** Phases and focal planes: first all focal planes of the first phase. */
	@Test
	public void twoDimensionsLikeZ() throws IOException {
		for (int z = 0; z < 2; z++)
			for (int h = 0; h < 3; h++)
				add(0, 0, 4, 4, 10 * h + z).dim("H", h).dim("Z", z);
		try (Slide slide = open()) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(6, scene.sizeZ());
			for (int i = 0; i < 6; i++)
				assertEquals(i / 2 * 10 + i % 2, read(scene, 0, new Plane(0, i, 0)).block().value(0), 0);
			assertEquals("H=1 Z=1", slide.metadata().properties().get("zeiss.z[3]"));
		}
	}

	@Test
	public void scenesHavePlacesOfTheirOwn() throws IOException {
		add(100, 50, 20, 20, 1).dim("S", 2);
		add(110, 60, 20, 20, 2).dim("S", 2);
		add(500, -7, 10, 10, 3).dim("S", 0);
		try (Slide slide = open()) {
			final Scene first = slide.scenes().get(0);
			assertEquals("10 x 10 at 400, 0", first.width() + " x " + first.height() + " at " + first.originX0() + ", "
				+ first.originY0());
			assertPainted(first, Plane.FIRST, 500, -7, 2);
			final Scene second = slide.scenes().get(1);
			assertEquals("30 x 30 at 0, 57",
				second.width() + " x " + second.height() + " at " + second.originX0() + ", " + second.originY0());
			assertPainted(second, Plane.FIRST, 100, 50, 0, 1);
			assertEquals("400", slide.metadata().properties().get("openslide.region[0].x"));
			assertEquals("30", slide.metadata().properties().get("openslide.region[1].height"));
		}
	}

	/**
	 * Tiles of 64 x 64 stored pixels, and rests at the right and lower edge, of which some are rounded up and some
	 * down.
	 */
	private void pyramid(final int factor, final int levels) {
		final int width = 1000;
		final int height = 701;
		int f = 1;
		for (int level = 0; level < levels; level++, f *= factor)
			for (int y = 0; y < height; y += 64 * f)
				for (int x = 0; x < width; x += 64 * f) {
					final int w = Math.min(64 * f, width - x);
					final int h = Math.min(64 * f, height - y);
					final boolean up = (x + y) / 64 % 2 == 0;
					final Block block = add(300 + x, 200 + y, w, h, Math.max(1, up ? (w + f - 1) / f : w / f),
						Math.max(1, up ? (h + f - 1) / f : h / f), 10 * level + 1);
					if (level == 0) block.dim("M", tiles.size());
				}
	}

	private void assertPyramid(final int factor, final int levels) throws IOException {
		pyramid(factor, levels);
		try (Slide slide = open()) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(levels, scene.levels().size());
			int f = 1;
			for (int i = 0; i < levels; i++, f *= factor) {
				final Level level = scene.level(i);
				assertEquals(f, level.downsample(), 0);
				assertEquals(1000 / f, level.width());
				assertEquals(701 / f, level.height());
				assertEquals(Math.min(64, level.layout().tilesIn(level.region()).get(0).region().width()),
					level.tileWidth());
				final RegionPixels pixels = read(scene, i, Plane.FIRST);
				for (int p = 0; p < level.width() * level.height(); p++)
					assertEquals("pixel " + p + " of level " + i, 10 * i + 1, pixels.block().value(p), 0);
				assertTrue(pixels.alpha((int) (level.width() * level.height() - 1)) == 255);
				assertEquals("" + 1000 / f, slide.metadata().properties().get("openslide.level[" + i + "].width"));
			}
		}
	}

	@Test
	public void minificationByTwo() throws IOException {
		assertPyramid(2, 6);
	}

	@Test
	public void minificationByThree() throws IOException {
		assertPyramid(3, 4);
	}

	/** Reduced images without a scene's number show what lies in several scenes. */
	@Test
	public void reducedImagesOfSeveralScenes() throws IOException {
		add(0, 0, 64, 64, 1).dim("S", 0);
		add(128, 0, 64, 64, 2).dim("S", 1);
		add(0, 0, 192, 64, 96, 32, 3);
		add(0, 64, 192, 64, 96, 32, 4);
		try (Slide slide = open()) {
			assertEquals(2, slide.scenes().size());
			for (final Scene scene : slide.scenes()) {
				assertEquals(2, scene.levels().size());
				assertEquals(Region.ofSize(32, 32), scene.level(1).region());
				final RegionPixels pixels = read(scene, 1, Plane.FIRST);
				for (int p = 0; p < 32 * 32; p++)
					assertEquals(3, pixels.block().value(p), 0);
			}
		}
	}

	/** Where the finest images were left out of the file, the next ones are level 0. */
	@Test
	public void withoutTheFinestImages() throws IOException {
		czi.xml(ZeissXml.sound());
		add(10, 10, 400, 200, 100, 50, 1);
		add(10, 10, 400, 200, 50, 25, 2);
		try (Slide slide = open()) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(100, scene.width());
			assertEquals(1, scene.level(0).downsample(), 0);
			assertEquals(2, scene.level(1).downsample(), 0);
			assertEquals(4 * 0.325, scene.pixelSize().orElseThrow().xUm(), 1e-12);
			assertEquals(2, read(scene, 1, Plane.FIRST).block().value(50 * 25 - 1), 0);
		}
	}

	/** Images that are finer than what the file calls a pixel: single-molecule reconstructions. */
	@Test
	public void finerThanAPixel() throws IOException {
		add(0, 0, 64, 32, 640, 320, 1);
		try (Slide slide = open()) {
			final Scene scene = slide.scenes().get(0);
			assertEquals("640 x 320", scene.width() + " x " + scene.height());
			assertFalse(scene.levels().size() > 1);
		}
	}

	/**
	 * Reduced images that are all off the pixels of their level, since the scene begins at an odd place, are moved onto
	 * them.
	 */
	@Test
	public void reducedImagesThatAreOffByOnePart() throws IOException {
		add(3, 5, 61, 59, 1);
		add(0, 0, 64, 64, 16, 16, 100);
		add(64, 0, 64, 64, 16, 16, 200);
		try (Slide slide = open()) {
			final Scene scene = slide.scenes().get(0);
			assertEquals("15 x 14", scene.level(1).width() + " x " + scene.level(1).height());
			assertEquals(Region.ofSize(32, 16).translate(-1, -1), scene.level(1).layout().bounds());
			final RegionPixels pixels = read(scene, 1, Plane.FIRST);
			for (int p = 0; p < 15 * 14; p++) {
				assertEquals(100, pixels.block().value(p), 0);
				assertEquals(255, pixels.alpha(p));
			}
		}
	}

	/** Those that are off by different parts are interpolated, as by OpenSlide. */
	@Test
	public void reducedImagesBetweenPixels() throws IOException {
		add(0, 0, 128, 64, 1);
		add(0, 0, 64, 64, 32, 32, 100);
		add(63, 0, 64, 64, 32, 32, 200);
		try (Slide slide = open()) {
			final Scene scene = slide.scenes().get(0);
			assertFalse(scene.level(1).layout().isOnPixels());
			final RegionPixels pixels = read(scene, 1, Plane.FIRST);
			assertEquals(100, pixels.block().value(30), 0);
			assertEquals(150, pixels.block().value(31), 1);
			assertEquals(200, pixels.block().value(32), 0);
			assertEquals(255, pixels.alpha(31));
		}
	}

	/** A scene is of colours or of channels: each colour channel is one of its own. */
	@Test
	public void colourChannels() throws IOException {
		czi.xml(ZeissXml.sound());
		add(0, 0, 8, 8, 7).dim("C", 2);
		czi.add(new Block(BGR24, 0, 0, 0, 8, 8).dim("C", 0), pattern(8, 8, 3, 1));
		czi.add(new Block(BGR24, 0, 2, 0, 8, 8).dim("C", 1), pattern(8, 8, 3, 2));
		try (Slide slide = open()) {
			assertEquals(List.of("A DAPI", "A EGFP & more", "A"), slide.scenes().stream().map(Scene::name).toList());
			assertEquals(List.of(true, true, false), slide.scenes().stream().map(Scene::isRgb).toList());
			assertEquals(11 + 100, read(slide.scenes().get(0), 0, Plane.FIRST).block().value(0), 0);
			assertEquals(22 + 100, read(slide.scenes().get(1), 0, Plane.FIRST).block().value(0), 0);
			assertEquals(2, slide.scenes().get(1).originX0());
			assertEquals(7, read(slide.scenes().get(2), 0, Plane.FIRST).block().value(0), 0);
			assertEquals(1, slide.scenes().get(2).channels().size());
		}
	}

	/** A file without a pyramid is shown with computed levels. */
	@Test
	public void withoutPyramid() throws IOException {
		for (int i = 0; i < 12; i++)
			add(i % 4 * 600, i / 4 * 600, 650, 650, 10 + i).dim("M", i);
		try (Slide slide = open()) {
			assertEquals(1, slide.scenes().get(0).levels().size());
			final ImagePyramid pyramid = SlidePyramids.of(slide.scenes().get(0));
			assertEquals(3, pyramid.levelCount());
			assertEquals(21, pyramid.read(2, Plane.FIRST, new Region(600, 450, 1, 1))
				.block().value(0), 0);
		}
	}
}
