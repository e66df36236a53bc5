package org.coverslip.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Deflate in a gzip wrapper (RFC 1952): the codec "gzip" of Zarr. */
public final class GzipCodec implements ByteCodec, ByteEncoder {

	private static final String WHAT = "gzip data";
	/** That of Deflate. */
	private static final int MOST_PER_BYTE = 1032;

	@Override
	public byte[] decode(final byte[] encoded, final int decodedLength) throws CodecException {
		DecodedLength.check(WHAT, encoded.length, decodedLength, MOST_PER_BYTE);
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(encoded))) {
			final byte[] out = new byte[decodedLength];
			final int length = in.readNBytes(out, 0, decodedLength);
			if (length < decodedLength) throw DecodedLength.tooFew(WHAT, length, decodedLength);
			in.read(); // has the checksum read and compared, if that is next
			return out;
		}
		catch (final CodecException e) {
			throw e;
		}
		catch (final IOException e) {
			throw new CodecException(WHAT + " is damaged: " + e.getMessage(), e);
		}
	}

	@Override
	public byte[] encode(final byte[] decoded) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(decoded.length / 2 + 64);
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(decoded);
		}
		return out.toByteArray();
	}
}
