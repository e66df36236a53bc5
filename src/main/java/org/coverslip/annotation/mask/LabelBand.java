package org.coverslip.annotation.mask;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Level;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.Workers;

/**
 * Reads a label image in bands of rows, each in pieces side by side, on all cores, and gives its rows as runs. What is
 * kept is one band's runs, and the tiles of a band.
 */
final class LabelBand implements AutoCloseable {

	private static final int MOST_ROWS = 256;
	private static final int LEAST_ROWS = 16;
	private static final int COLUMNS = 512;
	private static final int MOST_COLUMNS = 4096;

	private final Scene scene;
	private final int level;
	private final Plane plane;
	private final Labels labels;
	private final int columns;
	private final int rows;
	private final MemoryBudget.Reservation memory;
	private final RegionReader reader;
	private final LabelRow[][] pieces;

	/**
	 * @param labels
	 *            makes labels of samples
	 */
	LabelBand(final Scene scene, final int level, final Plane plane, final Labels labels) {
		this.scene = scene;
		this.level = level;
		this.plane = plane;
		this.labels = labels;
		final Level from = scene.level(level);
		columns = from.tileWidth() == 0 ? COLUMNS : Math.max(64, Math.min(MOST_COLUMNS, from.tileWidth()));
		final MemoryBudget budget = MemoryBudget.ofProcess();
		rows = rows(from.width(), budget);
		pieces = new LabelRow[(int) ((from.width() + columns - 1) / columns)][rows];
		for (final LabelRow[] piece : pieces)
			for (int row = 0; row < rows; row++)
				piece[row] = new LabelRow();
		final long touched = eachTileIsReadOnce(from) ? 0 : (from.width() + from.tileWidth())
			* ((long) rows + from.tileHeight()) * from.samples() * from.type().bytes();
		memory = budget.reserve(touched, budget.atMost(touched, 8));
		reader = new RegionReader(TileCache.forOnePass(memory.bytes()));
	}

	/** As many as there is memory for, if each pixel is a run of its own. */
	private static int rows(final long width, final MemoryBudget budget) {
		int rows = MOST_ROWS;
		while (rows > LEAST_ROWS && width * rows * LabelRow.RUN_BYTES > budget.atMost(Long.MAX_VALUE, 3))
			rows /= 2;
		return rows;
	}

	/** Whether pieces of a band are whole tiles, above each other. */
	private boolean eachTileIsReadOnce(final Level from) {
		return from.layout() instanceof UniformTileGrid grid && grid.originX() == 0 && grid.originY() == 0
			&& grid.tileWidth() == columns && rows % grid.tileHeight() == 0;
	}

	/** How many rows a band has; the last one may have fewer. */
	int rows() {
		return rows;
	}

	/** Reads the band that begins at a row. */
	void read(final int firstRow) throws IOException {
		Workers.runNumbered(pieces.length, piece -> read((int) piece, firstRow));
	}

	private void read(final int piece, final int firstRow) throws IOException {
		final Level from = scene.level(level);
		final Region region = new Region((long) piece * columns, firstRow, columns, rows).intersect(from.region());
		for (final LabelRow row : pieces[piece])
			row.clear();
		final RegionPixels pixels = reader.read(scene, level, plane, region);
		if (pixels.isEmpty()) return;
		final PixelBlock block = pixels.block();
		for (int y = 0; y < region.height(); y++)
			read(pixels, block, y, region, pieces[piece][y]);
	}

	private void read(final RegionPixels pixels, final PixelBlock block, final int y, final Region region,
		final LabelRow row)
	{
		final int first = y * block.width();
		final int end = first + block.width();
		for (int at = first; at < end;) {
			final int start = at;
			at = labels.endOfRun(block, start, pixels.isOpaque() ? end : endOfCover(pixels, start, end));
			if (pixels.alpha(start) == 0) continue;
			final long label = labels.of(block, start, region.x() + start - first, region.y() + y);
			if (label != labels.background())
				row.add((int) region.x() + start - first, (int) region.x() + at - first, (int) label);
		}
	}

	/** Where what is covered ends, or what is not. */
	private static int endOfCover(final RegionPixels pixels, final int first, final int end) {
		final boolean covered = pixels.alpha(first) != 0;
		int at = first + 1;
		while (at < end && pixels.alpha(at) != 0 == covered)
			at++;
		return at;
	}

	/** Adds the runs of a row of the band to another row. */
	void copy(final int row, final LabelRow target) {
		for (final LabelRow[] piece : pieces)
			for (int run = 0; run < piece[row].count(); run++)
				target.add(piece[row].start(run), piece[row].end(run), piece[row].label(run));
	}

	@Override
	public void close() {
		memory.close();
	}
}
