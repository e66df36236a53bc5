package org.coverslip.format.dicom;

import static org.coverslip.format.dicom.DicomTag.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.coverslip.format.dicom.DicomDataSet.Element;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;

/**
 * Reads the elements of a DICOM file up to its pixel data; PS3.5 section 7, PS3.10 section 7. One file, one thread.
 */
final class DicomParser {

	private static final int PREAMBLE = 128;
	private static final long UNDEFINED = 0xffffffffL;
	private static final int DEEPEST = 16;
	private static final int MOST_ELEMENTS = 20_000_000;
	private static final int WINDOW = 64 << 10;

	private static final String IMPLICIT_LITTLE = "1.2.840.10008.1.2";
	private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
	private static final String EXPLICIT_BIG = "1.2.840.10008.1.2.2";

	private final ByteSource source;
	private final Path path;
	private final long size;
	private final ByteBuffer window = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
	private long windowStart;
	private long position = PREAMBLE + 4;
	private boolean explicit = true;
	private int elements;

	private DicomParser(final ByteSource source, final Path path) throws IOException {
		this.source = source;
		this.path = path;
		size = source.size();
		window.limit(0);
	}

	/** Whether a file begins as PS3.10 asks: 128 bytes of any kind, then "DICM". */
	static boolean isDicom(final byte[] header) {
		return header.length >= PREAMBLE + 4
			&& new String(header, PREAMBLE, 4, StandardCharsets.ISO_8859_1).equals("DICM");
	}

	/** The file's meta information and data set as one; the last element is the pixel data, if there are any. */
	static DicomDataSet parse(final ByteSource source, final Path path) throws IOException {
		return new DicomParser(source, path).parse();
	}

	private DicomDataSet parse() throws IOException {
		final SortedMap<Integer, Element> all = new TreeMap<>(Integer::compareUnsigned);
		boolean meta = true;
		while (position < size) {
			if (meta && position + 4 <= size && peekGroup() != 2) {
				meta = false;
				chooseSyntax(new DicomDataSet(source, path, all));
			}
			final Element element = element(0);
			if (element == null) throw damaged("an element", "a delimiter");
			all.putIfAbsent(element.tag(), element);
			if (element.tag() == PIXEL_DATA) break;
			position = element.length() < 0 ? position : element.offset() + element.length();
		}
		return new DicomDataSet(source, path, all);
	}

	private void chooseSyntax(final DicomDataSet meta) throws IOException {
		final String syntax = meta.text(TRANSFER_SYNTAX);
		if (syntax.equals(DEFLATED) || syntax.equals(EXPLICIT_BIG))
			throw new SlideFormatException(path, position, "a little-endian data set that is not deflated", "transfer syntax " + syntax);
		explicit = !syntax.equals(IMPLICIT_LITTLE);
	}

	/** Reads one element's head, and what is in it if it is a sequence; null for a delimiter. Leaves the position behind the head. */
	private Element element(final int depth) throws IOException {
		if (++elements > MOST_ELEMENTS) throw damaged("at most " + MOST_ELEMENTS + " elements", "more");
		final int tag = shortAt(0) << 16 | shortAt(2);
		if (tag == ITEM_END || tag == SEQUENCE_END || tag == ITEM) {
			position += 8;
			return null;
		}
		String vr = "UN";
		long length;
		if (explicit) {
			vr = "" + (char) byteAt(4) + (char) byteAt(5);
			if (!vr.matches("[A-Z]{2}")) throw damaged("a value representation", "\"" + vr.replaceAll("[^ -~]", "?") + "\"");
			final boolean longForm = "OB OD OF OL OV OW SQ SV UC UN UR UT UV".contains(vr);
			length = longForm ? intAt(8) : shortAt(6);
			position += longForm ? 12 : 8;
		}
		else {
			length = intAt(4);
			position += 8;
		}
		final long offset = position;
		if (tag == PIXEL_DATA) return new Element(tag, vr, offset, length == UNDEFINED ? -1 : checked(length), List.of());
		final boolean sequence = vr.equals("SQ") || length == UNDEFINED || !explicit && SEQUENCES.contains(tag);
		if (!sequence) return new Element(tag, vr, offset, checked(length), List.of());
		if (depth >= DEEPEST) throw damaged("sequences nested " + DEEPEST + " deep at most", "deeper ones");
		final List<DicomDataSet> items = items(length == UNDEFINED ? Long.MAX_VALUE : offset + checked(length), depth);
		return new Element(tag, "SQ", offset, length == UNDEFINED ? -1 : length, items);
	}

	private long checked(final long length) throws SlideFormatException {
		if (length > size - position) throw damaged("a value of " + length + " bytes", "the end of the file");
		return length;
	}

	/** Items up to a position, or up to the sequence's delimiter. */
	private List<DicomDataSet> items(final long end, final int depth) throws IOException {
		final List<DicomDataSet> items = new ArrayList<>();
		while (position < end) {
			final int tag = shortAt(0) << 16 | shortAt(2);
			final long length = intAt(4);
			position += 8;
			if (tag == SEQUENCE_END) break;
			if (tag != ITEM) throw damaged("an item of a sequence", "tag " + Integer.toHexString(tag));
			items.add(item(length == UNDEFINED ? Long.MAX_VALUE : position + checked(length), depth));
		}
		return items;
	}

	private DicomDataSet item(final long end, final int depth) throws IOException {
		final SortedMap<Integer, Element> all = new TreeMap<>(Integer::compareUnsigned);
		while (position < end) {
			final Element element = element(depth + 1);
			if (element == null) break;
			all.putIfAbsent(element.tag(), element);
			if (element.length() >= 0) position = element.offset() + element.length();
		}
		return new DicomDataSet(source, path, all);
	}

	private int peekGroup() throws IOException {
		return shortAt(0);
	}

	private int byteAt(final int ahead) throws IOException {
		return window.get(fill(ahead, 1)) & 0xff;
	}

	private int shortAt(final int ahead) throws IOException {
		return window.getShort(fill(ahead, 2)) & 0xffff;
	}

	private long intAt(final int ahead) throws IOException {
		return window.getInt(fill(ahead, 4)) & 0xffffffffL;
	}

	/** Makes bytes at the position available; returns where they are in the window. */
	private int fill(final int ahead, final int length) throws IOException {
		final long at = position + ahead;
		if (at < windowStart || at + length > windowStart + window.limit()) {
			window.clear();
			windowStart = position;
			source.read(windowStart, window);
			window.flip();
			if (ahead + length > window.limit()) throw damaged("an element", "the end of the file");
		}
		return (int) (at - windowStart);
	}

	private SlideFormatException damaged(final String expected, final String found) {
		return new SlideFormatException(path, position, expected, found);
	}
}
