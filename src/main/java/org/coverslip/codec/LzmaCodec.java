package org.coverslip.codec;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

import org.tukaani.xz.XZInputStream;

/**
 * LZMA2 in .xz streams, as libtiff writes it: TIFF compression 34925. The only class that names the library,
 * org.tukaani:xz.
 */
public final class LzmaCodec implements ByteCodec {

	private static final String WHAT = "LZMA data";
	/** Of the library: what the dictionary of preset 9, 64 MiB, takes, twice. */
	private static final int MOST_KIBIBYTES = 128 << 10;
	/** A chunk of LZMA2 takes 7 bytes at least and stands for at most 2 MiB. */
	private static final int MOST_PER_BYTE = (2 << 20) / 7;

	@Override
	public byte[] decode(final byte[] encoded, final int decodedLength) throws CodecException {
		DecodedLength.check(WHAT, encoded.length, decodedLength, MOST_PER_BYTE);
		try (InputStream in = new XZInputStream(new ByteArrayInputStream(encoded), MOST_KIBIBYTES)) {
			final byte[] out = new byte[decodedLength];
			final int n = in.readNBytes(out, 0, decodedLength);
			if (n < decodedLength) throw DecodedLength.tooFew(WHAT, n, decodedLength);
			return out;
		}
		catch (final CodecException e) {
			throw e;
		}
		catch (final EOFException e) {
			throw new CodecException(WHAT + " are cut off", e);
		}
		catch (final IOException e) {
			throw new CodecException(WHAT + " are damaged: " + e.getMessage(), e);
		}
	}
}
