package org.coverslip.export.walk;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.coverslip.codec.TileEncoder;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.SlowHalf;
import org.coverslip.export.walk.WalkPlan.Computation;
import org.coverslip.export.walk.WalkPlan.Edges;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.HalfSize;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.Scene;
import org.junit.Test;

/** The tiles that a sink is given, for small pictures that are halved and cut up slowly. */
public class PyramidWalkTest {

	private static final int TILE = 16;
	/** A tile is stored as its width and its samples. */
	private static final TileEncoder ENCODER = new TileEncoder() {

		@Override
		public byte[] encode(final PixelBlock tile) {
			final byte[] stored = new byte[1 + tile.shape().length()];
			stored[0] = (byte) tile.width();
			System.arraycopy(tile.bytes(), 0, stored, 1, tile.shape().length());
			return stored;
		}

		/** So some tiles wait until all are there. */
		@Override
		public int together() {
			return 3;
		}
	};
	private static final byte[] SHORT_CUT = { 1, 2, 3 };

	/** Keeps what it is given. */
	private static final class MemorySink implements PyramidSink {

		private final Map<String, byte[]> tiles = new ConcurrentHashMap<>();
		private final Map<String, Boolean> absent = new ConcurrentHashMap<>();

		private static String name(final int level, final Plane plane, final long col, final long row) {
			return level + " " + plane + " " + col + " " + row;
		}

		@Override
		public void put(final int level, final Plane plane, final long col, final long row, final EncodedTile tile) {
			assertNull("put twice", tiles.put(name(level, plane, col, row), tile.bytes()));
		}

		@Override
		public void absent(final int level, final Plane plane, final long col, final long row) {
			assertNull("left out twice", absent.put(name(level, plane, col, row), true));
		}

		@Override
		public void associated(final AssociatedImage image) {}

		@Override
		public void beginLevel(final int level, final WrittenLevel form) {}

		@Override
		public void finish() {}

		@Override
		public void abort() {}

		@Override
		public void close() {}
	}

	private final AtomicLong progress = new AtomicLong();
	private final AtomicLong watched = new AtomicLong();

