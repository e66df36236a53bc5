package org.coverslip.format.zeiss;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.coverslip.codec.CodecException;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/** Reads the pixels of single sub-blocks. Thread-safe. */
final class SubBlockReader {

	/** Sizes of what the segment holds, and the schema and number of dimensions of its copy of the directory entry. */
	private static final int HEADER = Zisraw.SEGMENT_HEADER + 16 + 32;
	private static final int METADATA_SIZE = Zisraw.SEGMENT_HEADER;
	private static final int DATA_SIZE = Zisraw.SEGMENT_HEADER + 8;
	private static final int DIMENSIONS = HEADER - 4;
	private static final int DIMENSION = 20;
	/** The least that the fixed part of the segment takes behind the segment's header. */
	private static final int LEAST_FIXED = 256;
	/** Compressed pixels may be larger than the pixels, but not by much. */
	private static final int MOST_SURPLUS = 1 << 16;

	private final Zisraw file;

	SubBlockReader(final Zisraw file) {
		this.file = file;
	}

	/**
	 * Reads and decodes.
	 *
	 * @return a block of the stored size with 1 or 3 samples
	 * @throws SlideFormatException
	 *             if the sub-block is damaged, or compressed as Coverslip does not decode it
	 */
	PixelBlock read(final SubBlock block) throws IOException {
		final byte[] bytes = bytes(block);
		if (!SubBlockDecoder.isKnown(block.compression()) && !SubBlockDecoder.isRaw(bytes, block))
			throw file.unexpected(block.position(), "pixels that are not compressed, or as JPEG, LZW or Zstandard",
				SubBlockDecoder.name(block.compression()) + ", for which Coverslip has no decoder");
		try {
			return SubBlockDecoder.decode(bytes, block);
		}
		catch (final CodecException e) {
			throw file.unexpected(block.position(), "a sound sub-block of " + block.storedWidth() + " x " + block.storedHeight() + " "
				+ block.pixels() + " pixels (compression: " + SubBlockDecoder.name(block.compression()) + ")", e.getMessage(), e);
		}
	}

	/** The pixels as they are stored; all numbers are checked before memory is taken. */
	private byte[] bytes(final SubBlock block) throws IOException {
		final long raw = block.pixels().bytes(block.storedWidth(), block.storedHeight());
		final boolean fits = BlockShape.fits(block.storedWidth(), block.storedHeight(),
			(long) block.pixels().storedSamples() * block.pixels().type().bytes());
		if (!fits || raw > Runtime.getRuntime().maxMemory() / 2)
			throw file.unexpected(block.position(), "a sub-block that fits in memory",
				block.storedWidth() + " x " + block.storedHeight() + " " + block.pixels() + " pixels");
		final ByteBuffer header = file.read(block.position(), HEADER);
		file.checkName(header, block.position(), Zisraw.SUB_BLOCK);
		final int metadata = header.getInt(METADATA_SIZE);
		final long data = header.getLong(DATA_SIZE);
		final int dimensions = header.getInt(DIMENSIONS);
		if (metadata < 0 || dimensions < 0 || dimensions > SubBlockDirectory.MOST_DIMENSIONS)
			throw file.unexpected(block.position(), "a sub-block of at most " + SubBlockDirectory.MOST_DIMENSIONS + " dimensions",
				dimensions + " dimensions and " + metadata + " bytes of metadata");
		final long most = raw + raw / 2 + MOST_SURPLUS;
		final boolean uncompressed = block.compression() == SubBlockDecoder.NONE;
		final long least = uncompressed ? raw : 1;
		if (data < least || !uncompressed && data > most)
			throw file.unexpected(block.position(), least + " to " + most + " bytes for " + block.storedWidth() + " x "
				+ block.storedHeight() + " " + block.pixels() + " pixels", data + "");
		final long start = block.position() + Zisraw.SEGMENT_HEADER + Math.max(LEAST_FIXED, 16 + 32 + dimensions * DIMENSION) + metadata;
		return file.read(start, uncompressed ? raw : data).array();
	}
}
