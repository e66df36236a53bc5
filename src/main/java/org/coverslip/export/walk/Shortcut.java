package org.coverslip.export.walk;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;

/** Spares the encoder a computed tile. Called from several threads. */
public interface Shortcut {

	/** Every tile is encoded. */
	Shortcut NONE = new Shortcut() {

		@Override
		public boolean isLeftOut(final int level, final PixelBlock tile) {
			return false;
		}

		@Override
		public Optional<byte[]> stored(final int level, final Plane plane, final long col, final long row) {
			return Optional.empty();
		}
	};

	/** Whether the product leaves out such a tile. */
	boolean isLeftOut(int level, PixelBlock tile);

	/** The tile as the slide stores it, if it may replace the computed one. */
	Optional<byte[]> stored(int level, Plane plane, long col, long row) throws IOException;
}
