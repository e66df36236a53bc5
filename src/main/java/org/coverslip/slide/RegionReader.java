package org.coverslip.slide;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * Assembles regions from tiles: which tiles, clipping, paint order, fill. Thread-safe; its only state is its cache.
 */
public final class RegionReader {

	private final TileCache cache;

	/**
	 * @param cache
	 *            where decoded tiles are kept; may be shared by readers of several slides
	 */
	public RegionReader(final TileCache cache) {
		this.cache = cache;
	}

	/**
	 * Reads a region of one plane.
	 *
	 * @param scene
	 *            an open slide's scene
	 * @param level
	 *            number of the level
	 * @param plane
	 *            of the scene
	 * @param region
	 *            in pixels of the level, not empty; may lie partly or wholly outside the level, where nothing is
	 *            covered
	 * @return a block of the region's size with 1 or 3 samples
	 * @throws IllegalArgumentException
	 *             if there is no such level or plane, or the region is empty or larger than an array can be
	 */
	public RegionPixels read(final Scene scene, final int level, final Plane plane, final Region region)
		throws IOException {
		scene.checkOpen();
		scene.checkPlane(plane);
		return read(scene.lifetime(), scene.level(level), plane, region);
	}

	private RegionPixels read(final SlideLifetime slide, final Level level, final Plane plane, final Region region)
		throws IOException
	{
		final BlockShape shape = shape(level, region);
		if (!level.layout().isOnPixels()) return blend(slide, level, plane, region.x(), region.y(), shape);
		final Region visible = region.intersect(level.region());
		final List<PlacedTile> placed = visible.isEmpty() ? List.of() : level.layout().tilesIn(visible);
		if (placed.size() == 1 && placed.get(0).region().equals(region) && visible.equals(region)) {
			final Optional<PixelBlock> tile = tile(slide, level, placed.get(0), plane);
			if (tile.isPresent() && tile.get().samples() == level.samples()) return new RegionPixels(tile.get(), null);
		}
		expect(level, placed, plane);
		final RegionPainter painter = new RegionPainter(region, shape, level.layout().isDisjoint());
		for (final PlacedTile place : placed) {
			final Optional<PixelBlock> tile = tile(slide, level, place, plane);
			if (tile.isPresent()) painter.paint(place.region(), visible, tile.get());
		}
		return painter.finish();
	}

	/**
	 * Reads a region of one plane to look at: what {@link RegionPixels#toArgb()} makes of {@link #read}, but straight
	 * from the tiles where they are of 8 bits.
	 *
	 * @return non-premultiplied 0xAARRGGBB words, row-major; 0 where nothing is covered
	 * @throws IllegalStateException
	 *             if the samples are neither {@code UINT8} nor {@code UINT16}
	 */
	public int[] readArgb(final Scene scene, final int level, final Plane plane, final Region region)
		throws IOException {
		scene.checkOpen();
		scene.checkPlane(plane);
		final Level from = scene.level(level);
		final BlockShape shape = shape(from, region);
		if (from.type() != PixelType.UINT8 || !from.layout().isOnPixels())
			return read(scene.lifetime(), from, plane, region).toArgb();
		final Region visible = region.intersect(from.region());
		final int[] argb = new int[shape.pixels()];
		if (visible.isEmpty()) return argb;
		final List<PlacedTile> placed = from.layout().tilesIn(visible);
		expect(from, placed, plane);
		for (final PlacedTile place : placed) {
			final Optional<PixelBlock> tile = tile(scene.lifetime(), from, place, plane);
			if (tile.isEmpty()) continue;
			// it has an alpha of its own
			if (tile.get().samples() != from.samples()) return read(scene.lifetime(), from, plane, region).toArgb();
			paint(tile.get(), place.region(), place.region().intersect(visible), argb, region);
		}
		return argb;
	}

	private static void paint(final PixelBlock tile, final Region place, final Region part, final int[] argb,
		final Region region) {
		for (long y = part.y(); y < part.endY(); y++)
			ArgbWords.convert(tile.bytes(), tile.samples(),
				(int) ((y - place.y()) * place.width() + part.x() - place.x()), argb,
				(int) ((y - region.y()) * region.width() + part.x() - region.x()), (int) part.width());
	}

	/**
	 * Reads a picture that need not begin on a pixel: tiles are interpolated one by one, as OpenSlide does it.
	 *
	 * @param left
	 *            position of its left edge in pixels of the level
	 * @param top
	 *            position of its upper edge
	 * @param width
	 *            columns, &gt; 0
	 * @param height
	 *            rows, &gt; 0
	 */
	RegionPixels readBetweenPixels(final Scene scene, final int level, final Plane plane, final double left,
		final double top,
		final int width, final int height) throws IOException
	{
		scene.checkOpen();
		scene.checkPlane(plane);
		final Level l = scene.level(level);
		return blend(scene.lifetime(), l, plane, left, top, new BlockShape(width, height, l.samples(), l.type()));
	}

	private static BlockShape shape(final Level level, final Region region) {
		if (!BlockShape.fits(region.width(), region.height(), level.samples()))
			throw new IllegalArgumentException("a region of " + region + " cannot be read at once");
		return new BlockShape((int) region.width(), (int) region.height(), level.samples(), level.type());
	}

	private RegionPixels blend(final SlideLifetime slide, final Level level, final Plane plane, final double left,
		final double top, final BlockShape shape) throws IOException
	{
		final Region touched =
			Region.covering(left, top, left + shape.width(), top + shape.height()).intersect(level.region());
		final List<PlacedTile> placed = touched.isEmpty() ? List.of() : level.layout().tilesIn(touched);
		expect(level, placed, plane);
		final BlendingPainter painter = new BlendingPainter(left, top, shape);
		for (int i = placed.size() - 1; i >= 0; i--) {
			final Optional<PixelBlock> tile = tile(slide, level, placed.get(i), plane);
			if (tile.isPresent()) painter.paint(placed.get(i), level.region(), tile.get());
		}
		return painter.finish();
	}

	/** Says which of several tiles will be read. */
	private void expect(final Level level, final List<PlacedTile> placed, final Plane plane) throws IOException {
		if (placed.size() > 1)
			level.tiles().expect(placed.stream().mapToLong(PlacedTile::index)
				.filter(tile -> !cache.has(level.tiles(), tile, plane)).toArray(), plane);
	}

	private Optional<PixelBlock> tile(final SlideLifetime slide, final Level level, final PlacedTile place,
		final Plane plane) throws IOException
	{
		final Optional<PixelBlock> tile = cache.get(slide, level.tiles(), place.index(), plane);
		if (tile.isPresent()) checkShape(level, place, tile.get());
		return tile;
	}

	private static void checkShape(final Level level, final PlacedTile place, final PixelBlock tile) {
		final PixelType type = level.type();
		final boolean colours = tile.samples() == level.samples() || level.samples() == 3 && tile.samples() == 4;
		if (tile.width() != place.region().width() || tile.height() != place.region()
			.height() || tile.type() != type || !colours)
			throw new IllegalStateException("tile " + place.index() + " is " + tile.shape() + ", not " + place.region()
				+ " of "
				+ level.samples() + " x " + type);
	}
}
