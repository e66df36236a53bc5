package org.coverslip.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Decodes LZW as TIFF has it a piece at a time, for data that are too long to be held; what {@link LzwCodec} says of
 * the two bit orders holds here too. Memory is what was decoded since the table of strings was last emptied, some ten
 * kilobytes and 8 MB at most. For one thread.
 */
public final class LzwInputStream extends InputStream {

	private static final int READ_AT_ONCE = 64 << 10;
	/** Bytes to be decoded in one go. */
	private static final int PIECE = 16 << 10;

	private final InputStream encoded;
	private final byte[] in = new byte[READ_AT_ONCE];
	private final LzwDecoder decoder;
	/** What the decoder's table refers to, and what has not been handed out yet. */
	private byte[] window = new byte[4 * PIECE];
	private int givenTo;
	private int decodedTo;
	private boolean ended;

	/**
	 * @param encoded
	 *            closed with this stream
	 */
	public LzwInputStream(final InputStream encoded) throws IOException {
		this.encoded = encoded;
		decoder = new LzwDecoder(in, encoded.readNBytes(in, 0, in.length));
	}

	@Override
	public int read() throws IOException {
		final byte[] one = new byte[1];
		return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(final byte[] dst, final int offset, final int length) throws IOException {
		int written = 0;
		while (written < length) {
			if (givenTo == decodedTo && !decodeMore()) return written == 0 ? -1 : written;
			final int n = Math.min(length - written, decodedTo - givenTo);
			System.arraycopy(window, givenTo, dst, offset + written, n);
			givenTo += n;
			written += n;
		}
		return written;
	}

	/** Decodes some bytes when all before are handed out; false at the end of the data. */
	private boolean decodeMore() throws IOException {
		while (!ended) {
			makeRoom();
			decodedTo = decoder.decode(window, givenTo, givenTo + PIECE);
			if (decodedTo > givenTo) return true;
			decoder.check();
			final int n = decoder.hasEnded() ? 0 : encoded.read(in);
			if (n > 0) decoder.feed(in, n);
			else ended = true;
		}
		return false;
	}

	/** Makes room for a piece, and the string in which it ends. */
	private void makeRoom() {
		if (givenTo + PIECE + LzwDecoder.LONGEST <= window.length) return;
		final int start = decoder.historyStart(givenTo);
		final int kept = decoder.historyEnd(givenTo) - start;
		System.arraycopy(window, start, window, 0, kept);
		decoder.moved(start);
		givenTo = kept;
		if (kept + PIECE + LzwDecoder.LONGEST > window.length) window = Arrays.copyOf(window, 2 * window.length);
	}

	@Override
	public void close() throws IOException {
		encoded.close();
	}
}
