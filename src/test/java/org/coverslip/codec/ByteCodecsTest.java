package org.coverslip.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.Test;

import com.github.luben.zstd.ZstdOutputStream;

/** All codecs of bytes: vectors from other writers, round trips, damage. */
public class ByteCodecsTest {

	/** What {@link #picture()} became through libtiff 4.7 (by way of Pillow), one strip, no predictor. */
	private static final Map<ByteCodec, String> FROM_LIBTIFF = Map.of(new LzwCodec(),
		"800000001010100c090604028190f09054311c00c06040281e100f0985c3821138b4683b030180e08050301e120b0683f0e1"
			+ "80dc7c0904828160d93854321d11474663a20830180d0704024150c0704025150c06c3d2203c1e100884e881b0f88c502d19"
			+ "8e480470904826140b060361e11098574a1e10c94150a8582e19b18844a29175647e462686030190d0703c21120a058311b0"
			+ "f084492806c361c0e87f0027158bc68391f91498530f0783e20110904e2a170c86f862413cac21108884625cf8b462351d65"
			+ "496522c8904825130a0542d180d0703d211209c552e09c4e28148af78331b8ec804525944b05f150a8562c170c066361d0f8"
			+ "87c22a16cc42d168b85e31ed8e47a4123744ae5e32c040",
		new PackBitsCodec(),
		"ff000d01020406090c1014191e242a3138ff030d040507090c0f13171c21272d343bff060d07080a0c0f12161a1f242a3037"
			+ "3eff090d0a0b0d0f1215191d22272d333a41ff0c0d0d0e101215181c20252a30363d44ff0f0d10111315181b1f23282d3339"
			+ "4047ff120d131416181b1e22262b30363c434aff150d1617191b1e2125292e33393f464dff180d191a1c1e2124282c31363c"
			+ "424950ff1b0d1c1d1f2124272b2f34393f454c53ff1e0d1f202224272a2e32373c42484f56ff210d222325272a2d31353a3f"
			+ "454b5259ff240d2526282a2d3034383d42484e555cff270d28292b2d3033373b40454b51585fff2a0d2b2c2e3033363a3e43"
			+ "484e545b62ff2d0d2e2f313336393d41464b51575e65",
		new DeflateCodec(),
		"789c05c18d4e82400000604bd3300c02411004c1c3c3c34308024110c5308ab2ecbfd56a6bebfd5fa1efabd50e0e1b4d82a4"
			+ "bba202903bafd71b472d82a4d89eac41ec2f9acdd6719ba418beaf02e4844b82689f74288613073ac45ebc26c9ce29cd7082"
			+ "3c349013a49714459fb19c20a923137bd1ea8a61d82e2f488a3eb69c20d9dc701cdf1325453326b61765db3b4110fbb2a201"
			+ "73ea06497efd2049f240d500b4667e9415b74f8aa20e7500917d1e267979ffaa69fac88008bb177156548f1f0018631361c7"
			+ "9fa779b97bf982d09c58d8f1c2c5aaa8f6ef3f085953dbf18278b92977cf9fbf18db33d70ba274bdadf66fdf7fffab3029c1",
		new ZstdCodec(),
		"28b52ffd0060bd070006d03c1f3014e303008d6e92e3e5f41882f4daee6ea5aae5746e96e7793c94f37d5d0d330033003300"
			+ "a8d0efdbcc885fb75508285956723dd72506ec368d3230c13011db77262fdea66513014924025ab9c6a285d3324c12000081"
			+ "040e2cd3fbd5ce99f1285ec0ef63508d5a9f724c3c86a0c5eb3a85d3fb3bba29c7f0f30cb86d4b20b59e9f1a32fc3aaea0a2"
			+ "69011912ae952984b076becf8d99b3c5432b35720f54beb5a929319e6858995ef6936e9dcb0c398e100ba951bb7a509d3189"
			+ "11c3301f1c17112e168af4b67ffda8bd7b6850bc5aaa52a8fd5ef5a49c776044b8562791fb7d4f3be8de1b15af568a04627d"
			+ "e728e7d43a00");

