package org.coverslip.export.walk;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.coverslip.export.walk.TileOrder.Cell;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Level;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;

/** Cuts a region of a scene's level into tiles, with background where nothing is stored. Thread-safe. */
public final class PlaneReader implements AutoCloseable {

	/** Enough for the area in which several threads work, if the slide's tiles are of a usual size. */
	private static final long CACHE_BYTES = MemoryBudget.ofProcess().atMost(128L << 20, 4);
	/** A stored tile that is wider than this many tiles of the grid is a strip. */
	private static final int STRIP_TILES = 8;
	/** The most columns of a band: in wider ones fewer tiles are read twice, but more are held in memory. */
	private static final int WIDEST_BAND = 64;
	private static final int NARROWEST_BAND = 8;
	/** Bands are multiples of it. */
	private static final int MOST_APART = 8;

	private final Scene scene;
	private final int level;
	private final Region region;
	private final UniformTileGrid grid;
	private final int margin;
	private final long band;
	private final MemoryBudget.Reservation memory;
	private final RegionReader reader;
	private final ConcurrentMap<BlockShape, PixelBlock> blanks = new ConcurrentHashMap<>();

	/**
	 * @param level
	 *            the number of a level of the scene
	 * @param region
	 *            in its pixels, within it
	 * @param grid
	 *            covers the region; the region's corner is its pixel (0, 0)
	 * @param margin
	 *            by how many pixels the areas to be read extend beyond a tile on each side
	 */
	public PlaneReader(final Scene scene, final int level, final Region region, final UniformTileGrid grid,
		final int margin) {
		this.scene = scene;
		this.level = level;
		this.region = region;
		this.grid = grid;
		this.margin = margin;
		band = bandColumns();
		memory = reserve();
		reader = new RegionReader(TileCache.forOnePass(memory.bytes()));
	}

	/** The order in which the tiles of the grid are best read. */
	public TileOrder order() {
		return band == 0 ? new ZOrder(grid.columns(), grid.rows())
			: new BandOrder(grid.columns(), grid.rows(), band, apart());
	}

	/**
	 * The order in which some of them are best read.
	 *
	 * @param cells
	 *            columns and rows of the grid; they begin at multiples of a power of 2 that they do not exceed
	 */
	public TileOrder order(final Region cells) {
		final TileOrder inside = band == 0 ? new ZOrder(cells.width(), cells.height())
			: new BandOrder(cells.width(), cells.height(), band, apart());
		return () -> inside.next().map(cell -> new Cell(cells.x() + cell.col(), cells.y() + cell.row()));
	}

	/** How many columns of the grid a tile of the source is as wide as, as a power of 2; 1 for strips. */
	private long apart() {
		if (isStoredInStrips()) return 1;
		return Long.highestOneBit(Math.max(1, Math.min(MOST_APART, scene.level(level).tileWidth() / grid.tileWidth())));
	}

	/** How many columns of the grid to read together from top to bottom; 0 for squares of tiles instead. */
	private long bandColumns() {
		if (isStoredInStrips()) return grid.columns();
		if (eachTileIsReadOnce()) return 0;
		long columns = WIDEST_BAND;
		while (columns >= NARROWEST_BAND && rowBytes(columns) > CACHE_BYTES)
			columns /= 2;
		return columns < NARROWEST_BAND ? 0 : columns;
	}

	/** How many bytes of the source a row of a band can touch, plus what the next row touches again. */
	private long rowBytes(final long columns) {
		final Level source = scene.level(level);
		return (columns * grid.tileWidth() + 2L * source.tileWidth()) * (grid.tileHeight() + 2L * source.tileHeight())
			* source.samples() * source.type().bytes();
	}

	/** Whether the tiles of the grid consist of whole tiles of the source. */
	private boolean eachTileIsReadOnce() {
		return margin == 0 && scene.level(level).layout() instanceof UniformTileGrid stored
			&& grid.tileWidth() % stored.tileWidth() == 0
			&& grid.tileHeight() % stored.tileHeight() == 0 && (region.x() - stored.originX()) % stored.tileWidth() == 0
			&& (region.y() - stored.originY()) % stored.tileHeight() == 0;
	}

	/**
	 * Reserves what a row of a band needs; or else twice what one tile of the grid can touch, but no more than half of
	 * the memory.
	 */
	private MemoryBudget.Reservation reserve() {
		final MemoryBudget budget = MemoryBudget.ofProcess();
		if (eachTileIsReadOnce()) return budget.reserve(0, 0);
		final Level source = scene.level(level);
		final long touched =
			((long) source.tileWidth() + grid.tileWidth()) * ((long) source.tileHeight() + grid.tileHeight())
			* source.samples() * source.type().bytes();
		final long least = budget.atMost(touched, 2);
		if (band > 0 && !isStoredInStrips()) return budget.reserve(rowBytes(band), least);
		return budget.reserve(Math.max(CACHE_BYTES, budget.atMost(2 * touched, 2)), budget.atMost(2 * touched, 2));
	}

	/** Whether the slide stores strips rather than tiles, so that it is best read row by row. */
	private boolean isStoredInStrips() {
		final Level source = scene.level(level);
		return source.tileWidth() >= STRIP_TILES * grid.tileWidth()
			&& source.tileWidth() >= STRIP_TILES * source.tileHeight();
	}

	/** How many columns of the tile in this column of the grid belong to the region. */
	public int validWidth(final long col) {
		return (int) Math.min(grid.tileWidth(), region.width() - col * grid.tileWidth());
	}

	/** How many rows of the tile in this row of the grid belong to the region. */
	public int validHeight(final long row) {
		return (int) Math.min(grid.tileHeight(), region.height() - row * grid.tileHeight());
	}

	/** A tile of the grid with its padding filled; may be shared and must not be changed. */
	public PixelBlock tile(final Plane plane, final long col, final long row) throws IOException {
		final int width = validWidth(col);
		final int height = validHeight(row);
		final PixelBlock part =
			area(plane, new Region(col * grid.tileWidth(), row * grid.tileHeight(), width, height));
		if (width == grid.tileWidth() && height == grid.tileHeight()) return part;
		final PixelBlock tile =
			PixelBlock.zeros(new BlockShape(grid.tileWidth(), grid.tileHeight(), part.samples(), part.type()));
		part.copyTo(0, 0, tile, 0, 0, width, height);
		TilePadding.fill(tile, width, height);
		return tile;
	}

	/**
	 * Any pixels of the region; may be shared and must not be changed.
	 *
	 * @param area
	 *            within the region, counted from its corner; no wider than a tile with its margins
	 */
	public PixelBlock area(final Plane plane, final Region area) throws IOException {
		final RegionPixels pixels = reader.read(scene, level, plane, area.translate(region.x(), region.y()));
		if (!pixels.isEmpty()) return pixels.over(scene.background());
		return blanks.computeIfAbsent(pixels.block().shape(),
			shape -> background(scene, shape.width(), shape.height()));
	}

	/** Background of a scene: its colour if it is RGB, else 0. */
	public static PixelBlock background(final Scene scene, final int width, final int height) {
		final BlockShape shape = new BlockShape(width, height, scene.level(0).samples(), scene.pixelType());
		return new RegionPixels(PixelBlock.zeros(shape), new byte[shape.pixels()]).over(scene.background());
	}

	/** Gives back the memory in which it keeps pixels; nothing may be read afterwards. */
	@Override
	public void close() {
		memory.close();
	}
}
