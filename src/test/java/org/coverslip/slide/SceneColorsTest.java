package org.coverslip.slide;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

public class SceneColorsTest {

	private static RegionPixels channel(final PixelType type, final int samples, final byte[] alpha,
		final double... values) {
		final PixelBlock block =
			PixelBlock.zeros(new BlockShape(values.length / samples, 1, samples, type));
		for (int i = 0; i < values.length; i++)
			block.put(i, values[i]);
		return new RegionPixels(block, alpha);
	}

	@Test
	public void channelsAddUpInTheirColours() {
		final List<ChannelDisplay> displays =
			List.of(new ChannelDisplay(0xff8040, 0, 255), new ChannelDisplay(0x20c0ff, 1000, 3000));
		final RegionPixels bytes = channel(PixelType.UINT8, 1, null, 0, 102, 255, 102);
		final RegionPixels shorts = channel(PixelType.UINT16, 1, null, 1000, 2200, 65000, 0);
		// 102 · (255, 128, 64) / 255 = (102, 51.2, 25.6), and 0.6 · (32, 192, 255) = (19.2, 115.2, 153)
		assertArrayEquals(new int[] { 0xff000000, 0xff79a6b3, 0xffffffff, 0xff66331a },
			SceneColors.composite(displays, new RegionPixels[] { bytes, shorts }));
	}

	@Test
	public void threeSamplesAreColoursOfTheirOwn() {
		final RegionPixels rgb = channel(PixelType.FLOAT32, 3, null, 0, 5, 10, 2, -3, Float.NaN);
		assertArrayEquals(new int[] { 0xff0080ff, 0xff330000 }, SceneColors
			.composite(List.of(new ChannelDisplay(0x0000ff, 0, 10)), new RegionPixels[] { rgb }));
	}

	@Test
	public void aPixelIsAsOpaqueAsItsBestCoveredChannel() {
		final ChannelDisplay white = new ChannelDisplay(0xffffff, 0, 255);
		final RegionPixels one = channel(PixelType.UINT8, 1, new byte[] { 0, 64, 0 }, 0, 10, 0);
		final RegionPixels two = channel(PixelType.UINT8, 1, new byte[] { (byte) 200, 32, 0 }, 7, 10, 9);
		assertArrayEquals(new int[] { 0xc8070707, 0x40141414, 0 },
			SceneColors.composite(List.of(white, white), new RegionPixels[] { one, two }));
	}

	@Test
	public void aValueIsShownAsFarAsItLiesInTheRange() {
		final ChannelDisplay display = new ChannelDisplay(0, -10, 30);
		assertEquals(0, display.shown(-10), 0);
		assertEquals(0, display.shown(-11), 0);
		assertEquals(63.75, display.shown(0), 1e-4);
		assertEquals(255, display.shown(30), 0);
		assertEquals(255, display.shown(31), 0);
		assertEquals(0, display.shown(Double.NaN), 0);
		assertThrows(IllegalArgumentException.class, () -> new ChannelDisplay(0, 5, 5));
	}
}
