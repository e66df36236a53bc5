package org.coverslip.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.coverslip.codec.SampleLayout.Kind;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

/** Bytes to samples and back, with and without a predictor. */
public class SamplesTest {

	private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
	private static final ByteOrder BE = ByteOrder.BIG_ENDIAN;

	private static byte[] hex(final String digits) {
		return HexFormat.of().parseHex(digits);
	}

	@Test
	public void samplesSmallerThanAByteAreUnpackedRowByRow() throws IOException {
		assertArrayEquals(new byte[] { 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0 },
			SampleUnpacker.unpack(hex("a0ff7f00"), new SampleLayout(1, Kind.UNSIGNED, LE), 9, 2, 1).bytes());
		assertArrayEquals(new byte[] { 3, 0, 1, 2, 1, 1 },
			SampleUnpacker.unpack(hex("c494"), new SampleLayout(2, Kind.UNSIGNED, LE), 3, 2, 1).bytes());
		assertArrayEquals(new byte[] { 10, 11, 12, 13, 14, 15 },
			SampleUnpacker.unpack(hex("abc0def0"), new SampleLayout(4, Kind.UNSIGNED, BE), 3, 2, 1).bytes());
		assertArrayEquals(new short[] { 0xabc, 0xdef, 0x123 },
			SampleUnpacker.unpack(hex("abcdef1230"), new SampleLayout(12, Kind.UNSIGNED, LE), 1, 1, 3).shorts());
	}

	@Test
	public void wholeNumbersInBothOrders() throws IOException {
		assertArrayEquals(new short[] { 0x0102, (short) 0xfffe },
			SampleUnpacker.unpack(hex("0102fffe"), new SampleLayout(16, Kind.UNSIGNED, BE), 2, 1, 1).shorts());
		assertArrayEquals(new short[] { 0x0201, (short) 0xfeff },
			SampleUnpacker.unpack(hex("0102fffe"), new SampleLayout(16, Kind.SIGNED, LE), 2, 1, 1).shorts());
		assertArrayEquals(new int[] { 0x01020304 },
			SampleUnpacker.unpack(hex("01020304"), new SampleLayout(32, Kind.SIGNED, BE), 1, 1, 1).ints());
		assertArrayEquals(new int[] { 0x030201 },
			SampleUnpacker.unpack(hex("010203"), new SampleLayout(24, Kind.UNSIGNED, LE), 1, 1, 1).ints());
		assertArrayEquals(new int[] { 0x010203 },
			SampleUnpacker.unpack(hex("010203"), new SampleLayout(24, Kind.UNSIGNED, BE), 1, 1, 1).ints());
	}

	@Test
	public void floatingPointNumbersOfAllSizes() throws IOException {
		// binary16: 1, -2, largest 65504, smallest normal 2^-14, smallest 2^-24, infinity, -0
		final float[] halves = SampleUnpacker
			.unpack(hex("3c00c0007bff040000017c008000"), new SampleLayout(16, Kind.FLOATING, BE), 7, 1, 1).floats();
		assertArrayEquals(new float[] { 1, -2, 65504, 0x1p-14f, 0x1p-24f, Float.POSITIVE_INFINITY, -0f }, halves, 0);
		assertEquals(Float.NaN, SampleUnpacker.half((short) 0x7e00), 0);
		// 24 bits: 1 = exponent 63, mantissa 0
		assertArrayEquals(new float[] { 1, -1.5f, 0x1p-78f },
			SampleUnpacker.unpack(hex("3f0000bf8000000001"), new SampleLayout(24, Kind.FLOATING, BE), 3, 1, 1).floats(),
			0);
		assertArrayEquals(new float[] { 1 },
			SampleUnpacker.unpack(hex("00003f"), new SampleLayout(24, Kind.FLOATING, LE), 1, 1, 1).floats(), 0);
		assertArrayEquals(new float[] { 1 },
			SampleUnpacker.unpack(hex("0000803f"), new SampleLayout(32, Kind.FLOATING, LE), 1, 1, 1).floats(), 0);
		assertArrayEquals(new double[] { 1 },
			SampleUnpacker.unpack(hex("3ff0000000000000"), new SampleLayout(64, Kind.FLOATING, BE), 1, 1, 1).doubles(),
			0);
	}

	@Test
	public void packingIsTheReverse() throws IOException {
		final Random random = new Random(5);
		for (final PixelType type : PixelType.values()) {
			final BlockShape shape = new BlockShape(7, 5, 3, type);
			final byte[] bytes = new byte[(int) shape.byteCount()];
			random.nextBytes(bytes);
			final SampleLayout layout = SampleLayout.littleEndian(type);
			assertEquals(type, layout.type());
			final PixelBlock block = SampleUnpacker.unpack(bytes, layout, 7, 5, 3);
			assertEquals(shape, block.shape());
			assertArrayEquals(type.toString(), bytes, SamplePacker.pack(block));
		}
	}

	@Test
	public void tooFewBytesAreRefused() {
		final CodecException e = assertThrows(CodecException.class,
			() -> SampleUnpacker.unpack(new byte[11], new SampleLayout(16, Kind.UNSIGNED, LE), 2, 1, 3));
		assertEquals("a block of 2 x 1 x 3 UINT16 takes 12 bytes, found 11", e.getMessage());
		assertThrows(CodecException.class,
			() -> SampleUnpacker.unpack(new byte[11], new SampleLayout(1, Kind.UNSIGNED, LE), 1 << 20, 1 << 20, 3));
	}

