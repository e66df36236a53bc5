package org.coverslip.format.plain;

import java.io.IOException;

/** The rows of an image one after another, from the top. For one thread. */
interface RowDecoder {

	/**
	 * Decodes the next row.
	 *
	 * @param row
	 *            gets its samples: interleaved, those of 16 bits with the high byte first; exactly as long as these
	 * @throws org.coverslip.io.SlideFormatException
	 *             if the file is damaged
	 */
	void next(byte[] row) throws IOException;

	/** To be called after the last row: throws if the file turns out to be damaged. */
	void end() throws IOException;
}
