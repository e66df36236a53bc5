package org.coverslip.remote;

import java.io.IOException;

/** A request failed in a way that may have passed when it is made again. */
final class PassingFault extends IOException {

	private static final long serialVersionUID = 1L;

	/** Milliseconds after which the server wants to be asked again; 0 where it did not say. */
	private final long after;

	PassingFault(final String sentence, final long after) {
		super(sentence);
		this.after = after;
	}

	PassingFault(final String sentence, final Throwable cause) {
		super(sentence, cause);
		after = 0;
	}

	long after() {
		return after;
	}
}
