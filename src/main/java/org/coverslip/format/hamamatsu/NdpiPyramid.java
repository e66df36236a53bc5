package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Level;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;
import org.coverslip.tiff.TiffFile;

/**
 * The levels of one NDPI: those stored, and between and below them those that the JPEG decoder makes of them at 1/2, 1/4 and 1/8.
 * Immutable.
 * <p>
 * As OpenSlide lists them: a level is reduced where its tiles can be divided evenly; of several levels of one width a stored one
 * counts, else that made from the coarsest.
 *
 * @param levels
 *            finest first
 * @param focalOffsets
 *            of the z-planes in nanometres, ascending
 * @param smallest
 *            directory of the smallest stored level in focus
 * @param samples
 *            components of the JPEGs: 1 or 3
 */
record NdpiPyramid(List<Level> levels, List<Long> focalOffsets, NdpiDirectory smallest, int samples) {

	/**
	 * Reads the heads of all levels.
	 *
	 * @throws SlideFormatException
	 *             if there are no levels, or they are damaged, or two of them have the same width
	 */
	static NdpiPyramid read(final TiffFile tiff, final List<NdpiDirectory> directories, final SlideLifetime lifetime)
		throws IOException
	{
		final SortedMap<Long, List<NdpiDirectory>> planes = new TreeMap<>();
		for (final NdpiDirectory directory : directories)
			if (directory.isLevel()) planes.computeIfAbsent(directory.focalOffset(), offset -> new ArrayList<>()).add(directory);
		if (planes.isEmpty())
			throw new SlideFormatException(tiff.path(), SlideFormatException.NO_OFFSET, "a level of a pyramid (SourceLens above 0)", "none");
		final long inFocus = planes.keySet().stream().min(Comparator.comparingLong(Math::abs)).orElseThrow();
		final SortedMap<Long, List<IntervalJpeg>> jpegs = new TreeMap<>();
		jpegs.put(inFocus, jpegs(tiff, planes.get(inFocus), lifetime));
		final List<IntervalJpeg> reference = jpegs.get(inFocus);
		for (final Map.Entry<Long, List<NdpiDirectory>> plane : planes.entrySet()) {
			if (plane.getKey() == inFocus || plane.getValue().size() != reference.size()) continue;
			final List<IntervalJpeg> others = jpegs(tiff, plane.getValue(), lifetime);
			if (areAlike(reference, others)) jpegs.put(plane.getKey(), others);
		}
		final List<NdpiDirectory> focused = planes.get(inFocus);
		return new NdpiPyramid(levels(tiff, jpegs, inFocus), List.copyOf(jpegs.keySet()), focused.get(focused.size() - 1),
			reference.get(0).header().components().size());
	}

	/** The JPEGs of one focal plane, finest first; sorts the directories so. */
	private static List<IntervalJpeg> jpegs(final TiffFile tiff, final List<NdpiDirectory> plane, final SlideLifetime lifetime)
		throws IOException
	{
		plane.sort(Comparator.comparingLong(NdpiDirectory::width).reversed());
		final List<IntervalJpeg> jpegs = new ArrayList<>();
		for (final NdpiDirectory directory : plane) {
			final IntervalJpeg jpeg = directory.jpeg(tiff, lifetime);
			if (!jpegs.isEmpty()) checkFollows(tiff, jpegs.get(jpegs.size() - 1), jpeg, directory);
			jpegs.add(jpeg);
		}
		return jpegs;
	}

	private static void checkFollows(final TiffFile tiff, final IntervalJpeg finer, final IntervalJpeg jpeg,
		final NdpiDirectory directory) throws SlideFormatException
	{
		if (jpeg.width() >= finer.width() || jpeg.height() > finer.height())
			throw new SlideFormatException(tiff.path(), directory.ifd().offset(), "levels of different size",
				jpeg.width() + " x " + jpeg.height() + " after " + finer.width() + " x " + finer.height());
		if (jpeg.header().components().size() != finer.header().components().size())
			throw new SlideFormatException(tiff.path(), directory.ifd().offset(), "a level with samples like those of level 0",
				jpeg.header().components().size() + " components");
	}

	/** Whether two focal planes have the same levels in the same tiles, so that they can be shown as one scene. */
	private static boolean areAlike(final List<IntervalJpeg> a, final List<IntervalJpeg> b) {
		for (int i = 0; i < a.size(); i++)
			if (a.get(i).width() != b.get(i).width() || a.get(i).height() != b.get(i).height()
				|| !a.get(i).grid().equals(b.get(i).grid())
				|| a.get(i).header().components().size() != b.get(i).header().components().size()) return false;
		return true;
	}

	private static List<Level> levels(final TiffFile tiff, final SortedMap<Long, List<IntervalJpeg>> jpegs, final long inFocus) {
		final List<IntervalJpeg> reference = jpegs.get(inFocus);
		final Map<Long, Source> byWidth = new HashMap<>();
		for (int i = 0; i < reference.size(); i++)
			for (int denominator = 1; denominator <= 8; denominator *= 2) {
				final IntervalJpeg jpeg = reference.get(i);
				final UniformTileGrid grid = jpeg.grid();
				final boolean even = grid.tileWidth() % denominator == 0 && grid.tileHeight() % denominator == 0;
				if (even && jpeg.width() >= denominator && jpeg.height() >= denominator)
					byWidth.put(jpeg.width() / denominator,
						new Source(i, denominator, jpeg.width() / denominator, jpeg.height() / denominator));
			}
		final List<Source> sources = new ArrayList<>(byWidth.values());
		sources.sort(Comparator.comparingLong(Source::width).reversed());
		final List<Level> levels = new ArrayList<>();
		for (final Source source : sources) {
			final LevelScale scale =
				LevelScale.between(reference.get(0).width(), reference.get(0).height(), source.width, source.height);
			// of two levels whose order by width and by scale differs, because sizes are rounded, the stored one stays
			while (source.denominator == 1 && !levels.isEmpty() && scale.downsample() < levels.get(levels.size() - 1).downsample())
				levels.remove(levels.size() - 1);
			if (levels.isEmpty() || scale.downsample() >= levels.get(levels.size() - 1).downsample())
				levels.add(level(tiff, source, scale, jpegs));
		}
		return levels;
	}

	private static Level level(final TiffFile tiff, final Source source, final LevelScale scale,
		final SortedMap<Long, List<IntervalJpeg>> jpegs)
	{
		final List<TileSource> planes = new ArrayList<>();
		JpegTiles tiles = null;
		for (final List<IntervalJpeg> plane : jpegs.values()) {
			tiles = new JpegTiles(plane.get(source.stored), tiff.path(), source.denominator);
			planes.add(tiles);
		}
		final List<TileSource> byZ = List.copyOf(planes);
		final TileSource all = byZ.size() == 1 ? tiles : (tile, plane) -> byZ.get(plane.z()).read(tile, plane);
		return new Level(source.width, source.height, scale, tiles.grid(), all, PixelType.UINT8, tiles.samples(),
			tiles.grid().tileWidth(), tiles.grid().tileHeight(), "JPEG");
	}

	/** From which stored level a level is made, and how much reduced. */
	private record Source(int stored, int denominator, long width, long height) {}
}
