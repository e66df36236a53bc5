package org.coverslip.slide;

import java.io.IOException;

/** A {@link BlockFunction} has nothing for a block: its pixels are 0 and not covered. */
public final class AbsentBlockException extends IOException {

	private static final long serialVersionUID = 1L;

	public AbsentBlockException(final String why, final Throwable cause) {
		super(why, cause);
	}
}
