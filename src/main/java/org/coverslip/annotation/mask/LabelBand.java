package org.coverslip.annotation.mask;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Level;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.Workers;

/**
 * Reads a label image in bands of rows, each in pieces side by side, on all cores, and gives its rows as runs. What is
 * kept is one band's runs, and the tiles of a band.
 */
final class LabelBand implements AutoCloseable {

	private static final int ROWS = 256;
	private static final int COLUMNS = 512;
	private static final int MOST_COLUMNS = 4096;

	private final Scene scene;
	private final int level;
	private final Plane plane;
	private final Labels labels;
	private final int columns;
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
		final int rows = ROWS;
		pieces = new LabelRow[(int) ((from.width() + columns - 1) / columns)][rows];
		for (final LabelRow[] piece : pieces)
			for (int row = 0; row < rows; row++)
				piece[row] = new LabelRow();
		final long touched = (from.width() + from.tileWidth()) * ((long) ROWS + from.tileHeight()) * from.samples()
			* from.type().bytes();
		final MemoryBudget budget = MemoryBudget.ofProcess();
		memory = budget.reserve(touched, budget.atMost(touched, 8));
		reader = new RegionReader(TileCache.forOnePass(memory.bytes()));
	}

	/** How many rows a band has; the last one may have fewer. */
	int rows() {
		return ROWS;
	}

	/** Reads the band that begins at a row. */
	void read(final int firstRow) throws IOException {
		Workers.runNumbered(pieces.length, piece -> read((int) piece, firstRow));
	}

	private void read(final int piece, final int firstRow) throws IOException {
		final Level from = scene.level(level);
		final Region region = new Region((long) piece * columns, firstRow, columns, ROWS).intersect(from.region());
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
		final int width = block.width();
		final int first = y * width;
		int x = 0;
		while (x < width) {
			final int start = x;
			final int at = first + x;
			do
				x++;
			while (x < width && labels.areEqual(block, at, first + x)
				&& (pixels.isOpaque() || pixels.alpha(at) == 0 == (pixels.alpha(first + x) == 0)));
			if (!pixels.isOpaque() && pixels.alpha(at) == 0) continue;
			final long label = labels.of(block, at, region.x() + start, region.y() + y);
			if (label != labels.background())
				row.add((int) region.x() + start, (int) region.x() + x, (int) label);
		}
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
