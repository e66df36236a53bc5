package org.coverslip.slide;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * One focal plane and time of any scene as a scene of 8-bit RGB, for programs that can show nothing else: measured
 * channels are added up as in {@link SceneColors}.
 */
public final class ColoredScene {

	private static final int TILE = 512;

	private ColoredScene() {}

	/**
	 * The scene in colours; its pixels are made when they are read.
	 *
	 * @throws IllegalArgumentException
	 *             if there is no such focal plane or time
	 */
	public static Scene of(final Scene scene, final int z, final int t) {
		scene.checkPlane(new Plane(0, z, t));
		final SceneColors colors = new SceneColors(scene, new RegionReader(TileCache.shared()));
		final List<Level> levels = new ArrayList<>();
		for (int i = 0; i < scene.levels().size(); i++) {
			final int index = i;
			final Level level = scene.level(i);
			final UniformTileGrid grid = UniformTileGrid.covering(level.width(), level.height(), TILE, TILE);
			final TileSource tiles = (tile, plane) ->
				rgba(colors.argb(index, grid.tileRegion(tile), z, t), grid.tileRegion(tile));
			levels.add(Level.builder(level.width(), level.height(), tiles).scale(level.scale()).grid(grid)
				.samples(PixelType.UINT8, 3).build());
		}
		return scene.withColors(levels).withBackground(scene.isRgb() ? scene.background() : 0);
	}

	/** Whether a scene's own pixels are what a browser or picture shows: 8 bits, RGB or grey. */
	public static boolean isShownAsItIs(final Scene scene) {
		return scene.pixelType() == PixelType.UINT8
			&& (scene.isRgb() || scene.channels().size() == 1 && scene.channels().get(0).rgbColor().isEmpty());
	}

	private static Optional<PixelBlock> rgba(final int[] argb, final Region place) {
		final ByteBuffer bytes = ByteBuffer.allocate(4 * argb.length);
		for (final int color : argb)
			bytes.putInt(Integer.rotateLeft(color, 8));
		return Optional.of(
			new PixelBlock(new BlockShape((int) place.width(), (int) place.height(), 4, PixelType.UINT8),
			bytes.array()));
	}
}
