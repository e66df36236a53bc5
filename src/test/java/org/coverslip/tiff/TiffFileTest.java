package org.coverslip.tiff;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.io.ByteSource;
import org.coverslip.io.MemoryStorage;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.Storage;
import org.coverslip.io.StoredFile;
import org.junit.Test;

/** Directories and how they lead to one another, put together byte by byte. */
public class TiffFileTest {

	private static final StoredFile FILE = new StoredFile(new MemoryStorage("x", Map.of()), "x.tif");
	private static final int WIDTH = 256;

	/** A little-endian classic TIFF that grows. */
	private static final class Drawn {

		private final ByteBuffer out = ByteBuffer.allocate(3_000_000).order(ByteOrder.LITTLE_ENDIAN);

		Drawn(final int first) {
			out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(first);
		}

		/** A directory at a place, with one field that tells it from others, the offset of the next, and SubIFDs. */
		Drawn at(final int place, final int width, final int next, final int... subIfds) {
			out.position(place);
			out.putShort((short) (subIfds.length == 0 ? 1 : 2));
			entry(WIDTH, 1, width);
			if (subIfds.length == 1) entry(TiffTag.SUB_IFDS, 1, subIfds[0]);
			if (subIfds.length > 1) entry(TiffTag.SUB_IFDS, subIfds.length, place + 40);
			out.putInt(next);
			if (subIfds.length > 1) out.position(place + 40);
			if (subIfds.length > 1) for (final int sub : subIfds)
				out.putInt(sub);
			return this;
		}

		private void entry(final int tag, final int count, final int value) {
			out.putShort((short) tag).putShort((short) TiffField.LONG).putInt(count).putInt(value);
		}

		TiffFile read() throws IOException {
			return TiffFile.read(ByteSource.of(Arrays.copyOf(out.array(), out.position() + 100)), FILE);
		}
	}

	private static List<Long> widths(final List<Ifd> ifds) throws IOException {
		final Long[] widths = new Long[ifds.size()];
		for (int i = 0; i < widths.length; i++)
			widths[i] = ifds.get(i).longValue(WIDTH);
		return List.of(widths);
	}

	private static void assertSubIfds(final List<Long> expected, final Drawn drawn) throws IOException {
		final TiffFile tiff = drawn.read();
		assertEquals(expected, widths(tiff.subIfds(tiff.ifds().get(0))));
	}

	private static void assertRefused(final String expected, final Drawn drawn) throws IOException {
		final TiffFile tiff = drawn.read();
		final String message =
			assertThrows(SlideFormatException.class, () -> tiff.subIfds(tiff.ifds().get(0))).getMessage();
		assertTrue(message, message.contains(expected));
	}

	@Test
	public void chainsAndLists() throws IOException {
		final TiffFile chain = new Drawn(8).at(8, 1, 100).at(200, 3, 0).at(100, 2, 200).read();
		assertEquals(List.of(1L, 2L, 3L), widths(chain.ifds()));
		assertEquals(List.of(), chain.subIfds(chain.ifds().get(0)));
		assertSubIfds(List.of(2L, 3L), new Drawn(8).at(8, 1, 0, 100, 200).at(100, 2, 0).at(200, 3, 0));
		assertSubIfds(List.of(2L), new Drawn(8).at(8, 1, 0, 100, 100, 0).at(100, 2, 0));
		assertSubIfds(List.of(2L, 3L),
			new Drawn(8).at(8, 1, 0, 100, 200).at(100, 2, 200).at(200, 3, 300).at(300, 4, 0));
		assertSubIfds(List.of(2L, 3L, 4L),
			new Drawn(8).at(8, 1, 0, 100).at(100, 2, 200).at(200, 3, 300).at(300, 4, 0));
	}

	@Test
	public void aChainEndsWhereOthersAre() throws IOException {
		final Drawn drawn = new Drawn(8).at(8, 1, 500, 100).at(100, 2, 200).at(200, 3, 500).at(500, 5, 0);
		assertSubIfds(List.of(2L, 3L), drawn);
		assertSubIfds(List.of(2L), new Drawn(8).at(8, 1, 500, 100).at(100, 2, 200).at(200, 3, 0).at(500, 5, 0, 200));
		final TiffFile listed = new Drawn(8).at(8, 1, 500, 500).at(500, 5, 600).at(600, 6, 0).read();
		final List<Ifd> subs = listed.subIfds(listed.ifds().get(0));
		assertEquals("of the main chain, and alone", List.of(5L), widths(subs));
		assertSame(listed.ifds().get(1), subs.get(0));
	}

