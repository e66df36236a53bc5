package org.coverslip.format.zeiss;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.PlacedTiles;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * The sub-blocks of one resolution as tiles. A tile is a place: everything in one place with the same mosaic number, in
 * all planes, is one tile, so planes that have extra tiles or lack some need no special treatment. Thread-safe.
 */
final class CziTiles implements TileSource {

	/** The order of sub-blocks within a tile. */
	private static final Comparator<SubBlock> BY_PLANE = Comparator.comparing(SubBlock::plane,
		Comparator.comparingInt(CziPlane::c).thenComparingInt(CziPlane::t).thenComparing(CziPlane.BY_Z));

	/** Sub-blocks of more bytes are read in parts, if possible. */
	private static final int LARGE = 32 << 20;
	/** The size of such a part in bytes. */
	private static final int PART = 4 << 20;

	private final SubBlockReader reader;
	private final SlideLifetime lifetime;
	private final PlaneNumbers numbers;
	private final PixelType type;
	private final Tile[] tiles;

	private CziTiles(final SubBlockReader reader, final SlideLifetime lifetime, final PlaneNumbers numbers,
		final PixelType type,
		final Tile[] tiles)
	{
		this.reader = reader;
		this.lifetime = lifetime;
		this.numbers = numbers;
		this.type = type;
		this.tiles = tiles;
	}

	/**
	 * The place of the sub-blocks that make up one tile.
	 *
	 * @param mosaic
	 *            its number; higher ones are further in front
	 * @param x
	 *            its left edge in pixels of the finest resolution
	 * @param width
	 *            pixels in a row as stored
	 */
	private record Place(int mosaic, int x, int y, int width, int height) {

		static Place of(final SubBlock block) {
			return new Place(block.mosaic(), block.x(), block.y(), block.storedWidth(), block.storedHeight());
		}
	}

	/**
	 * One tile in all planes.
	 *
	 * @param blocks
	 *            the sub-blocks that exist, in the order of their planes
	 * @param row
	 *            of the sub-blocks at which the tile begins
	 * @param rows
	 *            of the tile: fewer than those of the sub-blocks if these are large and uncompressed, and so are read
	 *            in parts
	 */
	private record Tile(SubBlock[] blocks, int row, int rows) {}

	/**
	 * A level of a scene.
	 *
	 * @param blocks
	 *            all with the same factor, in the directory's order
	 * @param factor
	 *            pixels of the finest resolution per pixel of the blocks
	 * @param area
	 *            of the scene, in pixels of the finest resolution
	 * @param scale
	 *            of the level
	 * @param width
	 *            of the level in its pixels
	 * @param type
	 *            the type that samples are converted to
	 */
	static Level level(final List<SubBlock> blocks, final double factor, final Region area, final LevelScale scale,
		final long width,
		final long height, final PixelType type, final PlaneNumbers numbers, final SubBlockReader reader,
			final SlideLifetime lifetime)
	{
		final Map<Place, List<SubBlock>> byPlace = new LinkedHashMap<>();
		for (final SubBlock block : blocks)
			byPlace.computeIfAbsent(Place.of(block), place -> new ArrayList<>(1)).add(block);
		final List<Map.Entry<Place, List<SubBlock>>> places = new ArrayList<>(byPlace.entrySet());
		places.sort(Comparator.comparingInt(entry -> entry.getKey().mosaic()));
		final long originX = origin(byPlace.keySet(), Place::x, area.x(), factor);
		final long originY = origin(byPlace.keySet(), Place::y, area.y(), factor);
		final boolean readInParts = reader.mayHold(blocks);
		final PlacedTiles.Builder layout = PlacedTiles.builder();
		final List<Tile> tiles = new ArrayList<>(places.size());
		int tileWidth = 0;
		int tileHeight = 0;
		for (final Map.Entry<Place, List<SubBlock>> entry : places) {
			final Place place = entry.getKey();
			final SubBlock[] sorted = sorted(entry.getValue());
			final int most = readInParts ? mostRows(sorted) : place.height;
			for (int row = 0; row < place.height; row += most) {
				final int rows = Math.min(most, place.height - row);
				layout.add((place.x - originX) / factor, (place.y - originY) / factor + row, place.width, rows);
				tiles.add(new Tile(sorted, row, rows));
				tileHeight = Math.max(tileHeight, rows);
			}
			tileWidth = Math.max(tileWidth, place.width);
		}
		final LevelScale toLevel = new LevelScale(factor);
		boolean regular = true;
		for (final Place place : byPlace.keySet())
			regular &= toLevel.toLevelExact(place.x - originX) % tileWidth == 0
				&& toLevel.toLevelExact(place.y - originY) % tileHeight == 0;
		final CziTiles source = new CziTiles(reader, lifetime, numbers, type, tiles.toArray(Tile[]::new));
		return Level.builder(width, height, source).scale(scale)
			.layout(layout.build(), regular ? tileWidth : 0, regular ? tileHeight : 0)
			.samples(type, blocks.get(0).pixels().samples())
			.compression(SubBlockDecoder.name(blocks.get(0).compression())).build();
	}

