package org.coverslip.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.coverslip.export.TileTable.StoredTile;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.Workers;
import org.coverslip.tiff.TiffWriter;

/**
 * Copies the tiles of a level as they are stored, in the order of their numbers, which as a rule is their order in the
 * file.
 */
final class TileCopy {

	/** So much is written at once. */
	private static final int CHUNK_BYTES = 4 << 20;
	private static final int CHUNK_TILES = 256;

	private final CopiedLevel level;
	private final UniformTileGrid grid;
	private final TiffWriter writer;
	private final TileTable table;

	/**
	 * @param grid
	 *            of the level that is written
	 * @param table
	 *            receives the places of the tiles
	 */
	TileCopy(final CopiedLevel level, final UniformTileGrid grid, final TiffWriter writer, final TileTable table) {
		this.level = level;
		this.grid = grid;
		this.writer = writer;
		this.table = table;
	}

	/**
	 * Copies all tiles of a plane.
	 *
	 * @param blanks
	 *            gives the place of what stands for tiles that are not there
	 */
	void run(final Plane plane, final int threads, final Blanks blanks, final ProgressMeter progress)
		throws IOException {
		final AtomicLong next = new AtomicLong();
		Workers.run(threads, () -> {
			progress.checkCanceled();
			final long begin = next.getAndAdd(CHUNK_TILES);
			if (begin >= grid.tileCount()) return false;
			copy(plane, begin, Math.min(begin + CHUNK_TILES, grid.tileCount()), blanks);
			progress.add(Math.min(CHUNK_TILES, grid.tileCount() - begin));
			return true;
		});
	}

	private void copy(final Plane plane, final long begin, final long end, final Blanks blanks) throws IOException {
		final List<byte[]> chunk = new ArrayList<>();
		int bytes = 0;
		long first = begin;
		for (long tile = begin; tile < end; tile++) {
			final Optional<byte[]> stored =
				level.tiles().encoded(level.sourceTile(tile % grid.columns(), tile / grid.columns()), plane);
			if (stored.isEmpty()) table.set(tile, blanks.place());
			chunk.add(stored.orElse(null));
			bytes += stored.map(b -> even(b.length)).orElse(0);
			if (bytes >= CHUNK_BYTES || tile == end - 1) {
				write(first, chunk, bytes);
				chunk.clear();
				bytes = 0;
				first = tile + 1;
			}
		}
	}

	private void write(final long first, final List<byte[]> tiles, final int bytes) throws IOException {
		final ByteBuffer together = ByteBuffer.allocate(bytes);
		final int[] at = new int[tiles.size()];
		for (int i = 0; i < at.length; i++) {
			if (tiles.get(i) == null) continue;
			at[i] = together.position();
			together.put(tiles.get(i)).position(at[i] + even(tiles.get(i).length));
		}
		final long position = writer.append(together.clear());
		for (int i = 0; i < at.length; i++)
			if (tiles.get(i) != null) table.set(first + i, new StoredTile(position + at[i], tiles.get(i).length));
	}

	private static int even(final int length) {
		return length + 1 & ~1;
	}

	/** What stands for the tiles that are not there. */
	@FunctionalInterface
	interface Blanks {

		/** Where it is; written when first asked for. */
		StoredTile place() throws IOException;
	}
}
