package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.coverslip.format.FocalOffsets;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.Level;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;
import org.coverslip.tiff.TiffFile;

/**
 * The levels of one NDPI: those stored, and between and below them the {@link ReducedLevels}. Immutable.
 *
 * @param levels
 *            finest first
 * @param focalOffsets
 *            of the z-planes in nanometres, ascending
 * @param notShown
 *            a sentence for each focal plane that is left out
 * @param smallest
 *            directory of the smallest stored level in focus
 * @param samples
 *            components of the JPEGs: 1 or 3
 */
record NdpiPyramid(List<Level> levels, List<Long> focalOffsets, List<String> notShown, NdpiDirectory smallest,
	int samples) {

	private static final double NM_PER_UM = 1000;

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
			if (directory.isLevel())
				planes.computeIfAbsent(directory.focalOffset(), offset -> new ArrayList<>()).add(directory);
		if (planes.isEmpty())
			throw new SlideFormatException(tiff.file(), SlideFormatException.NO_OFFSET,
				"a level of a pyramid (SourceLens above 0)", "none");
		final long inFocus = planes.keySet().stream().min(Comparator.comparingLong(Math::abs)).orElseThrow();
		final SortedMap<Long, List<StoredJpeg>> jpegs = new TreeMap<>();
		jpegs.put(inFocus, jpegs(tiff, planes.get(inFocus), lifetime));
		final List<StoredJpeg> reference = jpegs.get(inFocus);
		final List<String> notShown = new ArrayList<>();
		for (final Map.Entry<Long, List<NdpiDirectory>> plane : planes.entrySet()) {
			if (plane.getKey() == inFocus) continue;
			final List<StoredJpeg> others =
				plane.getValue().size() == reference.size() ? jpegs(tiff, plane.getValue(), lifetime) : List.of();
			if (areAlike(reference, others)) jpegs.put(plane.getKey(), others);
			else notShown.add("the focal plane at " + plane.getKey()
				+ " nm is not shown: its levels are not those of the plane in focus");
		}
		final List<NdpiDirectory> focused = planes.get(inFocus);
		return new NdpiPyramid(levels(jpegs, inFocus), List.copyOf(jpegs.keySet()), List.copyOf(notShown),
			focused.get(focused.size() - 1),
			reference.get(0).samples());
	}

	/** Where the focal planes lie; the one at 0 is in focus. */
	FocalOffsets heights() {
		return new FocalOffsets(focalOffsets.stream().map(offset -> offset / NM_PER_UM).toList());
	}

	/** The JPEGs of one focal plane, finest first; sorts the directories in that order. */
	private static List<StoredJpeg> jpegs(final TiffFile tiff, final List<NdpiDirectory> plane,
		final SlideLifetime lifetime)
		throws IOException
	{
		plane.sort(Comparator.comparingLong(NdpiDirectory::width).reversed());
		final List<StoredJpeg> jpegs = new ArrayList<>();
		for (final NdpiDirectory directory : plane) {
			final StoredJpeg jpeg = directory.jpeg(tiff, lifetime);
			if (!jpegs.isEmpty()) checkFollows(tiff, jpegs.get(jpegs.size() - 1), jpeg, directory);
			jpegs.add(jpeg);
		}
		return jpegs;
	}

	private static void checkFollows(final TiffFile tiff, final StoredJpeg finer, final StoredJpeg jpeg,
		final NdpiDirectory directory) throws SlideFormatException
	{
		if (jpeg.width() >= finer.width() || jpeg.height() > finer.height())
			throw new SlideFormatException(tiff.file(), directory.ifd().offset(), "levels of different size",
				jpeg.width() + " x " + jpeg.height() + " after " + finer.width() + " x " + finer.height());
		if (jpeg.samples() != finer.samples())
			throw new SlideFormatException(tiff.file(), directory.ifd().offset(),
				"a level with samples like those of level 0",
				jpeg.samples() + " components");
	}

	/** Whether two focal planes have the same levels in the same tiles, so that they can be shown as one scene. */
	private static boolean areAlike(final List<StoredJpeg> a, final List<StoredJpeg> b) {
		if (a.size() != b.size()) return false;
		for (int i = 0; i < a.size(); i++)
			if (a.get(i).width() != b.get(i).width() || a.get(i).height() != b.get(i).height()
				|| !a.get(i).grid().equals(b.get(i).grid())
				|| a.get(i).samples() != b.get(i).samples()) return false;
		return true;
	}

	private static List<Level> levels(final SortedMap<Long, List<StoredJpeg>> jpegs, final long inFocus) {
		final List<StoredJpeg> reference = jpegs.get(inFocus);
		final List<Planes> stored = new ArrayList<>();
		for (int i = 0; i < reference.size(); i++) {
			final int level = i;
			stored.add(new Planes(reference.get(i), jpegs.values().stream().map(plane -> plane.get(level)).toList()));
		}
		return ReducedLevels.of(stored, reference.get(0).samples());
	}

	/** A stored level of all focal planes; the plane's z chooses. */
	private record Planes(StoredJpeg reference, List<StoredJpeg> jpegs) implements ReducedLevels.Stored {

		@Override
		public long width() {
			return reference.width();
		}

		@Override
		public long height() {
			return reference.height();
		}

		@Override
		public UniformTileGrid grid() {
			return reference.grid();
		}

		@Override
		public TileSource reduced(final int denominator) {
			final List<TileSource> byZ = jpegs.stream().map(jpeg -> jpeg.tiles(denominator)).toList();
			return byZ.size() == 1 ? byZ.get(0) : (tile, plane) -> byZ.get(plane.z()).read(tile, plane);
		}
	}
}
