package org.coverslip.deidentify.mirax;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.coverslip.io.OutputFile;
import org.coverslip.io.OutputFolder;

/** Writes data files, one after the other, and the index to what is in them. For one thread. */
final class MiraxFolder implements Closeable {

	private static final long LARGEST = 1L << 30;
	private static final int PADDING = 256;
	private static final int WORD = 4;
	private static final int ENTRY = 4 * WORD;
	private static final int IN_PAGE = 128;

	private final OutputFolder folder;
	private final String id;
	private final List<ByteArrayOutputStream> records;
	private final List<IndexPages.Place> others = new ArrayList<>();
	private OutputFile data;
	private long end;
	private int files;

	/**
	 * @param id
	 *            of the slide, in all files
	 * @param records
	 *            how many records of images there are
	 */
	MiraxFolder(final OutputFolder folder, final String id, final int records) {
		this.folder = folder;
		this.id = id;
		this.records = new ArrayList<>(Collections.nCopies(records, null));
	}

	int files() {
		return files;
	}

	static String dataName(final int file) {
		return "Data" + "0".repeat(Math.max(0, 4 - String.valueOf(file).length())) + file + ".dat";
	}

	/** Stores bytes. */
	IndexPages.Place store(final byte[] bytes) throws IOException {
		if (data == null || end + bytes.length > LARGEST) begin();
		data.write(end, ByteBuffer.wrap(bytes));
		final IndexPages.Place place = new IndexPages.Place(files - 1, end, bytes.length);
		end += bytes.length;
		return place;
	}

	private void begin() throws IOException {
		finishData();
		data = OutputFile.create(folder.place(dataName(files)));
		final String number = "0".repeat(Math.max(0, 3 - String.valueOf(files).length())) + files;
		final byte[] head = (IndexPages.VERSION + id + number + "0".repeat(PADDING))
			.getBytes(StandardCharsets.US_ASCII);
		data.write(0, ByteBuffer.wrap(head));
		end = head.length;
		files++;
	}

	private void finishData() throws IOException {
		if (data == null) return;
		data.commit();
		data.close();
		data = null;
	}

	/** Lists a stored image in a record. */
	void list(final int record, final int number, final IndexPages.Place place) {
		if (records.get(record) == null) records.set(record, new ByteArrayOutputStream());
		records.get(record).writeBytes(little(ENTRY).putInt(number).putInt((int) place.offset())
			.putInt((int) place.length()).putInt(place.file()).array());
	}

	/** Adds a record of another kind. */
	void other(final IndexPages.Place place) {
		others.add(place);
	}

	private static ByteBuffer little(final int length) {
		return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Writes the index; nothing is stored after that. */
	void finish(final String indexName) throws IOException {
		if (data == null && files == 0) begin();
		finishData();
		final byte[] head = (IndexPages.VERSION + id).getBytes(StandardCharsets.US_ASCII);
		try (OutputFile index = OutputFile.create(folder.place(indexName))) {
			final int table = head.length + 2 * WORD;
			final int otherTable = table + WORD * records.size();
			long at = otherTable + (long) WORD * others.size();
			final ByteBuffer roots = little((int) at).put(head).putInt(table).putInt(otherTable);
			for (int i = 0; i < records.size(); i++) {
				final byte[] entries = records.get(i) == null ? new byte[0] : records.get(i).toByteArray();
				if (entries.length == 0) continue;
				roots.putInt(table + WORD * i, (int) at);
				at = write(index, at, pages(entries, at));
			}
			for (int i = 0; i < others.size(); i++) {
				final IndexPages.Place place = others.get(i);
				roots.putInt(otherTable + WORD * i, (int) at);
				at = write(index, at, little(9 * WORD).putInt(0).putInt((int) at + 2 * WORD).putInt(1).putInt(0)
					.putInt(0).putInt(0).putInt((int) place.offset()).putInt((int) place.length()).putInt(place.file())
					.array());
			}
			index.write(0, roots.clear());
			index.commit();
		}
	}

	private static long write(final OutputFile file, final long at, final byte[] bytes) throws IOException {
		file.write(at, ByteBuffer.wrap(bytes));
		return at + bytes.length;
	}

	/** A record: 0, where its first page is, and its pages. */
	private static byte[] pages(final byte[] entries, final long at) {
		final int count = entries.length / ENTRY;
		final int pages = (count + IN_PAGE - 1) / IN_PAGE;
		final ByteBuffer out = little(2 * WORD + pages * 2 * WORD + entries.length);
		out.putInt(0).putInt((int) at + 2 * WORD);
		for (int i = 0; i < count; i += IN_PAGE) {
			final int here = Math.min(IN_PAGE, count - i);
			final int next = (int) at + out.position() + 2 * WORD + here * ENTRY;
			out.putInt(here).putInt(i + here < count ? next : 0).put(entries, i * ENTRY, here * ENTRY);
		}
		return out.array();
	}

	@Override
	public void close() throws IOException {
		if (data != null) data.close();
	}
}
