package org.coverslip.annotation;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.io.SpilledBytes;

/**
 * Annotations that wait, in any number of lists, until they can be written or understood: in memory while they are few,
 * then in a temporary file, which is deleted when this is closed. For one thread.
 */
public final class AnnotationLists implements Closeable {

	/** A list's annotations are put into the file in pieces of this many bytes. */
	private static final int CHUNK_BYTES = 1 << 15;
	/** So many bytes of all lists wait in memory to be put into the file. */
	private static final int MOST_WAITING = 8 << 20;
	private static final int LENGTH_BYTES = 4;

	private final SpilledBytes bytes = new SpilledBytes();
	private final List<Waiting> lists = new ArrayList<>();
	private int waiting;

	/** One list: the pieces of it that are in the file, and what comes after them. */
	private static final class Waiting {

		private long[] positions = new long[0];
		private int[] lengths = new int[0];
		private int chunks;
		private byte[] tail = new byte[0];
		private int tailLength;
		private int count;
	}

	/** A new, empty list; they are numbered from 0. */
	public int newList() {
		lists.add(new Waiting());
		return lists.size() - 1;
	}

	/** How many lists there are. */
	public int listCount() {
		return lists.size();
	}

	/** How many annotations a list has. */
	public int count(final int list) {
		return lists.get(list).count;
	}

	/** Puts an annotation at the end of a list. */
	public void put(final int list, final Annotation annotation) throws IOException {
		final Waiting to = lists.get(list);
		final byte[] record = AnnotationRecord.encoded(annotation);
		final int needed = to.tailLength + LENGTH_BYTES + record.length;
		if (needed > to.tail.length) to.tail = Arrays.copyOf(to.tail, Math.max(needed, 2 * to.tail.length));
		ByteBuffer.wrap(to.tail, to.tailLength, LENGTH_BYTES).putInt(record.length);
		System.arraycopy(record, 0, to.tail, to.tailLength + LENGTH_BYTES, record.length);
		to.tailLength = needed;
		to.count++;
		waiting += LENGTH_BYTES + record.length;
		if (needed >= CHUNK_BYTES) spill(to);
		if (waiting >= MOST_WAITING) for (final Waiting each : lists)
			spill(each);
	}

	private void spill(final Waiting list) throws IOException {
		if (list.tailLength == 0) return;
		if (list.chunks == list.positions.length) {
			list.positions = Arrays.copyOf(list.positions, Math.max(4, 2 * list.chunks));
			list.lengths = Arrays.copyOf(list.lengths, Math.max(4, 2 * list.chunks));
		}
		list.positions[list.chunks] = bytes.append(list.tail, 0, list.tailLength);
		list.lengths[list.chunks++] = list.tailLength;
		waiting -= list.tailLength;
		list.tailLength = 0;
		list.tail = new byte[0];
	}

	/** Hands over all annotations of a list, in their order, as often as is asked. */
	public void read(final int list, final AnnotationSink sink) throws IOException {
		final Waiting from = lists.get(list);
		byte[] chunk = new byte[0];
		for (int i = 0; i < from.chunks; i++) {
			if (chunk.length < from.lengths[i]) chunk = new byte[from.lengths[i]];
			bytes.read(from.positions[i], chunk, 0, from.lengths[i]);
			read(chunk, from.lengths[i], sink);
		}
		read(from.tail, from.tailLength, sink);
	}

	private static void read(final byte[] records, final int end, final AnnotationSink sink) throws IOException {
		for (int at = 0; at < end;) {
			final int length = ByteBuffer.wrap(records, at, LENGTH_BYTES).getInt();
			sink.put(AnnotationRecord.decoded(records, at + LENGTH_BYTES, length));
			at += LENGTH_BYTES + length;
		}
	}

	@Override
	public void close() throws IOException {
		bytes.close();
	}
}
