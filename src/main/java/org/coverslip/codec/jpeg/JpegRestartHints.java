package org.coverslip.codec.jpeg;

import java.io.IOException;

/**
 * What a container says of where the restart intervals of a JPEG stream begin, which may be wrong. Asked once, when the
 * first interval is read.
 */
@FunctionalInterface
public interface JpegRestartHints {

	/** In place of a position that is not told. */
	long UNKNOWN = -1;

	/** Of a container that tells nothing. */
	JpegRestartHints NONE = intervals -> new long[0];

	/**
	 * The positions in the stream.
	 *
	 * @param intervals
	 *            how many there are
	 * @return the position behind the marker before each interval, {@link #UNKNOWN} for some; empty if nothing is told
	 */
	long[] positions(int intervals) throws IOException;
}
