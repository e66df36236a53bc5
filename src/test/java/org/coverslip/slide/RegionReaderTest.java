package org.coverslip.slide;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.Color;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.coverslip.geom.PlacedTiles;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

/** Words read straight from tiles are those of the block that is put together from the same tiles. */
public class RegionReaderTest {

	private static final long WIDTH = 150;
	private static final long HEIGHT = 110;
	private static final int TILE = 32;

	private final RegionReader reader = new RegionReader(TileCache.ofBytes(1 << 20));

	private void assertWordsAgree(final Scene scene) throws IOException {
		final Random random = new Random(6);
		for (int i = 0; i < 200; i++) {
			final Region region = new Region(random.nextInt(200) - 40, random.nextInt(160) - 40, 1 + random.nextInt(90),
				1 + random.nextInt(90));
			assertArrayEquals(region + "", reader.read(scene, 0, Plane.FIRST, region).toArgb(),
				reader.readArgb(scene, 0, Plane.FIRST, region));
		}
	}

	@Test
	public void words() throws IOException {
		assertWordsAgree(ProceduralScene.rgb(WIDTH, HEIGHT, TILE, 1).scene());
		assertWordsAgree(ProceduralScene.rgb(PixelType.UINT16, WIDTH, HEIGHT, TILE, 1).scene());
		assertWordsAgree(ProceduralScene.rgbWithout(tile -> tile % 3 == 0, WIDTH, HEIGHT, TILE, 1).scene());
		assertWordsAgree(ProceduralScene.channels(PixelType.UINT8, List.of(Channel.named("grey")), 1, 1, WIDTH,
			HEIGHT, TILE, 1).scene());
	}

	@Test
	public void wordsOfTilesWithAnAlphaOfTheirOwn() throws IOException {
		final UniformTileGrid grid = UniformTileGrid.covering(WIDTH, HEIGHT, TILE, TILE);
		final Random random = new Random(7);
		final byte[] samples = new byte[TILE * TILE * 4];
		random.nextBytes(samples);
		final PixelBlock clear = new PixelBlock(new BlockShape(TILE, TILE, 4, PixelType.UINT8), samples);
		final PixelBlock full =
			new PixelBlock(new BlockShape(TILE, TILE, 3, PixelType.UINT8), Arrays.copyOf(samples, TILE * TILE * 3));
		final Level level = Level.builder(WIDTH, HEIGHT, (n, plane) -> Optional.of(n % 2 == 0 ? full : clear))
			.grid(grid).samples(PixelType.UINT8, 3).build();
		assertWordsAgree(Scene.builder(SlideLifetime.inMemory("clear")).name("clear").channels(List.of(Channel.rgb()))
			.levels(List.of(level)).build());
	}

	@Test
	public void wordsAreTheColours() throws IOException {
		final ProceduralScene procedural = ProceduralScene.rgb(WIDTH, HEIGHT, TILE, 1);
		final int[] words = reader.readArgb(procedural.scene(), 0, Plane.FIRST, new Region(30, 31, 5, 3));
		for (int i = 0; i < words.length; i++) {
			final long x = 30 + i % 5;
			final long y = 31 + i / 5;
			final int[] rgb = new int[3];
			for (int s = 0; s < 3; s++)
				rgb[s] = (int) procedural.value(0, x, y, s, Plane.FIRST);
			assertEquals(new Color(rgb[0], rgb[1], rgb[2]).getRGB(), words[i]);
		}
	}

	@Test
	public void wordsNeedSamplesThatAreColours() {
		final Scene scene = ProceduralScene.rgb(PixelType.FLOAT32, WIDTH, HEIGHT, TILE, 1).scene();
		assertThrows(IllegalStateException.class, () -> reader.readArgb(scene, 0, Plane.FIRST, Region.ofSize(9, 9)));
	}

	/** Of two grey tiles, the second lies between pixels, and on top of the first. */
	@Test
	public void tilesBetweenPixelsAreMixed() throws IOException {
		final PlacedTiles.Builder placed = PlacedTiles.builder();
		placed.add(0, 0, 16, 16);
		placed.add(14.5, 0.25, 16, 16);
		final Level level = Level.builder(31, 17, (n, plane) -> Optional.of(grey(n == 0 ? 100 : 200)))
			.layout(placed.build()).samples(PixelType.UINT8, 1).build();
		final Scene scene = Scene.builder(SlideLifetime.inMemory("placed")).name("placed")
			.channels(List.of(Channel.named("grey"))).levels(List.of(level)).build();
		final RegionPixels pixels = reader.read(scene, 0, Plane.FIRST, new Region(10, -1, 30, 10));
		assertGrey(pixels, 13 - 10, 5, 100, 255);
		assertGrey(pixels, 14 - 10, 5, 150, 255);
		assertGrey(pixels, 15 - 10, 5, 200, 255);
		assertGrey(pixels, 15 - 10, 1, 175, 255);
		assertGrey(pixels, 20 - 10, 1, 200, 191);
		assertGrey(pixels, 20 - 10, 0, 0, 0);
		assertGrey(pixels, 30 - 10, 5, 200, 128);
		assertGrey(pixels, 31 - 10, 5, 0, 0);
		final RegionPixels shifted = reader.readBetweenPixels(scene, 0, Plane.FIRST, 13.5, 0.25, 4, 3);
		assertGrey(shifted, 0, 1, 100, 255);
		assertGrey(shifted, 1, 1, 200, 255);
		assertArrayEquals(pixels.toArgb(), reader.readArgb(scene, 0, Plane.FIRST, new Region(10, -1, 30, 10)));
	}

