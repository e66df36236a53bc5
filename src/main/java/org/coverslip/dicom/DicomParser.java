package org.coverslip.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.coverslip.dicom.DicomDataSet.Element;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * Reads the elements of a DICOM file up to its pixel data; PS3.5 section 7, PS3.10 section 7. One file, one thread.
 * <p>
 * A file without preamble and "DICM", or without meta information, is read too: old writers leave them out, and pydicom
 * and dcmtk take such files where they are told to. How its data set is coded follows from its first element.
 */
public final class DicomParser {

	private static final int PREAMBLE = 128;
	private static final long UNDEFINED = 0xffffffffL;
	private static final int DEEPEST = 16;
	private static final int MOST_ELEMENTS = 20_000_000;
	private static final int WINDOW = 64 << 10;
	/** Room for the elements up to the series. */
	private static final int SMALL_WINDOW = 4 << 10;
	private static final int SHORT_VALUE = 64;

	private final DicomFiles files;
	private final StoredFile file;
	private ByteSource source;
	private long size;
	private final ByteBuffer window;
	private long windowStart;
	private long position;
	private boolean explicit = true;
	private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
	private int elements;

	private DicomParser(final DicomFiles files, final StoredFile file, final int windowSize) throws IOException {
		this.files = files;
		this.file = file;
		window = ByteBuffer.allocate(windowSize).order(ByteOrder.LITTLE_ENDIAN);
		source = files.source(file);
		size = source.size();
		window.limit(0);
	}

	/**
	 * Whether a file begins as PS3.10 demands, with 128 bytes of any kind and then "DICM", or directly with an element
	 * of group 2, or of group 8 as data sets without meta information do.
	 *
	 * @param header
	 *            the file's first bytes
	 */
	public static boolean isDicom(final byte[] header) {
		return hasPreamble(header) || isElement(header, 2) || isElement(header, 8);
	}

	/** As above, for a file. */
	public static boolean isDicom(final DicomFiles files, final StoredFile file) throws IOException {
		final ByteBuffer header = ByteBuffer.allocate(PREAMBLE + 4);
		return files.source(file).read(0, header) == PREAMBLE + 4 && isDicom(header.array());
	}

	private static boolean hasPreamble(final byte[] header) {
		return header.length >= PREAMBLE + 4 && new String(header, PREAMBLE, 4, StandardCharsets.ISO_8859_1)
			.equals("DICM");
	}

	/** Whether the bytes begin with an element of a group that cannot be anything else. */
	private static boolean isElement(final byte[] header, final int group) {
		if (header.length < PREAMBLE + 4) return false;
		final boolean little = header[0] == group && header[1] == 0;
		final boolean big = group == 8 && header[0] == 0 && header[1] == group;
		if (!little && !big) return false;
		final ByteBuffer in = ByteBuffer.wrap(header).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		final int element = in.getShort(2) & 0xffff;
		if (element > 0x20) return false;
		if (isVr(header[4], header[5])) {
			final String vr = new String(header, 4, 2, StandardCharsets.ISO_8859_1);
			final boolean isShort = in.getShort(6) >= 0 && in.getShort(6) <= 80;
			return vr.equals("OB") && group == 2 || List.of("UL", "CS", "UI", "DA", "TM").contains(vr) && isShort;
		}
		final long length = in.getInt(4) & 0xffffffffL;
		if (length == 0 || length > 64 || length % 2 != 0 || big) return false;
		if (element == 0) return length == 4;
		for (int i = 8; i < 8 + length; i++)
			if (header[i] < ' ' && (header[i] != 0 || i < 7 + length)) return false;
		return true;
	}

	private static boolean isVr(final byte a, final byte b) {
		return a >= 'A' && a <= 'Z' && b >= 'A' && b <= 'Z';
	}

	/** The file's meta information and data set as one; the last element is the pixel data, if there is any. */
	public static DicomDataSet parse(final DicomFiles files, final StoredFile file) throws IOException {
		return new DicomParser(files, file, WINDOW).parse(PIXEL_DATA);
	}

	/** As above, but only the elements up to a tag. */
	public static DicomDataSet parseTo(final int last, final DicomFiles files, final StoredFile file) throws IOException
	{
		return new DicomParser(files, file, SMALL_WINDOW).parse(last);
	}

	private DicomDataSet parse(final int last) throws IOException {
		final byte[] head = new byte[PREAMBLE + 4];
		source.read(0, ByteBuffer.wrap(head));
		if (hasPreamble(head)) position = PREAMBLE + 4;
		final SortedMap<Integer, Element> all = new TreeMap<>(Integer::compareUnsigned);
		boolean meta = true;
		while (position < size) {
			if (meta && position + 4 <= size && shortAt(0) != 2) {
				meta = false;
				chooseSyntax(new DicomDataSet(source, file, order, all));
			}
			if (source instanceof InflatedSource && available(0, 4) < 4) break;
			final Element element = element(0);
			if (element == null) throw damaged("an element", "a delimiter");
			if (Integer.compareUnsigned(element.tag(), last) > 0) break;
			all.putIfAbsent(element.tag(), element);
			if (isPixels(element.tag())) break;
			position = element.length() < 0 ? position : element.offset() + element.length();
		}
		return new DicomDataSet(source, file, order, all);
	}

