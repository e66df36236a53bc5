package org.coverslip.format.hamamatsu;

import java.io.IOException;

/**
 * What a slide's file says of where restart intervals begin, which may be wrong. Asked once, when the first interval is
 * read.
 */
@FunctionalInterface
interface RestartHints {

	/** In place of a position that the file does not tell. */
	long UNKNOWN = -1;

	/** Of a file that tells nothing. */
	RestartHints NONE = intervals -> new long[0];

	/**
	 * The positions in the file.
	 *
	 * @param intervals
	 *            how many there are
	 * @return the position behind the marker before each interval, {@link #UNKNOWN} for some; empty if the file tells
	 * nothing
	 */
	long[] positions(int intervals) throws IOException;
}
