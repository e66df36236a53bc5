package org.coverslip.export.tiff;

import static org.junit.Assert.assertEquals;

import java.util.Random;

import org.coverslip.export.SlowHalf;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.walk.TilePadding;
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
		for (final HalfSize half : HalfSize.values())
			for (final PixelType type : PixelType.values())
				for (int samples = 1; samples <= 4; samples++)
					for (final int[] size : new int[][] { { 1, 1 }, { 2, 2 }, { 4, 1 }, { 3, 2 }, { 16, 16 },
						{ 29, 18 }, { 62, 7 } })
						assertHalved(half, drawn(new BlockShape(size[0], size[1], samples, type), random));
	}

	private static PixelBlock drawn(final BlockShape shape, final Random random) {
		final PixelBlock block = PixelBlock.zeros(shape);
		for (int i = 0; i < shape.length(); i++)
			DrawnScene.put(block, i, random.nextInt(5) == 0 ? random.nextInt(2) : random.nextDouble());
		return block;
	}

	/** Also as a part of a larger block. */
	private static void assertHalved(final HalfSize half, final PixelBlock src) {
		final int width = src.width();
		final int height = src.height();
		final PixelBlock expected = SlowHalf.of(src, half);
		for (final int margin : new int[] { 0, 3 }) {
			final PixelBlock larger =
				PixelBlock.zeros(new BlockShape(width + 2 * margin, height + 2 * margin, src.samples(), src.type()));
			src.copyTo(0, 0, larger, margin, margin, width, height);
			final PixelBlock dst = PixelBlock.zeros(src.shape());
			final int x = width - expected.width();
			final int y = height - expected.height();
			half.halve(larger, margin, margin, width, height, dst, x, y);
			assertEquals(half + ", " + src.shape(), 0,
				WrittenPyramid.largestDifference(expected, dst.crop(x, y, expected.width(), expected.height())),
				src.type().isFloating() ? 1e-9 : 0);
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
							assertEquals(tile.value(Math.min(x, width - 1), Math.min(y, height - 1), s),
								filled.value(x, y, s), 0);
			}
	}
}
