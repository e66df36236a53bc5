package org.coverslip.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A part of another source, which closes it. Thread-safe if that is.
 *
 * @param whole
 *            the source
 * @param start
 *            position in it of the first byte, &ge; 0
 * @param most
 *            bytes at most, &ge; 0; fewer where {@code whole} ends before
 */
record SourcePart(ByteSource whole, long start, long most) implements ByteSource {

	SourcePart {
		if (start < 0 || most < 0) throw new IllegalArgumentException(most + " bytes from byte " + start);
	}

	@Override
	public long size() throws IOException {
		return Math.max(0, Math.min(most, whole.size() - start));
	}

	@Override
	public int read(final long position, final ByteBuffer dst) throws IOException {
		if (position >= most || start > Long.MAX_VALUE - position) return 0;
		final int limit = dst.limit();
		dst.limit(
			(int) Math.min(limit, dst.position() + Math.min(most - position, Integer.MAX_VALUE - dst.position())));
		try {
			return whole.read(start + position, dst);
		}
		finally {
			dst.limit(limit);
		}
	}

	@Override
	public void expect(final long[] positions, final long[] lengths) {
		whole.expect(moved(positions, lengths), lengths);
	}

	@Override
	public int requests(final long[] positions, final long[] lengths) {
		return whole.requests(moved(positions, lengths), lengths);
	}

	private long[] moved(final long[] positions, final long[] lengths) {
		final long[] moved = positions.clone();
		for (int i = 0; i < moved.length; i++)
			moved[i] = positions[i] >= 0 && positions[i] <= most - lengths[i] ? start + positions[i] : -1;
		return moved;
	}

	@Override
	public void close() {
		// the whole is not this part's to close
	}
}
