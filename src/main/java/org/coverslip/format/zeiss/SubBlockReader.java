package org.coverslip.format.zeiss;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

import org.coverslip.codec.CodecException;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.MemoryBudget;

/** Reads the pixels of single sub-blocks. Thread-safe. */
final class SubBlockReader {

	/**
	 * Ends after the sizes of the segment's contents, and the schema and number of dimensions of its copy of the
	 * directory entry.
	 */
	private static final int HEADER = Zisraw.SEGMENT_HEADER + 16 + 32;
	private static final int METADATA_SIZE = Zisraw.SEGMENT_HEADER;
	private static final int DATA_SIZE = Zisraw.SEGMENT_HEADER + 8;
	private static final int DIMENSIONS = HEADER - 4;
	private static final int DIMENSION = 20;
	/** The least size of the segment's fixed part, after the segment's header. */
	private static final int LEAST_FIXED = 256;
	/** Compressed pixels may be larger than uncompressed ones, but by no more than half and this many bytes. */
	private static final int MOST_SURPLUS = 1 << 16;

	private final Zisraw file;

	SubBlockReader(final Zisraw file) {
		this.file = file;
	}

	/**
	 * Reads and decodes a sub-block.
	 *
	 * @return a block of the stored size with 1 or 3 samples
	 * @throws SlideFormatException
	 *             if the sub-block is damaged, or Coverslip does not decode its compression
	 */
	PixelBlock read(final SubBlock block) throws IOException {
		final long raw = block.pixels().bytes(block.storedWidth(), block.storedHeight());
		final boolean fits = BlockShape.fits(block.storedWidth(), block.storedHeight(),
			(long) block.pixels().storedSamples() * block.pixels().type().bytes());
		if (!fits || raw > MemoryBudget.ofProcess().atMost(Long.MAX_VALUE, 2))
			throw file.unexpected(block.position(), "a sub-block that fits in memory",
				block.storedWidth() + " x " + block.storedHeight() + " " + block.pixels() + " pixels");
		final Place place = place(block);
		final boolean uncompressed = block.compression() == SubBlockDecoder.NONE;
		final long most = raw + raw / 2 + MOST_SURPLUS;
		if (place.length < 1 || place.length > most && !uncompressed)
			throw file.unexpected(block.position(), "1 to " + most + " bytes for " + describe(block),
				place.length + "");
		final byte[] bytes = file.read(place.start, uncompressed ? Math.min(raw, place.length) : place.length).array();
		final SubBlock stored = RoundedSize.of(block, bytes);
		return RoundedSize.fill(decode(stored, bytes), block);
	}

	private PixelBlock decode(final SubBlock block, final byte[] bytes) throws SlideFormatException {
		if (!SubBlockDecoder.isKnown(block.compression()) && !SubBlockDecoder.isRaw(bytes, block))
			throw file.unexpected(block.position(),
				"pixels that are not compressed, or as JPEG, JPEG XR, LZW or Zstandard",
				SubBlockDecoder.name(block.compression()) + ", for which Coverslip has no decoder");
		try {
			return SubBlockDecoder.decode(bytes, block);
		}
		catch (final CodecException e) {
			throw file.unexpected(block.position(),
				"a sound sub-block of " + describe(block) + " (compression: "
				+ SubBlockDecoder.name(block.compression()) + ")",
				e.getMessage(), e);
		}
	}

	/**
	 * Reads some rows of an uncompressed sub-block.
	 *
	 * @return a block of the stored width
	 */
	PixelBlock readRows(final SubBlock block, final int first, final int rows) throws IOException {
		final long raw = block.pixels().bytes(block.storedWidth(), block.storedHeight());
		final Place place = place(block);
		if (place.length < raw)
			throw file.unexpected(block.position(), raw + " bytes for " + describe(block), place.length + "");
		final long rowBytes = block.pixels().bytes(block.storedWidth(), 1);
		return decode(block.stored(block.storedWidth(), rows),
			file.read(place.start + first * rowBytes, rows * rowBytes).array());
	}

	/** Whether the file is large enough to hold all uncompressed sub-blocks in the sizes that it states. */
	boolean mayHold(final List<SubBlock> blocks) {
		double bytes = 0;
		for (final SubBlock block : blocks)
			if (block.compression() == SubBlockDecoder.NONE)
				bytes += (double) block.storedWidth() * block.storedHeight() * block.pixels().bytes(1, 1);
		return bytes <= file.size();
	}

	private static String describe(final SubBlock block) {
		return block.storedWidth() + " x " + block.storedHeight() + " " + block.pixels() + " pixels";
	}

	/**
	 * The place of stored pixels.
	 *
	 * @param length
	 *            in bytes, as stated; not checked
	 */
	private record Place(long start, long length) {}

	private Place place(final SubBlock block) throws IOException {
		final ByteBuffer header = file.read(block.position(), HEADER);
		file.checkName(header, block.position(), Zisraw.SUB_BLOCK);
		final int metadata = header.getInt(METADATA_SIZE);
		final int dimensions = header.getInt(DIMENSIONS);
		if (metadata < 0 || dimensions < 0 || dimensions > SubBlockDirectory.MOST_DIMENSIONS)
			throw file.unexpected(block.position(), "a sub-block of at most " + SubBlockDirectory.MOST_DIMENSIONS
				+ " dimensions",
				dimensions + " dimensions and " + metadata + " bytes of metadata");
		final int fixed = Math.max(LEAST_FIXED, 16 + 32 + dimensions * DIMENSION);
		return new Place(block.position() + Zisraw.SEGMENT_HEADER + fixed + metadata, header.getLong(DATA_SIZE));
	}
}
