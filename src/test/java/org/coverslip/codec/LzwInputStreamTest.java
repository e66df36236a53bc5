package org.coverslip.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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

	/** A table that is full and never emptied, and strings from all of it: against tables of whole strings. */
	@Test
	public void fullTablesStay() throws IOException {
		final Random random = new Random(11);
		for (final boolean lowBitFirst : new boolean[] { false, true }) {
			final BitSet bits = new BitSet();
			final ByteArrayOutputStream expected = new ByteArrayOutputStream();
			final List<byte[]> strings = new ArrayList<>();
			for (int i = 0; i < 258; i++)
				strings.add(new byte[] { (byte) i });
			int at = put(bits, 0, 256, 9, lowBitFirst);
			byte[] previous = null;
			for (int i = 0; i < 30_000; i++) {
				// long strings while the table grows, any then
				final boolean grows = strings.size() < 4096;
				int code = grows && i > 300 ? strings.size() - 1 - random.nextInt(20) : random.nextInt(strings.size());
				if (code == 256 || code == 257) code = 65;
				final byte[] string = strings.get(code);
				if (previous != null && grows) {
					final byte[] defined = Arrays.copyOf(previous, previous.length + 1);
					defined[previous.length] = string[0];
					strings.add(defined);
				}
				// the decoder knows one string less when it reads the code
				final int known = grows && previous != null ? strings.size() - 1 : strings.size();
				final int width = 32 - Integer.numberOfLeadingZeros(Math.min(4095, known + (lowBitFirst ? 0 : 1)));
				at = put(bits, at, code, Math.max(9, width), lowBitFirst);
				expected.writeBytes(string);
				previous = string;
			}
			final byte[] encoded = new byte[at + 7 >> 3];
			for (int bit = 0; bit < at; bit++)
				if (bits.get(bit)) encoded[bit >> 3] |= (byte) (lowBitFirst ? 1 << (bit & 7) : 0x80 >> (bit & 7));
			final byte[] whole = expected.toByteArray();
			assertArrayEquals(whole, new LzwCodec().decode(encoded, whole.length));
			try (LzwInputStream in = new LzwInputStream(new ByteArrayInputStream(encoded))) {
				assertArrayEquals(whole, in.readAllBytes());
			}
		}
	}

	private static int put(final BitSet bits, final int at, final int code, final int width, final boolean lowFirst) {
		for (int b = 0; b < width; b++)
			bits.set(at + b, (code >> (lowFirst ? b : width - 1 - b) & 1) != 0);
		return at + width;
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
