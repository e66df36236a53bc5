package org.coverslip.format.mirax;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import org.coverslip.geom.PlacedTiles;
import org.coverslip.geom.Region;

/**
 * Where a zoom level's images lie. Immutable.
 * <p>
 * The camera takes overlapping photos, and each is divided into {@code divisions}² images that do not overlap. For the
 * next level, images are halved and joined two by two, whichever photos they come from. So as long as an image comes
 * from one photo, it is one tile; beyond that it consists of one tile per photo, each placed where its photo is. Where
 * photos do not overlap and their positions are not stored, an image is one tile on all levels.
 * <p>
 * Tiles are numbered by <em>cells</em>, row by row: a cell is an image, or a photo on levels whose images hold several.
 * Tiles are also painted in this order: where they overlap, OpenSlide shows the one whose cell is further down or,
 * within a row, further right.
 */
final class MiraxGrid {

	private final int imagesX;
	private final int imagesY;
	private final int divisions;
	private final CameraPositions positions;
	private final int image0Width;
	private final int image0Height;
	private final int concatenation;
	private final int width;
	private final int height;
	private final int perSide;
	private final int cellImages;
	private final int photosPerCell;
	private final int cellColumns;
	private final double advanceX;
	private final double advanceY;

	/**
	 * @param slide
	 *            the whole slide
	 * @param level
	 *            the zoom level
	 * @param concatenation
	 *            how many images in camera pixels each of the level's images covers in a row
	 * @param positions
	 *            of all photos
	 * @param apart
	 *            whether each photo has a tile of its own on all levels
	 */
	MiraxGrid(final MiraxDescription slide, final ZoomLevel level, final int concatenation,
		final CameraPositions positions,
		final boolean apart)
	{
		imagesX = slide.imagesX();
		imagesY = slide.imagesY();
		divisions = slide.divisions();
		this.positions = positions;
		image0Width = slide.levels().get(0).width();
		image0Height = slide.levels().get(0).height();
		this.concatenation = concatenation;
		width = level.width();
		height = level.height();
		final int photosPerImage = Math.max(1, concatenation / divisions);
		perSide = apart ? photosPerImage : 1;
		photosPerCell = apart ? 1 : photosPerImage;
		cellImages = apart ? Math.min(concatenation, divisions) : concatenation;
		cellColumns = (imagesX - 1) / cellImages + 1;
		final double imagesPerPhoto = Math.max(1, divisions / concatenation);
		advanceX = (double) width / perSide - level.overlapX() / imagesPerPhoto;
		advanceY = (double) height / perSide - level.overlapY() / imagesPerPhoto;
	}

	/** How many tiles an image has in a row and in a column. */
	int perSide() {
		return perSide;
	}

	/** The size of a tile; a fraction of a pixel counts as a whole one. */
	Region tile() {
		return Region.covering(0, 0, (double) width / perSide, (double) height / perSide).union(Region.ofSize(1, 1));
	}

	/** Whether tiles measure whole pixels. */
	boolean hasWholeTiles() {
		return width % perSide == 0 && height % perSide == 0;
	}

	/** The image that covers a cell. */
	int imageOf(final int cell) {
		final int x = cell % cellColumns * cellImages;
		final int y = cell / cellColumns * cellImages;
		return (y - y % concatenation) * imagesX + x - x % concatenation;
	}

	/** The column of a cell's tile within its image. */
	int partX(final int cell) {
		return cell % cellColumns * cellImages % concatenation / cellImages;
	}

	/** The row of a cell's tile within its image. */
	int partY(final int cell) {
		return cell / cellColumns * cellImages % concatenation / cellImages;
	}

