package org.coverslip.slide;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

import org.coverslip.geom.Region;
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
}
