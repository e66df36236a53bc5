package org.coverslip.codec.jpegxr;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

import org.coverslip.codec.CodecException;
import org.coverslip.testing.JxrPrograms;
import org.junit.Test;

/**
 * What JxrEncApp cannot make: quantisers of tiles, components and macroblocks, four inks and free components. The
 * headers are written here; the rest are random bits, amended until they decode, and JxrDecApp decodes them to the
 * same.
 */
public class JxrSyntheticTest {

	private static final int WIDTH = 40;
	private static final int HEIGHT = 35;
	private static final int PART = 6000;

	/** A colour format with the pixel format's last byte in the container. */
	private enum Format {
		GREY(0, OutputFormat.GREY, 8, 1), RGB_444(3, OutputFormat.RGB, 13, 3), RGB_422(2, OutputFormat.RGB, 13, 3), //
		RGB_420(1, OutputFormat.RGB, 13, 3), INKS(4, OutputFormat.CMYK, 28, 4),
		FIVE(6, OutputFormat.N_COMPONENT, 34, 5);

		final int internal;
		final OutputFormat output;
		final int pixelFormat;
		final int components;

		Format(final int internal, final OutputFormat output, final int pixelFormat, final int components) {
			this.internal = internal;
			this.output = output;
			this.pixelFormat = pixelFormat;
			this.components = components;
		}
	}

	@Test
	public void quantisersOfTilesAndMacroblocks() throws IOException {
		JxrPrograms.assumeInstalled();
		final Random random = new Random(36);
		int compared = 0;
		for (int i = 0; i < 48; i++) {
			final Format format = Format.values()[i % 6];
			byte[] file = null;
			while (file == null)
				file = sound(random, format, i / 6 % 2 == 1, i % 3);
			final Optional<byte[]> theirs = JxrPrograms.decode(file);
			if (theirs.isEmpty()) continue;
			assertArrayEquals(format + ", " + i, theirs.get(), JxrCase.ours(file, Reduction.NONE));
			compared++;
		}
		assertTrue(compared + " of 48", compared >= 40);
	}

	/** Random bits after a header, changed where they cannot be decoded; null if that does not help. */
	private static byte[] sound(final Random random, final Format format, final boolean frequencyOrder,
		final int overlap)
		throws IOException
	{
		final byte[] head = head(random, format, frequencyOrder, overlap);
		final int parts = frequencyOrder ? 4 : 1;
		final byte[] stream = Arrays.copyOf(head, head.length + parts * PART);
		for (int p = 0; p < parts; p++) {
			for (int i = head.length + p * PART; i < head.length + (p + 1) * PART; i++)
				stream[i] = (byte) (random.nextInt() | random.nextInt() & random.nextInt());
			Arrays.fill(stream, head.length + p * PART, head.length + p * PART + 2, (byte) 0);
			stream[head.length + p * PART + 2] = 1;
			tileHeader(stream, 8 * (head.length + p * PART + 4), random, p, frequencyOrder, format);
		}
		for (int tries = 0; tries < 3000; tries++) {
			final CodeStream parsed = CodeStream.parse(stream, 0, stream.length);
			final StreamDecoder decoder = new StreamDecoder(parsed, Reduction.NONE);
			try {
				decoder.decode((from, to, row, before) -> {
					// only whether it decodes
				});
				return container(stream, format);
			}
			catch (final CodecException e) {
				final TileContext tile = decoder.planes()[0].tile(0);
				for (final BitReader bits : new BitReader[] { tile.lowpassBits, tile.highpassBits }) {
					final long at = Math.min(bits.position(), 8L * stream.length) - 1 - random.nextInt(12);
					stream[(int) (at >> 3)] ^= 0x80 >> (at & 7);
				}
			}
		}
		return null;
	}

