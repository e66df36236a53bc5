package org.coverslip.deidentify.mirax;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * Reads {@code Index.dat}, in whose tables each entry points to 0 and a first page; pages of images are chained. For
 * one thread.
 */
final class IndexPages {

	static final String VERSION = "01.02";
	private static final int WORD = 4;
	private static final int ENTRY = 4 * WORD;
	private static final int MOST_IMAGES = 1 << 22;

	private final ByteSource source;
	private final StoredFile file;
	private final long images;
	private final long others;

	/** Where something is stored. */
	record Place(int file, long offset, long length) {}

	/** Takes the images of a record. */
	@FunctionalInterface
	interface Images {

		void take(int number, Place place) throws IOException;
	}

	IndexPages(final ByteSource source, final StoredFile file, final int idLength) throws IOException {
		this.source = source;
		this.file = file;
		final ByteBuffer roots = read((long) VERSION.length() + idLength, 2 * WORD);
		images = roots.getInt() & 0xffffffffL;
		others = roots.getInt() & 0xffffffffL;
	}

	/** Hands on all images of a record, in the index's order. */
	void images(final long record, final Images taker) throws IOException {
		long page = firstPage(images + record * WORD);
		long seen = 0;
		while (page != 0) {
			final ByteBuffer head = read(page, 2 * WORD);
			final int count = head.getInt();
			final long next = head.getInt() & 0xffffffffL;
			seen += Math.max(1, count);
			if (count < 0 || seen > MOST_IMAGES) throw new SlideFormatException(file, page,
				"pages of at most " + MOST_IMAGES + " images", "more");
			final ByteBuffer entries = read(page + 2 * WORD, (long) count * ENTRY);
			for (int i = 0; i < count; i++) {
				final int number = entries.getInt();
				final long offset = entries.getInt() & 0xffffffffL;
				final long length = entries.getInt() & 0xffffffffL;
				taker.take(number, new Place(entries.getInt(), offset, length));
			}
			page = next;
		}
	}

	/** What another record holds; of length 0 if that is nothing. */
	Place other(final long record) throws IOException {
		final long page = firstPage(others + record * WORD);
		if (page == 0 || read(page, WORD).getInt() == 0) return new Place(0, 0, 0);
		final ByteBuffer entry = read(page + 4 * WORD, 3 * WORD);
		final long offset = entry.getInt() & 0xffffffffL;
		final long length = entry.getInt() & 0xffffffffL;
		return new Place(entry.getInt(), offset, length);
	}

	private long firstPage(final long entry) throws IOException {
		final long head = read(entry, WORD).getInt() & 0xffffffffL;
		return head == 0 ? 0 : read(head + WORD, WORD).getInt() & 0xffffffffL;
	}

	private ByteBuffer read(final long at, final long length) throws IOException {
		if (at < 0 || length > source.size() - at)
			throw new SlideFormatException(file, at, length + " bytes of the index", "the end of the file");
		return ByteBuffer.wrap(source.readFully(at, length)).order(ByteOrder.LITTLE_ENDIAN);
	}
}