	private static PixelBlock grey(final int value) {
		final PixelBlock tile = PixelBlock.zeros(new BlockShape(16, 16, 1, PixelType.UINT8));
		Arrays.fill(tile.bytes(), (byte) value);
		return tile;
	}

	private static void assertGrey(final RegionPixels pixels, final int x, final int y, final int value,
		final int alpha) {
		assertEquals(x + ", " + y, alpha, pixels.alpha(y * pixels.block().width() + x));
		assertEquals(x + ", " + y, value, pixels.block().value(x, y, 0), 0);
	}

	@Test
	public void aWholeTileIsNotCopied() throws IOException {
		final UniformTileGrid grid = UniformTileGrid.covering(2 * TILE, TILE + 5, TILE, TILE);
		final PixelBlock colours = PixelBlock.zeros(new BlockShape(TILE, TILE, 3, PixelType.UINT8));
		final PixelBlock clear = PixelBlock.zeros(new BlockShape(TILE, TILE, 4, PixelType.UINT8));
		final Level level = Level.builder(2 * TILE, TILE + 5, (n, plane) -> Optional.of(n == 1 ? clear : colours))
			.grid(grid).samples(PixelType.UINT8, 3).build();
		final Scene scene = Scene.builder(SlideLifetime.inMemory("x")).levels(List.of(level)).build();
		final RegionPixels first = reader.read(scene, 0, Plane.FIRST, Region.ofSize(TILE, TILE));
		assertSame(colours, first.block());
		assertTrue(first.isOpaque());
		final RegionPixels second = reader.read(scene, 0, Plane.FIRST, new Region(TILE, 0, TILE, TILE));
		assertEquals("its fourth sample is alpha", 3, second.block().samples());
		assertTrue(second.isEmpty());
		final RegionPixels edge = reader.read(scene, 0, Plane.FIRST, new Region(0, TILE, TILE, TILE));
		assertEquals("what lies below the level is not covered", 0, edge.alpha(5 * TILE));
		assertEquals(255, edge.alpha(5 * TILE - 1));
	}

	@Test
	public void aClosedSlideIsNotReadEvenIfItsTilesAreKept() throws IOException {
		final SlideLifetime lifetime = SlideLifetime.inMemory("x");
		final Scene scene = oneTile(lifetime, PixelBlock.zeros(new BlockShape(9, 9, 1, PixelType.UINT8)));
		final Region region = Region.ofSize(9, 9);
		assertTrue(reader.read(scene, 0, Plane.FIRST, region).isOpaque());
		lifetime.close();
		assertThrows(ClosedSlideException.class, () -> reader.read(scene, 0, Plane.FIRST, region));
		assertThrows(ClosedSlideException.class, () -> reader.readArgb(scene, 0, Plane.FIRST, region));
		assertThrows(ClosedSlideException.class,
			() -> reader.readBetweenPixels(scene, 0, Plane.FIRST, 0.5, 0.5, 9, 9));
	}

	/** A scene of 9 x 9 pixels of one byte. */
	private static Scene oneTile(final SlideLifetime lifetime, final PixelBlock tile) {
		final Level level = Level.builder(9, 9, (n, plane) -> Optional.of(tile))
			.grid(UniformTileGrid.covering(9, 9, 9, 9)).samples(PixelType.UINT8, 1).build();
		return Scene.builder(lifetime).channels(List.of(Channel.named("grey"))).levels(List.of(level)).build();
	}

	@Test
	public void aTileThatIsNotAsItsLevelSaysIsNotShown() {
		for (final BlockShape shape : List.of(new BlockShape(8, 9, 1, PixelType.UINT8),
			new BlockShape(9, 8, 1, PixelType.UINT8), new BlockShape(9, 9, 3, PixelType.UINT8),
			new BlockShape(9, 9, 1, PixelType.INT8)))
			assertThrows(shape.toString(), IllegalStateException.class,
				() -> reader.read(oneTile(SlideLifetime.inMemory("x"), PixelBlock.zeros(shape)), 0, Plane.FIRST,
					Region.ofSize(5, 5)));
	}

	@Test
	public void whatIsNotThereIsRefused() {
		final Scene scene = ProceduralScene.rgb(WIDTH, HEIGHT, TILE, 1).scene();
		final Region region = Region.ofSize(9, 9);
		for (final Plane plane : List.of(new Plane(1, 0, 0), new Plane(0, 1, 0), new Plane(0, 0, 1))) {
			assertThrows(IllegalArgumentException.class, () -> reader.read(scene, 0, plane, region));
			assertThrows(IllegalArgumentException.class, () -> reader.readArgb(scene, 0, plane, region));
			assertThrows(IllegalArgumentException.class,
				() -> reader.readBetweenPixels(scene, 0, plane, 0.5, 0.5, 9, 9));
		}
		assertThrows(IllegalArgumentException.class, () -> reader.read(scene, 1, Plane.FIRST, region));
	}
}
