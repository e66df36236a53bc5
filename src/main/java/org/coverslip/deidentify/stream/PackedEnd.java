package org.coverslip.deidentify.stream;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Where packed bytes end within what is stored: what follows is not needed, and may be anything. Stateless. */
public final class PackedEnd {

	private static final int SCRATCH = 1 << 16;
	private static final int CLEAR = 256;
	private static final int END = 257;
	private static final int FIRST_WIDTH = 9;
	private static final int MOST_WIDTH = 12;

	private PackedEnd() {}

	/**
	 * Of zlib's format (RFC 1950).
	 *
	 * @throws StreamException
	 *             if it is damaged
	 */
	public static int ofDeflate(final byte[] packed) throws StreamException {
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(packed);
			final byte[] scratch = new byte[SCRATCH];
			while (!inflater.finished())
				if (inflater.inflate(scratch) == 0 && !inflater.finished()) return packed.length; // cut short
			return (int) inflater.getBytesRead();
		}
		catch (final DataFormatException e) {
			throw new StreamException("deflated data are damaged");
		}
		finally {
			inflater.end();
		}
	}

	/**
	 * Of TIFF's LZW (TIFF 6.0, section 13): behind the code that ends it, or all of it without such a code.
	 */
	public static int ofLzw(final byte[] packed) {
		if (packed.length > 1 && packed[0] == 0 && (packed[1] & 1) != 0) return packed.length; // the older bit order
		long bits = 0;
		int available = 0;
		int width = FIRST_WIDTH;
		int next = END + 1;
		boolean first = true;
		for (int at = 0; at < packed.length;) {
			while (available < width && at < packed.length) {
				bits = bits << 8 | packed[at++] & 0xff;
				available += 8;
			}
			while (available >= width) {
				final int code = (int) (bits >> available - width & (1 << width) - 1);
				available -= width;
				if (code == END) return at - available / 8;
				if (code == CLEAR) {
					width = FIRST_WIDTH;
					next = END + 1;
					first = true;
				}
				else if (first) first = false;
				else {
					next++;
					if (next + 1 >= 1 << width && width < MOST_WIDTH) width++;
				}
			}
		}
		return packed.length;
	}

	/** Of PackBits (TIFF 6.0, section 9): behind as many bytes as are expected, or all of it where these are fewer. */
	public static int ofPackBits(final byte[] packed, final long expected) {
		long unpacked = 0;
		int at = 0;
		while (at < packed.length && unpacked < expected) {
			final int n = packed[at++];
			if (n >= 0) {
				unpacked += n + 1;
				at += n + 1;
			}
			else if (n != -128) {
				unpacked += 1 - n;
				at++;
			}
		}
		return Math.min(at, packed.length);
	}
}
