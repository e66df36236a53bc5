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
import java.util.function.Supplier;

import org.coverslip.codec.jpeg.JpegBackend;
import org.coverslip.export.SlideFingerprint;
import org.coverslip.export.UserWord;
import org.coverslip.export.mask.TissueMask;
import org.coverslip.export.tiles.TileFiles.Made;
import org.coverslip.export.tiles.TileOptions.Edge;
import org.coverslip.export.tiles.TileOptions.Format;
import org.coverslip.export.tiles.TileOptions.LeftOut;
import org.coverslip.export.walk.InOrder;
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
 * Cuts a scene into tiles in columns and rows, or at random places, each an image file of its own, and leaves out those
 * that show nothing, if asked to.
 * <p>
 * A folder, or one ZIP file, receives the tiles; {@code tiles.csv} and {@code tiles.json}, which say where on the slide
 * each lies and how much of it is tissue; and {@code overview.png}, a thumbnail with the grid, on which the tiles that
 * were kept are tinted. A tile appears under its name when it is complete, the lists when all tiles are there. What
 * was canceled or has failed is continued by a second run with the same options, which writes only what is missing;
 * other options are refused. A ZIP file appears as a whole.
 * <p>
 * Memory: each thread holds one tile, and there are no more threads than fit; to that the cache of decoded tiles, and
 * the mask.
 */
public final class TileExporter {

	/** Bytes per pixel that it takes to encode a tile, besides its samples, at most; and where Java writes JPEG. */
	private static final int ENCODING_BYTES = 5;
	private static final int ENCODING_BYTES_IN_JAVA = 16;
	private static final int LONGEST_JPEG = 65500;

	private final Scene scene;
	private final TileOptions options;
	private final TilePicture picture;
	private final TilePlaces places;
	private final TileFiles files;
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
	 *            how many tiles there are now
	 * @param random
	 *            whether tiles are at random places: as many columns as were wanted, in one row
	 */
	public record Result(long columns, long rows, long kept, boolean random) {

		/** Of tiles in columns and rows. */
		public Result(final long columns, final long rows, final long kept) {
			this(columns, rows, kept, false);
		}

		/** In a sentence. */
		@Override
		public String toString() {
			if (random) return kept == columns ? kept + " tiles at random places"
				: kept + " of " + columns + " tiles at random places: no more were found that fit";
			return kept + " of " + columns * rows + " tiles kept, in " + columns + " columns and " + rows + " rows";
		}
	}

	private TileExporter(final Scene scene, final TileOptions options, final TilePicture picture,
		final TilePlaces places, final TileFiles files, final TissueMask mask, final ProgressMeter progress)
	{
		this.scene = scene;
		this.options = options;
		this.picture = picture;
		this.places = places;
		this.files = files;
		this.mask = mask;
		this.progress = progress;
		kept = new boolean[places.count()];
	}

	/** The ZIP file that a target is; empty if it is a folder. */
	public static Optional<Path> archive(final Path target) {
		return TileArchive.isMeant(target) ? Optional.of(target) : Optional.empty();
	}

	/**
	 * Writes the tiles of one plane, or of its channels added up, that are not there yet, and the lists.
	 *
	 * @param slide
	 *            open; who opened it closes it
	 * @param sceneIndex
	 *            number of the scene
	 * @param target
	 *            the folder: new, empty, or left by a run with the same options; or a file with the ending .zip, which
	 *            is replaced if it is there
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
			check(scene, options, picture);
			final Region all = Region.ofSize(picture.place().width(), picture.place().height());
			final Optional<GridPlaces> grid = options.random().isPresent() ? Optional.empty()
				: Optional.of(new GridPlaces(
				new CutGrid(all.width(), all.height(), options.width(), options.height(), options.overlap())));
			final ProgressMeter progress = new ProgressMeter(listener,
				grid.isPresent() ? grid.get().count() : options.random().orElseThrow().count());
			progress.checkCanceled();
			try (TileFiles files = archive(target).isPresent()
				? TileArchive.create(target, slide.metadata().files()) : TileFolder.open(target, settings)) {
				final TissueMask mask = maker.make();
				final TilePlaces places = grid.isPresent() ? grid.get()
					: RandomPlaces.draw(options, all, picture::region0,
					part -> isWanted(picture, options, mask, part), progress::checkCanceled);
				final TileExporter exporter = new TileExporter(scene, options, picture, places, files, mask, progress);
				try {
					exporter.writeTiles();
				}
				finally {
					files.save();
				}
				final Result result = exporter.writeLists(settings);
				files.commit();
				progress.finish();
				return result;
			}
		}
	}

	private static void check(final Scene scene, final TileOptions options, final TilePicture picture) {
		final PixelType type = scene.pixelType();
		if (options.format() != Format.TIF && type != PixelType.UINT8 && type != PixelType.UINT16)
			throw new IllegalArgumentException("samples of type " + type.name().toLowerCase(Locale.ROOT)
				+ " cannot be written as "
				+ UserWord.of(options.format()) + "; choose tif");
		final boolean padded = options.edge() == Edge.PAD;
		final long width = padded ? options.width() : Math.min(options.width(), picture.place().width());
		final long height = padded ? options.height() : Math.min(options.height(), picture.place().height());
		if (!BlockShape.fits(width, height, (scene.isRgb() ? 4L : 1) * type.bytes()))
			throw new IllegalArgumentException("tiles of " + width + " x " + height
				+ " pixels are larger than an array can be");
		if (options.format() == Format.JPG && Math.max(width, height) > LONGEST_JPEG)
			throw new IllegalArgumentException("a JPEG file has at most " + LONGEST_JPEG + " pixels on a side, not "
				+ Math.max(width, height));
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
		if (files.isOrdered()) {
			writeInOrder();
			return;
		}
		final Supplier<Optional<Integer>> order = places.order();
		Workers.run(threads(), () -> {
			progress.checkCanceled();
			final Optional<Integer> number = order.get();
			if (number.isEmpty()) return false;
			final Optional<Made> made = made(number.get());
			if (made.isPresent()) made.get().put();
			kept[number.get()] = made.isPresent();
			progress.add(1);
			return true;
		});
	}

	/** Puts tiles in one order, however many threads there are. */
	private void writeInOrder() throws IOException {
		final Supplier<Optional<Integer>> order = places.order();
		final InOrder<Integer> inOrder = new InOrder<>(places.order(), InOrder.WAITING_BYTES);
		Workers.run(threads(), () -> {
			progress.checkCanceled();
			inOrder.awaitRoom(progress::checkCanceled);
			final Optional<Integer> number = order.get();
			if (number.isEmpty()) return false;
			return inOrder.guard(() -> {
				final Optional<Made> made = made(number.get());
				kept[number.get()] = made.isPresent();
				inOrder.put(number.get(), made.map(Made::bytes).orElse(0L), () -> {
					if (made.isPresent()) made.get().put();
				});
				progress.add(1);
				return true;
			});
		});
	}

