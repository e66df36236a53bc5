package org.coverslip.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

import org.junit.Test;

/** The stream against {@link LzwCodec}, which decodes as a whole. */
public class LzwInputStreamTest {

	private static byte[] decode(final byte[] encoded, final int piece) throws IOException {
		try (LzwInputStream in = new LzwInputStream(new ByteArrayInputStream(encoded))) {
			final byte[] all = new byte[1 << 20];
			int length = 0;
			for (int n = 0; n >= 0; length += Math.max(0, n))
				n = in.read(all, length, Math.min(piece, all.length - length));
			return Arrays.copyOf(all, length);
		}
	}

	@Test
	public void whatIsEncodedIsDecoded() throws IOException {
		final Random random = new Random(2);
		for (final int values : new int[] { 1, 2, 5, 256 })
			for (final int length : new int[] { 0, 1, 2, 100, 5000, 200_000 }) {
				final byte[] bytes = new byte[length];
				for (int i = 0; i < length; i++)
					bytes[i] = (byte) random.nextInt(values);
				final byte[] encoded = new LzwCodec().encode(bytes);
				assertArrayEquals(values + ", " + length, bytes, decode(encoded, 777));
			}
	}

	/** Bits of old writers: lowest first, codes grow when they must. 256, then 65, 258, 259, ... 257. */
	@Test
	public void oldBitOrderIsDecoded() throws IOException {
		final byte[] encoded = new byte[2000];
		int bit = 0;
		int bits = 9;
		final int[] codes = new int[600];
		codes[0] = 256;
		codes[1] = 65;
		for (int i = 2; i < codes.length; i++)
			codes[i] = 256 + i;
		for (int i = 0; i < codes.length; i++) {
			for (int b = 0; b < bits; b++, bit++)
				encoded[bit >> 3] |= (byte) ((codes[i] >> b & 1) << (bit & 7));
			// the decoder has just defined code 256 + i
			if (i >= 2 && 256 + i + 1 == 1 << bits) bits++;
		}
		final int length = 599 * 600 / 2;
		final byte[] expected = new LzwCodec().decode(encoded, length);
		for (final byte value : expected)
			assertEquals(65, value);
		assertArrayEquals(expected, Arrays.copyOf(decode(encoded, 1000), length));
	}

	@Test
	public void damageIsRefusedOrEndsTheStream() throws IOException {
		final byte[] bytes = new byte[3000];
		for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) (i % 7 * (i / 100));
		final byte[] encoded = new LzwCodec().encode(bytes);
		Damage.truncateEverywhere(encoded, cut -> decode(cut, 100));
		Damage.mutate(encoded, 500, mutated -> decode(mutated, 100));
	}
}
