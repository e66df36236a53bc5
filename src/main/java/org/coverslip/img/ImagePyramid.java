package org.coverslip.img;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Level;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SceneColors;
import org.coverslip.slide.TileCache;

import net.imglib2.img.Img;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;

/**
 * A scene as ImgLib2 images, one for each level: as colours to view, and as samples to compute with. Made by
 * {@link SlidePyramids}.
 * <p>
 * Where the scene's coarsest level is larger than 1024 pixels, coarser ones follow that are computed when they are
 * looked at: each the mean of 2 x 2 pixels of the one before. Nothing is read before a pixel is asked for. Reading is
 * safe from any number of threads; a tile that several of them need is decoded once.
 * <p>
 * What was looked at is kept in the cache as cells of the images. Where a cell is a stored tile, as on most slides, the
 * tile is not kept beside it; where tiles are of odd sizes or overlap, and of computed levels, tiles are kept too,
 * since several cells are made of one.
 * <p>
 * After the slide has been closed, and where a tile is damaged, the images throw {@link java.io.UncheckedIOException}
 * with the {@link org.coverslip.slide.ClosedSlideException} or other failure as its cause. What a cursor holds at that
 * moment (one cell) it may still show.
 */
public final class ImagePyramid {

	/** Tiles of this width and height make good cells; others are put together to cells of {@link #CELL}. */
	private static final int LEAST_CELL = 64;

	private static final int LARGEST_CELL = 1024;

	private static final int CELL = 512;

	private static final int OPAQUE = 0xff000000;

	private final Scene stored;
	private final Scene shown;
	private final RegionReader reader;
	private final RegionReader pastCache;
	private final TileCache cache;
	private final SceneColors colors;
	private final Map<ViewKey, Img<ARGBType>> argb = new ConcurrentHashMap<>();
	private final Map<Integer, Img<?>> samples = new ConcurrentHashMap<>();

	ImagePyramid(final Scene scene, final TileCache cache) {
		this.cache = cache;
		stored = scene;
		reader = new RegionReader(cache);
		pastCache = new RegionReader(cache.withoutKeeping());
		shown = scene.withCoarserLevels(reader);
		colors = new SceneColors(scene, reader);
	}

	/** The scene as the file stores it. */
	public Scene scene() {
		return stored;
	}

	/**
	 * Reads a region of a level. If it is one stored tile, that is not kept in the cache, for whoever keeps such
	 * regions need not have their tiles kept, too.
	 *
	 * @param plane
	 *            of the scene
	 * @param region
	 *            in pixels of the level, not empty
	 */
	public RegionPixels read(final int level, final Plane plane, final Region region) throws IOException {
		return readerOf(level, region).read(shown, level, plane, region);
	}

	private RegionReader readerOf(final int level, final Region region) {
		return level < stored.levels().size() && isTile(stored.level(level), region) ? pastCache : reader;
	}

	/** Whether a region is all that the level shows of one tile of a grid. */
	private static boolean isTile(final Level level, final Region region) {
		if (!(level.layout() instanceof UniformTileGrid)) return false;
		final List<PlacedTile> tiles = level.layout().tilesIn(region);
		return tiles.size() == 1 && tiles.get(0).region().intersect(level.region()).equals(region);
	}

	/** How the channels are coloured. */
	public SceneColors colors() {
		return colors;
	}

	/** Number of levels, stored and computed; level 0 is the finest. */
	public int levelCount() {
		return shown.levels().size();
	}

	/** One level's size, scale and nominal tiles. */
	public Level level(final int level) {
		return shown.level(level);
	}

	/** The size of a pixel of the level, if the file states that of level 0. */
	public Optional<PixelSize> pixelSize(final int level) {
		return stored.pixelSize().map(size -> size.scaled(level(level).downsample()));
	}

	/** Level-0 pixels per pixel of the level along X, Y and Z; Z is 1. A new array. */
	public double[] scale(final int level) {
		final double downsample = level(level).downsample();
		return new double[] { downsample, downsample, 1 };
	}

	/**
	 * Where the centre of the level's first pixel lies, in level-0 pixels whose centres are whole numbers, along X, Y
	 * and Z: (downsample - 1) / 2 each, and 0. Together with {@link #scale}, the affine transform from the level's to
	 * level-0 pixel centres, as BigDataViewer wants it. A new array.
	 */
	public double[] translation(final int level) {
		final double shift = (level(level).downsample() - 1) / 2;
		return new double[] { shift, shift, 0 };
	}

	/** The level as colours, X and Y, of the focal plane in focus and the first t; as {@link #argb(int, int, int)}. */
	public Img<ARGBType> argb(final int level) {
		return argb(level, stored.defaultPlane().z(), 0);
	}