	/**
	 * Where a level begins along one axis, in pixels of the finest resolution: normally where the scene does. But if
	 * all tiles are off the level's pixels by the same fraction of a pixel, they are moved onto the nearest ones, by at
	 * most half a pixel, so that stored values are shown unchanged rather than interpolated.
	 */
	private static long origin(final Collection<Place> places, final ToIntFunction<Place> start, final long areaStart,
		final double factor)
	{
		final long whole = (long) factor;
		if (whole != factor) return areaStart;
		final long rest = Math.floorMod(start.applyAsInt(places.iterator().next()) - areaStart, whole);
		for (final Place place : places)
			if (Math.floorMod(start.applyAsInt(place) - areaStart, whole) != rest) return areaStart;
		return areaStart + (2 * rest <= whole ? rest : rest - whole);
	}

	/** How many rows are read at once. */
	private static int mostRows(final SubBlock[] blocks) {
		final int height = blocks[0].storedHeight();
		long largest = 0;
		for (final SubBlock block : blocks) {
			if (block.compression() != SubBlockDecoder.NONE || !block.isFull()) return height;
			largest = Math.max(largest, block.pixels().bytes(block.storedWidth(), 1));
		}
		return largest * height <= LARGE ? height : (int) Math.max(1, PART / largest);
	}

	/** Sorted by plane; of two in the same plane, only the one that is later in the directory. */
	private static SubBlock[] sorted(final List<SubBlock> blocks) {
		if (blocks.size() == 1) return new SubBlock[] { blocks.get(0) };
		final List<SubBlock> sorted = new ArrayList<>(blocks);
		sorted.sort(BY_PLANE);
		final List<SubBlock> once = new ArrayList<>(sorted.size());
		for (final SubBlock block : sorted) {
			if (!once.isEmpty() && once.get(once.size() - 1).plane().equals(block.plane()))
				once.remove(once.size() - 1);
			once.add(block);
		}
		return once.toArray(SubBlock[]::new);
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		lifetime.checkOpen();
		final Tile part = tiles[(int) tile];
		final SubBlock[] blocks = part.blocks;
		final CziPlane wanted = numbers.plane(plane);
		final int found = Arrays.binarySearch(blocks,
			new SubBlock(0, blocks[0].pixels(), 0, 0, 0, 0, 0, 1, 1, 1, 1, wanted), BY_PLANE);
		if (found < 0) return Optional.empty();
		final boolean whole = part.rows == blocks[found].storedHeight();
		return Optional.of(
			ofType(whole ? reader.read(blocks[found]) : reader.readRows(blocks[found], part.row, part.rows)));
	}

	/** Channels of one scene may differ in type; the values stay the same. */
	private PixelBlock ofType(final PixelBlock block) {
		if (block.type() == type) return block;
		final PixelBlock wide =
			PixelBlock.zeros(new BlockShape(block.width(), block.height(), block.samples(), type));
		for (int i = 0; i < block.shape().length(); i++)
			wide.put(i, block.value(i));
		return wide;
	}
}
