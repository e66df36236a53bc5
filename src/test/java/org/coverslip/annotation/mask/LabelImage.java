package org.coverslip.annotation.mask;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileCache;

/** A label image in memory, as a scene with tiles of any size, and a scene's pixels as numbers. */
final class LabelImage {

	/** What the label of a pixel is. */
	@FunctionalInterface
	interface Formula {

		double at(int x, int y);
	}

	private LabelImage() {}

	static Scene scene(final int width, final int height, final PixelType type, final int tileWidth,
		final int tileHeight, final Formula formula)
	{
		final Level level = level(width, height, type, tileWidth, tileHeight, formula).build();
		return Scene.builder(SlideLifetime.inMemory("labels")).name("labels").channels(List.of(Channel.named("")))
			.levels(List.of(level)).background(0).build();
	}

	/** With a second level of half the size, rounded up. */
	static Scene pyramid(final int width, final int height, final Formula formula) {
		final Level finest = level(width, height, PixelType.UINT8, 64, 64, formula).build();
		final Level half = level((width + 1) / 2, (height + 1) / 2, PixelType.UINT8, 64, 64,
			(x, y) -> formula.at(2 * x, 2 * y)).scale(new LevelScale(2)).build();
		return Scene.builder(SlideLifetime.inMemory("labels")).name("labels").channels(List.of(Channel.named("")))
			.levels(List.of(finest, half)).background(0).build();
	}

	private static Level.Builder level(final int width, final int height, final PixelType type, final int tileWidth,
		final int tileHeight, final Formula formula)
	{
		final UniformTileGrid grid = UniformTileGrid.covering(width, height, tileWidth, tileHeight);
		return Level.builder(width, height, (tile, plane) -> {
			final PixelBlock block = PixelBlock.zeros(new BlockShape(tileWidth, tileHeight, 1, type));
			final Region place = grid.tileRegion(tile);
			for (int y = 0; y < tileHeight; y++)
				for (int x = 0; x < tileWidth; x++) {
					final double value = place.x() + x < width && place.y() + y < height
						? formula.at((int) place.x() + x, (int) place.y() + y) : 77;
					if (type == PixelType.UINT32) block.ints()[y * tileWidth + x] = (int) (long) value;
					else block.put(y * tileWidth + x, value);
				}
			return Optional.of(block);
		}).grid(grid).samples(type, 1);
	}

	/** All pixels of a level, row by row. */
	static long[] pixels(final Scene scene, final int level) throws IOException {
		final PixelBlock block = new RegionReader(TileCache.ofBytes(1 << 24))
			.read(scene, level, Plane.FIRST, scene.level(level).region()).block();
		final long[] values = new long[block.shape().pixels()];
		for (int i = 0; i < values.length; i++)
			values[i] = (long) block.value(i);
		return values;
	}
}
