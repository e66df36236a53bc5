package org.coverslip.format.lif;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SafeXml;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * A file of blocks: LIF, with XML and then any number of memory blocks, or LOF, with the bytes of one image and then
 * XML.
 * <p>
 * Each block begins with 0x70 and the length of what follows, as 32-bit numbers; within it each item begins with the
 * byte 0x2A. Texts are UTF-16 after the number of their characters. In LIF a memory block is the size of the data (32
 * bits in version 1, 64 bits in version 2) and an identifier, and the data follow. Source: "Leica Image File Formats"
 * 3.2 (Leica Microsystems, 2016), as the documentation of liffile 2025.9.28 sums it up and Bio-Formats' LIFReader and
 * LOFReader 8.0 read it; seen in real files of LAS X 3.1 and 3.5. All numbers are little-endian.
 *
 * @param xml
 *            the description
 * @param blocks
 *            by their identifiers, in the file's order; a LOF has one, of any name
 * @param isLof
 *            whether it is a LOF
 */
record LifContainer(StoredFile file, LeicaXml xml, Map<String, MemoryBlock> blocks, boolean isLof) {

	/** What a LOF says in place of XML (Bio-Formats' LOFReader). */
	static final String LOF = "LMS_Object_File";

	private static final int BLOCK = 0x70;
	private static final int ITEM = 0x2a;
	/** From the mark of a block to the end of the number of characters. */
	private static final int TEXT = 13;
	private static final int MOST_IDENTIFIER = 4096;

	/** Whether bytes are the beginning of such a file. */
	static boolean begins(final byte[] header) {
		return header.length >= TEXT + 2 && header[0] == BLOCK && header[1] == 0 && header[2] == 0 && header[3] == 0
			&& header[8] == ITEM;
	}

	/**
	 * Reads all but the data.
	 *
	 * @throws SlideFormatException
	 *             if the file is damaged; one that ends within its memory blocks is not
	 */
	static LifContainer read(final ByteSource source, final StoredFile file) throws IOException {
		final Cursor cursor = new Cursor(source, file);
		final String first = cursor.text();
		return first.equals(LOF) ? lof(cursor) : lif(cursor, LeicaXml.parse(first, file));
	}

	private static LifContainer lof(final Cursor cursor) throws IOException {
		cursor.item("the major version of a LOF");
		cursor.skip(4);
		cursor.item("the minor version of a LOF");
		cursor.skip(4);
		cursor.item("the size of a LOF's data");
		final long size = cursor.number(8);
		final long position = cursor.position;
		final long left = cursor.size - position;
		if (size < 0 || size > left)
			throw cursor.damaged(position - 8,
				"a size of the data up to " + left + ", so that XML follows before the file's end", size + "");
		cursor.skip(size);
		final LeicaXml xml = LeicaXml.parse(cursor.text(), cursor.file);
		return new LifContainer(cursor.file, xml,
			Map.of(LOF, MemoryBlock.of(LOF, size, size, cursor.source, position, cursor.file)), true);
	}

	private static LifContainer lif(final Cursor cursor, final LeicaXml xml) throws IOException {
		final Map<String, MemoryBlock> blocks = new LinkedHashMap<>();
		while (cursor.size - cursor.position >= TEXT) {
			final long start = cursor.position;
			final long mark = cursor.number(4);
			// LAS X may leave zeros behind the last block (Bio-Formats' LIFReader)
			if (mark == 0 && !blocks.isEmpty()) break;
			if (mark != BLOCK)
				throw cursor.damaged(start, "a memory block, which begins with 0x70", "0x" + Long.toHexString(mark));
			cursor.skip(4);
			cursor.item("the size of a memory block");
			if (cursor.size - cursor.position < 13) break;
			final long size =
				cursor.number(cursor.isItemAfter(xml.version() == 1 ? 4 : 8) == (xml.version() == 1) ? 4 : 8);
			if (size < 0) throw cursor.damaged(start, "a memory block of 0 or more bytes", size + "");
			cursor.item("the identifier of a memory block");
			final long characters = cursor.number(4);
			if (characters < 0 || characters > MOST_IDENTIFIER)
				throw cursor.damaged(cursor.position - 4, "an identifier of up to " + MOST_IDENTIFIER + " characters",
					characters + "");
			if (cursor.size - cursor.position < 2 * characters) break;
			final String id = cursor.characters((int) characters);
			final long present = Math.min(size, cursor.size - cursor.position);
			final MemoryBlock block = MemoryBlock.of(id, size, present, cursor.source, cursor.position, cursor.file);
			blocks.merge(id, block, (one, other) -> one.size() == 0 ? other : one);
			cursor.skip(present);
		}
		return new LifContainer(cursor.file, xml, blocks, false);
	}

	/** Reads a file from its beginning, in small pieces. */
	private static final class Cursor {

		private final ByteSource source;
		private final StoredFile file;
		private final long size;
		private long position;

		Cursor(final ByteSource source, final StoredFile file) throws IOException {
			this.source = source;
			this.file = file;
			size = source.size();
		}

		void skip(final long bytes) {
			position += bytes;
		}

		/** A block that holds only a text. */
		String text() throws IOException {
			final long start = position;
			final long mark = size - position >= TEXT ? number(4) : -1;
			if (mark != BLOCK)
				throw damaged(start, "a block of text, which begins with 0x70", mark < 0 ? "the file's end"
					: "0x" + Long.toHexString(mark));
			skip(4);
			item("a text");
			final long characters = number(4);
			final long most = Math.min((size - position) / 2, SafeXml.MOST_LENGTH);
			if (characters < 0 || characters > most)
				throw damaged(position - 4, "a text of up to " + most + " characters", characters + "");
			return characters((int) characters);
		}

		String characters(final int count) throws IOException {
			final byte[] bytes = source.readFully(position, 2L * count);
			skip(bytes.length);
			return new String(bytes, StandardCharsets.UTF_16LE);
		}

		long number(final int bytes) throws IOException {
			if (size - position < bytes) throw damaged(position, "a number of " + bytes + " bytes", "the file's end");
			final ByteBuffer buffer = ByteBuffer.wrap(source.readFully(position, bytes)).order(ByteOrder.LITTLE_ENDIAN);
			skip(bytes);
			return bytes == 8 ? buffer.getLong() : buffer.getInt() & 0xffffffffL;
		}

		boolean isItemAfter(final int bytes) throws IOException {
			return source.readFully(position + bytes, 1)[0] == ITEM;
		}

		void item(final String what) throws IOException {
			final int found = size > position ? source.readFully(position, 1)[0] & 0xff : -1;
			if (found != ITEM)
				throw damaged(position, "0x2a before " + what, found < 0 ? "the file's end"
					: "0x" + Integer.toHexString(found));
			skip(1);
		}

		SlideFormatException damaged(final long at, final String expected, final String found) {
			return new SlideFormatException(file, at, expected, found);
		}
	}
}
