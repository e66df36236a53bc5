package org.coverslip.export.walk;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.slide.Scene;

/**
 * A tile of background that stands for all tiles of a level that were never stored. Thread-safe; encoded when first
 * asked for.
 */
final class BlankTile {

	private final Scene scene;
	private final WrittenLevel level;
	private Optional<EncodedTile> encoded;

	BlankTile(final Scene scene, final WrittenLevel level) {
		this.scene = scene;
		this.level = level;
	}

	/** The same tile each time; empty if the level's encoder gives nothing, so that such tiles stay absent. */
	synchronized Optional<EncodedTile> encoded() throws IOException {
		if (encoded == null) {
			final byte[] bytes = level.encoder()
				.encode(PlaneReader.background(scene, level.size().tileWidth(), level.size().tileHeight()));
			encoded = bytes.length == 0 ? Optional.empty() : Optional.of(new EncodedTile(bytes, true));
		}
		return encoded;
	}
}
