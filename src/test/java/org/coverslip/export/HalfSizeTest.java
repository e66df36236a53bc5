package org.coverslip.export;

import static org.junit.Assert.assertEquals;

import java.util.Random;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.HalfSize;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.junit.Test;

public class HalfSizeTest {

	@Test
	public void agreesWithTheDefinition() {
		final Random random = new Random(3);
		for (final PixelType type : PixelType.values())
			for (int samples = 1; samples <= 4; samples++)
				for (final int[] size : new int[][] { { 2, 2 }, { 4, 2 }, { 16, 16 }, { 30, 18 }, { 62, 6 } }) {
					final PixelBlock src = PixelBlock.zeros(new BlockShape(size[0], size[1], samples, type));
					for (int i = 0; i < src.shape().length(); i++)
						DrawnScene.put(src, i, random.nextInt(5) == 0 ? random.nextInt(2) : random.nextDouble());
					final PixelBlock dst = PixelBlock.zeros(src.shape());
					final int width = size[0] / 2;
					final int height = size[1] / 2;
					HalfSize.mean(src, width, height, dst, width, height);
					assertEquals(src.shape().toString(), 0,
						WrittenPyramid.largestDifference(SlowHalf.of(src), dst.crop(width, height, width, height)), 0);
				}
	}

	@Test
	public void paddingRepeatsTheLastColumnAndRow() {
		for (final int width : new int[] { 1, 5, 8, 15, 16 })
			for (final int height : new int[] { 1, 7, 16 }) {
				final PixelBlock tile = DrawnScene.of(16, 16, PixelType.UINT16, 3)
					.formula((x, y, s, p) -> (x * 100 + y * 10 + s) / 2000.0).tiles(16, 16)
					.draw(Region.ofSize(16, 16), Plane.FIRST);
				final PixelBlock filled = tile.crop(0, 0, 16, 16);
				TilePadding.fill(filled, width, height);
				for (int y = 0; y < 16; y++)
					for (int x = 0; x < 16; x++)
						for (int s = 0; s < 3; s++)
							assertEquals(tile.value(Math.min(x, width - 1), Math.min(y, height - 1), s), filled.value(x, y, s), 0);
			}
	}
}
