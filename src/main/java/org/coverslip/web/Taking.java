package org.coverslip.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Sees to it that browsers take their answers: the connection of one that does not is closed. Thread-safe. */
final class Taking implements Closeable {

	/** Bytes that are written at a time. */
	private static final int PIECE = 1 << 16;

	private final Duration longest;
	private final Patience patience = new Patience(() -> 0);

	/**
	 * @param longest
	 *            that a piece of 64 kB may take
	 */
	Taking(final Duration longest) {
		this.longest = longest;
	}

	/** What is written goes to a connection's stream; it fails when the connection was closed for its slowness. */
	OutputStream bounded(final OutputStream out) {
		return new OutputStream() {

			@Override
			public void write(final int one) throws IOException {
				write(new byte[] { (byte) one }, 0, 1);
			}

			@Override
			public void write(final byte[] bytes, final int from, final int length) throws IOException {
				for (int done = 0; done < length; done += PIECE)
					try (Patience.Wait wait = patience.begin(longest)) {
						out.write(bytes, from + done, Math.min(PIECE, length - done));
					}
			}

			@Override
			public void flush() throws IOException {
				try (Patience.Wait wait = patience.begin(longest)) {
					out.flush();
				}
			}

			@Override
			public void close() throws IOException {
				try (Patience.Wait wait = patience.begin(longest)) {
					out.close();
				}
			}
		};
	}

	/** Who writes just now is not watched any more. */
	@Override
	public void close() {
		patience.close();
	}
}
