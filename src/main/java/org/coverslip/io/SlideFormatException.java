package org.coverslip.io;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file does not hold what its format says: says which file, where in it, what was expected there and what was found.
 */
public class SlideFormatException extends IOException {

	private static final long serialVersionUID = 1L;

	/** Where the position within the file is not known. */
	public static final long NO_OFFSET = -1;

	private final transient Path path;
	private final long offset;
	private final String expected;
	private final String found;

	/**
	 * @param path
	 *            the damaged file
	 * @param offset
	 *            position of the damage in bytes from the file's start, or {@link #NO_OFFSET}
	 * @param expected
	 *            what a sound file would hold there, e.g. "a tile width above 0"
	 * @param found
	 *            what is there instead, e.g. "0"
	 */
	public SlideFormatException(final Path path, final long offset, final String expected, final String found) {
		super(path + (offset == NO_OFFSET ? "" : ", byte " + offset) + ": expected " + expected + ", found " + found);
		this.path = path;
		this.offset = offset;
		this.expected = expected;
		this.found = found;
	}

	/** As above, with the failure that brought it to light. */
	public SlideFormatException(final Path path, final long offset, final String expected, final String found,
		final Throwable cause)
	{
		this(path, offset, expected, found);
		initCause(cause);
	}

	public Path path() {
		return path;
	}

	/** Position in bytes, or {@link #NO_OFFSET}. */
	public long offset() {
		return offset;
	}

	public String expected() {
		return expected;
	}

	public String found() {
		return found;
	}
}
