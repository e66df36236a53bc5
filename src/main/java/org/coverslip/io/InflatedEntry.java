package org.coverslip.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A compressed file of an archive, inflated into a part of a scratch file as far as it has been read. Thread-safe. */
final class InflatedEntry implements ByteSource {

	private final StoredFile file;
	private final Inflation inflation;
	private final ByteSource inflated;
	private final long size;

	/**
	 * @param inflation
	 *            closed with this
	 * @param scratch
	 *            where that puts the bytes; not closed with this
	 * @param place
	 *            of the first of them there
	 * @param size
	 *            how many there are, as the archive says
	 */
	InflatedEntry(final StoredFile file, final Inflation inflation, final ScratchFile scratch, final long place,
		final long size)
	{
		this.file = file;
		this.inflation = inflation;
		this.size = size;
		inflated = scratch.part(place, size);
	}

	@Override
	public long size() {
		return size;
	}

	@Override
	public int read(final long position, final ByteBuffer dst) throws IOException {
		if (position >= size) return 0;
		final long end = position + Math.min(dst.remaining(), size - position);
		inflation.to(end);
		if (inflation.length() < end)
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, size + " bytes when it is inflated",
				inflation.length() + "");
		return inflated.read(position, dst);
	}

	@Override
	public void close() {
		inflation.close();
	}
}
