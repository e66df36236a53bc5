package org.coverslip.export.tiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.coverslip.codec.jpeg.JpegBackend;
import org.coverslip.export.SlideFingerprint;
import org.coverslip.export.UserWord;
import org.coverslip.export.image.RegionImageWriter;
import org.coverslip.export.mask.TissueMask;
import org.coverslip.export.tiles.TileOptions.Edge;
import org.coverslip.export.tiles.TileOptions.Format;
import org.coverslip.export.tiles.TileOptions.LeftOut;
import org.coverslip.export.walk.TileOrder;
import org.coverslip.export.walk.TileOrder.Cell;
import org.coverslip.export.walk.ZOrder;
import org.coverslip.geom.CutGrid;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.ColoredScene;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.Workers;

/**
 * Cuts a scene into tiles in columns and rows, each an image file of its own, and leaves out those that show nothing,
 * if asked to.
 * <p>
 * A folder receives the tiles; {@code tiles.csv} and {@code tiles.json}, which say where on the slide each lies and how
 * much of it is tissue; and {@code overview.png}, a thumbnail with the grid, on which the tiles that were kept are
 * tinted. A tile appears under its name when it is complete, the lists when all tiles are there. What was canceled or
 * has failed is continued by a second run with the same options, which writes only what is missing; other options are
 * refused.
 * <p>
 * Memory: each thread holds one tile, and there are no more threads than fit; to that the cache of decoded tiles, and
 * the mask.
 */
public final class TileExporter {

	private static final int MOST_TILES = 20_000_000;
	/** Bytes per pixel that it takes to encode a tile, besides its samples, at most; and where Java writes JPEG. */
	private static final int ENCODING_BYTES = 5;
	private static final int ENCODING_BYTES_IN_JAVA = 16;
	private static final int LONGEST_JPEG = 65500;

	private final Scene scene;
	private final TileOptions options;
	private final TilePicture picture;
	private final CutGrid grid;
	private final TileFolder folder;
	private final TissueMask mask;
	private final ProgressMeter progress;
	/** By the tile's number: whether its file is there, or it is left out. */
	private final boolean[] kept;

	/**
	 * What an export has done.
	 *
	 * @param columns
	 *            of the grid
	 * @param rows
	 *            of the grid
	 * @param kept
	 *            how many tiles the folder holds
	 */
	public record Result(long columns, long rows, long kept) {

		/** In a sentence. */
		@Override
		public String toString() {
			return kept + " of " + columns * rows + " tiles kept, in " + columns + " columns and " + rows + " rows";
		}
	}

	private TileExporter(final Scene scene, final TileOptions options, final TilePicture picture, final CutGrid grid,
		final TileFolder folder, final TissueMask mask, final ProgressMeter progress)
	{
		this.scene = scene;
		this.options = options;
		this.picture = picture;
		this.grid = grid;
		this.folder = folder;
		this.mask = mask;
		this.progress = progress;
		kept = new boolean[(int) (grid.columns() * grid.rows())];
	}

	/**
	 * Writes the tiles of one plane, or of its channels added up, that are not there yet, and the lists.
	 *
	 * @param slide
	 *            open; who opened it closes it
	 * @param sceneIndex
	 *            number of the scene
	 * @param target
	 *            the folder: new, empty, or left by a run with the same options
	 * @param listener
	 *            counts tiles
	 * @throws IllegalArgumentException
	 *             with one sentence, if the options do not suit the scene, or not what the folder holds
	 * @throws java.util.concurrent.CancellationException
	 *             if the listener canceled; complete tiles stay, for a second run
	 * @throws IOException
	 *             if the slide cannot be read or a file cannot be written
	 */
	public static Result export(final Slide slide, final int sceneIndex, final TileOptions options, final Path target,
		final ProgressListener listener) throws IOException
	{
		return export(slide, sceneIndex, options, target, () -> mask(slide, sceneIndex, options, listener), listener);
	}

	/**
	 * Likewise, with a mask that was made before: that of {@link #mask}, for several regions of a scene.
	 */
	public static Result export(final Slide slide, final int sceneIndex, final TileOptions options, final Path target,
		final TissueMask mask, final ProgressListener listener) throws IOException
	{
		return export(slide, sceneIndex, options, target, () -> mask, listener);
	}

