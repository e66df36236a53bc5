package org.coverslip.codec;

/** Encoded bytes look sound, but are of a kind that is not supported; the message names it. */
public final class UnsupportedCodingException extends CodecException {

	private static final long serialVersionUID = 1L;

	public UnsupportedCodingException(final String message) {
		super(message);
	}
}
