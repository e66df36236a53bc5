package org.coverslip.codec;

import java.util.Arrays;

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
	/** The encoder starts anew when this code would be the next: the specification keeps 4094 and 4095 free. */
	private static final int LAST = 4094;
	/** One code of at least 9 bits stands for at most {@code CODES} bytes. */
	private static final int MOST_PER_BYTE = CODES;

	private static final int HASH_BITS = 14;
	/** 2^32 divided by the golden ratio, odd: spreads the keys of the encoder's table. */
	private static final int HASH_FACTOR = 0x9E3779B1;
	/**
	 * Where in the table of strings each byte begins, scattered: looked up beside the chain of prefixes, not within it.
	 */
	private static final int[] BYTE_SLOTS = new int[256];

	static {
		for (int i = 0; i < BYTE_SLOTS.length; i++)
			BYTE_SLOTS[i] = (i + 1) * HASH_FACTOR >>> 32 - HASH_BITS;
	}

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

	/**
	 * The table of strings is an open hash of one {@code int} an entry, 64 KiB in all: the key, which is the code of a
	 * prefix (12 bits) and the byte that follows it (8 bits), and below it the code of the two together (12 bits); 0 is
	 * a free entry. The slot is made of prefix and byte by a shift and an exclusive or, since the time of a byte is the
	 * time from one prefix to the next: a multiplication there was measured to be a tenth slower.
	 */
	@Override
	public byte[] encode(final byte[] decoded) {
		final int n = decoded.length;
		final long worst = n * 3L / 2 + n / 2048 + 16;
		final byte[] out = new byte[(int) Math.min(Integer.MAX_VALUE - 8, worst)];
		final int[] table = new int[1 << HASH_BITS];
		int written = 0;
		int bits = MIN_BITS;
		long buffer = CLEAR;
		int held = MIN_BITS;
		int next = FIRST;
		int prefix = n == 0 ? -1 : decoded[0] & 0xff;
		for (int i = 1; i < n; i++) {
			final int next8 = decoded[i] & 0xff;
			int slot = prefix << HASH_BITS - MAX_BITS ^ BYTE_SLOTS[next8];
			final int key = prefix << 8 | next8;
			int entry = table[slot];
			while (entry != 0 && entry >>> MAX_BITS != key) {
				slot = slot + 1 & (1 << HASH_BITS) - 1;
				entry = table[slot];
			}
			if (entry != 0) {
				prefix = entry & CODES - 1;
				continue;
			}
			buffer = buffer << bits | prefix;
			held += bits;
			if (held >= 32) {
				held -= 32;
				written = putInt(out, written, (int) (buffer >>> held));
			}
			table[slot] = key << MAX_BITS | next;
			prefix = decoded[i] & 0xff;
			next++;
			if (next == LAST) {
				buffer = buffer << bits | CLEAR;
				held += bits;
				Arrays.fill(table, 0);
				next = FIRST;
				bits = MIN_BITS;
				if (held >= 32) {
					held -= 32;
					written = putInt(out, written, (int) (buffer >>> held));
				}
			}
			else if (next > (1 << bits) - 1) bits++;
		}
		if (prefix >= 0) {
			buffer = buffer << bits | prefix;
			held += bits;
			// the decoder defines one more code when it reads this one
			if (next + 1 > (1 << bits) - 1 && bits < MAX_BITS) bits++;
			if (held >= 32) {
				held -= 32;
				written = putInt(out, written, (int) (buffer >>> held));
			}
		}
		buffer = buffer << bits | END;
		held += bits;
		while (held > 0) {
			out[written++] = (byte) (held >= 8 ? buffer >>> held - 8 : buffer << 8 - held);
			held -= 8;
		}
		return Arrays.copyOf(out, written);
	}

	private static int putInt(final byte[] out, final int at, final int value) {
		out[at] = (byte) (value >>> 24);
		out[at + 1] = (byte) (value >>> 16);
		out[at + 2] = (byte) (value >>> 8);
		out[at + 3] = (byte) value;
		return at + 4;
	}
}
