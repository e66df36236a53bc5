package org.coverslip.slide;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.List;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

/** Against the definition, pixel by pixel; that OpenSlide does so, too, is tested where it is at hand. */
public class OpenSlidePixelsTest {

	/** Pixels of level 0 on a side of a pixel of level 1. */
	private static final int DOWNSAMPLE = 4;

	private final RegionReader reader = new RegionReader(TileCache.ofBytes(0));

	@Test
	public void betweenPixelsFourAreMixedAsFarAsTheyAreCovered() throws IOException {
		final ProceduralScene p = ProceduralScene.rgbWithout(n -> n % 3 == 0, 200, 160, 16, 1, DOWNSAMPLE);
		for (final int[] origin : new int[][] { { 0, 0 }, { 1, 0 }, { 0, 3 }, { 42, 13 }, { 151, 120 }, { 8, 4 } })
			for (final Region part : List.of(Region.ofSize(30, 25), new Region(7, 5, 11, 9)))
				assertShown(p, origin[0], origin[1], 30, 25, part);
	}

	@Test
	public void widerSamplesAreMixedToo() throws IOException {
		final ProceduralScene p = ProceduralScene.rgb(PixelType.UINT16, 200, 160, 16, 1, DOWNSAMPLE);
		assertShown(p, 42, 13, 30, 25, new Region(2, 1, 20, 20));
		assertShown(p, 151, 121, 30, 25, Region.ofSize(30, 25));
	}

	@Test
	public void whatBeginsLeftOfTheLevelIsMovedByWholePixels() throws IOException {
		final ProceduralScene p = ProceduralScene.rgbWithout(n -> n == 5, 200, 160, 16, 1, DOWNSAMPLE);
		assertShown(p, -9, 13, 30, 25, Region.ofSize(30, 25));
		assertShown(p, 14, -18, 30, 25, new Region(1, 2, 20, 20));
	}

	@Test
	public void aWideRequestIsMadeOfBlocks() throws IOException {
		final ProceduralScene p = ProceduralScene.rgb(16_600, 40, 64, 1, DOWNSAMPLE);
		assertShown(p, 3, 2, 4120, 5, new Region(4090, 1, 30, 4));
	}

	private void assertShown(final ProceduralScene p, final long x0, final long y0, final int width, final int height,
		final Region part) throws IOException
	{
		final RegionPixels found =
			new OpenSlidePixels(reader, p.scene(), 1, x0, y0, width, height).read(Plane.FIRST, part);
		for (int y = 0; y < part.height(); y++)
			for (int x = 0; x < part.width(); x++) {
				final double[] expected = shown(p, position(x0, part.x() + x), position(y0, part.y() + y));
				final String where = "from (" + x0 + ", " + y0 + ") at (" + x + ", " + y + ")";
				final int alpha = found.alpha(y * (int) part.width() + x);
				assertEquals(where, expected[3] * 255, alpha, 0.501);
				if (alpha > 0) for (int s = 0; s < 3; s++)
					assertEquals(where, expected[s] / expected[3], found.block().value(x, y, s), 0.501);
			}
	}

	/** Where in the level a column or row of the request lies; nowhere if it is left out. */
	private static double position(final long origin0, final long number) {
		if (origin0 >= 0) return (double) origin0 / DOWNSAMPLE + number;
		final long moved = -origin0 / DOWNSAMPLE;
		return number < moved ? Double.NaN : number - moved;
	}

	/** Three colours multiplied by their coverage, and the coverage. */
	private double[] shown(final ProceduralScene p, final double x, final double y) throws IOException {
		final double[] sums = new double[4];
		if (Double.isNaN(x) || Double.isNaN(y)) return sums;
		final Level level = p.scene().level(1);
		for (long v = (long) Math.floor(y); v <= (long) Math.floor(y) + 1; v++)
			for (long u = (long) Math.floor(x); u <= (long) Math.floor(x) + 1; u++) {
				final double weight = (1 - Math.abs(u - x)) * (1 - Math.abs(v - y));
				if (weight <= 0 || u >= level.width() || v >= level.height()) continue;
				if (reader.read(p.scene(), 1, Plane.FIRST, new Region(u, v, 1, 1)).isEmpty()) continue;
				sums[3] += weight;
				for (int s = 0; s < 3; s++)
					sums[s] += weight * p.value(1, u, v, s, Plane.FIRST);
			}
		return sums;
	}
}
