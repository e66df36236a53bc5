package org.coverslip.format.plain;

import java.io.IOException;

/** The rows of an image one after another, from the top. For one thread. */
interface RowDecoder {

	/**
	 * Decodes the next row.
	 *
	 * @param row
	 *            receives its samples, interleaved, 16-bit ones with the high byte first; exactly as long as the
	 *            samples
	 * @throws org.coverslip.io.SlideFormatException
	 *             if the file is damaged
	 */
	void next(byte[] row) throws IOException;

	/** To be called after the last row: throws if the file turns out to be damaged. */
	void end() throws IOException;
}
