package org.coverslip.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.TileEncoder;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.EncodedTiles.Encoding;
import org.coverslip.slide.Level;
import org.coverslip.slide.Scene;
import org.coverslip.tiff.TiffTag;

/**
 * A part of a stored level whose tiles can be copied without decoding them, since it begins at a corner of a tile.
 * <p>
 * The tiles at its right and lower edge are copied whole: what of them lies outside of the part becomes padding.
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
record CopiedLevel(int index, Region region, double downsample, UniformTileGrid stored, PixelType type, int samples,
	EncodedTiles tiles)
{

	private static final PyramidTiffOptions PLAIN = PyramidTiffOptions.builder().build();

	/** Number of the stored tile that becomes the tile in this column and row. */
	long sourceTile(final long col, final long row) {
		return stored.index((region.x() - stored.originX()) / stored.tileWidth() + col,
			(region.y() - stored.originY()) / stored.tileHeight() + row);
	}

	/** Finest first: those levels that show the region in tiles that can be copied; empty if level 0 cannot be. */
	static List<CopiedLevel> of(final Scene scene, final Region region0) {
		final List<CopiedLevel> levels = new ArrayList<>();
		for (int i = 0; i < scene.levels().size(); i++) {
			final Optional<CopiedLevel> level = of(scene, i, region0);
			if (level.isEmpty()) break;
			final boolean whole = region0.equals(scene.level(0).region());
			if (i > 0 && !whole && levels.get(levels.size() - 1).fitsOneTile(levels.get(0).fit())) break;
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

	/** Whether the stored tiles mean in another TIFF what they mean where they are. */
	private static boolean isCopyable(final Level level) {
		if (!(level.tiles() instanceof EncodedTiles tiles) || !(level.layout() instanceof UniformTileGrid grid))
			return false;
		if (!isTileSide(grid.tileWidth(), level.width()) || !isTileSide(grid.tileHeight(), level.height()))
			return false;
		final Encoding encoding = tiles.encoding();
		final boolean stream = isImageStream(encoding.compression());
		return switch (encoding.photometric()) {
			case TiffTag.PHOTOMETRIC_MIN_IS_BLACK -> level.samples() == 1;
			case TiffTag.PHOTOMETRIC_RGB -> level.samples() == 3;
			case TiffTag.PHOTOMETRIC_YCBCR -> level.samples() == 3 && stream;
			default -> false;
		} && (stream || encoding.littleEndian() || level.type().bytes() == 1);
	}

	private static boolean isTileSide(final int side, final long length) {
		return side % TileFit.STEP == 0 || side == length;
	}

	/** Whether a tile is a stream that describes its samples itself. */
	private static boolean isImageStream(final int compression) {
		return switch (compression) {
			case TiffTag.COMPRESSION_JPEG, TiffTag.COMPRESSION_JPEG2000, TiffTag.COMPRESSION_JPEG2000_APERIO_RGB,
				TiffTag.COMPRESSION_JPEG2000_APERIO_YCBCR, TiffTag.COMPRESSION_WEBP,
				TiffTag.COMPRESSION_JPEG_XR -> true;
			default -> false;
		};
	}

	Encoding encoding() {
		return tiles.encoding();
	}

	/** Whether one tile of the size that is asked for would hold it. */
	boolean fitsOneTile(final TileFit fit) {
		return region.width() <= fit.tileWidth() && region.height() <= fit.tileHeight();
	}

	/** Whether it is neither narrower nor lower than its tiles. */
	boolean fillsTiles() {
		return region.width() >= stored.tileWidth() && region.height() >= stored.tileHeight();
	}

	TileFit fit() {
		return new TileFit(stored.tileWidth(), stored.tileHeight(), samples * type.bytes());
	}

	/**
	 * The level of the new file, in tiles that OpenSlide can read: those that are copied, or, where they are larger
	 * than the level and nothing is lost by it, others.
	 *
	 * @return empty if there are none
	 */
	Optional<TargetLevel> fittedTarget(final PyramidTiffOptions options) {
		final TargetLevel target = target(options);
		if (fillsTiles() || isReadWithoutLibtiff()) return Optional.of(target);
		return isLossless() ? target.fitted(fit()) : Optional.empty();
	}

	/**
	 * OpenSlide decodes these itself ({@code tile_read_direct} in its {@code openslide-decode-tiff.c}), or not at all.
	 */
	private boolean isReadWithoutLibtiff() {
		return switch (encoding().compression()) {
			case TiffTag.COMPRESSION_JPEG -> samples == 3;
			case TiffTag.COMPRESSION_JPEG2000, TiffTag.COMPRESSION_JPEG2000_APERIO_RGB,
				TiffTag.COMPRESSION_JPEG2000_APERIO_YCBCR, TiffTag.COMPRESSION_JPEG_XR -> true;
			default -> false;
		};
	}

	/** Whether Coverslip can write its tiles anew without loss. */
	private boolean isLossless() {
		return !isImageStream(encoding().compression()) && TileCodings.like(encoding(), PLAIN, samples).isPresent();
	}

	/**
	 * The level of the new file. Its encoder is for blank tiles, and gives nothing where Coverslip cannot write such
	 * tiles.
	 */
	TargetLevel target(final PyramidTiffOptions options) {
		final Encoding e = encoding();
		// looked for when a blank tile is met, since as a rule there is none
		final TileEncoder blanks = tile -> {
			final Optional<TileEncoder> encoder = TileCodings.like(e, options, samples);
			return encoder.isPresent() ? encoder.get().encode(tile) : new byte[0];
		};
		final TileCoding coding =
			new TileCoding(blanks, e.compression(), e.photometric(), e.predictor(), e.subsamplingX(),
			e.subsamplingY(), e.jpegTables());
		return new TargetLevel(region.width(), region.height(), downsample, coding, stored.tileWidth(),
			stored.tileHeight());
	}
}
