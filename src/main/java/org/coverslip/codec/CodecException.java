package org.coverslip.codec;

import java.io.IOException;

/**
 * Encoded bytes are damaged, or do not hold what was expected of them. The message is one phrase without a file's name.
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
