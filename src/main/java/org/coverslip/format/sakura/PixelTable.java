package org.coverslip.format.sakura;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import org.coverslip.io.SlideFormatException;

/**
 * The table of an SVSLIDE that holds the pixels: rows of a key and bytes. Its name differs from file to file and is
 * held by the only row of another table. Thread-safe.
 * <p>
 * Source: openslide.org/formats/sakura.
 */
final class PixelTable {

	private static final String NAMES = "DataManagerSQLiteConfigXPO";
	private static final String MAGIC_KEY = "++MagicBytes";
	private static final String MAGIC = "SVGigaPixelImage";
	private static final int MOST_NAME_BYTES = 1000;
	/** The coarsest level's tiles are not remembered if there are more than this. */
	private static final int MOST_COARSEST = 1 << 14;

	private final SlideDatabase database;
	private final String select;
	private final String from;

	private PixelTable(final SlideDatabase database, final String name) {
		this.database = database;
		from = " FROM \"" + name.replace("\"", "\"\"") + "\"";
		select = "SELECT data" + from + " WHERE id = ?";
	}

	/**
	 * Which tiles there are.
	 *
	 * @param downsamples
	 *            of the levels of which focal plane 0 has tiles, ascending
	 * @param planes
	 *            number of focal planes with tiles: the highest plane number plus 1
	 * @param coarsest
	 *            keys of the coarsest level's tiles, in no order; empty if there are too many
	 */
	record Contents(SortedSet<Long> downsamples, int planes, Optional<List<String>> coarsest) {}

	/** The table, or why the database has none. */
	record Search(Optional<PixelTable> table, String reason) {

		private static Search none(final String reason) {
			return new Search(Optional.empty(), reason);
		}
	}

	static Search find(final SlideDatabase database) throws IOException {
		if (!database.hasTable(NAMES)) return Search.none("its database has no table " + NAMES);
		final List<String> names = new ArrayList<>();
		database.query("SELECT TableName FROM " + NAMES + " WHERE length(TableName) < " + MOST_NAME_BYTES + " LIMIT 2",
			List.of(), row -> {
			names.add(row.getString(1));
			return true;
		});
		if (names.size() != 1 || !database.hasTable(names.get(0)))
			return Search.none("its table " + NAMES + " does not name one other table");
		final PixelTable table = new PixelTable(database, names.get(0));
		final Optional<byte[]> magic = table.bytes(MAGIC_KEY, MOST_NAME_BYTES);
		return magic.isPresent() && new String(magic.get(), StandardCharsets.UTF_8).split("\0", 2)[0].equals(MAGIC)
			? new Search(Optional.of(table), "") : Search.none("its row " + MAGIC_KEY + " is not \"" + MAGIC + "\"");
	}

	SlideDatabase database() {
		return database;
	}

	/**
	 * The bytes of a row; empty if there is none.
	 *
	 * @param most
	 *            the most bytes that make sense; a row with more counts as missing
	 */
	Optional<byte[]> bytes(final String key, final int most) throws IOException {
		return database.bytes(select + " AND length(data) <= " + most, key, most);
	}

	/**
	 * Goes through all keys.
	 *
	 * @throws SlideFormatException
	 *             if the key of a tile is invalid, or there are no tiles
	 */
	Contents contents() throws IOException {
		final Scan scan = new Scan();
		database.query("SELECT id" + from, List.of(), row -> {
			final String key = row.getString(1);
			if (key != null && TileId.isTile(key)) scan.take(key);
			return true;
		});
		if (scan.downsamples.isEmpty()) throw damaged("tiles", "none");
		return new Contents(scan.downsamples, scan.planes, Optional.ofNullable(scan.coarsest));
	}

	SlideFormatException damaged(final String expected, final String found) {
		return new SlideFormatException(database.file(), SlideFormatException.NO_OFFSET, expected, found);
	}

	/** What has been seen so far. */
	private final class Scan {

		private final SortedSet<Long> downsamples = new TreeSet<>();
		private int planes;
		private long coarsestDownsample;
		private List<String> coarsest = new ArrayList<>();

		void take(final String key) throws SlideFormatException {
			final TileId id = TileId.parse(key);
			if (id == null) throw damaged("the key of a tile, T;x|y;downsample;colour;plane", key);
			if (id.plane() == 0 && Long.bitCount(id.downsample()) != 1)
				throw damaged("a power of 2 as downsample", key);
			if (id.plane() == 0) downsamples.add(id.downsample());
			planes = Math.max(planes, id.plane() + 1);
			if (id.downsample() > coarsestDownsample) {
				coarsestDownsample = id.downsample();
				coarsest = new ArrayList<>();
			}
			if (id.downsample() != coarsestDownsample || coarsest == null) return;
			coarsest.add(key);
			if (coarsest.size() > MOST_COARSEST) coarsest = null;
		}
	}
}