	/**
	 * The cells of stored images, in ascending order.
	 *
	 * @param tables
	 *            images of one or several records
	 * @param photographed
	 *            numbers of photos, row by row; only cells with one of these photos are taken
	 */
	int[] cells(final List<ImageTable> tables, final BitSet photographed) {
		int[] cells = new int[16];
		int count = 0;
		for (final ImageTable table : tables)
			for (int i = 0; i < table.size(); i++) {
				final int cellX = table.number(i) % imagesX / cellImages;
				final int cellY = table.number(i) / imagesX / cellImages;
				for (int y = cellY; y < cellY + perSide && y * (long) cellImages < imagesY; y++)
					for (int x = cellX; x < cellX + perSide && x < cellColumns; x++) {
						final int cell = y * cellColumns + x;
						if (photographed != null && !isPhotographed(cell, photographed)) continue;
						if (photoColumn(cell) >= positions.columns() || photoRow(cell) >= positions.rows()) continue;
						if (count == cells.length) cells = Arrays.copyOf(cells, 2 * count);
						cells[count++] = cell;
					}
			}
		return ascending(cells, count);
	}

	private static int[] ascending(final int[] cells, final int count) {
		boolean sorted = true;
		for (int i = 1; i < count; i++)
			sorted &= cells[i - 1] < cells[i];
		if (sorted) return Arrays.copyOf(cells, count);
		Arrays.sort(cells, 0, count);
		int distinct = 0;
		for (int i = 0; i < count; i++)
			if (i == 0 || cells[i] != cells[i - 1]) cells[distinct++] = cells[i];
		return Arrays.copyOf(cells, distinct);
	}

	private boolean isPhotographed(final int cell, final BitSet photographed) {
		for (int y = photoRow(cell); y < Math.min(positions.rows(), photoRow(cell) + photosPerCell); y++) {
			final int next = photographed.nextSetBit(y * positions.columns() + photoColumn(cell));
			if (next >= 0 && next < y * positions.columns() + Math.min(positions.columns(),
				photoColumn(cell) + photosPerCell)) return true;
		}
		return false;
	}

	private int photoColumn(final int cell) {
		return cell % cellColumns * cellImages / divisions;
	}

	private int photoRow(final int cell) {
		return cell / cellColumns * cellImages / divisions;
	}

	/** The photos of cells, except those whose position the scanner did not know. */
	BitSet photos(final int[] cells) {
		final BitSet photos = new BitSet();
		for (final int cell : cells)
			if (!positions.isUnknown(photoColumn(cell), photoRow(cell)))
				photos.set(photoRow(cell) * positions.columns() + photoColumn(cell));
		return photos;
	}

	/** The left edge of a cell's tile in level pixels. */
	private double left(final int cell) {
		final int image = cell % cellColumns * cellImages;
		final int col = photoColumn(cell);
		return (double) (positions.x(col, photoRow(cell)) + (long) image0Width * (image - col * divisions))
			/ concatenation;
	}

	/** The upper edge of a cell's tile in level pixels. */
	private double top(final int cell) {
		final int image = cell / cellColumns * cellImages;
		final int row = photoRow(cell);
		return (double) (positions.y(photoColumn(cell), row) + (long) image0Height * (image - row * divisions))
			/ concatenation;
	}

	/** Places the tiles of cells. */
	PlacedTiles place(final int[] cells) {
		final Region tile = tile();
		final PlacedTiles.Builder builder = PlacedTiles.builder();
		for (final int cell : cells)
			builder.add(left(cell), top(cell), (int) tile.width(), (int) tile.height());
		return builder.build();
	}

	/** The pixels that cells' tiles touch; an empty region if there are no cells. */
	Region extent(final int[] cells) {
		Region all = Region.ofSize(0, 0);
		for (final int cell : cells) {
			final double x = left(cell);
			final double y = top(cell);
			all = all.union(Region.covering(x, y, x + (double) width / perSide, y + (double) height / perSide));
		}
		return all;
	}

	/** Whether cells' tiles lie side by side without overlap, each exactly where its cell is. */
	boolean isEven(final int[] cells) {
		if (advanceX != width / perSide || advanceY != height / perSide || !hasWholeTiles()) return false;
		for (final int cell : cells)
			if (left(cell) != cell % cellColumns * advanceX || top(cell) != cell / cellColumns * advanceY) return false;
		return true;
	}
}
