package org.coverslip.format.lif;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * The samples of one image, wherever they are stored. Thread-safe; whoever opened the sources closes them.
 *
 * @param id
 *            by which an image names it, e.g. "MemBlock_72"
 * @param size
 *            bytes that it says it has, &ge; 0
 * @param pieces
 *            the parts of it that are there, by ascending starts and without overlap
 */
record MemoryBlock(String id, long size, List<Piece> pieces) {

	/**
	 * A part of a block in a file.
	 *
	 * @param start
	 *            within the block
	 * @param length
	 *            bytes that are there, &gt; 0
	 * @param position
	 *            in the file
	 */
	record Piece(long start, long length, ByteSource source, long position, StoredFile file) {

		long end() {
			return start + length;
		}
	}

	MemoryBlock {
		pieces = List.copyOf(pieces);
	}

	/** A block in one piece, whose end may be missing from the file. */
	static MemoryBlock of(final String id, final long size, final long present, final ByteSource source,
		final long position,
		final StoredFile file)
	{
		return new MemoryBlock(id, size, present > 0 ? List.of(new Piece(0, present, source, position, file))
			: List.of());
	}

	/** Bytes that are there. */
	long present() {
		return pieces.stream().mapToLong(Piece::length).sum();
	}

	/** Whether any byte of a range is there. */
	boolean holdsAny(final long start, final long length) {
		for (final Piece piece : pieces)
			if (start < piece.end() && start + length > piece.start()) return true;
		return false;
	}

	/**
	 * Reads bytes; those that are not there are left as they are in the buffer. Position and limit of the buffer are
	 * undefined afterwards.
	 *
	 * @param start
	 *            within the block, &ge; 0
	 * @param bytes
	 *            filled from index 0 on
	 * @param length
	 *            how many
	 */
	void read(final long start, final ByteBuffer bytes, final int length) throws IOException {
		for (final Piece piece : pieces) {
			final long from = Math.max(start, piece.start());
			final long to = Math.min(start + length, piece.end());
			if (from >= to) continue;
			bytes.limit((int) (to - start)).position((int) (from - start));
			final long position = piece.position() + (from - piece.start());
			final int read = piece.source().read(position, bytes);
			if (read < to - from)
				throw new SlideFormatException(piece.file(), position, (to - from) + " bytes of an image", read + "");
		}
		bytes.clear();
	}
}
