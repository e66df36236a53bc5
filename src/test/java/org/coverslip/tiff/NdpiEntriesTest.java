package org.coverslip.tiff;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.coverslip.io.ByteSource;
import org.coverslip.io.MemoryStorage;
import org.coverslip.io.StoredFile;
import org.junit.Test;

/** Directories of NDPI files below and above 4 GiB, of which only what is read exists. */
public class NdpiEntriesTest {

	private static final StoredFile FILE = new StoredFile(new MemoryStorage("x", Map.of()), "x.ndpi");
	private static final long GIB = 1L << 30;
	private static final int TEXT = 305;
	private static final int OTHER = 65500;

	/** An entry, and the word behind the directory that belongs to it. */
	private record Entry(int tag, int type, int count, int value, int word) {}

	/** A file of a size, with a directory at a place and bytes at others; all else is 0. */
	private static final class Large implements ByteSource {

		private final long size;
		private final TreeMap<Long, byte[]> parts = new TreeMap<>();

		Large(final long size, final long directory, final Entry... entries) {
			this.size = size;
			final ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
			header.put((byte) 'I').put((byte) 'I').putShort((short) 42).putLong(directory);
			parts.put(0L, header.array());
			final ByteBuffer out = ByteBuffer.allocate(10 + entries.length * 16).order(ByteOrder.LITTLE_ENDIAN);
			out.putShort((short) entries.length);
			for (final Entry entry : entries)
				out.putShort((short) entry.tag).putShort((short) entry.type).putInt(entry.count).putInt(entry.value);
			out.putLong(0);
			for (final Entry entry : entries)
				out.putInt(entry.word);
			parts.put(directory, out.array());
		}

		Large text(final long position, final String text) {
			parts.put(position, (text + '\0').getBytes(StandardCharsets.US_ASCII));
			return this;
		}

		Ifd directory() throws IOException {
			final TiffFile tiff = TiffFile.read(this, FILE);
			assertTrue(tiff.isNdpi());
			return tiff.ifds().get(0);
		}

		@Override
		public long size() {
			return size;
		}

		@Override
		public int read(final long position, final ByteBuffer dst) {
			final int length = (int) Math.max(0, Math.min(dst.remaining(), size - position));
			final byte[] bytes = new byte[length];
			parts.forEach((at, part) -> {
				for (int i = 0; i < part.length; i++)
					if (at + i >= position && at + i < position + length) bytes[(int) (at + i - position)] = part[i];
			});
			dst.put(bytes);
			return length;
		}

		@Override
		public void close() {}
	}

	private static Entry mark() {
		return new Entry(TiffTag.NDPI_FORMAT, TiffField.LONG, 1, 1, 0);
	}

	private static Entry of(final int tag, final int type, final int count, final int value, final int word) {
		return new Entry(tag, type, count, value, word);
	}

	@Test
	public void wordsBehindTheDirectoryAreUpperHalves() throws IOException {
		for (final long directory : new long[] { 5 * GIB + 100, 100 }) {
			final Ifd ifd = new Large(6 * GIB, directory, of(256, TiffField.SHORT, 1, 70, 0),
				of(TiffTag.STRIP_OFFSETS, TiffField.LONG, 1, 0x10, 1), of(TEXT, TiffField.ASCII, 6, 0x5000, 1),
				of(OTHER, TiffField.SLONG, 1, -2, -1), of(OTHER + 1, TiffField.SHORT, 2, 3 | 4 << 16, 0),
				of(OTHER + 2, TiffField.SHORT, 3, 0x6000, 1), mark()).text(4 * GIB + 0x5000, "above")
				.text(4 * GIB + 0x6000, "\1\0\2\0\3").directory();
			assertArrayEquals("within the entry", new long[] { 3, 4 }, ifd.longs(OTHER + 1));
			assertArrayEquals("outside of it", new long[] { 1, 2, 3 }, ifd.longs(OTHER + 2));
			assertEquals(70, ifd.longValue(256));
			assertEquals(4 * GIB + 0x10, ifd.longValue(TiffTag.STRIP_OFFSETS));
			assertEquals("above", ifd.text(TEXT));
			assertEquals("a signed one of 64 bits", -2, ifd.longValue(OTHER));
			assertEquals(1, ifd.longValue(TiffTag.NDPI_FORMAT));
			assertEquals(0, ifd.nextOffset());
		}
	}

