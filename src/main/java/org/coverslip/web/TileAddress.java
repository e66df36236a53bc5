package org.coverslip.web;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.export.deepzoom.DeepZoomLayout;

/**
 * Which tile of a Deep Zoom pyramid is asked for.
 *
 * @param ending
 *            of its name, {@code jpg} or {@code png}
 */
record TileAddress(int level, long col, long row, String ending) {

	private static final Pattern TILE = Pattern.compile("([0-9]{1,10})_([0-9]{1,10})\\.(jpg|png)");

	/**
	 * From an address, {@code LEVEL/COL_ROW.ENDING}.
	 *
	 * @param endings
	 *            those that are answered
	 */
	static TileAddress of(final String levelName, final String tileName, final String... endings) {
		final Matcher tile = TILE.matcher(tileName);
		if (!tile.matches() || !List.of(endings).contains(tile.group(3)))
			throw RequestException.notFound("There is nothing at this address.");
		final long level = Query.whole("the level", levelName);
		if (level < 0 || level > Integer.MAX_VALUE) throw missing();
		return new TileAddress((int) level, Long.parseLong(tile.group(1)), Long.parseLong(tile.group(2)),
			tile.group(3));
	}

	/** Refuses a tile that a pyramid does not have. */
	void check(final DeepZoomLayout layout) {
		if (level >= layout.levelCount() || col >= layout.columns(level) || row >= layout.rows(level)) throw missing();
	}

	private static RequestException missing() {
		return RequestException.notFound("There is no such tile.");
	}
}