	/** As many as there are cores, but no more than half of the memory has room for. */
	private int threads() {
		final long pixels = options.edge() == Edge.PAD ? (long) options.width() * options.height()
			: Math.min(options.width(), picture.place().width()) * Math.min(options.height(), picture.place().height());
		final boolean inJava = options.format() == Format.JPG && JpegBackend.turbo().isEmpty();
		final int encoding = inJava ? ENCODING_BYTES_IN_JAVA : ENCODING_BYTES;
		final long bytes = pixels * (encoding + 2L * (scene.isRgb() ? 3 : 1) * scene.pixelType().bytes());
		final long room = Math.max(1, MemoryBudget.ofProcess().atMost(Long.MAX_VALUE, 2) / bytes);
		return (int) Math.min(room, Runtime.getRuntime().availableProcessors());
	}

	/** A tile, to be put if it is not there yet; empty if it is left out. */
	private Optional<Made> made(final int number) throws IOException {
		final Region part = places.visible(number);
		if (options.edge() == Edge.DROP && !part.equals(places.tile(number))) return Optional.empty();
		if (!isWanted(picture, options, mask, part) || files.isBlank(number)) return Optional.empty();
		final String name = fileName(number);
		if (files.has(name)) return Optional.of(Made.THERE);
		final RegionPixels read = picture.read(part);
		if (options.leftOut() == LeftOut.BLANK && TilePicture.isBlank(read.block())) {
			files.setBlank(number);
			return Optional.empty();
		}
		final RegionPixels tile = options.edge() != Edge.PAD ? read
			: new RegionPixels(picture.padded(read.block(), options.width(), options.height()), null);
		final Optional<PixelSize> pixelSize = scene.pixelSize().map(size -> size.scaled(picture.downsample()));
		return Optional.of(files.image(name, tile, pixelSize, scene.background()));
	}

	/** Whether the place of a tile is not to be left out. */
	private static boolean isWanted(final TilePicture picture, final TileOptions options, final TissueMask mask,
		final Region part)
	{
		if (!picture.shows(part)) return false;
		final Region region0 = picture.region0(part);
		if (options.areas().isPresent() && options.areas().get().labels(region0).isEmpty()) return false;
		return options.leftOut() != LeftOut.WITHOUT_TISSUE || mask.fraction(region0) >= options.minTissue();
	}

	private String fileName(final int number) {
		final Region region0 = picture.region0(places.visible(number));
		final List<Long> coordinates = places.coordinates(number);
		return options.fileName(places.coordinates(), coordinates, region0.x(), region0.y());
	}

	private Result writeLists(final Map<String, String> settings) throws IOException {
		final List<TileList.Entry> entries = new ArrayList<>();
		for (int number = 0; number < places.count(); number++)
			if (kept[number]) entries.add(entry(number));
		final Map<String, Object> about = new LinkedHashMap<>(settings);
		about.remove(TileFolder.IDENTITY);
		final Result result = places.result(entries.size());
		if (!result.random()) {
			about.put("columns", result.columns());
			about.put("rows", result.rows());
		}
		about.put("kept", entries.size());
		about.put("tissueLimit", mask.limit());
		new TileOverview(picture, places).write(files, "overview.png", number -> kept[number]);
		new TileList(files, places.coordinates(), picture.level(), picture.downsample(), scene.pixelSize())
			.write(entries, about);
		return result;
	}

	private TileList.Entry entry(final int number) {
		final boolean padded = options.edge() == Edge.PAD;
		final Region part = places.visible(number);
		final Region region0 = picture.region0(part);
		return new TileList.Entry(places.coordinates(number), region0.x(), region0.y(),
			padded ? options.width() : (int) part.width(), padded ? options.height() : (int) part.height(),
			mask.fraction(region0), options.areas().map(areas -> areas.labels(region0)), fileName(number));
	}
}
