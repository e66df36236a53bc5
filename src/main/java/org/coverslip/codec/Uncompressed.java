package org.coverslip.codec;

import java.util.Arrays;

/** Bytes stored as they are: TIFF compression 1. */
public final class Uncompressed implements ByteCodec, ByteEncoder {

	@Override
	public byte[] decode(final byte[] encoded, final int decodedLength) throws CodecException {
		if (encoded.length == decodedLength) return encoded;
		if (encoded.length < decodedLength)
			throw DecodedLength.tooFew("uncompressed data", encoded.length, decodedLength);
		return Arrays.copyOf(encoded, decodedLength);
	}

	@Override
	public byte[] encode(final byte[] decoded) {
		return decoded;
	}
}
