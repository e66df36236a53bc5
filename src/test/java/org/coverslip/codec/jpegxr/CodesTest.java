package org.coverslip.codec.jpegxr;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.Map;

import org.coverslip.codec.CodecException;
import org.junit.Test;

/** Variable-length codes, their adaptation, and what is read with them. */
public class CodesTest {

	/**
	 * Every value of the next bits begins with exactly one code: nothing is left undefined, and no code is the
	 * beginning of another.
	 */
	@Test
	public void codesAreComplete() {
		for (final CodeBook book : CodeBook.values())
			for (int table = 0; table < book.size(); table++) {
				final Map<Integer, Integer> counts = new HashMap<>();
				final Map<Integer, Integer> lengths = new HashMap<>();
				for (final int entry : book.codes(table)) {
					counts.merge(CodeBook.symbol(entry), 1, Integer::sum);
					final Integer before = lengths.put(CodeBook.symbol(entry), CodeBook.length(entry));
					assertTrue(book + " " + table, before == null || before == CodeBook.length(entry));
				}
				for (final Map.Entry<Integer, Integer> count : counts.entrySet())
					assertEquals(book + " " + table + ", symbol " + count.getKey(),
						1 << CodeBook.LONGEST - lengths.get(count.getKey()),
						(int) count.getValue());
			}
		assertEquals(12, symbols(CodeBook.TWELVE.codes(3)));
		assertEquals(9, symbols(CodeBook.NINE.codes(1)));
		assertEquals(4, symbols(CodeBook.FOUR.codes(0)));
	}

	private static long symbols(final int[] codes) {
		return java.util.Arrays.stream(codes).map(CodeBook::symbol).distinct().count();
	}

	@Test
	public void weightsOfBothDirectionsAreKeptApart() {
		for (final int down : new int[] { -70_000, -64, -1, 0, 1, 64, 70_000 })
			for (final int up : new int[] { -70_000, -64, -1, 0, 1, 64, 70_000 }) {
				final long sum = CodeBook.sum(down, up);
				assertEquals(down, CodeBook.down(sum));
				assertEquals(up, CodeBook.up(sum));
			}
		final int entry = CodeBook.TWELVE.codes(2)[0b1000_0000];
		assertEquals(8, CodeBook.symbol(entry));
		assertEquals("by the second row of weights", 0, CodeBook.down(CodeBook.weights(entry)));
		assertEquals("by the third row", -2, CodeBook.up(CodeBook.weights(entry)));
	}

	/** A code that meets its short symbols less than it should goes over to its other table, but only when asked. */
	@Test
	public void codesAdapt() throws CodecException {
		final AdaptiveCode code = new AdaptiveCode(CodeBook.SEVEN);
		assertEquals(3, CodeBook.symbol(code.take(0x2000_0000_0000_0000L)));
		final AdaptiveCode other = new AdaptiveCode(CodeBook.SEVEN);
		for (int i = 0; i < 9; i++)
			assertEquals("01 is the first symbol", 0, CodeBook.symbol(other.take(0x4000_0000_0000_0000L)));
		assertEquals(0, CodeBook.symbol(other.take(0x4000_0000_0000_0000L)));
		other.adapt();
		assertEquals("01 is the second symbol of the second table", 1,
			CodeBook.symbol(other.take(0x4000_0000_0000_0000L)));
		for (int i = 0; i < 10; i++)
			other.take(0x0800_0000_0000_0000L);
		other.adapt();
		assertEquals("back to the first", 0, CodeBook.symbol(other.take(0x4000_0000_0000_0000L)));
		other.reset();
		assertEquals(0, CodeBook.symbol(other.take(0x4000_0000_0000_0000L)));
	}

	@Test
	public void runsEndWithinTheBlock() throws CodecException {
		assertEquals("one that needs no bits", 1, CoefficientCodes.run(1, 0L) & 15);
		assertEquals(0, CoefficientCodes.run(1, 0L) >> 4);
		assertEquals(4, CoefficientCodes.run(4, 0L) & 15);
		assertEquals(3, CoefficientCodes.run(4, 0L) >> 4);
		assertEquals("001", 3, CoefficientCodes.run(4, 0x2000_0000_0000_0000L) & 15);
		assertEquals("7 and 3 bits after 0001", 7 + 5, CoefficientCodes.run(14, 0x1a00_0000_0000_0000L) & 15);
		assertThrows(CodecException.class, () -> CoefficientCodes.run(11, 0x1a00_0000_0000_0000L));
		assertThrows(CodecException.class, () -> CoefficientCodes.run(0, 0L));
	}

