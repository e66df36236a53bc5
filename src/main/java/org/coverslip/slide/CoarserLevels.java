package org.coverslip.slide;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelBlock;

/**
 * Adds coarser levels to a scene whose file stores none, so that it can be viewed as a whole. Each is the mean of 2 x 2
 * pixels of the next finer one, computed tile by tile when it is read, and kept in the reader's cache.
 */
final class CoarserLevels {

	/** A level whose longer side is not above this is coarse enough to be looked at as a whole. */
	static final int COARSE_ENOUGH = 1024;

	private static final int TILE = 512;

	private CoarserLevels() {}

	/**
	 * The scene with its own levels followed by computed ones down to a small one; the scene itself if its coarsest
	 * level is small already.
	 */
	static Scene extend(final Scene stored, final RegionReader reader) {
		Scene scene = stored;
		Level coarsest = stored.level(stored.levels().size() - 1);
		while (Math.max(coarsest.width(), coarsest.height()) > COARSE_ENOUGH) {
			coarsest = halved(scene, reader);
			final List<Level> levels = new ArrayList<>(scene.levels());
			levels.add(coarsest);
			scene = stored.withLevels(levels);
		}
		return scene;
	}

	private static Level halved(final Scene scene, final RegionReader reader) {
		final int index = scene.levels().size() - 1;
		final Level finer = scene.level(index);
		final long width = (finer.width() + 1) / 2;
		final long height = (finer.height() + 1) / 2;
		final UniformTileGrid grid = UniformTileGrid.covering(width, height, TILE, TILE);
		return Level.builder(width, height,
			(tile, plane) -> tile(scene, index, reader, plane, grid.tileRegion(tile)))
			.scale(new LevelScale(finer.downsample() * 2)).grid(grid).samples(finer.type(), finer.samples()).build();
	}

	private static Optional<PixelBlock> tile(final Scene scene, final int finer, final RegionReader reader,
		final Plane plane,
		final Region place) throws IOException
	{
		final Region source = new Region(place.x() * 2, place.y() * 2, place.width() * 2, place.height() * 2);
		final RegionPixels pixels = reader.read(scene, finer, plane, source);
		if (pixels.isEmpty()) return Optional.empty();
		return Optional.of(TwoByTwoMean.of(pixels, source.intersect(scene.level(finer).region())));
	}
}
