package org.coverslip.io;

import java.io.IOException;

/**
 * The heap, or another program's share of memory, was too full for pixels to be read. Nothing is wrong with the file:
 * the same may succeed later, or where there is more memory.
 */
public class MemoryShortageException extends IOException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param what
	 *            was to be read, e.g. "a tile of 256 x 256 pixels"
	 * @param bytes
	 *            of its decoded pixels, or a negative number where that is not known
	 * @param place
	 *            where it is, e.g. "at byte 8 of a.tif"
	 */
	public MemoryShortageException(final String what, final long bytes, final String place, final Throwable cause) {
		super("There is not enough memory to read " + what + (bytes < 0 ? "" : " (" + bytes + " bytes)") + " " + place
			+ "; give Java more memory, or let it do less at once", cause);
	}
}
