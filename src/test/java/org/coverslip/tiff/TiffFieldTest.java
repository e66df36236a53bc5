package org.coverslip.tiff;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.coverslip.io.ByteSource;
import org.coverslip.io.MemoryStorage;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

/** Fields and directories that are put together byte by byte. */
public class TiffFieldTest {

	private static final StoredFile FILE = new StoredFile(new MemoryStorage("x", Map.of()), "x.tif");

	/** A field as its bytes are in the file. */
	private record Raw(int tag, int type, long count, byte[] value) {}

	private static Raw raw(final int tag, final int type, final long count, final ByteBuffer value) {
		return new Raw(tag, type, count, Arrays.copyOf(value.array(), value.position()));
	}

	/** A file of one directory, with values that do not fit their entries behind it. */
	private static byte[] tiff(final ByteOrder order, final boolean big, final Raw... fields) {
		final ByteBuffer out = ByteBuffer.allocate(2000).order(order);
		final byte letter = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
		out.put(letter).put(letter).putShort((short) (big ? 43 : 42));
		if (big) out.putShort((short) 8).putShort((short) 0).putLong(16).putLong(fields.length);
		else out.putInt(8).putShort((short) fields.length);
		int values = out.position() + fields.length * (big ? 20 : 12) + (big ? 8 : 4);
		for (final Raw field : fields) {
			out.putShort((short) field.tag).putShort((short) field.type);
			if (big) out.putLong(field.count);
			else out.putInt((int) field.count);
			final int next = out.position() + (big ? 8 : 4);
			if (field.value.length > (big ? 8 : 4)) {
				if (big) out.putLong(values);
				else out.putInt(values);
				out.position(values);
				values += field.value.length;
			}
			out.put(field.value);
			out.position(next);
		}
		return Arrays.copyOf(out.array(), values);
	}

	private static Ifd read(final byte[] file) throws IOException {
		return TiffFile.read(ByteSource.of(file), FILE).ifds().get(0);
	}

	private interface Put {

		void to(ByteBuffer bytes);
	}

