package org.coverslip.annotation;

import java.io.IOException;

/** A file of annotations does not hold what its format requires; the message is one sentence with file and place. */
public final class AnnotationFormatException extends IOException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param file
	 *            the file's name
	 * @param place
	 *            where in it, as a user finds it: {@code line 12}, {@code features[3]}, {@code region 7}; empty for all
	 *            of it
	 * @param fault
	 *            what is wrong, for example "a ring of 2 points, which is no area"
	 */
	public AnnotationFormatException(final String file, final String place, final String fault) {
		super(file + (place.isEmpty() ? "" : ", " + place) + ": " + fault);
	}

	/** As above, with the failure that brought it to light. */
	public AnnotationFormatException(final String file, final String place, final String fault, final Throwable cause) {
		this(file, place, fault);
		initCause(cause);
	}
}
