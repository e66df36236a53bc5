package org.coverslip.slide;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.geom.UniformTileGrid;

/**
 * A region of a scene at another scale, as a scene of one level that is computed when it is read: to be written at a
 * level, a pixel size or a magnification.
 */
public final class ScaledScene {

	private static final int TILE = 512;

	private ScaledScene() {}

	/**
	 * The region at a scale. Where a level has that scale its pixels are taken as they are, from the pixel nearest to
	 * the region's corner; else the next finer level is averaged over areas, or level 0 interpolated.
	 *
	 * @param region0
	 *            in level-0 pixels of the scene, not empty
	 * @return a scene of the same slide, whose level 0 is the region; nothing is read yet
	 * @throws IllegalArgumentException
	 *             if the scene has no such level, or does not state the pixel size or magnification that is needed
	 */
	public static Scene of(final Scene scene, final Region region0, final WantedScale scale,
		final RegionReader reader) {
		final WantedScale.Found found = scale.in(scene, region0);
		if (found.stored()) {
			final Level level = scene.level(found.level());
			final Region region = region0.equals(scene.level(0).region()) ? level.region()
				: level.scale().roundToLevel(region0);
			return scene(scene, found, region.width(), region.height(),
				(plane, part) -> reader.read(scene, found.level(), plane, part.translate(region.x(), region.y())));
		}
		final ScaledRegion picture = ScaledRegion.at(region0, new LevelScale(found.downsample()));
		final ScaledRegionReader scaled = new ScaledRegionReader(reader);
		return scene(scene, found, picture.width(), picture.height(),
			(plane, part) -> scaled.read(scene, found.level(), plane,
			picture.part(part.x(), part.y(), part.width(), part.height())));
	}

	private static Scene scene(final Scene scene, final WantedScale.Found found, final long width, final long height,
		final PartReader parts)
	{
		final Level from = scene.level(found.level());
		final UniformTileGrid grid = UniformTileGrid.covering(width, height, TILE, TILE);
		final Level level = Level.builder(width, height, (tile, plane) -> {
			final RegionPixels pixels = parts.read(plane, grid.tileRegion(tile));
			return pixels.isEmpty() ? Optional.empty() : Optional.of(pixels.over(scene.background()));
		}).grid(grid).samples(from.type(), from.samples()).build();
		return scene.atScale(level, found.downsample());
	}

	/** Reads a part of the picture, in its own pixels. */
	@FunctionalInterface
	private interface PartReader {

		RegionPixels read(Plane plane, Region part) throws IOException;
	}
}