	@Test
	public void layoutsWithoutATypeAreRefused() throws IOException {
		assertThrows(CodecException.class, () -> SampleLayout.ofTiff(64, 1, LE));
		assertThrows(CodecException.class, () -> SampleLayout.ofTiff(0, 1, LE));
		assertThrows(CodecException.class, () -> SampleLayout.ofTiff(12, 3, LE));
		assertThrows(CodecException.class, () -> SampleLayout.ofTiff(8, 6, LE));
		assertEquals(PixelType.UINT8, SampleLayout.ofTiff(8, 4, LE).type());
		assertEquals(PixelType.FLOAT32, SampleLayout.ofTiff(16, 3, LE).type());
		assertEquals(15, SampleLayout.ofTiff(4, 1, LE).maxUnsigned());
	}

	@Test
	public void planesAreInterleaved() {
		for (final PixelType type : PixelType.values()) {
			final BlockShape shape = new BlockShape(2, 1, 1, type);
			final PixelBlock one = PixelBlock.zeros(shape);
			final PixelBlock two = PixelBlock.zeros(shape);
			Array.setByte(one.array(), 1, (byte) 5);
			Array.setByte(two.array(), 0, (byte) 6);
			final PixelBlock both = SampleUnpacker.interleave(List.of(one, two));
			assertEquals(new BlockShape(2, 1, 2, type), both.shape());
			for (int i = 0; i < 4; i++)
				assertEquals(type + " " + i, new int[] { 0, 6, 5, 0 }[i], both.value(i), 0);
			assertSame(one, SampleUnpacker.interleave(List.of(one)));
		}
	}

	@Test
	public void horizontalDifferenceByHand() throws IOException {
		final byte[] grey = hex("0a0b0d" + "ff0001");
		Predictor.HORIZONTAL.apply(grey, new SampleLayout(8, Kind.UNSIGNED, LE), 3, 1);
		assertArrayEquals(hex("0a0102" + "ff0101"), grey);
		final byte[] rgb = hex("0102030a0b0c090909");
		Predictor.HORIZONTAL.apply(rgb, new SampleLayout(8, Kind.UNSIGNED, LE), 3, 3);
		assertArrayEquals(hex("010203090909fffefd"), rgb);
		final byte[] big = hex("00ff01000000");
		Predictor.HORIZONTAL.apply(big, new SampleLayout(16, Kind.UNSIGNED, BE), 3, 1);
		assertArrayEquals(hex("00ff0001ff00"), big);
	}

	@Test
	public void floatingPointPredictionByHand() throws IOException {
		// 1.0f and 2.0f: bytes 3f 80 00 00 and 40 00 00 00; sorted 3f 40 80 00 00 00 00 00, then differences
		final byte[] le = hex("0000803f00000040");
		Predictor.FLOATING_POINT.apply(le, new SampleLayout(32, Kind.FLOATING, LE), 2, 1);
		assertArrayEquals(hex("3f01408000000000"), le);
		final byte[] be = hex("3f80000040000000");
		Predictor.FLOATING_POINT.apply(be, new SampleLayout(32, Kind.FLOATING, BE), 2, 1);
		assertArrayEquals(hex("3f01408000000000"), be);
	}

	@Test
	public void predictionIsUndone() throws IOException {
		final Random random = new Random(6);
		for (final ByteOrder order : new ByteOrder[] { LE, BE })
			for (final int samples : new int[] { 1, 2, 3, 4, 7 })
				for (final SampleLayout layout : new SampleLayout[] { new SampleLayout(8, Kind.UNSIGNED, order),
					new SampleLayout(16, Kind.UNSIGNED, order), new SampleLayout(32, Kind.SIGNED, order),
					new SampleLayout(16, Kind.FLOATING, order), new SampleLayout(24, Kind.FLOATING, order),
					new SampleLayout(32, Kind.FLOATING, order), new SampleLayout(64, Kind.FLOATING, order) })
					for (final Predictor predictor : Predictor.values()) {
						if (!predictor.supports(layout)) continue;
						final byte[] bytes = new byte[(int) layout.blockBytes(11, 3, samples)];
						random.nextBytes(bytes);
						final byte[] changed = bytes.clone();
						predictor.apply(changed, layout, 11, samples);
						assertEquals(predictor == Predictor.NONE, Arrays.equals(bytes, changed));
						predictor.undo(changed, layout, 11, samples);
						assertArrayEquals(predictor + " " + layout + " x " + samples, bytes, changed);
					}
	}

	@Test
	public void predictorsAreKnownByTheirTag() throws IOException {
		for (final Predictor predictor : Predictor.values())
			assertEquals(predictor, Predictor.ofTag(predictor.tag()));
		assertThrows(CodecException.class, () -> Predictor.ofTag(4));
		assertThrows(CodecException.class,
			() -> Predictor.FLOATING_POINT.undo(new byte[4], new SampleLayout(32, Kind.SIGNED, LE), 1, 1));
		assertThrows(CodecException.class,
			() -> Predictor.HORIZONTAL.undo(new byte[4], new SampleLayout(4, Kind.UNSIGNED, LE), 1, 1));
	}

	/** Independent of the code under test: a picture of doubles whose prediction is compared number by number. */
	@Test
	public void horizontalDifferencesOfDoublesAreThoseOfTheirBits() throws IOException {
		final ByteBuffer row = ByteBuffer.allocate(24).order(LE).putDouble(1).putDouble(2).putDouble(3);
		Predictor.HORIZONTAL.apply(row.array(), new SampleLayout(64, Kind.FLOATING, LE), 3, 1);
		assertEquals(Double.doubleToLongBits(2) - Double.doubleToLongBits(1), row.getLong(8));
		assertEquals(Double.doubleToLongBits(3) - Double.doubleToLongBits(2), row.getLong(16));
	}
}
