package org.coverslip.export.walk;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.slide.Plane;

/**
 * A tile that is ready to be stored.
 *
 * @param level
 *            number of the level in the file
 * @param col
 *            its column among the level's stored tiles
 * @param row
 *            its row
 * @param encoded
 *            empty where nothing is stored
 */
record MadeTile(int level, long col, long row, Optional<EncodedTile> encoded) {

	void putInto(final PyramidSink sink, final Plane plane) throws IOException {
		if (encoded.isPresent()) sink.put(level, plane, col, row, encoded.get());
		else sink.absent(level, plane, col, row);
	}

	/** How many bytes it holds. */
	long bytes() {
		return encoded.map(tile -> tile.bytes().length).orElse(0);
	}
}
