package org.coverslip.export.walk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.codec.SamplePacker;
import org.coverslip.export.walk.TileSequence.Place;
import org.coverslip.io.OutputFile;
import org.coverslip.pixel.PixelBlock;

/**
 * The file of a part: its encoded tiles one after the other, the pixels of its coarsest tile, from which the levels
 * above are made, and an index. It appears when it is complete. For one thread at a time; {@link Segment} reads it.
 */
final class SegmentWriter implements Closeable {

	static final long MAGIC = 0x436f76536567_0001L;
	/** Of the index, for each tile: whose it is, which it is, where it is. */
	static final int ENTRY_BYTES = 3 * Integer.BYTES + 4 * Long.BYTES + Long.BYTES + Integer.BYTES;
	/** At the end: where the pixels and the index begin, how many tiles there are, and the mark. */
	static final int FOOT_BYTES = 4 * Long.BYTES;
	static final int ABSENT = -1;
	private static final int BUFFER_BYTES = 1 << 20;

	private final OutputFile file;
	private final List<Entry> entries = new ArrayList<>();
	private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
	private long written;

	/**
	 * Where a stored tile is.
	 *
	 * @param of
	 *            the tile as it was made, of which it is all or a part
	 * @param length
	 *            in bytes; {@link #ABSENT} if nothing is stored
	 */
	record Entry(Place of, int level, long col, long row, boolean isShared, long offset, int length) {}

	private SegmentWriter(final OutputFile file) {
		this.file = file;
	}

	static SegmentWriter create(final Path target) throws IOException {
		return new SegmentWriter(OutputFile.create(target));
	}

	void put(final Place of, final List<MadeTile> made) throws IOException {
		for (final MadeTile tile : made) {
			final boolean shared = tile.encoded().map(EncodedTile::isShared).orElse(false);
			entries.add(new Entry(of, tile.level(), tile.col(), tile.row(), shared, written + buffer.position(),
				tile.encoded().map(encoded -> encoded.bytes().length).orElse(ABSENT)));
			if (tile.encoded().isPresent()) append(tile.encoded().get().bytes());
		}
	}

	/** Completes the file. */
	void finish(final PixelBlock coarsest) throws IOException {
		final long pixels = written + buffer.position();
		append(SamplePacker.pack(coarsest));
		final long index = written + buffer.position();
		for (final Entry entry : entries) {
			final ByteBuffer bytes = ByteBuffer.allocate(ENTRY_BYTES);
			bytes.putInt(entry.of.level()).putLong(entry.of.col()).putLong(entry.of.row());
			bytes.putInt(entry.level).putLong(entry.col).putLong(entry.row).putInt(entry.isShared ? 1 : 0);
			append(bytes.putLong(entry.offset).putInt(entry.length).array());
		}
		append(ByteBuffer.allocate(FOOT_BYTES).putLong(pixels).putLong(index).putLong(entries.size()).putLong(MAGIC)
			.array());
		flush();
		file.commit();
	}

	private void append(final byte[] bytes) throws IOException {
		if (bytes.length > buffer.remaining()) flush();
		if (bytes.length <= buffer.remaining()) buffer.put(bytes);
		else {
			file.write(written, ByteBuffer.wrap(bytes));
			written += bytes.length;
		}
	}

	private void flush() throws IOException {
		buffer.flip();
		final int length = buffer.remaining();
		file.write(written, buffer);
		written += length;
		buffer.clear();
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
