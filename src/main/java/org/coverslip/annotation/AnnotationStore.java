package org.coverslip.annotation;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

import org.coverslip.io.SpilledBytes;

/**
 * Annotations with all that is said of them, to be asked for by number: in memory while they are few, then in a
 * temporary file, which is deleted when this is closed. Thread-safe.
 */
public final class AnnotationStore implements Closeable {

	private final SpilledBytes bytes = new SpilledBytes();
	private long[] ends = new long[64];
	private int count;

	/** Adds an annotation, whose number is how many were there before. */
	public synchronized void put(final Annotation annotation) throws IOException {
		final byte[] record = AnnotationRecord.encoded(annotation);
		if (count == ends.length) ends = Arrays.copyOf(ends, Math.multiplyExact(2, count));
		bytes.append(record, 0, record.length);
		ends[count++] = bytes.size();
	}

	/**
	 * One of them.
	 *
	 * @param number
	 *            from 0
	 */
	public synchronized Annotation get(final int number) throws IOException {
		if (number < 0 || number >= count) throw new IndexOutOfBoundsException(number + " of " + count);
		final long start = number == 0 ? 0 : ends[number - 1];
		final byte[] record = new byte[(int) (ends[number] - start)];
		bytes.read(start, record, 0, record.length);
		return AnnotationRecord.decoded(record, 0, record.length);
	}

	@Override
	public synchronized void close() throws IOException {
		bytes.close();
	}
}