	/** In both byte orders, classic and big, once and three times. */
	private static void assertWhole(final int type, final long expected, final Put put) throws IOException {
		for (final ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN))
			for (final boolean big : new boolean[] { true, false })
				for (final int count : new int[] { 1, 3 }) {
					final ByteBuffer value = ByteBuffer.allocate(24).order(order);
					for (int i = 0; i < count; i++)
						put.to(value);
					final Ifd ifd = read(tiff(order, big, raw(700, type, count, value)));
					final long[] all = new long[count];
					Arrays.fill(all, expected);
					assertArrayEquals("type " + type, all, ifd.longs(700));
					assertEquals(expected, ifd.longValue(700));
					assertEquals(expected, ifd.doubleValue(700), 0);
					assertEquals(count, ifd.count(700));
				}
	}

	@Test
	public void wholeNumbersOfEachType() throws IOException {
		assertWhole(TiffField.BYTE, 200, out -> out.put((byte) 200));
		assertWhole(TiffField.UNDEFINED, 200, out -> out.put((byte) 200));
		assertWhole(TiffField.SBYTE, -56, out -> out.put((byte) 200));
		assertWhole(TiffField.SHORT, 60000, out -> out.putShort((short) 60000));
		assertWhole(TiffField.SSHORT, -5, out -> out.putShort((short) -5));
		assertWhole(TiffField.LONG, 4000000000L, out -> out.putInt((int) 4000000000L));
		assertWhole(TiffField.IFD, 4000000000L, out -> out.putInt((int) 4000000000L));
		assertWhole(TiffField.SLONG, -7, out -> out.putInt(-7));
		for (final int type : new int[] { TiffField.LONG8, TiffField.SLONG8, TiffField.IFD8 })
			assertWhole(type, 1L << 40, out -> out.putLong(1L << 40));
	}

	@Test
	public void otherNumbersOfEachType() throws IOException {
		final ByteOrder order = ByteOrder.BIG_ENDIAN;
		final Ifd ifd = read(tiff(order, false,
			raw(1, TiffField.RATIONAL, 2,
				ByteBuffer.allocate(16).putInt((int) 4000000000L).putInt(2).putInt(1).putInt(0)),
			raw(2, TiffField.SRATIONAL, 2, ByteBuffer.allocate(16).putInt(-1).putInt(2).putInt(9).putInt(-3)),
			raw(3, TiffField.FLOAT, 2, ByteBuffer.allocate(8).putFloat(0.5f).putFloat(-2)),
			raw(4, TiffField.DOUBLE, 2, ByteBuffer.allocate(16).putDouble(0.1).putDouble(-1e300))));
		assertArrayEquals(new double[] { 2e9, Double.POSITIVE_INFINITY }, ifd.field(1).doubles(), 0);
		assertArrayEquals(new double[] { -0.5, -3 }, ifd.field(2).doubles(), 0);
		assertArrayEquals(new double[] { 0.5, -2 }, ifd.field(3).doubles(), 0);
		assertArrayEquals(new double[] { 0.1, -1e300 }, ifd.field(4).doubles(), 0);
		assertEquals(-0.5, ifd.doubleValue(2), 0);
		assertTrue(Double.isNaN(ifd.doubleValue(5)));
		for (int tag = 1; tag < 5; tag++) {
			final int wanted = tag;
			assertMessage("whole numbers in the field with tag " + tag, () -> ifd.longs(wanted));
		}
	}

	private static void assertMessage(final String part, final ThrowingRunnable reading) {
		final String message = assertThrows(SlideFormatException.class, reading).getMessage();
		assertTrue(message, message.contains(part));
	}

	private static Raw text(final int tag, final byte... bytes) {
		return new Raw(tag, TiffField.ASCII, bytes.length, bytes);
	}

	@Test
	public void textsAndBytes() throws IOException {
		final Ifd ifd = read(tiff(ByteOrder.LITTLE_ENDIAN, false,
			text(1, "20 µm\0more\0".getBytes(StandardCharsets.UTF_8)),
			text(2, (byte) 'a', (byte) 0xb5, (byte) 0), text(3, (byte) 'a', (byte) 'b'),
			new Raw(4, TiffField.BYTE, 3, new byte[] { 1, -1, 0 }),
			new Raw(5, TiffField.SHORT, 1, new byte[] { 1, 0 })));
		assertEquals("20 µm", ifd.text(1));
		assertEquals("Latin, where it is no UTF-8", "aµ", ifd.text(2));
		assertEquals("without its NUL", "ab", ifd.text(3));
		assertNull(ifd.text(4));
		assertNull(ifd.text(6));
		assertArrayEquals(new byte[] { 1, -1, 0 }, ifd.bytes(4));
		assertArrayEquals(new byte[] { 'a', 'b' }, ifd.bytes(3));
		assertNull(ifd.bytes(6));
		assertMessage("bytes in the field with tag 5", () -> ifd.bytes(5));
		assertMessage("text in the field with tag 4", () -> ifd.field(4).text());
		assertMessage("a directory with tag 6", () -> ifd.field(6));
		assertEquals("tag 5, type 3, 1 value(s)", ifd.field(5).toString());
		assertEquals(TiffField.SHORT, ifd.field(5).type());
	}

	@Test
	public void valuesKnowWhereTheyAre() throws IOException {
		final byte[] file = tiff(ByteOrder.BIG_ENDIAN, false, text(1, (byte) 'a', (byte) 0),
			text(2, "longer".getBytes(StandardCharsets.US_ASCII)));
		final Ifd ifd = read(file);
		assertEquals(8, ifd.offset());
		assertEquals('a', file[(int) ifd.field(1).offset()]);
		assertEquals('l', file[(int) ifd.field(2).offset()]);
	}

	@Test
	public void directoriesAnswer() throws IOException {
		final byte[] one = { 0, 1 };
		final Ifd ifd = read(tiff(ByteOrder.BIG_ENDIAN, false, new Raw(TiffTag.NEW_SUBFILE_TYPE, TiffField.LONG, 1,
			new byte[] { 0, 0, 0, 5 }), new Raw(TiffTag.TILE_WIDTH, TiffField.SHORT, 1, one),
			new Raw(TiffTag.TILE_LENGTH, TiffField.SHORT, 1, one), new Raw(700, TiffField.LONG, 1,
			new byte[] { -1, -1, -1, -1 }), new Raw(700, TiffField.SHORT, 1, one), new Raw(701, 99, 1, one),
			new Raw(702, TiffField.SHORT, 0, new byte[0])));
		assertTrue(ifd.isTiled() && ifd.isReduced() && ifd.isMask());
		assertEquals("the first of two", 0xffffffffL, ifd.longValue(700));
		assertFalse("of a type that nobody knows", ifd.has(701));
		assertFalse("without a value", ifd.has(702));
		assertEquals(0, ifd.count(702));
		assertEquals(-7, ifd.longValue(702, -7));
		assertEquals(9, ifd.intValue(703, 9));
		assertEquals(1, ifd.intValue(TiffTag.TILE_WIDTH, 9));
		assertMessage("a value of tag 700 below 2^31", () -> ifd.intValue(700, 9));
		final Ifd plain = read(tiff(ByteOrder.BIG_ENDIAN, false, new Raw(TiffTag.TILE_WIDTH, TiffField.SHORT, 1, one)));
		assertFalse(plain.isTiled() || plain.isReduced() || plain.isMask());
	}

	@Test
	public void damage() throws IOException {
		assertMessage("a field with tag 700 that fits the file", () -> read(tiff(ByteOrder.LITTLE_ENDIAN, false,
			new Raw(700, TiffField.SHORT, 60000, new byte[2]))).longs(700));
		assertFalse("of less than no values",
			read(tiff(ByteOrder.LITTLE_ENDIAN, true, new Raw(700, TiffField.SHORT, -1, new byte[2]))).has(700));
		final byte[] whole =
			tiff(ByteOrder.LITTLE_ENDIAN, false, new Raw(700, TiffField.SHORT, 1, new byte[] { 5, 0 }));
		assertEquals("the next offset may be missing", 5, read(Arrays.copyOf(whole, whole.length - 4)).longValue(700));
		assertMessage("a directory of 1 entries", () -> read(Arrays.copyOf(whole, whole.length - 5)));
		assertMessage("a directory", () -> read(Arrays.copyOf(whole, 9)));
		assertMessage("a directory of 1 to 65535 entries", () -> read(tiff(ByteOrder.LITTLE_ENDIAN, false)));
		assertMessage("a TIFF header", () -> read(Arrays.copyOf(whole, 7)));
		assertMessage("a TIFF header", () -> read(new byte[100]));
		whole[whole.length - 4] = 8;
		assertMessage("a chain of directories that ends", () -> read(whole));
		final byte[] none = tiff(ByteOrder.LITTLE_ENDIAN, false);
		none[4] = 0;
		assertMessage("a first directory", () -> read(none));
		final byte[] big = tiff(ByteOrder.LITTLE_ENDIAN, true, new Raw(700, TiffField.SHORT, 1, new byte[] { 5, 0 }));
		for (final int at : new int[] { 4, 6 }) {
			final byte[] other = big.clone();
			other[at] = 4;
			assertMessage("a BigTIFF header with offsets of 8 bytes", () -> read(other));
		}
	}

	@Test
	public void headers() {
		assertTrue(TiffFile.isTiff(new byte[] { 'I', 'I', 42, 0, 0, 0, 0, 0 }));
		assertTrue(TiffFile.isTiff(new byte[] { 'M', 'M', 0, 43, 0, 0, 0, 0 }));
		for (final byte[] other : new byte[][] { { 'I', 'I', 42, 0, 0, 0, 0 }, { 'I', 'I', 0, 42, 0, 0, 0, 0 },
			{ 'M', 'M', 42, 0, 0, 0, 0, 0 }, { 'I', 'M', 42, 0, 0, 0, 0, 0 }, { 'M', 'I', 0, 42, 0, 0, 0, 0 },
			{ 'I', 'I', 41, 0, 0, 0, 0, 0 }, { 'I', 'I', 42, 1, 0, 0, 0, 0 } })
			assertFalse(Arrays.toString(other), TiffFile.isTiff(other));
	}
}
