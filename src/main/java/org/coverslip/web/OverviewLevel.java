package org.coverslip.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.export.deepzoom.DeepZoomLayout;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Level;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Workers;

/**
 * A coarse level for scenes that store none, such as large plain images: one tile of 2048 pixels at most, for which all
 * of the scene is read once, on all cores. Without it, each look at the whole would read all of it again.
 */
final class OverviewLevel {

	private static final int LONGEST = 2048;
	/** A stored level that is no larger is as good as an overview. */
	private static final int COARSE_ENOUGH = 2 * LONGEST;
	/** Rows that a thread makes at a time. */
	private static final int ROWS = 32;

	private final Picture picture;

	private OverviewLevel(final Picture picture) {
		this.picture = picture;
	}

	/**
	 * The scene with an overview as its last level, or the scene itself if it has a coarse level.
	 *
	 * @param reader
	 *            reads the stored levels
	 * @param layout
	 *            of the scene; the overview is one of its levels
	 */
	static Scene extend(final Scene scene, final RegionReader reader, final DeepZoomLayout layout) {
		final Level coarsest = scene.level(scene.levels().size() - 1);
		if (Math.max(coarsest.width(), coarsest.height()) <= COARSE_ENOUGH) return scene;
		int level = layout.levelCount() - 1;
		while (Math.max(layout.levelWidth(level), layout.levelHeight(level)) > LONGEST)
			level--;
		final int width = (int) layout.levelWidth(level);
		final int height = (int) layout.levelHeight(level);
		final double pitch = 1L << layout.levelCount() - 1 - level;
		final OverviewLevel overview = new OverviewLevel(
			Picture.of(scene, reader).place(new ScaledRegion(0, 0, pitch, pitch, width, height)).build());
		final List<Level> levels = new ArrayList<>(scene.levels());
		levels.add(
			Level.builder(width, height, (tile, plane) -> Optional.of(overview.read(plane)))
			.scale(new LevelScale(pitch)).grid(UniformTileGrid.covering(width, height, width, height))
			.samples(coarsest.type(), coarsest.samples()).build());
		return scene.withLevels(levels);
	}

	/** Background where nothing is stored. */
	private PixelBlock read(final Plane plane) throws IOException {
		final int width = (int) picture.width();
		final int height = (int) picture.height();
		final PixelBlock whole = PixelBlock.zeros(new BlockShape(width, height, picture.samples(), picture.type()));
		Workers.runNumbered((height - 1) / ROWS + 1, band -> {
			final int y = (int) band * ROWS;
			final int rows = Math.min(ROWS, height - y);
			picture.read(plane, new Region(0, y, width, rows)).over(picture.background())
				.copyTo(0, 0, whole, 0, y, width, rows);
		});
		return whole;
	}
}
