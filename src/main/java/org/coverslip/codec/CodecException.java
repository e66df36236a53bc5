package org.coverslip.codec;

import java.io.IOException;

/**
 * Encoded bytes are damaged or not what was expected. The message is a phrase that does not name the file.
 */
public class CodecException extends IOException {

	private static final long serialVersionUID = 1L;

	public CodecException(final String message) {
		super(message);
	}

	public CodecException(final String message, final Throwable cause) {
		super(message, cause);
	}
}
