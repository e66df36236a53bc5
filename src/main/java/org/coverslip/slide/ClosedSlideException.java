package org.coverslip.slide;

import java.io.IOException;

/** A read of a slide that has been closed. */
public class ClosedSlideException extends IOException {

	private static final long serialVersionUID = 1L;

	public ClosedSlideException(final String slide) {
		super(slide + " has been closed");
	}
}
