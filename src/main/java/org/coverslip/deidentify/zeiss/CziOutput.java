package org.coverslip.deidentify.zeiss;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.coverslip.io.OutputFile;

/**
 * Writes the segments of a CZI, one behind the other. For one thread.
 * <p>
 * Source: the structures of segments are from libCZI (CziStructs.h).
 */
final class CziOutput {

	static final int SEGMENT_HEADER = 32;
	private static final int NAME_LENGTH = 16;
	private static final int FILE_HEADER = 512;
	private static final int ALIGNMENT = 32;

	private final OutputFile file;
	private long end = SEGMENT_HEADER + FILE_HEADER;

	CziOutput(final OutputFile file) {
		this.file = file;
	}

	/**
	 * Adds a segment.
	 *
	 * @param parts
	 *            its data, one behind the other
	 * @return its position
	 */
	long add(final String name, final byte[]... parts) throws IOException {
		long used = 0;
		for (final byte[] part : parts)
			used += part.length;
		final long position = end;
		file.write(position, header(name, aligned(used), used));
		long at = position + SEGMENT_HEADER;
		for (final byte[] part : parts) {
			file.write(at, ByteBuffer.wrap(part));
			at += part.length;
		}
		if (aligned(used) > used) file.write(at, ByteBuffer.allocate((int) (aligned(used) - used)));
		end = position + SEGMENT_HEADER + aligned(used);
		return position;
	}

	/** Writes the first segment: new identifiers, one part, and where the others are; there are no attachments. */
	void finish(final long directory, final long metadata) throws IOException {
		file.write(0, header("ZISRAWFILE", FILE_HEADER, FILE_HEADER));
		final ByteBuffer data = buffer(FILE_HEADER).putInt(1).putInt(0).putLong(0);
		final UUID id = UUID.randomUUID();
		for (int i = 0; i < 2; i++)
			data.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
		data.putInt(0).putLong(directory).putLong(metadata).putInt(0).putLong(0);
		file.write(SEGMENT_HEADER, data.clear());
	}

	private static ByteBuffer header(final String name, final long allocated, final long used) {
		final ByteBuffer header = buffer(SEGMENT_HEADER);
		header.put(name.getBytes(StandardCharsets.US_ASCII)).position(NAME_LENGTH);
		return header.putLong(allocated).putLong(used).flip();
	}

	private static long aligned(final long length) {
		return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	}

	/** Zeros, for numbers in the file's order. */
	static ByteBuffer buffer(final int length) {
		return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
	}
}