	private static boolean isPixels(final int tag) {
		return tag == PIXEL_DATA || tag == FLOAT_PIXEL_DATA || tag == DOUBLE_PIXEL_DATA;
	}

	private void chooseSyntax(final DicomDataSet meta) throws IOException {
		final String uid = meta.text(TRANSFER_SYNTAX);
		if (uid.isEmpty()) {
			if (shortAt(0) == 0x800) order = ByteOrder.BIG_ENDIAN;
			explicit = isVr((byte) byteAt(4), (byte) byteAt(5));
		}
		else {
			final Optional<TransferSyntax> syntax = TransferSyntax.of(uid);
			explicit = syntax.isEmpty() || syntax.get() != TransferSyntax.IMPLICIT;
			if (syntax.isPresent() && syntax.get() == TransferSyntax.BIG_ENDIAN) order = ByteOrder.BIG_ENDIAN;
			if (syntax.isPresent() && syntax.get() == TransferSyntax.DEFLATED) {
				source = files.inflated(file, position);
				size = source.size();
				window.limit(0);
			}
		}
		window.order(order);
	}

	/**
	 * Reads one element's head, and what is in it if it is a sequence; null for a delimiter. Leaves the position behind
	 * the head.
	 */
	private Element element(final int depth) throws IOException {
		if (++elements > MOST_ELEMENTS) throw damaged("at most " + MOST_ELEMENTS + " elements", "more");
		final int tag = shortAt(0) << 16 | shortAt(2);
		if (tag == ITEM_END || tag == SEQUENCE_END || tag == ITEM) {
			position += 8;
			return null;
		}
		String vr = "UN";
		final long length;
		if (explicit) {
			vr = "" + (char) byteAt(4) + (char) byteAt(5);
			if (!isVr((byte) byteAt(4), (byte) byteAt(5)))
				throw damaged("a value representation", "\"" + vr.replaceAll("[^ -~]", "?") + "\"");
			final boolean longForm = "OB OD OF OL OV OW SQ SV UC UN UR UT UV".contains(vr);
			length = longForm ? intAt(8) : shortAt(6);
			position += longForm ? 12 : 8;
		}
		else {
			length = intAt(4);
			position += 8;
		}
		final long offset = position;
		if (isPixels(tag) && depth == 0)
			return new Element(tag, vr, offset, length == UNDEFINED ? -1 : checked(length), List.of(), null);
		final boolean unknown = vr.equals("UN");
		final boolean sequence = vr.equals("SQ") || length == UNDEFINED || unknown && SEQUENCES.contains(tag);
		if (!sequence) return new Element(tag, vr, offset, checked(length), List.of(), value(length, depth));
		if (depth >= DEEPEST) throw damaged("sequences nested " + DEEPEST + " deep at most", "deeper ones");
		final long end = length == UNDEFINED ? Long.MAX_VALUE : offset + checked(length);
		final List<DicomDataSet> items = unknown && explicit ? implicitItems(end, depth) : items(end, depth);
		return new Element(tag, "SQ", offset, length == UNDEFINED ? -1 : length, items, null);
	}

	/** A short value within a sequence, else null; a file of many frames has several such values for each frame. */
	private byte[] value(final long length, final int depth) throws IOException {
		if (depth == 0 || length > SHORT_VALUE || available(0, (int) length) < length) return null;
		final byte[] value = new byte[(int) length];
		window.get((int) (position - windowStart), value);
		return value;
	}

	private long checked(final long length) throws SlideFormatException {
		if (length > size - position) throw damaged("a value of " + length + " bytes", "the end of the file");
		return length;
	}

	/** Items of a sequence whose type is not known: they are in implicit little endian (PS3.5 6.2.2, note 2). */
	private List<DicomDataSet> implicitItems(final long end, final int depth) throws IOException {
		final ByteOrder wasOrder = order;
		explicit = false;
		order = ByteOrder.LITTLE_ENDIAN;
		window.order(order);
		try {
			return items(end, depth);
		}
		finally {
			explicit = true;
			order = wasOrder;
			window.order(order);
		}
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
		return new DicomDataSet(source, file, order, all);
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
		if (available(ahead, length) < length) throw damaged("an element", "the end of the file");
		return (int) (position + ahead - windowStart);
	}

	/** Fills the window unless the bytes are in it; returns how many of them there are. */
	private long available(final int ahead, final int length) throws IOException {
		final long at = position + ahead;
		if (at < windowStart || at + length > windowStart + window.limit()) {
			window.clear();
			windowStart = position;
			source.read(windowStart, window);
			window.flip();
		}
		return Math.min(length, windowStart + window.limit() - at);
	}

	private SlideFormatException damaged(final String expected, final String found) {
		return new SlideFormatException(file, position, expected, found);
	}
}
