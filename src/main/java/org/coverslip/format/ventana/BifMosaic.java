package org.coverslip.format.ventana;

import java.util.ArrayList;
import java.util.List;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SafeXml;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * How the tiles of a BIF are assembled: the areas that were scanned, and how far apart their tiles lie. Immutable.
 * <p>
 * Source: OpenSlide's {@code openslide-vendor-ventana.c}, which uses a single advance from tile to tile in each
 * direction: the mean over all joints of all scanned areas, weighted by the joints' confidence. Coordinates thus agree
 * with annotations made on OpenSlide's picture. Without joints in a direction (areas of one row of tiles) tiles lie
 * side by side.
 *
 * @param areas
 *            at least one, in the order of the file
 * @param advanceX
 *            from the left edge of a tile to that of the next, in level-0 pixels, &gt; 0
 * @param advanceY
 *            from row to row, likewise
 */
record BifMosaic(List<BifArea> areas, double advanceX, double advanceY) {

	/** The limit of negative overlaps: tiles further apart than ten times their size mean damage. */
	private static final int MOST_APART = 10;

	BifMosaic {
		areas = List.copyOf(areas);
	}

	/**
	 * Reads the XML of level 0.
	 *
	 * @param grid
	 *            of the stored tiles of level 0
	 * @param file
	 *            for messages
	 */
	static BifMosaic parse(final byte[] packet, final UniformTileGrid grid, final StoredFile file)
		throws SlideFormatException {
		final EncodeInfoHandler handler = new EncodeInfoHandler(grid, file);
		SafeXml.read(packet, file, handler);
		return of(handler.areas(), handler.advanceX(), handler.advanceY(), grid, file);
	}

	/** Makes the mosaic from areas as read, whose y is how far the lower edge lies above a line below all areas. */
	private static BifMosaic of(final List<BifArea> read, final double advanceX, final double advanceY,
		final UniformTileGrid grid, final StoredFile file) throws SlideFormatException
	{
		if (!isAdvance(advanceX, grid.tileWidth()) || !isAdvance(advanceY, grid.tileHeight()))
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
				"tiles of " + grid.tileWidth() + " x " + grid.tileHeight()
				+ " pixels that overlap by less than their size",
				"tiles " + advanceX + " x " + advanceY + " pixels apart");
		long top = 0;
		for (final BifArea area : read)
			top = Math.max(top, area.y() + height(area, advanceY, grid));
		final List<BifArea> areas = new ArrayList<>();
		for (final BifArea area : read)
			areas.add(area.withY(top - area.y() - height(area, advanceY, grid)));
		return new BifMosaic(areas, advanceX, advanceY);
	}

	private static boolean isAdvance(final double advance, final int tile) {
		return advance >= 1 && advance <= (double) MOST_APART * tile;
	}

	private static long height(final BifArea area, final double advanceY, final UniformTileGrid grid) {
		return (long) ((area.down() - 1) * advanceY + grid.tileHeight());
	}

	/**
	 * Which area each stored tile of level 0 belongs to: for each tile of the grid, row by row, the area's number plus
	 * 1, or 0.
	 */
	int[] owners(final UniformTileGrid grid) {
		final int[] owners = new int[(int) grid.tileCount()];
		for (int i = 0; i < areas.size(); i++) {
			final BifArea area = areas.get(i);
			for (long row = area.startRow(); row < area.startRow() + area.down(); row++)
				for (long col = area.startCol(); col < area.startCol() + area.across(); col++)
					owners[(int) grid.index(col, row)] = i + 1;
		}
		return owners;
	}
}