	/** 16 x 16 pixels of 8 bits: 3 · row + column² / 4. */
	private static byte[] picture() {
		final byte[] picture = new byte[256];
		for (int i = 0; i < 256; i++)
			picture[i] = (byte) (3 * (i / 16) + (i % 16) * (i % 16) / 4);
		return picture;
	}

	@Test
	public void streamsOfLibtiffAreRead() throws IOException {
		for (final Map.Entry<ByteCodec, String> entry : FROM_LIBTIFF.entrySet())
			assertArrayEquals(entry.getKey().getClass().getSimpleName(), picture(),
				entry.getKey().decode(HexFormat.of().parseHex(entry.getValue()), 256));
	}

	@Test
	public void lzwIsWrittenAsLibtiffWritesIt() {
		final String expected = FROM_LIBTIFF.entrySet().stream().filter(e -> e.getKey() instanceof LzwCodec).findFirst()
			.get()
			.getValue();
		assertEquals(expected, HexFormat.of().formatHex(new LzwCodec().encode(picture())));
	}

	/** Lengths that differ, so that some streams go on alone; more and fewer than are encoded side by side. */
	@Test
	public void lzwSideBySideIsAsAlone() throws IOException {
		final Random random = new Random(5);
		final LzwCodec codec = new LzwCodec();
		for (final int count : new int[] { 0, 1, 3, 4, 7, 9 }) {
			final List<byte[]> blocks = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				final byte[] block = new byte[i == 2 ? 0 : 10000 + 7000 * i];
				for (int k = 0; k < block.length; k++)
					block[k] = (byte) random.nextInt(1 << i);
				blocks.add(block);
			}
			final List<byte[]> encoded = codec.encodeAll(blocks);
			assertEquals(count, encoded.size());
			for (int i = 0; i < count; i++) {
				assertArrayEquals("block " + i, codec.encode(blocks.get(i)), encoded.get(i));
				assertArrayEquals("block " + i, blocks.get(i),
					codec.decode(encoded.get(i), blocks.get(i).length));
			}
		}
	}

	@Test
	public void packBitsExampleOfTheSpecification() throws IOException {
		final byte[] decoded = HexFormat.of().parseHex("aaaaaa80002aaaaaaaaa80002a22aaaaaaaaaaaaaaaaaaaa");
		final byte[] encoded = HexFormat.of().parseHex("feaa0280002afdaa0380002a22f7aa");
		assertArrayEquals(decoded, new PackBitsCodec().decode(encoded, decoded.length));
		assertArrayEquals(encoded, new PackBitsCodec().encode(decoded));
	}

	@Test
	public void packBitsBeginsEachRowAnew() throws IOException {
		final byte[] encoded = new PackBitsCodec(4).encode(new byte[12]);
		assertArrayEquals(new byte[] { -3, 0, -3, 0, -3, 0 }, encoded);
		assertArrayEquals(new byte[12], new PackBitsCodec(4).decode(encoded, 12));
	}

	@Test
	public void everyCodecReadsWhatItWrote() throws IOException {
		for (final ByteCodec codec : new ByteCodec[] { new Uncompressed(), new LzwCodec(), new DeflateCodec(),
			new DeflateCodec(1), new DeflateCodec(0), new PackBitsCodec(), new PackBitsCodec(100), new ZstdCodec() })
		{
			final Random random = new Random(7);
			for (final int n : new int[] { 1, 2, 3, 127, 128, 129, 255, 256, 257, 300, 3836, 3837, 3838, 5000, 70000,
				300000 })
				for (int levels = 1; levels <= 256; levels *= 4) {
					final byte[] bytes = new byte[n];
					for (int i = 0; i < n; i++)
						bytes[i] = (byte) random.nextInt(levels);
					final byte[] encoded = ((ByteEncoder) codec).encode(bytes);
					assertArrayEquals(codec.getClass().getSimpleName() + " " + n + " bytes of " + levels, bytes,
						codec.decode(encoded, n));
				}
		}
	}

	/** Where libdeflate is installed the others are written through it. */
	@Test
	public void deflateOfJavaAloneIsRead() throws IOException {
		final Random random = new Random(8);
		for (final int level : new int[] { 1, 6, 9 })
			for (final int n : new int[] { 0, 1, 300, 70000 }) {
				final byte[] bytes = new byte[n];
				for (int i = 0; i < n; i++)
					bytes[i] = (byte) random.nextInt(20);
				final byte[] encoded = new DeflateCodec(level).encodeInJava(bytes);
				assertArrayEquals(level + ", " + n + " bytes", bytes, new DeflateCodec().decode(encoded, n));
			}
	}

	/** Compressors are used again, by several threads, and what they wrote before leaves no trace. */
	@Test
	public void zstandardIsTheSameEachTime() throws IOException {
		final Random random = new Random(9);
		final List<byte[]> blocks = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			final byte[] block = new byte[random.nextInt(100000)];
			for (int k = 0; k < block.length; k++)
				block[k] = (byte) random.nextInt(1 + i);
			blocks.add(block);
		}
		final ZstdCodec codec = new ZstdCodec();
		final List<String> first = blocks.stream().map(b -> HexFormat.of().formatHex(codec.encode(b))).toList();
		final List<String> again =
			blocks.parallelStream().map(b -> HexFormat.of().formatHex(codec.encode(b))).toList();
		assertEquals(first, again);
	}

	@Test
	public void nothingEncodesToNothing() throws IOException {
		for (final ByteCodec codec : FROM_LIBTIFF.keySet())
			assertEquals(0, codec.decode(((ByteEncoder) codec).encode(new byte[0]), 0).length);
	}

	@Test
	public void lzwEndsOnEveryWidthOfCode() throws IOException {
		// all lengths around the places where the width grows and where the table starts anew
		final Random random = new Random(3);
		final byte[] bytes = new byte[9000];
		random.nextBytes(bytes);
		for (int n = 1; n < bytes.length; n += n % 250 < 10 || n > 3800 && n < 3860 ? 1 : 7) {
			final byte[] part = Arrays.copyOf(bytes, n);
			assertArrayEquals("length " + n, part, new LzwCodec().decode(new LzwCodec().encode(part), n));
		}
	}

	@Test
	public void lzwOfOldWritersIsRead() throws IOException {
		final Random random = new Random(4);
		for (final int levels : new int[] { 1, 2, 4, 256 })
			for (final int n : new int[] { 1, 300, 4000, 20000 }) {
				final byte[] bytes = new byte[n];
				for (int i = 0; i < n; i++)
					bytes[i] = (byte) random.nextInt(levels);
				assertArrayEquals(levels + " levels, " + n + " bytes", bytes,
					new LzwCodec().decode(OldLzw.encode(bytes), n));
			}
	}

	@Test
	public void surplusIsDropped() throws IOException {
		for (final ByteCodec codec : FROM_LIBTIFF.keySet())
			assertArrayEquals(codec.getClass().getSimpleName(), Arrays.copyOf(picture(), 99),
				codec.decode(((ByteEncoder) codec).encode(picture()), 99));
		assertArrayEquals(Arrays.copyOf(picture(), 99), new Uncompressed().decode(picture(), 99));
	}

	@Test
	public void uncompressedBytesAreNotCopied() throws IOException {
		final byte[] bytes = picture();
		assertSame(bytes, new Uncompressed().decode(bytes, bytes.length));
	}

	@Test
	public void tooFewBytesAreRefused() {
		for (final ByteCodec codec : FROM_LIBTIFF.keySet()) {
			final CodecException e = assertThrows(codec.getClass().getSimpleName(), CodecException.class,
				() -> codec.decode(((ByteEncoder) codec).encode(picture()), 257));
			assertTrue(e.getMessage(), e.getMessage().endsWith("gives 256 bytes where 257 are expected"));
		}
		final CodecException e = assertThrows(CodecException.class, () -> new Uncompressed().decode(picture(), 257));
		assertEquals("uncompressed data gives 256 bytes where 257 are expected", e.getMessage());
	}

	@Test
	public void absurdLengthsAreRefusedBeforeMemoryIsTaken() {
		for (final ByteCodec codec : FROM_LIBTIFF.keySet())
			assertThrows(CodecException.class, () -> codec.decode(new byte[20], 2_000_000_000));
		assertThrows(CodecException.class, () -> new Uncompressed().decode(new byte[20], 2_000_000_000));
	}

	@Test
	public void damageIsRefusedInOrder() throws IOException {
		for (final ByteCodec codec : FROM_LIBTIFF.keySet()) {
			final byte[] sound = ((ByteEncoder) codec).encode(picture());
			Damage.truncateEverywhere(sound, bytes -> codec.decode(bytes, 256));
			Damage.mutate(sound, 5000, bytes -> codec.decode(bytes, 256));
		}
		final byte[] old = OldLzw.encode(picture());
		assertEquals(0, Damage.truncateEverywhere(old, bytes -> new LzwCodec().decode(bytes, 256)));
		Damage.mutate(old, 5000, bytes -> new LzwCodec().decode(bytes, 256));
	}

	@Test
	public void deflateNoticesAWrongChecksum() {
		final byte[] bytes = HexFormat.of().parseHex(FROM_LIBTIFF.entrySet().stream()
			.filter(e -> e.getKey() instanceof DeflateCodec).findFirst().get().getValue());
		bytes[bytes.length - 1]++;
		assertThrows(CodecException.class, () -> new DeflateCodec().decode(bytes, 256));
	}

	/** LZW as writers before TIFF 5.0 wrote it: the lowest bit first, codes grow when they need to. Slow and plain. */
	private static final class OldLzw {

		private final byte[] out = new byte[100000];
		private int bitsWritten;

		static byte[] encode(final byte[] bytes) {
			final OldLzw lzw = new OldLzw();
			lzw.put(256, 9);
			final Map<String, Integer> table = new HashMap<>();
			int next = 258;
			int bits = 9;
			String prefix = "";
			for (final byte b : bytes) {
				final String longer = prefix + (char) (b & 0xff);
				if (longer.length() == 1 || table.containsKey(longer)) {
					prefix = longer;
					continue;
				}
				lzw.put(code(table, prefix), bits);
				table.put(longer, next++);
				// the decoder knows the code one step later, and grows when the one after it needs it
				if (next - 1 == 1 << bits) bits++;
				prefix = "" + (char) (b & 0xff);
				if (next == 4095) {
					lzw.put(256, bits);
					table.clear();
					next = 258;
					bits = 9;
				}
			}
			if (!prefix.isEmpty()) lzw.put(code(table, prefix), bits);
			return Arrays.copyOf(lzw.out, (lzw.bitsWritten + 7) / 8);
		}

		private static int code(final Map<String, Integer> table, final String string) {
			return string.length() == 1 ? string.charAt(0) : table.get(string);
		}

		private void put(final int code, final int bits) {
			for (int i = 0; i < bits; i++, bitsWritten++)
				out[bitsWritten / 8] |= (code >> i & 1) << bitsWritten % 8;
		}
	}

	/** What the library itself reads in heads of one, two, four and no bytes of length. */
	@Test
	public void zstdStreamsStateTheirLength() throws IOException {
		for (final int length : new int[] { 0, 1, 255, 256, 257, 65791, 65792, 1 << 20 }) {
			final byte[] encoded = new ZstdCodec().encode(new byte[length]);
			assertEquals(length, ZstdCodec.statedLength(encoded, 0).getAsLong());
			final byte[] later = new byte[encoded.length + 7];
			System.arraycopy(encoded, 0, later, 7, encoded.length);
			assertEquals(length, ZstdCodec.statedLength(later, 7).getAsLong());
			for (int cut = 0; cut < 6; cut++)
				assertTrue("cut at " + cut, ZstdCodec.statedLength(Arrays.copyOf(encoded, cut), 0).isEmpty());
		}
		final ByteArrayOutputStream stream = new ByteArrayOutputStream();
		try (ZstdOutputStream out = new ZstdOutputStream(stream)) {
			out.write(new byte[1000]);
		}
		assertTrue(ZstdCodec.statedLength(stream.toByteArray(), 0).isEmpty());
		assertTrue(ZstdCodec.statedLength(new byte[20], 0).isEmpty());
	}
}
