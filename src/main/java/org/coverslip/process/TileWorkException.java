package org.coverslip.process;

import java.io.IOException;

/** Work that failed at one tile. The message is a sentence that names the tile. */
public final class TileWorkException extends IOException {

	private static final long serialVersionUID = 1L;

	public TileWorkException(final TileTask task, final String problem) {
		super(task + ": " + problem);
	}

	public TileWorkException(final TileTask task, final String problem, final Throwable cause) {
		super(task + ": " + problem, cause);
	}
}
