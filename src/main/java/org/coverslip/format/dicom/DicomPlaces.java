package org.coverslip.format.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.coverslip.dicom.DicomDataSet;
import org.coverslip.geom.PlacedTiles;
import org.coverslip.geom.TileLayout;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;

/**
 * Which frame of which file shows a tile of a level in a plane, among all files that hold parts of that level.
 * Immutable; thread-safe.
 */
final class DicomPlaces {

	/** A frame of a file. */
	record Frame(DicomInstance file, int number) {

		PixelBlock decode() throws IOException {
			return file.decoder().decode(file.frames().read(number));
		}
	}

	/** A channel and a focal plane. */
	record Pair(int channel, int z) {}

	private record Cell(long tile, Pair pair) {}

	/** Frames of a TILED_FULL image for one pair, by the number of the frame of tile 0. */
	private record Run(DicomImage image, long first) {}

	private final TileLayout layout;
	private final Map<Cell, Frame> sparse;
	private final Map<Pair, Run> full;
	private final Set<Pair> pairs;

	private DicomPlaces(final TileLayout layout, final Map<Cell, Frame> sparse, final Map<Pair, Run> full,
		final Set<Pair> pairs) {
		this.layout = layout;
		this.sparse = sparse;
		this.full = full;
		this.pairs = pairs;
	}

	/**
	 * Puts together images of one size with frames of one shape: whichever is put in first keeps its place. For one
	 * thread.
	 */
	static final class Builder {

		private final UniformTileGrid grid;
		private final List<String> paths;
		private final Map<Pair, Run> full = new HashMap<>();
		private final Map<Pair, DicomImage> owners = new LinkedHashMap<>();
		private final Map<Position, Frame> positions = new LinkedHashMap<>();

		/**
		 * @param paths
		 *            identifiers of the scene's optical paths: its channels
		 */
		Builder(final UniformTileGrid grid, final List<String> paths) {
			this.grid = grid;
			this.paths = paths;
		}

		/**
		 * Adds an image.
		 *
		 * @param planes
		 *            the scene's plane for each of its heights, or -1
		 * @return the images that already had some of its places; they keep them
		 */
		Set<DicomImage> add(final DicomImage image, final List<Integer> planes) throws IOException {
			return image.sparse() ? addSparse(image, planes) : addFull(image, planes);
		}

		private Set<DicomImage> addFull(final DicomImage image, final List<Integer> planes) {
			final Set<DicomImage> others = new LinkedHashSet<>();
			for (int p = 0; p < image.paths().size(); p++)
				for (int k = 0; k < planes.size(); k++) {
					final Pair pair = new Pair(paths.indexOf(image.paths().get(p)), planes.get(k));
					if (pair.channel < 0 || pair.z < 0) continue;
					final DicomImage owner = owners.putIfAbsent(pair, image);
					if (owner == null)
						full.put(pair, new Run(image, ((long) p * planes.size() + k) * grid.tileCount()));
					else others.add(owner);
				}
			return others;
		}

		private Set<DicomImage> addSparse(final DicomImage image, final List<Integer> planes) throws IOException {
			final Set<DicomImage> others = new LinkedHashSet<>();
			final Set<Pair> own = new LinkedHashSet<>();
			for (final DicomInstance part : image.parts())
				for (int n = 0; n < part.frames().count(); n++) {
					final int z = planes.get(image.offsets().indexOf(part.focalOffset(n)));
					final Pair pair =
						new Pair(paths.indexOf(part.opticalPath(n).orElse(part.opticalPaths().get(0))), z);
					if (pair.channel < 0 || pair.z < 0) continue;
					final Position position = Position.of(part, n, pair);
					if (full.containsKey(pair)) others.add(full.get(pair).image);
					else {
						final Frame other = positions.putIfAbsent(position, new Frame(part, n));
						if (other == null) own.add(pair);
						else if (owners.containsKey(pair)) others.add(owners.get(pair));
						else others.add(image);
					}
				}
			own.forEach(pair -> owners.putIfAbsent(pair, image));
			return others;
		}

