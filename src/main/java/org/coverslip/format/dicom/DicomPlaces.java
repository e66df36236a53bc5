package org.coverslip.format.dicom;

import static org.coverslip.format.dicom.DicomTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.coverslip.geom.PlacedTiles;
import org.coverslip.geom.TileLayout;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;

/**
 * Which frame of which file shows a tile of a level in a plane: of all files that hold parts of one level. Immutable; thread-safe.
 * <p>
 * TILED_FULL frames run along rows, then down, then through focal planes, then optical paths (PS3.3 C.7.6.17.3); TILED_SPARSE frames
 * say where they lie, from 1, and at which height, by which the focal planes are told apart.
 */
final class DicomPlaces {

	/** A frame of a file. */
	record Frame(DicomInstance file, int number) {

		PixelBlock decode() throws IOException {
			return file.decoder().decode(file.frames().read(number));
		}
	}

	private record Cell(long tile, int channel, int z) {}

	private final TileLayout layout;
	private final Map<Cell, Frame> sparse;
	private final List<Run> full;
	private final int sizeZ;

	/** Frames of a TILED_FULL file, or of one part of a concatenation: from which of the level's frames on. */
	private record Run(DicomInstance file, long first, int channel) {}

	private DicomPlaces(final TileLayout layout, final Map<Cell, Frame> sparse, final List<Run> full, final int sizeZ) {
		this.layout = layout;
		this.sparse = sparse;
		this.full = full;
		this.sizeZ = sizeZ;
	}

	/**
	 * @param files
	 *            of one level, with frames of one shape
	 * @param paths
	 *            identifiers of the scene's optical paths: its channels
	 */
	static DicomPlaces of(final List<DicomInstance> files, final List<String> paths) throws IOException {
		final DicomInstance first = files.get(0);
		final UniformTileGrid grid =
			UniformTileGrid.covering(first.width(), first.height(), first.frame().width(), first.frame().height());
		boolean sparse = false;
		for (final DicomInstance file : files)
			sparse |= file.isSparse();
		return sparse ? sparse(files, paths, grid) : full(files, paths, grid);
	}

	private static DicomPlaces full(final List<DicomInstance> files, final List<String> paths, final UniformTileGrid grid)
		throws IOException
	{
		final List<Run> runs = new ArrayList<>();
		final int sizeZ = (int) Math.max(1, Math.min(1 << 16, files.get(0).data().number(NUMBER_OF_FOCAL_PLANES, 1)));
		for (final DicomInstance file : files) {
			final long offset = file.data().number(CONCATENATION_FRAME_OFFSET, 0);
			final int channel = Math.max(0, paths.indexOf(file.opticalPaths().get(0)));
			final long all = Math.multiplyExact(grid.tileCount() * sizeZ, (long) file.opticalPaths().size());
			if (offset < 0 || !file.data().has(CONCATENATION) && file.frames().count() < all)
				throw new SlideFormatException(file.path(), SlideFormatException.NO_OFFSET, all + " frames for " + grid.tileCount()
					+ " tiles, " + sizeZ + " focal plane(s) and " + file.opticalPaths().size() + " optical path(s)", file.frames().count() + "");
			runs.add(new Run(file, offset, channel));
		}
		return new DicomPlaces(grid, null, runs, sizeZ);
	}

	private static DicomPlaces sparse(final List<DicomInstance> files, final List<String> paths, final UniformTileGrid grid)
		throws IOException
	{
		final List<Position> positions = new ArrayList<>();
		final TreeSet<Double> heights = new TreeSet<>();
		boolean onGrid = true;
		for (final DicomInstance file : files) {
			final List<DicomDataSet> groups = file.data().items(PER_FRAME_GROUPS);
			if (groups.size() < file.frames().count())
				throw new SlideFormatException(file.path(), SlideFormatException.NO_OFFSET,
					"positions of " + file.frames().count() + " frames", groups.size() + "");
			for (int n = 0; n < file.frames().count(); n++) {
				final Position position = Position.of(file, n, groups.get(n), paths);
				positions.add(position);
				heights.add(position.height);
				onGrid &= position.x % grid.tileWidth() == 0 && position.y % grid.tileHeight() == 0
					&& position.x / grid.tileWidth() < grid.columns() && position.y / grid.tileHeight() < grid.rows();
			}
		}
		final List<Double> planes = List.copyOf(heights);
		final Map<List<Long>, Long> tiles = new LinkedHashMap<>();
		final PlacedTiles.Builder placed = PlacedTiles.builder();
		final Map<Cell, Frame> frames = new HashMap<>();
		for (final Position p : positions) {
			long tile = grid.index(p.x / grid.tileWidth(), p.y / grid.tileHeight());
			if (!onGrid) {
				final Long known = tiles.putIfAbsent(List.of(p.x, p.y), (long) tiles.size());
				if (known == null) placed.add(p.x, p.y, grid.tileWidth(), grid.tileHeight());
				tile = tiles.get(List.of(p.x, p.y));
			}
			frames.putIfAbsent(new Cell(tile, p.channel, planes.indexOf(p.height)), p.frame);
		}
		return new DicomPlaces(onGrid ? grid : placed.build(), frames, List.of(), planes.size());
	}

	/** Where a frame says that it lies: from 0, in pixels of its level. */
	private record Position(Frame frame, long x, long y, double height, int channel) {

		static Position of(final DicomInstance file, final int number, final DicomDataSet group, final List<String> paths)
			throws IOException
		{
			final List<DicomDataSet> slide = group.items(PLANE_POSITION_SLIDE);
			final long x = slide.isEmpty() ? 0 : slide.get(0).number(COLUMN_POSITION, 0) - 1;
			final long y = slide.isEmpty() ? 0 : slide.get(0).number(ROW_POSITION, 0) - 1;
			if (x < 0 || y < 0 || x >= file.width() || y >= file.height())
				throw new SlideFormatException(file.path(), SlideFormatException.NO_OFFSET,
					"frame " + number + " within " + file.width() + " x " + file.height() + " pixels", "at (" + x + ", " + y + ")");
			final List<DicomDataSet> path = group.items(OPTICAL_PATH_IDENTIFICATION);
			final String identifier =
				path.isEmpty() ? file.opticalPaths().get(0) : path.get(0).text(OPTICAL_PATH_IDENTIFIER);
			return new Position(new Frame(file, number), x, y, slide.get(0).decimal(Z_OFFSET_IN_SLIDE, 0).orElse(0),
				Math.max(0, paths.indexOf(identifier)));
		}
	}

	TileLayout layout() {
		return layout;
	}

	int sizeZ() {
		return sizeZ;
	}

	/** The frame, or null if the level has none there. */
	Frame frame(final long tile, final Plane plane) throws IOException {
		if (sparse != null) return sparse.get(new Cell(tile, plane.channel(), plane.z()));
		for (final Run run : full) {
			final int paths = run.file.opticalPaths().size();
			final int path = plane.channel() - run.channel;
			if (path < 0 || path >= paths) continue;
			final long number = ((long) path * sizeZ + plane.z()) * layout.tileCount() + tile - run.first;
			if (number >= 0 && number < run.file.frames().count()) return new Frame(run.file, (int) number);
		}
		return null;
	}
}