	/**
	 * Where the options find tissue on all of a scene, whatever region they name.
	 *
	 * @throws java.util.concurrent.CancellationException
	 *             if the listener canceled
	 */
	public static TissueMask mask(final Slide slide, final int sceneIndex, final TileOptions options,
		final ProgressListener listener) throws IOException
	{
		final Scene scene = slide.scenes().get(sceneIndex);
		return TissueMask.of(scene, scene.focalPlane(options.z()), options.t(), options.mask(), listener);
	}

	/** A mask that is made when it is asked for, after everything was checked. */
	private interface MaskMaker {

		TissueMask make() throws IOException;
	}

	private static Result export(final Slide slide, final int sceneIndex, final TileOptions options, final Path target,
		final MaskMaker maker, final ProgressListener listener) throws IOException
	{
		final Scene measured = slide.scenes().get(sceneIndex);
		final int z = measured.focalPlane(options.z());
		final Scene scene = options.isComposite() ? ColoredScene.of(measured, z, options.t()) : measured;
		final Plane plane = options.isComposite() ? Plane.FIRST : new Plane(options.channel(), z, options.t());
		final Map<String, String> settings = settings(slide, sceneIndex, options);
		try (TilePicture picture = new TilePicture(scene, plane, options)) {
			final CutGrid grid =
				new CutGrid(picture.place().width(), picture.place().height(), options.width(), options.height(),
				options.overlap());
			check(scene, options, grid);
			final ProgressMeter progress = new ProgressMeter(listener, grid.columns() * grid.rows());
			progress.checkCanceled();
			try (TileFolder folder = TileFolder.open(target, settings)) {
				final TileExporter exporter =
					new TileExporter(scene, options, picture, grid, folder, maker.make(), progress);
				try {
					exporter.writeTiles();
				}
				finally {
					folder.save();
				}
				final Result result = exporter.writeLists(settings);
				folder.deleteLeftovers();
				progress.finish();
				return result;
			}
		}
	}

	private static void check(final Scene scene, final TileOptions options, final CutGrid grid) {
		final PixelType type = scene.pixelType();
		if (options.format() != Format.TIF && type != PixelType.UINT8 && type != PixelType.UINT16)
			throw new IllegalArgumentException("samples of type " + type.name().toLowerCase(Locale.ROOT)
				+ " cannot be written as "
				+ UserWord.of(options.format()) + "; choose tif");
		final boolean padded = options.edge() == Edge.PAD;
		final long width = padded ? options.width() : Math.min(options.width(), grid.width());
		final long height = padded ? options.height() : Math.min(options.height(), grid.height());
		if (!BlockShape.fits(width, height, (scene.isRgb() ? 4L : 1) * type.bytes()))
			throw new IllegalArgumentException("tiles of " + width + " x " + height
				+ " pixels are larger than an array can be");
		if (options.format() == Format.JPG && Math.max(width, height) > LONGEST_JPEG)
			throw new IllegalArgumentException("a JPEG file has at most " + LONGEST_JPEG + " pixels on a side, not "
				+ Math.max(width, height));
		if (Math.multiplyExact(grid.columns(), grid.rows()) > MOST_TILES)
			throw new IllegalArgumentException(grid.columns() + " x " + grid.rows() + " tiles are more than "
				+ MOST_TILES
				+ "; choose larger ones");
	}

	/** All on which the files depend. */
	private static Map<String, String> settings(final Slide slide, final int sceneIndex, final TileOptions options)
		throws IOException {
		final Map<String, String> settings = new LinkedHashMap<>();
		final Optional<Path> path = slide.metadata().path();
		settings.put("slide", slide.metadata().name());
		if (path.isEmpty()) settings.put("address", slide.metadata().location());
		settings.put("slideBytes", Long.toString(path.isPresent() ? Files.size(path.get()) : 0));
		settings.put(TileFolder.IDENTITY, SlideFingerprint.of(slide.metadata().files()));
		settings.put("scene", Integer.toString(sceneIndex));
		settings.put("sceneSize", slide.scenes().get(sceneIndex).width() + " x " + slide.scenes().get(sceneIndex)
			.height());
		settings.putAll(options.described());
		settings.put("z", Integer.toString(slide.scenes().get(sceneIndex).focalPlane(options.z())));
		return settings;
	}