	private MemorySink walk(final Scene scene, final Region region, final List<LevelSize> sizes, final Edges edges,
		final int storedSide, final Shortcut shortcut) throws IOException
	{
		final List<WrittenLevel> levels = sizes.stream().map(size -> new WrittenLevel(size,
			UniformTileGrid.covering(size.width(), size.height(), storedSide, storedSide), ENCODER)).toList();
		final List<Plane> planes = new ArrayList<>();
		for (int c = 0; c < scene.channels().size(); c++)
			planes.add(new Plane(c, 0, 0));
		final WalkPlan plan = new WalkPlan(scene, region, planes, levels, List.of(),
			new Computation(0, region, sizes, HalfSize.TO_NEAREST, edges, shortcut,
			(l, c, r, tile) -> watched.incrementAndGet()),
			List.of(),
			3);
		final MemorySink sink = new MemorySink();
		final ProgressMeter meter = new ProgressMeter(new ProgressListener() {

			@Override
			public void progress(final long done, final long total) {
				progress.set(done);
				assertEquals(plan.tileCount(), total);
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		}, plan.tileCount());
		final PyramidWalk walk = new PyramidWalk(plan, sink, meter);
		watched.set(0);
		for (final Plane plane : planes)
			walk.run(plane);
		assertEquals("the watcher sees all", plan.tileCount(), watched.get());
		meter.finish();
		assertEquals(plan.tileCount(), progress.get());
		return sink;
	}

	private static List<LevelSize> sizes(final Region region) {
		final List<LevelSize> sizes = new ArrayList<>();
		for (LevelSize size = new LevelSize(region.width(), region.height(), TILE, TILE);; size = size.half()) {
			sizes.add(size);
			if (size.width() <= TILE && size.height() <= TILE) return sizes;
		}
	}

	private static DrawnScene.Builder drawn(final int samples, final int channels) {
		return DrawnScene.of(90, 70, PixelType.UINT8, samples).planes(channels, 1, 1).tiles(24, 20)
			.formula((x, y, s, p) -> (x * 37 + y * 101 + x * y * 7 + s * 50 + p.channel() * 91) % 251 / 255.0);
	}

	@Test
	public void tilesArePadded() throws IOException {
		for (final Region region : List.of(new Region(3, 5, 61, 45), Region.ofSize(90, 70), new Region(24, 20, 64, 48)))
			assertPadded(region, sizes(region), TILE);
	}

	/** Tiles of 16 pixels are stored in quarters; one of 15 in four of 12, which reach beyond it. */
	@Test
	public void tilesMayBeStoredInParts() throws IOException {
		final Region region = new Region(3, 5, 61, 45);
		assertPadded(region, sizes(region), TILE / 2);
		final Region small = new Region(3, 5, 15, 14);
		assertPadded(small, sizes(small), 12);
	}

	private void assertPadded(final Region region, final List<LevelSize> sizes, final int side) throws IOException {
		final DrawnScene.Builder drawn = drawn(3, 1);
		final MemorySink sink = walk(drawn.build(), region, sizes, new Edges(true, 0), side, Shortcut.NONE);
		PixelBlock level = drawn.draw(region, Plane.FIRST);
		int tiles = 0;
		for (int i = 0; i < sizes.size(); i++, level = SlowHalf.of(level))
			for (int row = 0; row * side < level.height(); row++)
				for (int col = 0; col * side < level.width(); col++, tiles++)
					assertTile(sink, i, Plane.FIRST, col, row, level,
						new Region(col * (long) side, row * (long) side, side, side));
		assertEquals(tiles, sink.tiles.size());
	}

	@Test
	public void tilesHavePixelsInCommon() throws IOException {
		for (final int overlap : new int[] { 0, 1, 3 }) {
			assertWide(new Region(3, 5, 77, 61), overlap);
			assertWide(new Region(3, 5, 80, 64), overlap);
		}
	}

	/** Of 5 x 4 tiles. */
	private void assertWide(final Region region, final int overlap) throws IOException {
		final DrawnScene.Builder drawn = drawn(1, 2);
		final List<LevelSize> sizes = sizes(region);
		final MemorySink sink = walk(drawn.build(), region, sizes, new Edges(false, overlap), TILE, Shortcut.NONE);
		for (int c = 0; c < 2; c++) {
			final Plane plane = new Plane(c, 0, 0);
			PixelBlock level = drawn.draw(region, plane);
			for (int i = 0; i < sizes.size(); i++, level = SlowHalf.of(level))
				for (int row = 0; row * TILE < level.height(); row++)
					for (int col = 0; col * TILE < level.width(); col++)
						assertTile(sink, i, plane, col, row, level,
							Region.between(col * TILE - overlap, row * TILE - overlap, (col + 1) * TILE + overlap,
								(row + 1) * TILE + overlap).intersect(Region.ofSize(level.width(), level.height())));
		}
		assertEquals(2 * (5 * 4 + 3 * 2 + 2 * 1 + 1), sink.tiles.size());
	}

	@Test
	public void someTilesNeedNoEncoder() throws IOException {
		final Region region = Region.ofSize(40, 30);
		final MemorySink sink =
			walk(drawn(1, 1).build(), region, sizes(region), new Edges(true, 0), TILE, new Shortcut() {

				@Override
				public boolean isLeftOut(final int level, final PixelBlock tile) {
					return level == 1;
				}

				@Override
				public Optional<byte[]> stored(final int level, final Plane plane, final long col, final long row) {
					return level == 0 && col == 2 && row == 1 ? Optional.of(SHORT_CUT) : Optional.empty();
				}
			});
		assertEquals(6 + 1, sink.tiles.size());
		assertEquals(2, sink.absent.size());
		assertArrayEquals(SHORT_CUT, sink.tiles.get(MemorySink.name(0, Plane.FIRST, 2, 1)));
	}

	/** What lies beyond the level is its last column and row. */
	private static void assertTile(final MemorySink sink, final int level, final Plane plane, final int col,
		final int row, final PixelBlock pixels, final Region place)
	{
		final byte[] found = sink.tiles.get(MemorySink.name(level, plane, col, row));
		final int samples = pixels.samples();
		assertEquals(1 + place.area() * samples, found.length);
		assertEquals(place.width(), found[0]);
		for (int i = 1; i < found.length; i++) {
			final int pixel = (i - 1) / samples;
			final int x = (int) Math.min(pixels.width() - 1, place.x() + pixel % place.width());
			final int y = (int) Math.min(pixels.height() - 1, place.y() + pixel / place.width());
			assertEquals("level " + level + " at (" + x + ", " + y + ")", pixels.value(x, y, (i - 1) % samples),
				found[i] & 0xff, 0);
		}
	}
}
