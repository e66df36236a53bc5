package org.coverslip.export.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.compression.KnownCompressions;
import org.coverslip.compression.TileCoding;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.CopiedLevel;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelType;
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
 *            number of the scene's level from which the other levels are computed
 * @param baseRegion
 *            the part of it, in its pixels
 * @param computed
 *            the finest of these is {@code baseRegion} itself, each of the others is half the one before; if anything
 *            is copied, the finest is not written since it is the last of the copied ones; the last may be for a
 *            thumbnail only
 * @param levels
 *            all levels of the file, finest first: copied ones, then computed ones
 */
record PyramidPlan(Region region0, List<KeptLevel> copied, int baseLevel, Region baseRegion,
	List<TargetLevel> computed,
	List<TargetLevel> levels)
{

	/** The longest side of a thumbnail; scanners use the same. */
	private static final int THUMBNAIL_SIDE = 1024;

	/**
	 * Makes the plan.
	 *
	 * @param wanted
	 *            in level-0 pixels
	 * @throws IllegalArgumentException
	 *             with one sentence, if the options do not suit the scene
	 */
	static PyramidPlan of(final Scene scene, final Region wanted, final PyramidTiffOptions options) throws IOException {
		final Region region0 = region(scene, wanted, options);
		final List<CopiedLevel> copyable = KeptLevel.writable(CopiedLevel.of(scene, region0));
		if (options.compression() == Compression.KEEP) return keep(scene, region0, copyable, options);
		final TileFit fit = new TileFit(options.tileSize(), options.tileSize(), pixelBytes(scene.level(0)));
		final TileCoding coding = coding(scene, region0, options, fit);
		final boolean copy = !copyable.isEmpty() && options.compression().isLossless()
			&& new KeptLevel(copyable.get(0)).compression() == coding.compression()
			&& copyable.get(0).stored().tileWidth() == options.tileSize()
			&& copyable.get(0).stored().tileHeight() == options.tileSize() && copyable.get(0).fillsTiles();
		return copy ? extended(region0, List.of(new KeptLevel(copyable.get(0))), coding, options, fit)
			: computed(region0, coding, options, fit);
	}

	private static int pixelBytes(final Level level) {
		return level.samples() * level.type().bytes();
	}

	/**
	 * The coding that the options say; Deflate for an image too small for tiles in that coding that all programs can
	 * read.
	 */
	private static TileCoding coding(final Scene scene, final Region region0, final PyramidTiffOptions options,
		final TileFit fit)
		throws IOException
	{
		final PixelType type = scene.pixelType();
		final int samples = scene.level(0).samples();
		final TileCoding wanted = TileCodings.of(options.compression(), options, type, samples);
		return fit.grid(region0.width(), region0.height(), wanted.compression()).isPresent() ? wanted
			: TileCodings.of(Compression.DEFLATE, options, type, samples);
	}

	private static Region region(final Scene scene, final Region wanted, final PyramidTiffOptions options) {
		final Region all = scene.level(0).region();
		Region region0 = wanted.intersect(all);
		if (region0.isEmpty())
			throw new IllegalArgumentException("the region of " + wanted + " lies outside of the image of "
				+ all.width() + " x "
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
			final boolean aligned = !KeptLevel.writable(CopiedLevel.of(scene, level0.region())).isEmpty();
			if (aligned)
				throw new IllegalArgumentException("the region of " + region0
					+ " does not begin at a corner of a tile of "
					+ level0.tileWidth() + " x " + level0.tileHeight()
					+ ", so that its tiles cannot be kept; let it be aligned, or choose a compression");
			throw new IllegalArgumentException(
				"the image's tiles (" + level0.compression() + ") cannot be kept as they are; choose a compression");
		}
		final List<KeptLevel> kept = keepable(copyable.stream().map(KeptLevel::new).toList(), options);
		final KeptLevel last = kept.get(kept.size() - 1);
		final Compression compression = sameAs(last.compression(), level0);
		final TileFit fit = kept.get(0).fit();
		final TileCoding coding = last.fitsOneTile(fit) ? last.target(options).coding()
			: last.compression() == TiffTag.COMPRESSION_JPEG
				? TileCodings.jpegLike(last.source().encoding(), options, level0.samples())
				: TileCodings.of(compression, options, level0.type(), level0.samples());
		return extended(region0, kept, coding, options, fit);
	}

	/** The compression for computed levels of a file whose other levels are kept. */
	private static Compression sameAs(final int tag, final Level level) {
		final boolean eightBits = level.type().bytes() == 1 && !level.type().isSigned();
		return KnownCompressions.ofTiff(tag).map(known -> Compression.of(known.word())).orElse(switch (tag) {
			case TiffTag.COMPRESSION_WEBP, TiffTag.COMPRESSION_JPEG_XR -> eightBits ? Compression.JPEG
				: Compression.LZW;
			default -> Compression.LZW;
		});
	}

	/** The levels that OpenSlide can read when they are kept, and the first in any case. */
	private static List<KeptLevel> keepable(final List<KeptLevel> copyable, final PyramidTiffOptions options) {
		final Optional<TargetLevel> finest = copyable.get(0).fittedTarget(options);
		int count = 1;
		while (count < copyable.size() && copyable.get(count).fittedTarget(options)
			.filter(level -> finest.isEmpty() || level.goesWith(finest.get())).isPresent())
			count++;
		return copyable.subList(0, count);
	}

	/** All levels are computed. */
	private static PyramidPlan computed(final Region region0, final TileCoding coding, final PyramidTiffOptions options,
		final TileFit fit)
	{
		final TargetLevel finest =
			new TargetLevel(region0.width(), region0.height(), 1, coding, fit.tileWidth(), fit.tileHeight());
		final List<TargetLevel> levels = finest.fitted(fit).orElse(finest).halvings(fit, smallEnough(options));
		return new PyramidPlan(region0, List.of(), 0, region0, withOverview(levels, options), List.copyOf(levels));
	}

	/** Levels are copied, and further ones are computed from the last of them. */
	private static PyramidPlan extended(final Region region0, final List<KeptLevel> copied, final TileCoding coding,
		final PyramidTiffOptions options, final TileFit fit)
	{
		final List<TargetLevel> levels = new ArrayList<>();
		for (final KeptLevel level : copied)
			levels.add(level.fittedTarget(options).orElseGet(() -> level.target(options)));
		final KeptLevel last = copied.get(copied.size() - 1);
		final TargetLevel base =
			new TargetLevel(last.source().region().width(), last.source().region().height(), last.source().downsample(),
			coding,
			fit.tileWidth(), fit.tileHeight());
		final List<TargetLevel> computed = last.fitsOneTile(fit) ? List.of(base)
			: base.halvings(fit, smallEnough(options));
		levels.addAll(computed.subList(1, computed.size()));
		return new PyramidPlan(region0, copied, last.source().index(), last.source().region(),
			withOverview(computed, options),
			List.copyOf(levels));
	}

	/**
	 * An Aperio file must end with a level larger than its thumbnail: Bio-Formats 8 takes the thumbnail for a level
	 * unless it is the smallest image ({@code SVSReader}; measured).
	 */
	private static int smallEnough(final PyramidTiffOptions options) {
		return options.dialect() == Dialect.SVS ? 2 * THUMBNAIL_SIDE : 0;
	}

	/** The levels, and for a thumbnail, further ones that are not written. */
	private static List<TargetLevel> withOverview(final List<TargetLevel> levels, final PyramidTiffOptions options) {
		final List<TargetLevel> all = new ArrayList<>(levels);
		if (options.dialect() == Dialect.SVS) do
			all.add(all.get(all.size() - 1).half());
		while (all.get(all.size() - 1).longestSide() > THUMBNAIL_SIDE);
		return List.copyOf(all);
	}

	/** The number in {@link #levels} of a level of {@link #computed}, or -1 if it is not to be written. */
	int indexOfComputed(final int level) {
		final int index = copied.isEmpty() ? level : copied.size() - 1 + level;
		return !copied.isEmpty() && level == 0 || index >= levels.size() ? -1 : index;
	}
}
