package org.coverslip.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.export.PyramidTiffOptions.Compression;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.slide.Level;
import org.coverslip.slide.Scene;
import org.coverslip.tiff.TiffTag;

/**
 * What will be copied and what will be computed for a region of a scene.
 *
 * @param region0
 *            what is written, in level-0 pixels
 * @param copied
 *            the levels that are copied, finest first; may be empty
 * @param baseLevel
 *            number of the scene's level of which the other levels are computed
 * @param baseRegion
 *            the part of it, in its pixels
 * @param computed
 *            the finest of these is {@code baseRegion} itself, the others are halved one after the other; if anything is copied,
 *            the finest is not to be written since it is the last of the copied ones
 * @param levels
 *            all levels of the file, finest first: copied ones, then computed ones
 */
record PyramidPlan(Region region0, List<CopiedLevel> copied, int baseLevel, Region baseRegion, List<TargetLevel> computed,
	List<TargetLevel> levels)
{

	/**
	 * Decides.
	 *
	 * @param wanted
	 *            in level-0 pixels
	 * @throws IllegalArgumentException
	 *             with one sentence, if the options do not suit the scene
	 */
	static PyramidPlan of(final Scene scene, final Region wanted, final PyramidTiffOptions options) throws IOException {
		final Region region0 = region(scene, wanted, options);
		final List<CopiedLevel> copyable = CopiedLevel.of(scene, region0);
		if (options.compression() == Compression.KEEP) return keep(scene, region0, copyable, options);
		final TileCoding coding = TileCodings.of(options.compression(), options, scene.pixelType(), scene.level(0).samples());
		final boolean copy = !copyable.isEmpty() && options.compression().isLossless()
			&& copyable.get(0).encoding().compression() == coding.compression()
			&& copyable.get(0).stored().tileWidth() == options.tileSize()
			&& copyable.get(0).stored().tileHeight() == options.tileSize();
		return assembled(region0, copy ? copyable.subList(0, 1) : List.of(), coding, options, options.tileSize(),
			options.tileSize());
	}

	private static Region region(final Scene scene, final Region wanted, final PyramidTiffOptions options) {
		final Region all = scene.level(0).region();
		Region region0 = wanted.intersect(all);
		if (region0.isEmpty())
			throw new IllegalArgumentException("the region of " + wanted + " lies outside of the image of " + all.width() + " x "
				+ all.height() + " pixels");
		if (options.align() && scene.level(0).layout() instanceof UniformTileGrid grid)
			region0 = region0.translate(-grid.originX(), -grid.originY()).alignedTo(grid.tileWidth(), grid.tileHeight())
				.translate(grid.originX(), grid.originY()).intersect(all);
		return region0;
	}

	private static PyramidPlan keep(final Scene scene, final Region region0, final List<CopiedLevel> copyable,
		final PyramidTiffOptions options) throws IOException
	{
		final Level level0 = scene.level(0);
		if (copyable.isEmpty()) {
			final boolean aligned = !CopiedLevel.of(scene, level0.region()).isEmpty();
			if (aligned)
				throw new IllegalArgumentException("the region of " + region0 + " does not begin at a corner of a tile of "
					+ level0.tileWidth() + " x " + level0.tileHeight()
					+ ", so that its tiles cannot be kept; let it be aligned, or choose a compression");
			throw new IllegalArgumentException(
				"the image's tiles (" + level0.compression() + ") cannot be kept as they are; choose a compression");
		}
		final CopiedLevel last = copyable.get(copyable.size() - 1);
		final Compression compression = sameAs(last.encoding().compression(), level0);
		final TileCoding coding = last.fitsOneTile() ? last.target(options).coding()
			: TileCodings.of(compression, options, level0.type(), level0.samples());
		return assembled(region0, copyable, coding, options, last.stored().tileWidth(), last.stored().tileHeight());
	}

	/** The compression for levels that are computed where the others are kept. */
	private static Compression sameAs(final int tag, final Level level) {
		return switch (tag) {
			case TiffTag.COMPRESSION_NONE -> Compression.NONE;
			case TiffTag.COMPRESSION_DEFLATE, TiffTag.COMPRESSION_OLD_DEFLATE -> Compression.DEFLATE;
			case TiffTag.COMPRESSION_ZSTD -> Compression.ZSTD;
			case TiffTag.COMPRESSION_JPEG -> Compression.JPEG;
			case TiffTag.COMPRESSION_JPEG2000, TiffTag.COMPRESSION_JPEG2000_APERIO_RGB,
				TiffTag.COMPRESSION_JPEG2000_APERIO_YCBCR -> Compression.JPEG2000;
			case TiffTag.COMPRESSION_WEBP, TiffTag.COMPRESSION_JPEG_XR -> level.type().bytes() == 1 && !level.type().isSigned()
				? Compression.JPEG : Compression.LZW;
			default -> Compression.LZW;
		};
	}

	private static PyramidPlan assembled(final Region region0, final List<CopiedLevel> copied, final TileCoding coding,
		final PyramidTiffOptions options, final int tileWidth, final int tileHeight)
	{
		final List<TargetLevel> levels = new ArrayList<>();
		if (copied.isEmpty()) {
			levels.addAll(new TargetLevel(region0.width(), region0.height(), 1, coding, tileWidth, tileHeight).halvings());
			return new PyramidPlan(region0, copied, 0, region0, List.copyOf(levels), List.copyOf(levels));
		}
		for (final CopiedLevel level : copied)
			levels.add(level.target(options));
		final CopiedLevel last = copied.get(copied.size() - 1);
		final TargetLevel base =
			new TargetLevel(last.region().width(), last.region().height(), last.downsample(), coding, tileWidth, tileHeight);
		final List<TargetLevel> computed = last.fitsOneTile() ? List.of(base) : base.halvings();
		levels.addAll(computed.subList(1, computed.size()));
		return new PyramidPlan(region0, copied, last.index(), last.region(), computed, List.copyOf(levels));
	}

	/** Number of the level of {@link #levels} at which a level of {@link #computed} is, or -1 for the one that is only read. */
	int indexOfComputed(final int level) {
		return copied.isEmpty() ? level : level == 0 ? -1 : copied.size() - 1 + level;
	}

	/** Tiles of all levels of one plane. */
	long tileCount() {
		return levels.stream().mapToLong(level -> level.grid().tileCount()).sum();
	}
}
