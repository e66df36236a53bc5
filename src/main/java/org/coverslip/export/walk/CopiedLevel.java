package org.coverslip.export.walk;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.EncodedTiles.Encoding;
import org.coverslip.slide.Level;
import org.coverslip.slide.Scene;

/**
 * A part of a stored level that begins at a corner of a tile, so that its tiles can be copied without decoding them.
 * <p>
 * The tiles at its right and lower edge are copied whole: their pixels outside the part become padding.
 *
 * @param index
 *            the level's number in its scene
 * @param region
 *            the part, in the level's pixels
 * @param downsample
 *            level-0 pixels per pixel
 * @param stored
 *            the level's grid
 * @param type
 *            of the samples
 * @param samples
 *            of a pixel
 * @param tiles
 *            the level's tiles
 */
public record CopiedLevel(int index, Region region, double downsample, UniformTileGrid stored, PixelType type,
	int samples,
	EncodedTiles tiles)
{

	/** Sides of tiles are multiples of this: TIFF (6.0, section 15) requires it, and JPEG codes no smaller part. */
	private static final int STEP = 16;

	/** The number of the stored tile that becomes the tile in this column and row. */
	public long sourceTile(final long col, final long row) {
		return stored.index((region.x() - stored.originX()) / stored.tileWidth() + col,
			(region.y() - stored.originY()) / stored.tileHeight() + row);
	}

	/** The levels that show the region in tiles that can be copied, finest first; empty if level 0 cannot be copied. */
	public static List<CopiedLevel> of(final Scene scene, final Region region0) {
		final List<CopiedLevel> levels = new ArrayList<>();
		for (int i = 0; i < scene.levels().size(); i++) {
			final Optional<CopiedLevel> level = of(scene, i, region0);
			if (level.isEmpty()) break;
			final boolean whole = region0.equals(scene.level(0).region());
			if (i > 0 && !whole && levels.get(levels.size() - 1)
				.fitsOneTile(levels.get(0).stored().tileWidth(), levels.get(0).stored().tileHeight())) break;
			levels.add(level.get());
		}
		return levels;
	}

	private static Optional<CopiedLevel> of(final Scene scene, final int index, final Region region0) {
		final Level level = scene.level(index);
		if (!isCopyable(level)) return Optional.empty();
		final UniformTileGrid grid = (UniformTileGrid) level.layout();
		final long ratio = (scene.width() + level.width() / 2) / level.width();
		final boolean exact = isReduced(scene.width(), level.width(), ratio)
			&& isReduced(scene.height(), level.height(), ratio);
		final Region region;
		if (region0.equals(scene.level(0).region())) region = level.region();
		else if (exact && region0.x() % ratio == 0 && region0.y() % ratio == 0)
			region = new Region(region0.x() / ratio, region0.y() / ratio, ceilDiv(region0.width(), ratio),
				ceilDiv(region0.height(), ratio)).intersect(level.region());
		else return Optional.empty();
		if (region.isEmpty() || (region.x() - grid.originX()) % grid.tileWidth() != 0
			|| (region.y() - grid.originY()) % grid.tileHeight() != 0) return Optional.empty();
		return Optional.of(
			new CopiedLevel(index, region, exact ? ratio : level.downsample(), grid, level.type(), level.samples(),
				(EncodedTiles) level.tiles()));
	}

	private static boolean isReduced(final long length0, final long length, final long ratio) {
		return length == length0 / ratio || length == ceilDiv(length0, ratio);
	}

	private static long ceilDiv(final long a, final long b) {
		return (a + b - 1) / b;
	}

	/** Whether the stored tiles mean the same in another file. */
	private static boolean isCopyable(final Level level) {
		if (!(level.tiles() instanceof EncodedTiles tiles) || !(level.layout() instanceof UniformTileGrid grid))
			return false;
		if (!isTileSide(grid.tileWidth(), level.width()) || !isTileSide(grid.tileHeight(), level.height()))
			return false;
		final Encoding encoding = tiles.encoding();
		final boolean stream = encoding.compression().stream();
		return switch (encoding.colours()) {
			case GRAY -> level.samples() == 1;
			case RGB -> level.samples() == 3;
			case YCBCR -> level.samples() == 3 && stream;
			case OTHER -> false;
		} && (stream || encoding.byteOrder() == ByteOrder.LITTLE_ENDIAN || level.type().bytes() == 1);
	}

	private static boolean isTileSide(final int side, final long length) {
		return side % STEP == 0 || side == length;
	}

	public Encoding encoding() {
		return tiles.encoding();
	}

	/** Whether one tile of the requested size would hold it. */
	public boolean fitsOneTile(final int tileWidth, final int tileHeight) {
		return region.width() <= tileWidth && region.height() <= tileHeight;
	}

	/** Whether it is neither narrower nor lower than its tiles. */
	public boolean fillsTiles() {
		return region.width() >= stored.tileWidth() && region.height() >= stored.tileHeight();
	}
}
