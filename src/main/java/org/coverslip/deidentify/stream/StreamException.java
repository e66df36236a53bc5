package org.coverslip.deidentify.stream;

import java.io.IOException;

/** An encoded image that is damaged, or has parts of which it is not known what they hold. */
public final class StreamException extends IOException {

	private static final long serialVersionUID = 1;

	/** @param message a sentence without the file's name */
	public StreamException(final String message) {
		super(message);
	}
}
