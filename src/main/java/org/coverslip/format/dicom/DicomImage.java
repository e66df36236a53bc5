package org.coverslip.format.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;

/**
 * One image of a series: a file, or the files of a concatenation (PS3.3 C.7.6.16.2.2.4). Immutable.
 * <p>
 * TILED_FULL frames run along rows, then down, then through focal planes, then optical paths (PS3.3 C.7.6.17.3);
 * TILED_SPARSE frames say where they lie, from 1, and in which focal plane and optical path.
 *
 * @param parts
 *            the files, in the order of their frames
 * @param firsts
 *            number of the first frame of each within the image
 * @param sparse
 *            whether frames say where they lie
 * @param paths
 *            identifiers of the optical paths of the frames, at least one
 * @param offsets
 *            of the focal planes, in the file's unit, at least one
 * @param step
 *            micrometres between focal planes that the offsets do not tell apart; else 0
 */
record DicomImage(List<DicomInstance> parts, List<Long> firsts, boolean sparse, List<String> paths,
	List<Double> offsets,
	double step)
{

	/** More are taken for a mistake. */
	private static final int MOST_PLANES = 1 << 16;

	/** The images that some files make up, in the order of their first files; a concatenation's are joined. */
	static List<DicomImage> of(final Collection<DicomInstance> files) throws IOException {
		final Map<String, List<DicomInstance>> groups = new LinkedHashMap<>();
		for (final DicomInstance file : files) {
			final String concatenation = file.data().text(CONCATENATION);
			final String size = file.width() + " " + file.height() + " " + file.frame();
			final String key = concatenation.isEmpty() ? file.file().toString() : concatenation + " " + size;
			groups.computeIfAbsent(key, absent -> new ArrayList<>()).add(file);
		}
		final List<DicomImage> images = new ArrayList<>();
		for (final List<DicomInstance> group : groups.values())
			images.add(joined(group));
		return images;
	}

	private static DicomImage joined(final List<DicomInstance> files) throws IOException {
		final Map<DicomInstance, Long> offsets = new LinkedHashMap<>();
		final Map<DicomInstance, Long> numbers = new LinkedHashMap<>();
		for (final DicomInstance file : files) {
			offsets.put(file, file.data().number(CONCATENATION_FRAME_OFFSET, 0));
			numbers.put(file, file.data().number(IN_CONCATENATION_NUMBER, 0));
		}
		final List<DicomInstance> parts = new ArrayList<>(files);
		parts.sort(Comparator.<DicomInstance, Long>comparing(offsets::get).thenComparing(numbers::get));
		final boolean told = new TreeSet<>(offsets.values()).size() == parts.size();
		final List<Long> firsts = new ArrayList<>();
		long next = 0;
		for (final DicomInstance part : parts) {
			firsts.add(told ? offsets.get(part) : next);
			next = firsts.get(firsts.size() - 1) + part.frames().count();
		}
		final DicomInstance first = parts.get(0);
		final boolean sparse = first.isSparse();
		return sparse ? sparse(parts, firsts) : full(parts, firsts, next);
	}

	private static DicomImage sparse(final List<DicomInstance> parts, final List<Long> firsts) throws IOException {
		final List<String> paths = new ArrayList<>();
		final TreeSet<Double> offsets = new TreeSet<>();
		for (final DicomInstance part : parts)
			for (int n = 0; n < part.frames().count(); n++) {
				final String path = part.opticalPath(n).orElse(part.opticalPaths().get(0));
				if (!paths.contains(path)) paths.add(path);
				offsets.add(part.focalOffset(n));
			}
		final List<String> described = new ArrayList<>(parts.get(0).opticalPaths());
		if (described.containsAll(paths)) {
			described.retainAll(paths);
			return new DicomImage(parts, firsts, true, described, List.copyOf(offsets), 0);
		}
		return new DicomImage(parts, firsts, true, paths, List.copyOf(offsets), 0);
	}

	private static DicomImage full(final List<DicomInstance> parts, final List<Long> firsts, final long end)
		throws IOException {
		final DicomInstance first = parts.get(0);
		final int planes = (int) Math.max(1, Math.min(MOST_PLANES, first.data().number(NUMBER_OF_FOCAL_PLANES, 1)));
		final long tiles = grid(first).tileCount();
		List<String> paths = first.opticalPaths();
		if (first.opticalPath(0).isPresent()) paths = List.of(first.opticalPath(0).get());
		final boolean concatenated = first.data().has(CONCATENATION);
		if (tiles > Long.MAX_VALUE / planes / paths.size())
			throw new SlideFormatException(first.file(), SlideFormatException.NO_OFFSET,
				"frames for " + tiles + " tiles", end + "");
		final long perPath = tiles * planes;
		// some files describe the optical paths of the whole series, but have frames only for the first ones
		if (!concatenated && end < perPath * paths.size() && end > 0 && end % perPath == 0)
			paths = paths.subList(0, (int) (end / perPath));
		final long all = perPath * paths.size();
		if (firsts.get(0) < 0 || !concatenated && end < all)
			throw new SlideFormatException(first.file(), SlideFormatException.NO_OFFSET, all + " frames for " + tiles
				+ " tiles, " + planes + " focal plane(s) and " + paths.size() + " optical path(s)", end + "");
		// a part of something else, whose frames are complete by themselves
		final boolean astray = parts.size() == 1 && firsts.get(0) + first.frames().count() > all && first.frames()
			.count() <= all;
		final List<Double> offsets = new ArrayList<>();
		for (int k = 0; k < planes; k++)
			offsets.add(first.focalOffset(parts.size() == 1 ? (int) Math.min(Integer.MAX_VALUE, k * tiles) : 0));
		final boolean told = new TreeSet<>(offsets).size() == planes;
		return new DicomImage(parts, astray ? List.of(0L) : firsts, false, paths, told ? offsets
			: offsets.subList(0, 1),
			told ? 0 : first.focalStep().orElse(Double.NaN)).withPlanes(planes);
	}

	/** This image with the given number of focal planes, a step apart if the offsets do not tell them apart. */
	private DicomImage withPlanes(final int planes) {
		final List<Double> all = new ArrayList<>();
		for (int k = 0; k < planes; k++)
			all.add(offsets.get(Math.min(k, offsets.size() - 1)));
		return new DicomImage(parts, firsts, sparse, List.copyOf(paths), all, step);
	}

	private static UniformTileGrid grid(final DicomInstance file) {
		return UniformTileGrid.covering(file.width(), file.height(), file.frame().width(), file.frame().height());
	}

	DicomInstance first() {
		return parts.get(0);
	}

	long width() {
		return first().width();
	}

	long height() {
		return first().height();
	}

	BlockShape frame() {
		return first().frame();
	}

	/** Its tiles, unless it is sparse and they lie elsewhere. */
	UniformTileGrid grid() {
		return grid(first());
	}

	/**
	 * Heights of the focal planes in micrometres, as many as there are offsets.
	 *
	 * @param unit
	 *            micrometres in the unit of the offsets
	 */
	List<Double> heights(final double unit) {
		final List<Double> heights = new ArrayList<>();
		for (int k = 0; k < offsets.size(); k++)
			heights.add(offsets.get(k) * unit + (Double.isNaN(step) ? k : k * step));
		return heights;
	}

	/** Whether nothing says how far apart its focal planes are. */
	boolean isStepUnknown() {
		return Double.isNaN(step) && offsets.size() > 1;
	}

	/**
	 * What is missing from a concatenation, as a phrase: some of its files may not be where the others are. A sparse
	 * image need not have every frame, so its files are counted instead.
	 */
	Optional<String> missing() throws IOException {
		if (!first().data().has(CONCATENATION)) return Optional.empty();
		if (sparse) {
			final long told = first().data().number(IN_CONCATENATION_TOTAL_NUMBER, 0);
			return told <= parts.size() ? Optional.empty()
				: Optional.of(told - parts.size() + " of the " + told + " files");
		}
		final long all = grid().tileCount() * offsets.size() * paths.size();
		final long here = parts.stream().mapToLong(part -> part.frames().count()).sum();
		return here >= all ? Optional.empty() : Optional.of(all - here + " of the " + all + " frames");
	}

	/** The files' names, joined. */
	String name() {
		return first().name() + (parts.size() == 1 ? "" : " and " + (parts.size() - 1) + " more of its parts");
	}
}
