package org.coverslip.format.ventana;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.geom.Subpixel;
import org.coverslip.geom.TileParts;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.TileSource;

/**
 * The placed tiles of a BIF's level: one for each tile of level 0; in coarser levels, each is a part of a stored tile.
 * Thread-safe.
 * <p>
 * A stored tile of a coarse level has hundreds of parts, and regions show parts of many rows of tiles, so stored tiles
 * are kept in a small cache while their parts are read.
 */
final class PartTiles implements TileSource {

	private final TileSource stored;
	private final UniformTileGrid grid;
	private final TileParts parts;
	private final int layers;
	private final Region image;
	private final PlacedCells cells;
	private final TileCache whole;
	private final SlideLifetime lifetime;

	/**
	 * @param stored
	 *            the stored tiles of the level, in all layers
	 * @param grid
	 *            of one layer
	 * @param layers
	 *            of the level
	 * @param image
	 *            the pixels that the level has according to the directory; everything beyond them is padding
	 * @param cells
	 *            the tiles of level 0, in the order in which they are placed
	 * @param whole
	 *            keeps stored tiles
	 */
	PartTiles(final TileSource stored, final UniformTileGrid grid, final TileParts parts, final int layers,
		final Region image,
		final PlacedCells cells, final TileCache whole, final SlideLifetime lifetime)
	{
		this.stored = stored;
		this.grid = grid;
		this.parts = parts;
		this.layers = layers;
		this.image = image;
		this.cells = cells;
		this.whole = whole;
		this.lifetime = lifetime;
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		lifetime.checkOpen();
		if (plane.z() >= layers) return Optional.empty();
		final long col = cells.column((int) tile);
		final long row = cells.row((int) tile);
		final int n = parts.perSide();
		final long index = grid.index(col / n, row / n);
		final Region place = grid.tileRegion(index);
		final Region used = place.intersect(image).translate(-place.x(), -place.y());
		final long inFile = plane.z() * grid.tileCount() + index;
		final Plane channel = new Plane(plane.channel(), 0, 0);
		if (n == 1 && used.equals(Region.ofSize(grid.tileWidth(), grid.tileHeight())))
			return stored.read(inFile, channel);
		final Optional<PixelBlock> block = n == 1 ? stored.read(inFile, channel)
			: whole.get(lifetime, stored, inFile, channel);
		return block.map(from -> cut(from, used, parts.left((int) (col % n)), parts.top((int) (row % n))));
	}

	private PixelBlock cut(final PixelBlock from, final Region used, final Subpixel left, final Subpixel top) {
		final Region part = new Region(left.pixel(), top.pixel(), parts.width(), parts.height());
		if (left.isWhole() && top.isWhole() && used.contains(part))
			return from.crop((int) part.x(), (int) part.y(), parts.width(), parts.height());
		return new TileCutter(from, used, left, top).cut(parts.width(), parts.height());
	}
}
