package org.coverslip.export.walk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.coverslip.io.ScratchFile;
import org.coverslip.pixel.PixelBlock;

/**
 * Tiles of one shape that are changed in any order: as many as fit into a given number of bytes are kept in memory, the
 * others in a file. Thread-safe; threads that change different tiles rarely wait for each other.
 * <p>
 * A tile gets a place in the file when it first leaves memory, so that the file holds only what was written; a tile
 * that is still blank then gets none.
 */
final class ScratchTiles {

	/** The tile was never changed. */
	private static final int ABSENT = 0;
	/** The tile was changed, and is blank or in memory. */
	private static final int WITHOUT_PLACE = -1;

	private static final int MAX_PARTS = 64;
	/** With fewer tiles than this, a part of the memory would hardly retain what was just used. */
	private static final int TILES_PER_PART = 4;

	private final ScratchFile file;
	private final PixelBlock blank;
	private final int columns;
	private final int tilesPerPart;
	private final Part[] parts;
	/**
	 * By rows, created when needed: a place in the file + 1, or one of the constants. Each is guarded by its tile's
	 * part.
	 */
	private final AtomicReferenceArray<int[]> places;
	private final AtomicLong nextPlace = new AtomicLong();

	/**
	 * @param blank
	 *            what each tile is before it is changed
	 * @param columns
	 *            tiles in a row
	 * @param rows
	 *            number of rows
	 */
	ScratchTiles(final ScratchFile file, final PixelBlock blank, final int columns, final int rows,
		final long cacheBytes) {
		this.file = file;
		this.blank = blank;
		this.columns = columns;
		places = new AtomicReferenceArray<>(rows);
		final long tiles = Math.max(1, cacheBytes / blank.shape().byteCount());
		parts = new Part[(int) Math.max(1, Math.min(MAX_PARTS, tiles / TILES_PER_PART))];
		for (int i = 0; i < parts.length; i++)
			parts[i] = new Part();
		tilesPerPart = (int) Math.max(1, Math.min(Integer.MAX_VALUE, tiles / parts.length));
	}

	/** Changes a tile in place. */
	@FunctionalInterface
	interface Change {

		void apply(PixelBlock tile);
	}

	/**
	 * Changes a tile.
	 *
	 * @param replacesAll
	 *            whether each pixel is set, so that the old ones need not be read
	 */
	void change(final long tile, final boolean replacesAll, final Change change) throws IOException {
		final Part part = part(tile);
		synchronized (part) {
			PixelBlock block = part.tiles.get(tile);
			if (block == null) {
				block = replacesAll ? PixelBlock.zeros(blank.shape()) : stored(tile).orElseGet(this::copyOfBlank);
				makeRoom(part);
				part.tiles.put(tile, block);
				if (place(tile) == ABSENT) setPlace(tile, WITHOUT_PLACE);
			}
			change.apply(block);
		}
	}

	/** The tile, which must not be changed; empty if it was never written. */
	Optional<PixelBlock> read(final long tile) throws IOException {
		final Part part = part(tile);
		synchronized (part) {
			final PixelBlock block = part.tiles.get(tile);
			return block != null ? Optional.of(block) : stored(tile);
		}
	}

	private Part part(final long tile) {
		final long mixed = tile * 0x9E3779B97F4A7C15L >>> 40;
		return parts[(int) (mixed % parts.length)];
	}

	/** A tile that is not in memory. */
	private Optional<PixelBlock> stored(final long tile) throws IOException {
		final int place = place(tile);
		if (place == ABSENT) return Optional.empty();
		if (place == WITHOUT_PLACE) return Optional.of(copyOfBlank());
		final PixelBlock block = PixelBlock.zeros(blank.shape());
		final int length = (int) block.shape().byteCount();
		final boolean bytes = block.type().bytes() == 1;
		final ByteBuffer buffer =
			(bytes ? ByteBuffer.wrap(block.bytes()) : ByteBuffer.allocate(length)).order(ByteOrder.nativeOrder());
		final int n = file.read((place - 1L) * length, buffer);
		if (n < length) throw new IOException("short read " + n + "/" + length + " of a tile in a scratch file");
		buffer.flip();
		switch (block.type()) {
			case UINT8, INT8 -> {} // read in place
			case UINT16, INT16 -> buffer.asShortBuffer().get(block.shorts());
			case UINT32, INT32 -> buffer.asIntBuffer().get(block.ints());
			case FLOAT32 -> buffer.asFloatBuffer().get(block.floats());
			case FLOAT64 -> buffer.asDoubleBuffer().get(block.doubles());
		}
		return Optional.of(block);
	}

	/** Writes the least recently used tile to the file, if there are too many. */
	private void makeRoom(final Part part) throws IOException {
		if (part.tiles.size() < tilesPerPart) return;
		final Iterator<Map.Entry<Long, PixelBlock>> oldest = part.tiles.entrySet().iterator();
		final Map.Entry<Long, PixelBlock> entry = oldest.next();
		store(entry.getKey(), entry.getValue());
		oldest.remove();
	}

	private void store(final long tile, final PixelBlock block) throws IOException {
		int place = place(tile);
		if (place == WITHOUT_PLACE) {
			if (isBlank(block)) return;
			final long next = nextPlace.incrementAndGet();
			if (next > Integer.MAX_VALUE)
				throw new IOException("more than " + Integer.MAX_VALUE + " tiles in a scratch file");
			place = (int) next;
		}
		final int length = (int) block.shape().byteCount();
		final ByteBuffer buffer =
			(block.type().bytes() == 1 ? ByteBuffer.wrap(block.bytes()) : ByteBuffer.allocate(length))
			.order(ByteOrder.nativeOrder());
		switch (block.type()) {
			case UINT8, INT8 -> {} // written as they are
			case UINT16, INT16 -> buffer.asShortBuffer().put(block.shorts());
			case UINT32, INT32 -> buffer.asIntBuffer().put(block.ints());
			case FLOAT32 -> buffer.asFloatBuffer().put(block.floats());
			case FLOAT64 -> buffer.asDoubleBuffer().put(block.doubles());
		}
		file.write((place - 1L) * length, buffer);
		setPlace(tile, place);
	}

	private boolean isBlank(final PixelBlock block) {
		return switch (block.type()) {
			case UINT8, INT8 -> Arrays.equals(block.bytes(), blank.bytes());
			case UINT16, INT16 -> Arrays.equals(block.shorts(), blank.shorts());
			case UINT32, INT32 -> Arrays.equals(block.ints(), blank.ints());
			case FLOAT32 -> Arrays.equals(block.floats(), blank.floats());
			case FLOAT64 -> Arrays.equals(block.doubles(), blank.doubles());
		};
	}

	private PixelBlock copyOfBlank() {
		return blank.crop(0, 0, blank.width(), blank.height());
	}

	private int place(final long tile) {
		final int[] row = places.get((int) (tile / columns));
		return row == null ? ABSENT : row[(int) (tile % columns)];
	}

	private void setPlace(final long tile, final int place) {
		final int at = (int) (tile / columns);
		int[] row = places.get(at);
		if (row == null) {
			places.compareAndSet(at, null, new int[columns]);
			row = places.get(at);
		}
		row[(int) (tile % columns)] = place;
	}

	/** The tiles in memory that share a lock; least recently used first. */
	private static final class Part {

		private final LinkedHashMap<Long, PixelBlock> tiles = new LinkedHashMap<>(16, 0.75f, true);
	}
}
