package org.coverslip.export.walk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.codec.SampleLayout;
import org.coverslip.codec.SampleUnpacker;
import org.coverslip.export.walk.SegmentWriter.Entry;
import org.coverslip.export.walk.TileSequence.Place;
import org.coverslip.io.FileByteSource;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/** The file of a part, as {@link SegmentWriter} has left it. For one thread. */
final class Segment implements Closeable {

	/** Tiles are mostly asked for in the order in which they lie. */
	private static final int WINDOW_BYTES = 1 << 20;

	private final Path path;
	private final FileByteSource file;
	private final long pixels;
	private final Map<Place, List<Entry>> tiles = new HashMap<>();
	private byte[] window = new byte[0];
	private long windowAt;

	private Segment(final Path path, final FileByteSource file) throws IOException {
		this.path = path;
		this.file = file;
		final long footAt = file.size() - SegmentWriter.FOOT_BYTES;
		if (footAt < 0) throw damaged();
		final ByteBuffer foot = read(footAt, SegmentWriter.FOOT_BYTES);
		pixels = foot.getLong();
		final long index = foot.getLong();
		final long count = foot.getLong();
		if (foot.getLong() != SegmentWriter.MAGIC || pixels < 0 || index < pixels || count < 0
			|| count > Integer.MAX_VALUE / SegmentWriter.ENTRY_BYTES
			|| index + count * SegmentWriter.ENTRY_BYTES != footAt) throw damaged();
		final ByteBuffer entries = read(index, (int) count * SegmentWriter.ENTRY_BYTES);
		while (entries.hasRemaining()) {
			final Place of = new Place(entries.getInt(), entries.getLong(), entries.getLong());
			tiles.computeIfAbsent(of, place -> new ArrayList<>()).add(new Entry(of, entries.getInt(), entries.getLong(),
				entries.getLong(), entries.getInt() != 0, entries.getLong(), entries.getInt()));
		}
	}

	static Segment open(final Path path) throws IOException {
		final FileByteSource file = FileByteSource.open(path);
		try {
			return new Segment(path, file);
		}
		catch (IOException | RuntimeException e) {
			file.close();
			throw e;
		}
	}

	private IOException damaged() {
		return new IOException(path + " is no part of a pyramid, or damaged");
	}

	private ByteBuffer read(final long position, final int length) throws IOException {
		final ByteBuffer bytes = ByteBuffer.allocate(length);
		if (file.read(position, bytes) < length) throw damaged();
		return bytes.flip();
	}

	/** What is stored of a tile as it was made. */
	List<MadeTile> tiles(final Place of) throws IOException {
		final List<MadeTile> made = new ArrayList<>();
		for (final Entry entry : tiles.getOrDefault(of, List.of()))
			made.add(new MadeTile(entry.level(), entry.col(), entry.row(), entry.length() == SegmentWriter.ABSENT
				? Optional.empty() : Optional.of(new EncodedTile(bytes(entry), entry.isShared()))));
		return made;
	}

	private byte[] bytes(final Entry entry) throws IOException {
		if (entry.offset() < 0 || entry.length() < 0 || entry.offset() + entry.length() > pixels) throw damaged();
		if (entry.offset() < windowAt || entry.offset() + entry.length() > windowAt + window.length) {
			windowAt = entry.offset();
			window = read(windowAt, (int) Math.max(entry.length(), Math.min(WINDOW_BYTES, pixels - windowAt))).array();
		}
		final byte[] bytes = new byte[entry.length()];
		System.arraycopy(window, (int) (entry.offset() - windowAt), bytes, 0, bytes.length);
		return bytes;
	}

	/** The pixels of the coarsest tile. */
	PixelBlock coarsest(final BlockShape shape) throws IOException {
		final byte[] bytes = read(pixels, Math.toIntExact(shape.byteCount())).array();
		return SampleUnpacker.unpack(bytes, SampleLayout.littleEndian(shape.type()), shape.width(), shape.height(),
			shape.samples());
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
