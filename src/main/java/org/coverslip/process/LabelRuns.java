package org.coverslip.process;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import org.coverslip.io.ScratchFile;

/** Small numbers of pixels in a temporary file, as runs of the same number. Thread-safe. */
final class LabelRuns implements Closeable {

	private static final int BITS = 7;
	private static final int MORE = 1 << BITS;

	private final ScratchFile file;
	private final AtomicLong end = new AtomicLong();

	/** Where pixels are. */
	record Stored(long position, int length, int pixels) {}

	LabelRuns() throws IOException {
		file = ScratchFile.create();
	}

	Stored put(final int[] pixels) throws IOException {
		byte[] runs = new byte[1 << 10];
		int length = 0;
		for (int i = 0; i < pixels.length;) {
			int next = i + 1;
			while (next < pixels.length && pixels[next] == pixels[i])
				next++;
			if (length + 10 > runs.length) runs = Arrays.copyOf(runs, 2 * runs.length);
			length = put(next - i, runs, put(pixels[i], runs, length));
			i = next;
		}
		final long position = end.getAndAdd(length);
		file.write(position, ByteBuffer.wrap(runs, 0, length));
		return new Stored(position, length, pixels.length);
	}

	private static int put(final int number, final byte[] runs, final int at) {
		int rest = number;
		int i = at;
		for (; rest >>> BITS != 0; rest >>>= BITS)
			runs[i++] = (byte) (rest | MORE);
		runs[i++] = (byte) rest;
		return i;
	}

	int[] get(final Stored stored) throws IOException {
		final ByteBuffer runs = ByteBuffer.allocate(stored.length);
		if (file.read(stored.position, runs) < stored.length)
			throw new IOException("a temporary file is shorter than what was written");
		runs.flip();
		final int[] pixels = new int[stored.pixels];
		for (int i = 0; i < pixels.length;) {
			final int number = number(runs);
			final int count = number(runs);
			if (number != 0) Arrays.fill(pixels, i, i + count, number);
			i += count;
		}
		return pixels;
	}

	private static int number(final ByteBuffer runs) {
		int number = 0;
		for (int shift = 0;; shift += BITS) {
			final byte part = runs.get();
			number |= (part & MORE - 1) << shift;
			if (part >= 0) return number;
		}
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