		DicomPlaces build() {
			final boolean onGrid = positions.keySet().stream().allMatch(position -> position.isOn(grid));
			final PlacedTiles.Builder placed = PlacedTiles.builder();
			final Map<List<Long>, Long> tiles = new HashMap<>();
			final Map<Cell, Frame> cells = new HashMap<>();
			if (!onGrid) for (final Map.Entry<Pair, Run> run : full.entrySet())
				for (long tile = 0; tile < grid.tileCount(); tile++) {
					final Frame frame = frame(run.getValue(), tile);
					final long x = tile % grid.columns() * grid.tileWidth();
					final Position position = new Position(x, tile / grid.columns() * grid.tileHeight(), run.getKey());
					if (frame != null) positions.put(position, frame);
				}
			positions.forEach((position, frame) -> {
				long tile = onGrid ? grid.index(position.x / grid.tileWidth(), position.y / grid.tileHeight()) : -1;
				if (!onGrid) {
					final Long known = tiles.putIfAbsent(List.of(position.x, position.y), (long) tiles.size());
					if (known == null) placed.add(position.x, position.y, grid.tileWidth(), grid.tileHeight());
					tile = tiles.get(List.of(position.x, position.y));
				}
				cells.put(new Cell(tile, position.pair), frame);
			});
			return new DicomPlaces(onGrid ? grid : placed.build(), cells, onGrid ? Map.copyOf(full) : Map.of(),
				Set.copyOf(owners.keySet()));
		}
	}

	/** Where a frame says that it lies: from 0, in pixels of its level. */
	private record Position(long x, long y, Pair pair) {

		static Position of(final DicomInstance file, final int number, final Pair pair) throws IOException {
			final List<DicomDataSet> slide = file.group(number, PLANE_POSITION_SLIDE);
			if (slide.isEmpty())
				throw new SlideFormatException(file.file(), SlideFormatException.NO_OFFSET,
					"positions of " + file.frames().count() + " frames",
					"none of frame " + number);
			final long x = slide.get(0).number(COLUMN_POSITION, 0) - 1;
			final long y = slide.get(0).number(ROW_POSITION, 0) - 1;
			if (x < 0 || y < 0 || x >= file.width() || y >= file.height())
				throw new SlideFormatException(file.file(), SlideFormatException.NO_OFFSET,
					"frame " + number + " within " + file.width() + " x " + file.height() + " pixels",
					"at (" + x + ", " + y + ")");
			return new Position(x, y, pair);
		}

		boolean isOn(final UniformTileGrid grid) {
			return x % grid.tileWidth() == 0 && y % grid.tileHeight() == 0 && x / grid.tileWidth() < grid.columns()
				&& y / grid.tileHeight() < grid.rows();
		}
	}

	TileLayout layout() {
		return layout;
	}

	/** The channels and focal planes that have frames. */
	Set<Pair> pairs() {
		return pairs;
	}

	/** Whether something holds for all files that have frames of the level. */
	boolean areAll(final Predicate<DicomInstance> condition) {
		return full.values().stream().flatMap(run -> run.image.parts().stream()).allMatch(condition)
			&& sparse.values().stream().map(Frame::file).distinct().allMatch(condition);
	}

	/** The frame, or null if the level has none there. */
	Frame frame(final long tile, final Plane plane) {
		final Pair pair = new Pair(plane.channel(), plane.z());
		final Run run = full.get(pair);
		return run == null ? sparse.get(new Cell(tile, pair)) : frame(run, tile);
	}

	private static Frame frame(final Run run, final long tile) {
		for (int i = 0; i < run.image.parts().size(); i++) {
			final DicomInstance part = run.image.parts().get(i);
			final long number = run.first + tile - run.image.firsts().get(i);
			if (number >= 0 && number < part.frames().count()) return new Frame(part, (int) number);
		}
		return null;
	}
}