	/**
	 * The level as colours, X and Y: opaque, the scene's background where nothing is covered; black there in a scene of
	 * measured channels, which are added up in their colours as {@link #colors()} says.
	 */
	public Img<ARGBType> argb(final int level, final int z, final int t) {
		stored.checkPlane(new Plane(0, z, t));
		level(level);
		return argb.computeIfAbsent(new ViewKey(level, z, t), this::newArgb);
	}

	private Img<ARGBType> newArgb(final ViewKey view) {
		final Level level = level(view.level);
		final CellGrid grid = new CellGrid(new long[] { level.width(), level.height() }, cellSize(level));
		return LazyTiles.argb(stored, grid, (min, size) -> argbCell(view, min, size), cache);
	}

	private PixelBlock argbCell(final ViewKey view, final long[] min, final int[] size) throws IOException {
		final int[] words = readArgb(view.level, region(min, size), view.z, view.t);
		return LazyTiles.block(PixelType.INT32, words, words.length);
	}

	/**
	 * Reads a region of a level as colours, as {@link #argb(int, int, int)} shows it, without keeping them.
	 *
	 * @param region
	 *            in pixels of the level
	 * @return 0xffRRGGBB words, row-major; the caller's own
	 */
	public int[] readArgb(final int level, final Region region, final int z, final int t) throws IOException {
		final int[] words = colors.argb(readerOf(level, region), shown, level, region, z, t);
		final int background = backdrop();
		for (int i = 0; i < words.length; i++)
			if (words[i] >>> 24 < 255) words[i] = over(words[i], background);
		return words;
	}

	/** The colour, 0xRRGGBB, that {@link #argb(int)} shows where nothing is covered. */
	public int backdrop() {
		return stored.isRgb() ? stored.background() : 0;
	}

	private static int over(final int argb, final int rgb) {
		final int alpha = argb >>> 24;
		int word = OPAQUE;
		for (int shift = 0; shift < 24; shift += 8)
			word |= ((argb >> shift & 0xff) * alpha + (rgb >> shift & 0xff) * (255 - alpha) + 127) / 255 << shift;
		return word;
	}

	/**
	 * The level as samples: X, Y, C, Z, T, each of the scene's own type ({@code UnsignedByteType},
	 * {@code UnsignedShortType}, {@code FloatType}, ...); the three samples of an RGB scene lie along C. What is not
	 * covered is the background in an RGB scene of 8 or 16 bits, else 0.
	 */
	@SuppressWarnings("unchecked")
	public Img<? extends RealType<?>> samples(final int level) {
		level(level);
		return (Img<? extends RealType<?>>) samples.computeIfAbsent(level, this::newSamples);
	}

	/**
	 * As {@link #samples(int)}, for callers that know the type.
	 *
	 * @param type
	 *            an instance of the scene's type
	 * @throws IllegalArgumentException
	 *             if the scene has another type
	 */
	@SuppressWarnings("unchecked")
	public <T extends RealType<T> & NativeType<T>> Img<T> samples(final int level, final T type) {
		final Img<?> image = samples(level);
		if (image.getType().getClass() != type.getClass())
			throw new IllegalArgumentException(
				"the scene's samples are " + image.getType().getClass().getSimpleName() + ", not " + type.getClass()
				.getSimpleName());
		return (Img<T>) image;
	}

	private Img<?> newSamples(final int index) {
		final Level level = level(index);
		final int[] cell = cellSize(level);
		final int n = level.samples();
		final int channels = stored.isRgb() ? n : stored.channels().size();
		final CellGrid grid = new CellGrid(
			new long[] { level.width(), level.height(), channels, stored.sizeZ(), stored.sizeT() },
			new int[] { cell[0], cell[1], n, 1, 1 });
		return LazyTiles.samples(stored, grid, level.type(), (min, size) -> sampleCell(index, min, size), cache);
	}

	private PixelBlock sampleCell(final int level, final long[] min, final int[] size) throws IOException {
		final boolean rgb = stored.isRgb();
		final Plane plane = new Plane(rgb ? 0 : (int) min[2], (int) min[3], (int) min[4]);
		final RegionPixels pixels = read(level, plane, region(min, size));
		return rgb ? SampleOrder.planar(pixels.over(stored.background())) : pixels.block();
	}

	private static Region region(final long[] min, final int[] size) {
		return new Region(min[0], min[1], size[0], size[1]);
	}

	/** The stored tiles' size, so that a cell needs one tile, unless that is unfit. */
	private static int[] cellSize(final Level level) {
		if (level.layout() instanceof UniformTileGrid grid && grid.originX() == 0 && grid.originY() == 0
			&& isFit(grid.tileWidth())
			&& isFit(grid.tileHeight())) return new int[] { grid.tileWidth(), grid.tileHeight() };
		return new int[] { CELL, CELL };
	}

	private static boolean isFit(final int side) {
		return side >= LEAST_CELL && side <= LARGEST_CELL;
	}

	private record ViewKey(int level, int z, int t) {}
}
