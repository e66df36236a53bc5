package org.coverslip.spark;

import java.io.Serializable;
import java.util.Optional;

import org.coverslip.export.RunManifest.Entry;

/**
 * What became of a piece.
 *
 * @param entry
 *            what became of the slide; null if a part was made
 * @param seconds
 *            how long it took
 */
record EndedPiece(SlidePiece piece, Entry entry, double seconds) implements Serializable {

	private static final long serialVersionUID = 1L;

	Optional<Entry> slide() {
		return Optional.ofNullable(entry);
	}
}
