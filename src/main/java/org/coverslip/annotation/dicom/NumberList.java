package org.coverslip.annotation.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

import org.coverslip.dicom.DicomDataSet;
import org.coverslip.dicom.DicomDataSet.Element;
import org.coverslip.io.ByteSource;

/**
 * The numbers of one binary element, of which a piece at a time is in memory: what is read in its order is read from
 * the file once. For one thread.
 */
final class NumberList {

	private static final int PIECE = 1 << 16;

	private final ByteSource source;
	private final Element element;
	private final int size;
	private final ByteBuffer piece;
	private long start;

	/**
	 * @param tag
	 *            of an element that is there or not
	 * @param size
	 *            bytes of a number: 4 or 8
	 */
	NumberList(final DicomDataSet data, final int tag, final int size) {
		source = data.source();
		element = data.element(tag);
		this.size = size;
		final boolean isKept = element != null && element.value() != null;
		piece = (isKept ? ByteBuffer.wrap(element.value()) : ByteBuffer.allocate(PIECE).limit(0)).order(data.order());
	}

	/** How many there are; 0 without the element. */
	long count() {
		return element == null ? 0 : Math.max(0, element.length()) / size;
	}

	/** A floating-point number. */
	double real(final long index) throws IOException {
		return size == Float.BYTES ? piece.getFloat(at(index)) : piece.getDouble(at(index));
	}

	/** A whole number of four bytes, unsigned. */
	long whole(final long index) throws IOException {
		return piece.getInt(at(index)) & 0xffffffffL;
	}

	/** Where in the piece a number is. */
	private int at(final long index) throws IOException {
		final long position = index * size;
		if (element.value() != null) return (int) position;
		if (position < start || position + size > start + piece.limit()) {
			piece.clear();
			start = position;
			piece.limit((int) Math.min(PIECE, element.length() - position));
			while (piece.hasRemaining()) {
				final int count = source.read(element.offset() + start + piece.position(), piece);
				if (count <= 0) throw new EOFException();
			}
			piece.flip();
		}
		return (int) (position - start);
	}
}