	private static byte[] head(final Random random, final Format format, final boolean frequencyOrder,
		final int overlap) {
		final Bits bits = new Bits();
		for (final char c : "WMPHOTO\0".toCharArray())
			bits.put(c, 8);
		bits.put(0x11, 8).put(0, 1).put(frequencyOrder ? 1 : 0, 1).put(0, 3).put(frequencyOrder ? 1 : 0, 1)
			.put(overlap, 2);
		bits.put(1, 1).put(1, 1).put(0, 6).put(format.output.ordinal(), 4).put(1, 4).put(WIDTH - 1, 16)
			.put(HEIGHT - 1, 16);
		bits.put(format.internal, 3).put(1, 1).put(0, 4);
		if (format == Format.FIVE) bits.put(format.components - 1, 4).put(0, 4);
		else if (format.components == 3) bits.put(0, 8);
		// DC: of each tile; low-pass: not as DC, and of each tile; high-pass likewise
		bits.put(0, 1).put(0, 1).put(0, 1).put(0, 1).put(0, 1).align();
		if (frequencyOrder) {
			bits.put(1, 16);
			for (int p = 0; p < 4; p++)
				bits.put(p * PART, 16);
		}
		return bits.put(0, 16).bytes();
	}

	/** The quantisers of the only tile, at the beginning of each part. */
	private static void tileHeader(final byte[] stream, final int at, final Random random, final int part,
		final boolean frequencyOrder,
		final Format format)
	{
		final Bits bits = new Bits();
		if (!frequencyOrder || part == 0) quantisers(bits, random, format);
		if (!frequencyOrder || part == 1) set(bits, random, format);
		if (!frequencyOrder || part == 2) set(bits, random, format);
		for (int i = 0; i < bits.count; i++) {
			final int mask = 0x80 >> (at + i & 7);
			if (bits.get(i)) stream[at + i >> 3] |= mask;
			else stream[at + i >> 3] &= ~mask;
		}
	}

	private static void set(final Bits bits, final Random random, final Format format) {
		final int count = 2 + random.nextInt(14);
		bits.put(0, 1).put(count - 1, 4);
		for (int i = 0; i < count; i++)
			quantisers(bits, random, format);
	}

	private static void quantisers(final Bits bits, final Random random, final Format format) {
		final int mode = random.nextInt(3);
		if (format.components > 1) bits.put(mode, 2);
		final int count = format.components == 1 ? 1 : mode == 0 ? 1 : mode == 1 ? 2 : format.components;
		for (int i = 0; i < count; i++)
			bits.put(random.nextInt(24), 8);
	}

	private static byte[] container(final byte[] stream, final Format format) {
		final ByteBuffer file = ByteBuffer.allocate(102 + stream.length).order(ByteOrder.LITTLE_ENDIAN);
		file.put((byte) 'I').put((byte) 'I').putShort((short) 0x1bc).putInt(24);
		file.putInt(0x6fddc324).putShort((short) 0x4e03).putShort((short) 0x4bfe).put((byte) 0xb1).put((byte) 0x85);
		file.put(new byte[] { 0x3d, 0x77, 0x76, (byte) 0x8d, (byte) 0xc9, (byte) format.pixelFormat });
		file.putShort((short) 5);
		for (final int[] entry : new int[][] { { 0xbc01, 1, 16, 8 }, { 0xbc80, 4, 1, WIDTH }, { 0xbc81, 4, 1, HEIGHT },
			{ 0xbcc0, 4, 1, 102 },
			{ 0xbcc1, 4, 1, stream.length } })
			file.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]).putInt(entry[3]);
		return file.position(102).put(stream).array();
	}

	/** Bits that are written one after the other. */
	private static final class Bits {

		private final byte[] bytes = new byte[1000];
		private int count;

		Bits put(final int value, final int length) {
			for (int i = length - 1; i >= 0; i--, count++)
				if ((value >> i & 1) != 0) bytes[count >> 3] |= 0x80 >> (count & 7);
			return this;
		}

		Bits align() {
			count = count + 7 & ~7;
			return this;
		}

		boolean get(final int i) {
			return (bytes[i >> 3] & 0x80 >> (i & 7)) != 0;
		}

		byte[] bytes() {
			return Arrays.copyOf(bytes, count >> 3);
		}
	}
}
