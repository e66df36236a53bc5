package org.coverslip.format.mirax;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.coverslip.format.mirax.ImageTable.Stored;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * {@code Index.dat}: a version, the slide's id, and from there 32-bit little-endian words. For one thread. It is read
 * through a window, so an index of any size takes no more memory than what is found in it.
 * <p>
 * The first two words point to a table of the hierarchical records and to a table of the others. A table's entry points
 * to two words, 0 and the position of the first page; where either the entry or that position is 0 there is nothing. A
 * page holds the number of its entries, the position of the next page or 0, and the entries. Coverslip follows these
 * positions; OpenSlide reads the pages in sequence.
 */
final class IndexFile {

	private static final String VERSION = "01.02";
	private static final int WINDOW = 1 << 16;
	private static final int WORD = 4;
	private static final int PAGE_HEAD = 2 * WORD;
	private static final int ENTRY = 4 * WORD;

	/** The most images in a record; real slides have a tenth of it. */
	private static final long MOST_IMAGES = 1 << 22;

	private final ByteSource source;
	private final StoredFile file;
	private final long size;
	private final long hierarchical;
	private final long others;
	private final ByteBuffer window = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
	private long windowStart;

	/** Checks the images of a record. */
	interface Check {

		/**
		 * @param at
		 *            position of the entry
		 * @throws SlideFormatException
		 *             if the level has no such image
		 */
		void check(int number, int file, long at) throws SlideFormatException;
	}

	private IndexFile(final ByteSource source, final StoredFile file, final String slideId) throws IOException {
		this.source = source;
		this.file = file;
		size = source.size();
		window.limit(0);
		final byte[] id = slideId.getBytes(StandardCharsets.UTF_8);
		checkHead(id);
		final long roots = VERSION.length() + (long) id.length;
		hierarchical = pointer(roots, "the table of images");
		others = pointer(roots + WORD, "the table of other records");
	}

	/**
	 * Begins to read an index.
	 *
	 * @param source
	 *            its bytes; the caller closes them
	 * @param slideId
	 *            the id that {@code Slidedat.ini} gives
	 */
	static IndexFile open(final ByteSource source, final StoredFile file, final String slideId) throws IOException {
		return new IndexFile(source, file, slideId);
	}

	private void checkHead(final byte[] id) throws IOException {
		final byte[] head = new byte[VERSION.length() + id.length];
		final int n = source.read(0, ByteBuffer.wrap(head));
		final String version = new String(head, 0, Math.min(n, VERSION.length()), StandardCharsets.ISO_8859_1);
		final boolean sameSlide = Arrays.equals(head, VERSION.length(), head.length, id, 0, id.length);
		if (!version.equals(VERSION))
			throw refused(0, "an index of version " + VERSION, "\"" + version.replaceAll("[^ -~]", "?") + "\""
				+ (sameSlide && isDataFile(head.length) ? " and what else begins a data file: the index is missing"
				: ""));
		if (!sameSlide) throw refused(VERSION.length(), "the slide's id, as Slidedat.ini has it", "another");
	}

	/** Whether a data file's number and padding follow, all digits. */
	private boolean isDataFile(final int at) throws IOException {
		final byte[] number = new byte[16];
		source.read(at, ByteBuffer.wrap(number));
		return new String(number, StandardCharsets.ISO_8859_1).matches("\\d+");
	}

	/**
	 * The images of a hierarchical record, in the index's order.
	 *
	 * @param check
	 *            throws if an image is impossible
	 */
	ImageTable.Builder images(final long record, final Check check) throws IOException {
		final ImageTable.Builder images = new ImageTable.Builder();
		long page = firstPage(hierarchical, record);
		long seen = 0;
		while (page != 0) {
			final long count = word(page, "a page of images") & 0xffffffffL;
			final long next = pointer(page + WORD, "the next page of images");
			if (count > (size - page - PAGE_HEAD) / ENTRY)
				throw refused(page, "a page of images within the file",
					count + " images in a file of " + size + " bytes");
			if (images.count() + count > MOST_IMAGES)
				throw refused(page, "at most " + MOST_IMAGES + " images in record " + record, "more");
			seen += PAGE_HEAD + count * ENTRY;
			if (seen > size)
				throw refused(page, "pages of images one after another", "pages that lead back to themselves");
			for (long at = page + PAGE_HEAD, i = 0; i < count; i++, at += ENTRY) {
				final int number = word(at, "an image");
				final int file = word(at + 3 * WORD, "an image");
				check.check(number, file, at);
				images.add(number, file, word(at + WORD, "an image"), word(at + 2 * WORD, "an image"));
			}
			page = next;
		}
		return images;
	}

	/** The first entry of a record that is not hierarchical; empty if nothing is stored. */
	Optional<Stored> other(final long record) throws IOException {
		final long page = firstPage(others, record);
		if (page == 0) return Optional.empty();
		// behind the head are two words that are 0; the pointer to the next page is sometimes not one
		if (word(page, "a page") == 0) return Optional.empty();
		final long at = page + 4 * WORD;
		final Stored stored = new Stored(word(at + 2 * WORD, "a record"), word(at, "a record") & 0xffffffffL,
			word(at + WORD, "a record") & 0xffffffffL);
		return stored.length() == 0 ? Optional.empty() : Optional.of(stored);
	}

	/** The position of a record's first page with entries; 0 if there is none. */
	private long firstPage(final long table, final long record) throws IOException {
		final long entry = table + record * WORD;
		final long head = pointer(entry, "record " + record);
		if (head == 0) return 0;
		if (word(head, "record " + record) != 0)
			throw refused(head, "0 at the beginning of record " + record, "" + word(head, ""));
		return pointer(head + WORD, "the first page of record " + record);
	}

	/** A position that must lie within the file. */
	private long pointer(final long at, final String what) throws IOException {
		final long position = word(at, "the position of " + what) & 0xffffffffL;
		if (position > size - WORD)
			throw refused(at, "the position of " + what + " within the file of " + size + " bytes", "" + position);
		return position;
	}

	private int word(final long at, final String what) throws IOException {
		if (at < windowStart || at + WORD > windowStart + window.limit()) {
			if (at > size - WORD) throw refused(at, what, "the end of the file");
			window.clear();
			windowStart = at;
			source.read(at, window);
			window.flip();
			if (window.limit() < WORD) throw refused(at, what, "the end of the file");
		}
		return window.getInt((int) (at - windowStart));
	}

	SlideFormatException refused(final long at, final String expected, final String found) {
		return new SlideFormatException(file, at, expected, found);
	}
}
