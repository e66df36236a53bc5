package org.coverslip.format.olympus;

import java.io.IOException;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.ByteSource;
import org.coverslip.io.StoredFile;

/**
 * One file of pixels. Immutable; its tiles are read when they are asked for.
 *
 * @param file
 *            of the file
 * @param source
 *            of its bytes
 * @param header
 *            what the tiles hold
 * @param table
 *            where the tiles are
 */
record EtsFile(StoredFile file, ByteSource source, EtsHeader header, EtsTable table) {

	/** Reads all but the tiles. */
	static EtsFile read(final StoredFile file, final ByteSource source) throws IOException {
		final EtsHeader header = EtsHeader.read(source, file);
		return new EtsFile(file, source, header, EtsTable.read(source, file, header));
	}

	/** Tiles of all levels and planes. */
	long tileCount() {
		return table.levels().values().stream().mapToLong(EtsLevel::count).sum();
	}

	/**
	 * Where the tiles of a level lie in the image.
	 *
	 * @param level
	 *            a level that exists
	 * @param stack
	 *            says where the first column and row begin. Bio-Formats' CellSensReader divides their position by the
	 *            downsample and cuts off the fraction; here it is rounded, which is never more than a pixel away, and
	 *            closer to the finest level
	 */
	UniformTileGrid grid(final int level, final VsiStack stack) {
		final EtsLevel tiles = table.levels().get(level);
		final LevelScale scale = scale(level);
		return new UniformTileGrid(scale.nearestBoundary(stack.originX())
			+ (long) tiles.firstColumn() * header.tileWidth(),
			scale.nearestBoundary(stack.originY()) + (long) tiles.firstRow() * header.tileHeight(), header.tileWidth(),
			header.tileHeight(),
			tiles.columns(), tiles.rows());
	}

	/** The scale of a level: each level is half the one before. */
	static LevelScale scale(final int level) {
		return new LevelScale(1L << level);
	}

	/**
	 * Whether this may be the file with the pixels of a stack: no tile begins outside the image, and the size is the
	 * one stated here.
	 */
	boolean suits(final VsiStack stack) {
		if (stack.width() == 0 || !table.levels().containsKey(0)) return table.levels().containsKey(0);
		final boolean sized = header.sizes().isEmpty() || header.sizes().get(0) == stack.width() && header.sizes()
			.get(1) == stack.height();
		final UniformTileGrid grid = grid(0, stack);
		return sized && grid.bounds().endX() - header.tileWidth() < stack.width() && grid.bounds()
			.endY() - header.tileHeight() < stack.height();
	}
}
