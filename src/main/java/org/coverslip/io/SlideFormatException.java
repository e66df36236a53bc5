package org.coverslip.io;

import java.io.IOException;

/**
 * A file does not hold what its format requires. The message says which file, where in it, what was expected and what
 * was found.
 */
public class SlideFormatException extends IOException {

	private static final long serialVersionUID = 1L;

	/** Where the position within the file is not known. */
	public static final long NO_OFFSET = -1;

	private final transient StoredFile file;
	private final long offset;
	private final String expected;
	private final String found;

	/**
	 * @param file
	 *            the damaged file
	 * @param offset
	 *            position of the damage in bytes from the file's start, or {@link #NO_OFFSET}
	 * @param expected
	 *            what a sound file would hold there, e.g. "a tile width above 0"
	 * @param found
	 *            what is there instead, e.g. "0"
	 */
	public SlideFormatException(final StoredFile file, final long offset, final String expected, final String found) {
		super(file + (offset == NO_OFFSET ? "" : ", byte " + offset) + ": expected " + expected + ", found " + found);
		this.file = file;
		this.offset = offset;
		this.expected = expected;
		this.found = found;
	}

	/** As above, with the failure that brought it to light. */
	public SlideFormatException(final StoredFile file, final long offset, final String expected, final String found,
		final Throwable cause)
	{
		this(file, offset, expected, found);
		initCause(cause);
	}

	public StoredFile file() {
		return file;
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