	@Test
	public void theyNestFourDeep() throws IOException {
		final Drawn deep =
			new Drawn(8).at(8, 1, 0, 100).at(100, 2, 0, 200).at(200, 3, 0, 300).at(300, 4, 0, 400).at(400, 5, 0);
		assertSubIfds(List.of(2L, 3L, 4L, 5L), deep);
		assertRefused("nested 4 deep at most", new Drawn(8).at(8, 1, 0, 100).at(100, 2, 0, 200).at(200, 3, 0, 300)
			.at(300, 4, 0, 400).at(400, 5, 0, 500).at(500, 6, 0));
	}

	@Test
	public void theyReturnToThemselves() throws IOException {
		assertRefused("a chain of directories that ends", new Drawn(8).at(8, 1, 0, 8));
		assertSubIfds(List.of(2L, 3L), new Drawn(8).at(8, 1, 0, 100).at(100, 2, 0, 200).at(200, 3, 0, 100));
		assertRefused("a chain of directories that ends",
			new Drawn(8).at(8, 1, 0, 100).at(100, 2, 200).at(200, 3, 100));
		final Drawn chain = new Drawn(8).at(8, 1, 100).at(100, 2, 8);
		assertThrows(SlideFormatException.class, chain::read);
	}

	@Test
	public void tooMany() throws IOException {
		final int most = 65536;
		final Drawn drawn = new Drawn(8);
		for (int i = 0; i < most; i++)
			drawn.at(8 + 20 * i, i, i + 1 < most ? 8 + 20 * (i + 1) : 0);
		assertEquals(most, drawn.read().ifds().size());
		drawn.at(8 + 20 * (most - 1), 0, 8 + 20 * most).at(8 + 20 * most, 0, 0);
		final String message = assertThrows(SlideFormatException.class, drawn::read).getMessage();
		assertTrue(message, message.contains("at most 65536 directories"));
	}

	@Test
	public void itSaysWhatItIs() throws IOException {
		final TiffFile little = new Drawn(8).at(8, 1, 0).read();
		assertEquals(ByteOrder.LITTLE_ENDIAN, little.byteOrder());
		assertFalse(little.isBigTiff() || little.isNdpi());
		final ByteBuffer big = ByteBuffer.allocate(60);
		big.put((byte) 'M').put((byte) 'M').putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(16);
		big.putLong(1).putShort((short) WIDTH).putShort((short) TiffField.LONG).putLong(1).putInt(7);
		final TiffFile bigTiff = TiffFile.read(ByteSource.of(big.array()), FILE);
		assertEquals(ByteOrder.BIG_ENDIAN, bigTiff.byteOrder());
		assertTrue(bigTiff.isBigTiff());
		assertEquals(7, bigTiff.ifds().get(0).longValue(WIDTH));
	}

	@Test
	public void shortFiles() {
		final byte[] header = { 'I', 'I', 42, 0, 8, 0, 0, 0 };
		assertHeader("found 7 bytes", Arrays.copyOf(header, 7));
		assertHeader("found other bytes", new byte[8]);
		final String message =
			assertThrows(SlideFormatException.class, () -> TiffFile.read(ByteSource.of(header), FILE)).getMessage();
		assertTrue(message, message.contains("a directory"));
	}

	private static void assertHeader(final String expected, final byte[] file) {
		final String message =
			assertThrows(SlideFormatException.class, () -> TiffFile.read(ByteSource.of(file), FILE)).getMessage();
		assertTrue(message, message.contains("a TIFF header") && message.contains(expected));
	}

	@Test
	public void itClosesItsSource() throws IOException {
		final int[] closed = new int[1];
		final Drawn drawn = new Drawn(8).at(8, 1, 0);
		TiffFile.open(watched(Arrays.copyOf(drawn.out.array(), 200), closed)).close();
		assertEquals(1, closed[0]);
		final StoredFile damaged = watched(new byte[200], closed);
		assertThrows(SlideFormatException.class, () -> TiffFile.open(damaged));
		assertEquals(2, closed[0]);
		final ByteSource source = damaged.open();
		assertThrows(SlideFormatException.class, () -> TiffFile.read(source, damaged));
		assertEquals("it stays the caller's", 2, closed[0]);
	}

	/** A file that counts how often it was closed. */
	private static StoredFile watched(final byte[] file, final int[] closed) {
		return new StoredFile(new Storage() {

			@Override
			public boolean has(final String name) {
				return true;
			}

			@Override
			public ByteSource open(final String name) {
				return new ByteSource() {

					private final ByteSource bytes = ByteSource.of(file);

					@Override
					public long size() throws IOException {
						return bytes.size();
					}

					@Override
					public int read(final long position, final ByteBuffer dst) throws IOException {
						return bytes.read(position, dst);
					}

					@Override
					public void close() {
						closed[0]++;
					}
				};
			}

			@Override
			public Optional<List<Entry>> list(final String name, final int most) {
				return Optional.empty();
			}

			@Override
			public String shown(final String name) {
				return name;
			}
		}, "x.tif");
	}
}
