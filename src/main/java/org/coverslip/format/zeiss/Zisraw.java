package org.coverslip.format.zeiss;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * The bytes of one CZI, which is a file or is embedded in another CZI: a sequence of segments that point to each other
 * by position, counted from the CZI's own beginning. All numbers are little-endian. Thread-safe.
 * <p>
 * Source: the structures and sizes of segments are from libCZI (CziStructs.h), and were confirmed in 15 real files.
 */
final class Zisraw {

	/** The name of the first segment of each CZI. */
	static final String FILE = "ZISRAWFILE";
	static final String DIRECTORY = "ZISRAWDIRECTORY";
	static final String SUB_BLOCK = "ZISRAWSUBBLOCK";
	static final String METADATA = "ZISRAWMETADATA";
	static final String ATTACHMENT_DIRECTORY = "ZISRAWATTDIR";
	static final String ATTACHMENT = "ZISRAWATTACH";

	/** Bytes of the name, the reserved length and the used length of the segment: 16 + 8 + 8. */
	static final int SEGMENT_HEADER = 32;

	private static final int NAME_LENGTH = 16;

	private final ByteSource source;
	private final StoredFile file;
	private final long base;
	private final long size;

	private Zisraw(final ByteSource source, final StoredFile file, final long base, final long size) {
		this.source = source;
		this.file = file;
		this.base = base;
		this.size = size;
	}

	/** A CZI that is a file. */
	static Zisraw of(final ByteSource source, final StoredFile file) throws IOException {
		return new Zisraw(source, file, 0, source.size());
	}

	/**
	 * A CZI that is a part of this one.
	 *
	 * @param position
	 *            where it begins, within this CZI
	 * @param length
	 *            its length in bytes; it lies within this CZI
	 */
	Zisraw embedded(final long position, final long length) {
		return new Zisraw(source, file, base + position, length);
	}

	/** The file, for messages. */
	StoredFile file() {
		return file;
	}

	/** Bytes of the CZI. */
	long size() {
		return size;
	}

	/**
	 * What a segment's header says about it.
	 *
	 * @param position
	 *            of the header
	 * @param used
	 *            bytes behind the header that belong to the segment; all of them lie in the file
	 */
	record Segment(long position, long used) {

		/** Where the header ends. */
		long data() {
			return position + SEGMENT_HEADER;
		}
	}

	/**
	 * The segment at a position that the file states.
	 *
	 * @param name
	 *            the name that it must have
	 * @param least
	 *            the least number of bytes of such a segment
	 */
	Segment segment(final long position, final String name, final long least) throws IOException {
		if (position < 0 || position > size - SEGMENT_HEADER)
			throw unexpected(0, "a segment " + name + " within the " + size + " bytes of the file",
				"its position " + position);
		final ByteBuffer header = read(position, SEGMENT_HEADER);
		checkName(header, position, name);
		final long allocated = header.getLong(NAME_LENGTH);
		final long stated = header.getLong(NAME_LENGTH + 8);
		// early writers left it 0
		final long used = stated == 0 ? allocated : stated;
		if (used < least || used > size - position - SEGMENT_HEADER)
			throw unexpected(position,
				"a segment " + name + " of " + least + " to " + (size - position - SEGMENT_HEADER)
				+ " bytes, up to the file's end", used + "");
		return new Segment(position, used);
	}

	/** Refuses a header that does not begin with the name. */
	void checkName(final ByteBuffer header, final long position, final String name) throws SlideFormatException {
		final String found = new String(header.array(), 0, NAME_LENGTH, StandardCharsets.ISO_8859_1);
		final int end = found.indexOf('\0');
		final String trimmed = end < 0 ? found : found.substring(0, end);
		if (!trimmed.equals(name))
			throw unexpected(position, "a segment " + name, "\"" + trimmed.replaceAll("[^ -~]", "?") + "\"");
	}

	/** Bytes from a position, in a buffer of little-endian numbers that begins at index 0. */
	ByteBuffer read(final long position, final long length) throws IOException {
		if (position < 0 || length < 0 || length > Integer.MAX_VALUE - 8 || position > size - length)
			throw unexpected(Math.max(0, Math.min(position, size)), length + " bytes",
				"the end of the file's " + size + " bytes");
		return ByteBuffer.wrap(source.readFully(base + position, length)).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** A part of the CZI, or as much of it as the file holds. */
	ByteSource part(final long position, final long length) {
		return source.part(base + position, length);
	}

	/** An exception that says that the file does not hold what it should. */
	SlideFormatException unexpected(final long position, final String expected, final String found) {
		return new SlideFormatException(file, base + position, expected, found);
	}

	/** As {@link #unexpected(long, String, String)}, with the failure that revealed it. */
	SlideFormatException unexpected(final long position, final String expected, final String found,
		final Throwable cause) {
		return new SlideFormatException(file, base + position, expected, found, cause);
	}
}
