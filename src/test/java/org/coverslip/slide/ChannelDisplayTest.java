package org.coverslip.slide;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

public class ChannelDisplayTest {

	private static final List<Channel> TWO =
		List.of(Channel.named("a"), new Channel("b", OptionalInt.of(0x123456)));

	private final RegionReader reader = new RegionReader(TileCache.ofBytes(0));

	@Test
	public void theRangeLeavesOutTwoInAThousandOnEachSide() throws IOException {
		final ProceduralScene p = ProceduralScene.channels(PixelType.UINT16, TWO, 3, 1, 300, 200, 64, 1);
		assertRanges(p, List.of(Region.ofSize(300, 200)));
	}

	@Test
	public void aLargeLevelIsLookedAtInPatches() throws IOException {
		final ProceduralScene p =
			ProceduralScene.channels(PixelType.FLOAT32, TWO.subList(1, 2), 1, 1, 2100, 300, 128, 1);
		final List<Region> patches = new ArrayList<>();
		for (int i = 0; i < 36; i++)
			patches.add(new Region(1844 * (i % 6) / 5, 44 * (i / 6) / 5, 256, 256));
		assertRanges(p, patches);
	}

	private void assertRanges(final ProceduralScene p, final List<Region> looked) throws IOException {
		final List<ChannelDisplay> displays = ChannelDisplay.of(p.scene(), reader);
		for (int c = 0; c < p.scene().channels().size(); c++) {
			final double[] values = new double[(int) looked.stream().mapToLong(Region::area).sum()];
			final Plane plane = new Plane(c, p.scene().defaultPlane().z(), 0);
			int n = 0;
			for (final Region region : looked)
				for (long y = region.y(); y < region.endY(); y++)
					for (long x = region.x(); x < region.endX(); x++)
						values[n++] = p.value(0, x, y, 0, plane);
			Arrays.sort(values);
			assertEquals(values[(int) ((n - 1) * 0.002)], displays.get(c).min(), 1e-3);
			assertEquals(values[(int) ((n - 1) * 0.998)], displays.get(c).max(), 1e-3);
		}
	}

	@Test
	public void coloursAreTheChannelsOwnOrThoseOfImageJ() throws IOException {
		final ProceduralScene p = ProceduralScene.channels(PixelType.UINT16, TWO, 1, 1, 20, 20, 16, 1);
		final List<ChannelDisplay> displays = ChannelDisplay.of(p.scene(), reader);
		assertEquals(2, displays.size());
		assertEquals(0xff0000, displays.get(0).rgbColor());
		assertEquals(0x123456, displays.get(1).rgbColor());
	}

	@Test
	public void aSingleChannelOfBytesIsShownAsItIs() throws IOException {
		final List<Channel> one = List.of(Channel.named("a"));
		final ProceduralScene bytes = ProceduralScene.channels(PixelType.UINT8, one, 1, 1, 100, 50, 64, 1);
		assertEquals(List.of(new ChannelDisplay(0xffffff, 0, 255)), ChannelDisplay.of(bytes.scene(), reader));
	}

	@Test
	public void oneValueIsBlackAndTheNextIsFull() throws IOException {
		final ProceduralScene p = ProceduralScene.channels(PixelType.UINT16, TWO, 1, 1, 1, 1, 16, 1);
		final double value = p.value(0, 0, 0, 0, Plane.FIRST);
		assertEquals(new ChannelDisplay(0xff0000, value, value + 1), ChannelDisplay.of(p.scene(), reader).get(0));
	}

	/** Of one channel of numbers, 4 x 1 pixels in tiles of two; a tile without values is absent. */
	private ChannelDisplay ofFloats(final float[] first, final float[] second) throws IOException {
		final Level level = Level.builder(4, 1, (n, plane) -> Optional.ofNullable(n == 0 ? first : second)
			.map(values -> new PixelBlock(new BlockShape(2, 1, 1, PixelType.FLOAT32), values)))
			.grid(UniformTileGrid.covering(4, 1, 2, 1)).samples(PixelType.FLOAT32, 1).build();
		return ChannelDisplay.of(Scene.builder(SlideLifetime.inMemory("x")).channels(List.of(Channel.named("a")))
			.levels(List.of(level)).build(), reader).get(0);
	}

	@Test
	public void whatIsNotThereOrNoNumberDoesNotCount() throws IOException {
		final float nan = Float.NaN;
		assertEquals(new ChannelDisplay(0xffffff, -3, 8), ofFloats(new float[] { nan, 8 }, new float[] { 9, -3 }));
		assertEquals(new ChannelDisplay(0xffffff, 0, 1), ofFloats(new float[] { nan, nan }, null));
		assertEquals(new ChannelDisplay(0xffffff, 0, 1), ofFloats(null, null));
		assertEquals("of 5 and 7 the lesser", new ChannelDisplay(0xffffff, 5, 6), ofFloats(new float[] { 7, 5 }, null));
	}

	@Test
	public void rangesWithoutAnEndAreNone() throws IOException {
		final float inf = Float.POSITIVE_INFINITY;
		assertEquals(new ChannelDisplay(0xffffff, 3, 4), ofFloats(new float[] { 3, inf }, new float[] { inf, inf }));
		assertEquals(new ChannelDisplay(0xffffff, 0, 1), ofFloats(new float[] { -inf, -inf }, new float[] { 5, 5 }));
		final float large = 1L << 60;
		assertEquals(new ChannelDisplay(0xffffff, large, Math.nextUp((double) large)),
			ofFloats(new float[] { large, large }, null));
	}

	@Test
	public void eachSampleCountsWhereItsPixelIsCovered() throws IOException {
		final UniformTileGrid grid = UniformTileGrid.covering(4, 1, 2, 1);
		final Level level = Level.builder(4, 1, (n, plane) -> n == 0 ? Optional.empty()
			: Optional.of(new PixelBlock(new BlockShape(2, 1, 3, PixelType.FLOAT32), new float[] { 4, 6, 8, 5, 7, 9 })))
			.grid(grid).samples(PixelType.FLOAT32, 3).build();
		final Scene scene = Scene.builder(SlideLifetime.inMemory("x")).levels(List.of(level)).build();
		assertEquals(new ChannelDisplay(0xffffff, 4, 8), ChannelDisplay.of(scene, reader).get(0));
	}
}
