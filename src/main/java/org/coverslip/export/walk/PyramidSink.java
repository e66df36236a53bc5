package org.coverslip.export.walk;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;

/**
 * Where a pyramid goes: the file or files of one product.
 * <p>
 * The calls come in this order: {@link #associated} for each image, {@link #beginLevel} for each level, the finest
 * first; then the tiles of all levels and planes in any order, each place once; and finally {@link #finish}. Until
 * then, and after a failure, the target does not appear under its name. Whoever opened the sink closes it.
 * <p>
 * Tiles come from several threads at once, one call per tile or run; all other calls come from one thread.
 */
public interface PyramidSink extends Closeable {

	/** Adds an image beside the pyramid, under its name; a product that has no place for it leaves it out. */
	void associated(AssociatedImage image) throws IOException;

	/**
	 * Announces a level that will be filled.
	 *
	 * @param level
	 *            its number: 0 is the finest
	 */
	void beginLevel(int level, WrittenLevel form) throws IOException;

	/**
	 * Whether a tile is already there, left by an earlier run that was interrupted; it is then not encoded, and neither
	 * {@link #put} nor {@link #absent} is called for it.
	 */
	default boolean has(final int level, final Plane plane, final long col, final long row) throws IOException {
		return false;
	}

	/** Whether the order in which tiles come shows in what is written; then it is always the same. */
	default boolean needsOrder() {
		return true;
	}

	/** Adds a tile in its column and row of the level's stored tiles. */
	void put(int level, Plane plane, long col, long row, EncodedTile tile) throws IOException;

	/** Says that nothing is stored at this place. */
	void absent(int level, Plane plane, long col, long row) throws IOException;

	/**
	 * Adds consecutive tiles, row by row; for sinks that can write them at once.
	 *
	 * @param first
	 *            number of the first one among the level's stored tiles
	 * @param tiles
	 *            empty where nothing is stored
	 */
	default void putRun(final int level, final Plane plane, final long first, final long columns,
		final List<Optional<EncodedTile>> tiles) throws IOException
	{
		for (int i = 0; i < tiles.size(); i++) {
			final long col = (first + i) % columns;
			final long row = (first + i) / columns;
			if (tiles.get(i).isPresent()) put(level, plane, col, row, tiles.get(i).get());
			else absent(level, plane, col, row);
		}
	}

	/** Everything is there: the target appears under its name, replacing an older one. Called once. */
	void finish() throws IOException;

	/** The user canceled: nothing is left behind, not even what an earlier run left to be continued. */
	void abort() throws IOException;

	/**
	 * Closes what is open. Has no further effect after {@link #finish}; before it, what was put is lost, or kept under
	 * a temporary name by a product that can be continued.
	 */
	@Override
	void close() throws IOException;
}
