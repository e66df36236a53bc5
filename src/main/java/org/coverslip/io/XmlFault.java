package org.coverslip.io;

import java.io.IOException;

/** A text that is read as XML is none, or none that is accepted; the message is a phrase that says why. */
public final class XmlFault extends IOException {

	private static final long serialVersionUID = 1L;

	private final int line;

	XmlFault(final int line, final String reason, final Throwable cause) {
		super(reason, cause);
		this.line = line;
	}

	/** In which line it was found, from 1. */
	public int line() {
		return line;
	}
}