	@Test
	public void valuesKnowWhereTheyAre() throws IOException {
		final long directory = 5 * GIB;
		final Ifd ifd = new Large(6 * GIB, directory, of(256, TiffField.SHORT, 1, 70, 0),
			of(TiffTag.STRIP_OFFSETS, TiffField.LONG, 1, 0x10, 1), mark()).directory();
		assertEquals(directory + 2 + 8, ifd.field(256).offset());
		assertEquals(directory + 2 + 12 + 8, ifd.field(TiffTag.STRIP_OFFSETS).offset());
	}

	/** What cannot be upper halves is something else: offsets are then the greatest before the directory. */
	@Test
	public void otherWordsAreNot() throws IOException {
		final long directory = 5 * GIB;
		final Entry strips = of(TiffTag.STRIP_OFFSETS, TiffField.LONG, 1, 0x10, 0);
		final Entry text = of(TEXT, TiffField.ASCII, 6, 0x5000, 1);
		final Entry[][] all = { { of(256, TiffField.SHORT, 1, 70, 7), strips, text, mark() },
			{ of(256, TiffField.SHORT, 1, 70, 0), strips, of(TEXT, TiffField.ASCII, 6, 0x5000, 2), mark() },
			{ of(256, TiffField.SHORT, 1, 70, 0), of(TiffTag.STRIP_OFFSETS, TiffField.LONG, 1, 0x10, 0),
				of(TEXT, TiffField.ASCII, 6, 0x5000, 0), mark() } };
		for (final Entry[] entries : all) {
			final Ifd ifd = new Large(6 * GIB, directory, entries).text(4 * GIB + 0x5000, "above").directory();
			assertEquals("above", ifd.text(TEXT));
			assertEquals(4 * GIB + 0x10, ifd.longValue(TiffTag.STRIP_OFFSETS));
			assertEquals(70, ifd.longValue(256));
		}
		final Ifd behind = new Large(6 * GIB, directory + 0x4000, of(TEXT, TiffField.ASCII, 6, (int) GIB + 0x5000, 0),
			of(OTHER, TiffField.ASCII, 6, (int) GIB + 0x3000, 0), mark()).text(GIB + 0x5000, "below")
			.text(5 * GIB + 0x3000, "above").directory();
		assertEquals("4 GiB earlier, not behind the directory", "below", behind.text(TEXT));
		assertEquals("above", behind.text(OTHER));
	}

	@Test
	public void belowFourGibibytesThereAreNone() throws IOException {
		final Ifd ifd = new Large(4 * GIB - 1, 3 * GIB, of(TiffTag.STRIP_OFFSETS, TiffField.LONG, 1, 0x10, 1),
			of(TEXT, TiffField.ASCII, 6, 0x5000, 1), mark()).text(0x5000, "below").directory();
		assertEquals(0x10, ifd.longValue(TiffTag.STRIP_OFFSETS));
		assertEquals("below", ifd.text(TEXT));
	}

	/** A text of four bytes or fewer is in its entry, or at an offset there. */
	@Test
	public void shortTexts() throws IOException {
		final ByteBuffer inline = ByteBuffer.wrap(new byte[] { 'a', 'b', 'c', 0 }).order(ByteOrder.LITTLE_ENDIAN);
		final Ifd ifd = new Large(10000, 100, of(TEXT, TiffField.ASCII, 4, inline.getInt(0), 0),
			of(OTHER, TiffField.ASCII, 4, 0x1541, 0), of(OTHER + 1, TiffField.ASCII, 1, 0, 0),
			of(OTHER + 2, TiffField.ASCII, 2, 0x1500, 0), mark()).text(0x1541, "xyz").text(0x1500, "q").directory();
		assertEquals("abc", ifd.text(TEXT));
		assertEquals("at 'A', a control character and zeros", "xyz", ifd.text(OTHER));
		assertEquals("", ifd.text(OTHER + 1));
		assertEquals("q", ifd.text(OTHER + 2));
		final Ifd letters = new Large(2 * GIB, 100, of(TEXT, TiffField.ASCII, 4, 0x64636261, 0), mark())
			.text(0x64636261, "end").directory();
		assertEquals("four letters without an end are an offset", "end", letters.text(TEXT));
	}

	@Test
	public void ordinaryFilesAreNot() throws IOException {
		final Large without = new Large(10000, 100, of(256, TiffField.SHORT, 1, 70, 0));
		assertFalse(TiffFile.read(without, FILE).isNdpi());
		final byte[] header = new byte[12];
		ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).put((byte) 'I').put((byte) 'I').putShort((short) 42)
			.putInt(100).putInt(1);
		without.parts.put(0L, header);
		final TiffFile tiff = TiffFile.read(without, FILE);
		assertFalse("the offset of 8 bytes leads out of the file", tiff.isNdpi());
		assertEquals(70, tiff.ifds().get(0).longValue(256));
	}
}
