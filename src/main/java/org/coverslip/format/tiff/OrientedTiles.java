package org.coverslip.format.tiff;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.TileSource;

/**
 * Tiles turned and mirrored as the Orientation tag asks (TIFF 6.0, page 36), so that row 0 is on top and column 0 on
 * the left. Thread-safe.
 * <p>
 * Padding on the right or at the bottom of stored tiles may end up on the left or on top; the grid then begins at a
 * negative position.
 */
final class OrientedTiles implements TileSource {

	private final TileSource stored;
	private final UniformTileGrid storedGrid;
	private final UniformTileGrid grid;
	private final boolean transposed;
	private final boolean mirroredX;
	private final boolean mirroredY;

	/**
	 * @param width
	 *            of the image as stored
	 * @param height
	 *            of the image as stored
	 */
	OrientedTiles(final TileSource stored, final UniformTileGrid storedGrid, final long width, final long height,
		final int orientation)
	{
		this.stored = stored;
		this.storedGrid = storedGrid;
		transposed = orientation >= 5;
		// mirroring applies to the shown image, after rows and columns were exchanged
		mirroredX = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
		mirroredY = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
		final UniformTileGrid g = storedGrid;
		final long columns = transposed ? g.rows() : g.columns();
		final long rows = transposed ? g.columns() : g.rows();
		final int tileWidth = transposed ? g.tileHeight() : g.tileWidth();
		final int tileHeight = transposed ? g.tileWidth() : g.tileHeight();
		final long shownWidth = transposed ? height : width;
		final long shownHeight = transposed ? width : height;
		grid = new UniformTileGrid(mirroredX ? shownWidth - columns * tileWidth : 0,
			mirroredY ? shownHeight - rows * tileHeight : 0, tileWidth, tileHeight, columns, rows);
	}

	/** Where the turned tiles lie. */
	UniformTileGrid grid() {
		return grid;
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		final long col = mirroredX ? grid.columns() - 1 - tile % grid.columns() : tile % grid.columns();
		final long row = mirroredY ? grid.rows() - 1 - tile / grid.columns() : tile / grid.columns();
		final long storedTile = transposed ? storedGrid.index(row, col) : storedGrid.index(col, row);
		return stored.read(storedTile, plane).map(this::turn);
	}

	PixelBlock turn(final PixelBlock block) {
		final int width = transposed ? block.height() : block.width();
		final int height = transposed ? block.width() : block.height();
		final int n = block.samples();
		final PixelBlock turned = PixelBlock.zeros(new BlockShape(width, height, n, block.type()));
		for (int y = 0; y < height; y++) {
			final int fromY = mirroredY ? height - 1 - y : y;
			for (int x = 0; x < width; x++) {
				final int fromX = mirroredX ? width - 1 - x : x;
				final int from = transposed ? fromX * block.width() + fromY : fromY * block.width() + fromX;
				System.arraycopy(block.array(), from * n, turned.array(), (y * width + x) * n, n);
			}
		}
		return turned;
	}
}
