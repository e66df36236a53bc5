package org.coverslip.export;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;

/** Cuts a region of a scene's level into tiles, with background where nothing is stored. Thread-safe. */
final class PlaneReader {

	/** Enough for the neighbourhood in which several threads work, where the slide's tiles are of a usual size. */
	private static final long CACHE_BYTES = Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 4);
	/** A stored tile that is wider than so many tiles of the grid is a strip. */
	private static final int STRIP_TILES = 8;

	private final Scene scene;
	private final int level;
	private final Region region;
	private final UniformTileGrid grid;
	private final RegionReader reader;
	private final PixelBlock blank;

	/**
	 * @param level
	 *            number of a level of the scene
	 * @param region
	 *            in its pixels, within it
	 * @param grid
	 *            covers the region, whose corner is its pixel (0, 0)
	 */
	PlaneReader(final Scene scene, final int level, final Region region, final UniformTileGrid grid) {
		this.scene = scene;
		this.level = level;
		this.region = region;
		this.grid = grid;
		final Level source = scene.level(level);
		reader = new RegionReader(TileCache.ofBytes(eachTileIsReadOnce(source, region, grid) ? 0 : cacheBytes(source, grid)));
		blank = BlankTile.pixels(scene, grid.tileWidth(), grid.tileHeight());
	}

	/** Whether the tiles of the grid are made of whole tiles of the source. */
	private static boolean eachTileIsReadOnce(final Level source, final Region region, final UniformTileGrid grid) {
		return source.layout() instanceof UniformTileGrid stored && grid.tileWidth() % stored.tileWidth() == 0
			&& grid.tileHeight() % stored.tileHeight() == 0 && (region.x() - stored.originX()) % stored.tileWidth() == 0
			&& (region.y() - stored.originY()) % stored.tileHeight() == 0;
	}

	/** Twice what of the source one tile of the grid can touch, but no more than half of the memory. */
	private static long cacheBytes(final Level source, final UniformTileGrid grid) {
		final long touched = ((long) source.tileWidth() + grid.tileWidth()) * ((long) source.tileHeight() + grid.tileHeight())
			* source.samples() * source.type().bytes();
		return Math.max(CACHE_BYTES, Math.min(2 * touched, Runtime.getRuntime().maxMemory() / 2));
	}

	/** Whether the slide stores strips rather than tiles, so that it is read best row by row. */
	boolean isStoredInStrips() {
		final Level source = scene.level(level);
		return source.tileWidth() >= STRIP_TILES * grid.tileWidth() && source.tileWidth() >= STRIP_TILES * source.tileHeight();
	}

	/** How many columns of the tile in this column of the grid belong to the region. */
	int validWidth(final long col) {
		return (int) Math.min(grid.tileWidth(), region.width() - col * grid.tileWidth());
	}

	/** How many rows, likewise. */
	int validHeight(final long row) {
		return (int) Math.min(grid.tileHeight(), region.height() - row * grid.tileHeight());
	}

	/** A tile of the grid, its padding filled; may be shared, and is not to be changed. */
	PixelBlock tile(final Plane plane, final long col, final long row) throws IOException {
		final int width = validWidth(col);
		final int height = validHeight(row);
		final RegionPixels pixels = reader.read(scene, level, plane, new Region(region.x() + col * grid.tileWidth(),
			region.y() + row * grid.tileHeight(), width, height));
		if (pixels.isEmpty()) return blank;
		final PixelBlock part = pixels.over(scene.background());
		if (width == grid.tileWidth() && height == grid.tileHeight()) return part;
		final PixelBlock tile = PixelBlock.zeros(blank.shape());
		part.copyTo(0, 0, tile, 0, 0, width, height);
		TilePadding.fill(tile, width, height);
		return tile;
	}
}