	@Test
	public void readsBits() throws CodecException {
		final byte[] bytes = { (byte) 0b1010_0110, 0b0111_0000, (byte) 0xff };
		final byte[] padded = BitReader.padded(bytes, 0, 3);
		final BitReader bits = BitReader.at(padded, 0);
		assertEquals(1, bits.bit());
		assertEquals(0b010, bits.read(3));
		assertEquals("01, and 1 as its sign", -1, bits.signed(2));
		assertEquals(0b0_0111, bits.read(5));
		assertEquals(0, bits.signed(2));
		bits.read(10);
		bits.check();
		assertEquals("zeros after the end", 0, bits.read(32));
		assertThrows(CodecException.class, bits::check);
		assertThrows(CodecException.class, () -> BitReader.at(padded, 3));
		assertThrows(CodecException.class, () -> BitReader.at(padded, -1));
	}

	@Test
	public void readsOffsets() throws CodecException {
		final byte[] bytes = { 0x12, 0x34, (byte) 0xfb, 1, 2, 3, 4, (byte) 0xfe, (byte) 0xfc, 0, 0, 0, 0, 0, 0, 1, 0,
			(byte) 0xfc, 1, 0, 0, 0,
			0, 0, 0, 0 };
		final HeaderBits bits = new HeaderBits(bytes, 0, bytes.length);
		assertEquals(0x1234, bits.offset());
		assertEquals(0x01020304, bits.offset());
		assertEquals("none", 0, bits.offset());
		assertEquals(256, bits.offset());
		assertThrows(CodecException.class, bits::offset);
		assertThrows(CodecException.class, () -> new HeaderBits(bytes, 0, 3).read(25));
	}

	/** What is met often moves forward, one place each time. */
	@Test
	public void scansAdapt() {
		final AdaptiveScan scan = AdaptiveScan.usual();
		assertEquals(1, scan.next(1));
		assertEquals(4, scan.next(2));
		assertEquals(4, scan.next(2));
		assertEquals("4 was met as often as the weights of both places", 4, scan.next(2));
		assertEquals(4, scan.next(2));
		assertEquals("now it is before 1", 4, scan.next(1));
		assertEquals(1, scan.next(2));
		scan.reset();
		assertEquals(1, scan.next(1));
		assertEquals(4, AdaptiveScan.fromTop().next(1));
	}

	/** The number of plain bits grows with busy macroblocks and falls with empty ones, within limits. */
	@Test
	public void plainBitsAdapt() {
		final LowBits bits = new LowBits(LowBits.Band.HIGHPASS, ColourFormat.YUV_444, 3);
		assertEquals(0, bits.luminance());
		for (int i = 0; i < 100; i++)
			bits.adapt(240, 0);
		assertEquals(15, bits.luminance());
		assertEquals(0, bits.chrominance());
		for (int i = 0; i < 2; i++)
			bits.adapt(0, 480);
		assertNotEquals(15, bits.luminance());
		assertTrue(bits.chrominance() > 0);
		bits.reset();
		assertEquals(0, bits.luminance());
		assertEquals(8, new LowBits(LowBits.Band.DC, ColourFormat.Y_ONLY, 1).luminance());
	}

	@Test
	public void quantisersGrowByHalvesAndSixteenths() throws CodecException {
		assertEquals("1, and with three more bits 2 .. 16 .. 30", 1, factor(0, true));
		assertEquals(2, factor(1, true));
		assertEquals(30, factor(15, true));
		assertEquals(32, factor(16, true));
		assertEquals(34, factor(17, true));
		assertEquals(31 << 15, factor(255, true));
		assertEquals(1, factor(1, false));
		assertEquals(8, factor(31, false));
		assertEquals(8, factor(32, false));
		assertEquals(16, factor(48, false));
	}

	private static int factor(final int parameter, final boolean scaled) throws CodecException {
		final Quantizers quantizers = new Quantizers(1, 1, false, scaled);
		quantizers.read(0, count -> parameter);
		return quantizers.of(0)[0];
	}
}
