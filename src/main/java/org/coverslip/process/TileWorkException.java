package org.coverslip.process;

import java.io.IOException;

/** Work that failed at one tile. The message is a sentence that names the tile. */
public final class TileWorkException extends IOException {

	private static final long serialVersionUID = 1L;

	public TileWorkException(final TileTask task, final String problem) {
		super(task + ": " + problem);
	}

	/** A failure that was told of before, by its sentence. */
	public TileWorkException(final String sentence) {
		super(sentence);
	}

	public TileWorkException(final TileTask task, final String problem, final Throwable cause) {
		super(task + ": " + problem, cause);
	}
}
