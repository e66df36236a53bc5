package org.coverslip.process;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.option.OptionValues;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;
import org.junit.Test;

/** A blurred picture against the definition, and against itself in other tiles. */
public class GaussianFunctionTest {

	private static final double SIGMA = 2.5;
	private static final int RADIUS = 10;

	private final GaussianFunction gaussian = new GaussianFunction();
	private final OptionValues values = gaussian.options().parse("sigma=" + SIGMA);
	private final Picture colors = Picture.of(ProceduralScene.rgb(700, 450, 256, 1).scene(),
		new RegionReader(TileCache.ofBytes(16 << 20))).build();
	private final Picture greys = Greys.of(colors);

	private Picture blurred(final Picture picture) {
		return gaussian.apply(picture, values, ProgressListener.NONE);
	}

	@Test
	public void eachPixelIsTheWeightedMeanOfThoseAroundIt() throws IOException {
		final PixelBlock from = greys.read().block();
		final PixelBlock blurred = blurred(greys).read().block();
		for (final int[] at : new int[][] { { 0, 0 }, { 699, 449 }, { 350, 3 }, { 255, 256 }, { 600, 440 } })
			assertEquals(mean(from, at[0], at[1]), blurred.value(at[0], at[1], 0), 0.5001);
	}

	/** In two dimensions at once and in double precision; beyond the edge the outermost pixel goes on. */
	private static double mean(final PixelBlock from, final int x, final int y) {
		double sum = 0;
		double weights = 0;
		for (int dy = -RADIUS; dy <= RADIUS; dy++)
			for (int dx = -RADIUS; dx <= RADIUS; dx++) {
				final double weight = Math.exp(-0.5 * (dx * dx + dy * dy) / (SIGMA * SIGMA));
				weights += weight;
				sum += weight * from.value(Math.max(0, Math.min(from.width() - 1, x + dx)),
					Math.max(0, Math.min(from.height() - 1, y + dy)), 0);
			}
		return sum / weights;
	}

	@Test
	public void tilesOfAnySizeGiveTheSame() throws IOException {
		final byte[] whole = blurred(greys).read().block().bytes();
		for (final int side : new int[] { 64, 100, 512 }) {
			final Scene scene = Scene.computed(blurred(greys), side);
			final RegionReader reader = new RegionReader(TileCache.ofBytes(16 << 20));
			assertArrayEquals("tiles of " + side, whole, Picture.of(scene, reader).build().read().block().bytes());
		}
		assertArrayEquals("a part", blurred(greys).read().block().crop(123, 45, 300, 200).bytes(),
			blurred(greys).read(new Region(123, 45, 300, 200)).block().bytes());
	}

	@Test
	public void colorsAreBlurredEachForItself() throws IOException {
		final PixelBlock from = colors.read().block();
		final PixelBlock blurred = blurred(colors).read().block();
		assertEquals(3, blurred.samples());
		for (int sample = 0; sample < 3; sample++) {
			final PixelBlock one = PixelBlock.zeros(from.shape().withSamples(1));
			for (int i = 0; i < one.shape().pixels(); i++)
				one.put(i, from.value(3 * i + sample));
			assertEquals(mean(one, 300, 200), blurred.value(300, 200, sample), 0.5001);
		}
	}

	@Test
	public void sigmaIsNeeded() {
		assertThrows(IllegalArgumentException.class, () -> gaussian.options().parse(""));
		assertThrows(IllegalArgumentException.class, () -> gaussian.options().parse("sigma=0"));
		assertThrows(IllegalArgumentException.class, () -> KnownFunctions.ofWord("gausian"));
	}
}
