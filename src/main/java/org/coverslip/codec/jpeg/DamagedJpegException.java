package org.coverslip.codec.jpeg;

import org.coverslip.codec.CodecException;

/** A JPEG stream does not hold what it should: says where in it, what was expected there and what was found. */
public final class DamagedJpegException extends CodecException {

	private static final long serialVersionUID = 1L;

	private final long position;
	private final String expected;
	private final String found;

	DamagedJpegException(final long position, final String expected, final String found) {
		super("byte " + position + ": expected " + expected + ", found " + found);
		this.position = position;
		this.expected = expected;
		this.found = found;
	}

	/** The same failure for another thread. */
	DamagedJpegException(final DamagedJpegException cause) {
		this(cause.position, cause.expected, cause.found);
		initCause(cause);
	}

	/** Bytes from the stream's start. */
	public long position() {
		return position;
	}

	public String expected() {
		return expected;
	}

	public String found() {
		return found;
	}
}