	private void writeTiles() throws IOException {
		final TileOrder order = new ZOrder(grid.columns(), grid.rows());
		Workers.run(threads(), () -> {
			progress.checkCanceled();
			final Optional<Cell> cell = order.next();
			if (cell.isEmpty()) return false;
			final int number = number(cell.get().col(), cell.get().row());
			kept[number] = keep(cell.get(), number);
			progress.add(1);
			return true;
		});
	}

	/** As many as there are cores, but no more than half of the memory has room for. */
	private int threads() {
		final long pixels = options.edge() == Edge.PAD ? (long) options.width() * options.height()
			: Math.min(options.width(), grid.width()) * Math.min(options.height(), grid.height());
		final boolean inJava = options.format() == Format.JPG && JpegBackend.turbo().isEmpty();
		final int encoding = inJava ? ENCODING_BYTES_IN_JAVA : ENCODING_BYTES;
		final long bytes = pixels * (encoding + 2L * (scene.isRgb() ? 3 : 1) * scene.pixelType().bytes());
		final long room = Math.max(1, MemoryBudget.ofProcess().atMost(Long.MAX_VALUE, 2) / bytes);
		return (int) Math.min(room, Runtime.getRuntime().availableProcessors());
	}

	private int number(final long col, final long row) {
		return (int) (row * grid.columns() + col);
	}

	/** Writes a tile if it is not there yet. False if it is left out. */
	private boolean keep(final Cell cell, final int number) throws IOException {
		final Region part = grid.visible(cell.col(), cell.row());
		if (options.edge() == Edge.DROP && !part.equals(grid.tile(cell.col(), cell.row()))) return false;
		if (!picture.shows(part)) return false;
		final Region region0 = picture.region0(part);
		if (options.areas().isPresent() && labels(region0).isEmpty()) return false;
		if (options.leftOut() == LeftOut.WITHOUT_TISSUE && mask.fraction(region0) < options.minTissue()) return false;
		if (folder.isBlank(number)) return false;
		final String name = options.fileName(cell.col(), cell.row(), region0.x(), region0.y());
		if (folder.has(name)) return true;
		final RegionPixels read = picture.read(part);
		if (options.leftOut() == LeftOut.BLANK && TilePicture.isBlank(read.block())) {
			folder.setBlank(number);
			return false;
		}
		final RegionPixels tile = options.edge() != Edge.PAD ? read
			: new RegionPixels(picture.padded(read.block(), options.width(), options.height()), null);
		final Optional<PixelSize> pixelSize = scene.pixelSize().map(size -> size.scaled(picture.downsample()));
		new RegionImageWriter(folder.resolve(name), pixelSize).write(tile, scene.background());
		return true;
	}

	private Result writeLists(final Map<String, String> settings) throws IOException {
		final List<TileList.Entry> entries = new ArrayList<>();
		for (long row = 0; row < grid.rows(); row++)
			for (long col = 0; col < grid.columns(); col++)
				if (kept[number(col, row)]) entries.add(entry(col, row));
		final Map<String, Object> about = new LinkedHashMap<>(settings);
		about.remove(TileFolder.IDENTITY);
		about.put("columns", grid.columns());
		about.put("rows", grid.rows());
		about.put("kept", entries.size());
		about.put("tissueLimit", mask.limit());
		new TileOverview(picture, grid).write(folder, "overview.png", (col, row) -> kept[number(col, row)]);
		new TileList(folder, picture.level(), picture.downsample(), scene.pixelSize()).write(entries, about);
		return new Result(grid.columns(), grid.rows(), entries.size());
	}

	private List<String> labels(final Region region0) {
		return options.areas().map(areas -> areas.labels(region0)).orElse(List.of());
	}

	private TileList.Entry entry(final long col, final long row) {
		final boolean padded = options.edge() == Edge.PAD;
		final Region part = grid.visible(col, row);
		final Region region0 = picture.region0(part);
		return new TileList.Entry(col, row, region0.x(), region0.y(), padded ? options.width() : (int) part.width(),
			padded ? options.height() : (int) part.height(), mask.fraction(region0),
			options.areas().map(areas -> areas.labels(region0)), options.fileName(col, row, region0.x(), region0.y()));
	}
}
