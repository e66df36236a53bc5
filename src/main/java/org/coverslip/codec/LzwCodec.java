package org.coverslip.codec;

import java.util.List;

/**
 * Lempel-Ziv-Welch as TIFF has it: compression 5, TIFF 6.0 specification, section 13.
 * <p>
 * Codes are 9 to 12 bits wide, the highest bit first, and grow one code early (at 511, 1023 and 2047). Writers before
 * TIFF 5.0 put the lowest bit first and did not grow early; as in libtiff such a stream is recognised by its start, a
 * clear code in that bit order: first byte 0, second byte odd. It is read, never written.
 */
public final class LzwCodec implements ByteCodec, ByteEncoder {

	static final String WHAT = "LZW data";
	static final int CLEAR = 256;
	static final int END = 257;
	static final int FIRST = 258;
	static final int MIN_BITS = 9;
	static final int MAX_BITS = 12;
	static final int CODES = 1 << MAX_BITS;
	/** One code of at least 9 bits stands for at most {@code CODES} bytes. */
	private static final int MOST_PER_BYTE = CODES;

	@Override
	public byte[] decode(final byte[] encoded, final int decodedLength) throws CodecException {
		DecodedLength.check(WHAT, encoded.length, decodedLength, MOST_PER_BYTE);
		final byte[] out = new byte[decodedLength];
		final LzwDecoder decoder = new LzwDecoder(encoded, encoded.length);
		final int decoded = decoder.decode(out, 0, decodedLength);
		decoder.check();
		if (decoded < decodedLength) throw DecodedLength.tooFew(WHAT, decoded, decodedLength);
		return out;
	}

	@Override
	public byte[] encode(final byte[] decoded) {
		return LzwEncoder.encode(decoded);
	}

	@Override
	public int together() {
		return LzwEncoder.STREAMS;
	}

	@Override
	public List<byte[]> encodeAll(final List<byte[]> decoded) {
		return LzwEncoder.encode(decoded);
	}
}
