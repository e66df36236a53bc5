package org.coverslip.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Decodes Deflate in a zlib wrapper (TIFF compressions 8 and 32946) a piece at a time. For one thread. */
public final class DeflateInputStream extends InflaterInputStream {

	private static final int READ_AT_ONCE = 64 << 10;

	/**
	 * @param encoded
	 *            closed with this stream
	 */
	public DeflateInputStream(final InputStream encoded) {
		super(encoded, new Inflater(), READ_AT_ONCE);
	}

	@Override
	public void close() throws IOException {
		try {
			super.close();
		}
		finally {
			inf.end();
		}
	}
}
