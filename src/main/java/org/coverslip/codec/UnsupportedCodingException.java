package org.coverslip.codec;

/** Encoded bytes are sound, as far as was looked, but of a kind that is not decoded; the message names it. */
public final class UnsupportedCodingException extends CodecException {

	private static final long serialVersionUID = 1L;

	public UnsupportedCodingException(final String message) {
		super(message);
	}
}
