package org.coverslip.tiff;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

import org.coverslip.io.OutputFile;
import org.coverslip.tiff.TiffWriter.Kind;
import org.coverslip.tiff.TiffWriter.Place;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TiffWriterTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void classicLittleEndianByteForByte() throws IOException {
		final ByteBuffer file = write(ByteOrder.LITTLE_ENDIAN, false, writer -> {
			assertEquals(16, writer.append(new byte[] { 7, 8, 9 }));
			assertEquals(20, writer.position());
			writer.addToChain(new IfdBuilder().shorts(TiffTag.COMPRESSION, 1).longs(TiffTag.IMAGE_WIDTH, 5, 70000));
		});
		final ByteBuffer expected = ByteBuffer.allocate(58).order(ByteOrder.LITTLE_ENDIAN);
		expected.put(new byte[] { 'I', 'I', 42, 0 }).putInt(20).putLong(0);
		expected.put(new byte[] { 7, 8, 9, 0 });
		expected.putShort((short) 2);
		expected.putShort((short) 256).putShort((short) 4).putInt(2).putInt(50);
		expected.putShort((short) 259).putShort((short) 3).putInt(1).putShort((short) 1).putShort((short) 0);
		expected.putInt(0);
		expected.putInt(5).putInt(70000);
		assertArrayEquals(expected.array(), file.array());
	}

	@Test
	public void bigTiffBigEndianByteForByte() throws IOException {
		final ByteBuffer file = write(ByteOrder.BIG_ENDIAN, true,
			writer -> writer.addToChain(new IfdBuilder().offsets(TiffTag.TILE_OFFSETS, 16, 5L << 32)));
		final ByteBuffer expected = ByteBuffer.allocate(72);
		expected.put(new byte[] { 'M', 'M', 0, 43, 0, 8, 0, 0 }).putLong(16);
		expected.putLong(1).putShort((short) 324).putShort((short) 16).putLong(2).putLong(56);
		expected.putLong(0).putInt(0).putLong(16).putLong(5L << 32);
		assertArrayEquals(expected.array(), file.array());
	}

	@Test
	public void chainAndSubIfdsAreLinked() throws IOException {
		for (final boolean big : new boolean[] { false, true }) {
			final ByteBuffer file = write(ByteOrder.LITTLE_ENDIAN, big, writer -> {
				final IfdBuilder first = new IfdBuilder().ascii(TiffTag.IMAGE_DESCRIPTION, "first")
					.subIfd(new IfdBuilder().ascii(TiffTag.IMAGE_DESCRIPTION, "small"))
					.subIfd(new IfdBuilder().ascii(TiffTag.IMAGE_DESCRIPTION, "smaller"));
				writer.addToChain(first);
				writer.addToChain(new IfdBuilder().ascii(TiffTag.IMAGE_DESCRIPTION, "second"));
			});
			final TiffWalk walk = new TiffWalk(file);
			final List<Long> chain = walk.chain();
			assertEquals(2, chain.size());
			assertEquals("first", walk.text(chain.get(0), TiffTag.IMAGE_DESCRIPTION));
			assertEquals("second", walk.text(chain.get(1), TiffTag.IMAGE_DESCRIPTION));
			final long[] children = walk.numbers(chain.get(0), TiffTag.SUB_IFDS);
			assertEquals(2, children.length);
			assertEquals("small", walk.text(children[0], TiffTag.IMAGE_DESCRIPTION));
			assertEquals("smaller", walk.text(children[1], TiffTag.IMAGE_DESCRIPTION));
			assertEquals(0, walk.next(children[0]));
		}
	}

	@Test
	public void eachTypeIsReadBack() throws IOException {
		for (final ByteOrder order : new ByteOrder[] { ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN }) {
			final TiffWalk walk = new TiffWalk(write(order, true, writer -> writer.addToChain(new IfdBuilder() //
				.bytes(1000, (byte) 200) //
				.undefined(1001, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }) //
				.ascii(1002, "µm") //
				.shorts(1003, 65535, 1, 2, 3, 4) //
				.longs8(1004, 1L << 40) //
				.floats(1005, 0.5, -2) //
				.doubles(1006, Math.PI) //
				.raw(1007, 9, 1, new byte[] { -1, -1, -1, -1 }) //
				.ascii(1008, "gone").without(1008))));
			final long ifd = walk.chain().get(0);
			assertArrayEquals(new byte[] { (byte) 200 }, walk.bytes(ifd, 1000));
			assertArrayEquals(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, walk.bytes(ifd, 1001));
			assertArrayEquals("µm\0".getBytes(StandardCharsets.UTF_8), walk.bytes(ifd, 1002));
			assertArrayEquals(new long[] { 65535, 1, 2, 3, 4 }, walk.numbers(ifd, 1003));
			assertArrayEquals(new long[] { 1L << 40 }, walk.numbers(ifd, 1004));
			assertEquals(-2f, ByteBuffer.wrap(walk.bytes(ifd, 1005)).order(order).getFloat(4), 0);
			assertEquals(Math.PI, ByteBuffer.wrap(walk.bytes(ifd, 1006)).order(order).getDouble(), 0);
			assertArrayEquals(new byte[] { -1, -1, -1, -1 }, walk.bytes(ifd, 1007));
			assertFalse(walk.has(ifd, 1008));
		}
	}

	@Test
	public void fractionsAreTheNearest() throws IOException {
		final double[] values = { 0, 0.5, 3, 1e-5, 4294967295.0, 10000 / 0.499, 10000 / 0.2501, Math.PI, 1 / 3.0 };
		final TiffWalk walk = new TiffWalk(
			write(ByteOrder.LITTLE_ENDIAN, false,
			writer -> writer.addToChain(new IfdBuilder().rationals(282, values))));
		final ByteBuffer bytes = ByteBuffer.wrap(walk.bytes(walk.chain().get(0), 282)).order(ByteOrder.LITTLE_ENDIAN);
		for (final double value : values) {
			final double read =
				(double) Integer.toUnsignedLong(bytes.getInt()) / Integer.toUnsignedLong(bytes.getInt());
			assertEquals(value, read, value * 1e-15);
		}
		assertThrows(IllegalArgumentException.class, () -> new IfdBuilder().rationals(282, -1));
		assertThrows(IllegalArgumentException.class, () -> new IfdBuilder().rationals(282, Double.NaN));
	}

	@Test
	public void directoriesMayBeLinkedByHand() throws IOException {
		final TiffWalk walk = new TiffWalk(write(ByteOrder.BIG_ENDIAN, false, writer -> {
			final Place second = writer.writeIfd(new IfdBuilder().shorts(256, 2));
			final Place first = writer.writeIfd(new IfdBuilder().shorts(256, 1));
			writer.writeOffset(writer.firstLink(), first.offset());
			writer.writeOffset(first.link(), second.offset());
		}));
		assertEquals(2, walk.chain().size());
		assertEquals(1, walk.numbers(walk.chain().get(0), 256)[0]);
		assertTrue(walk.chain().get(0) > walk.chain().get(1));
	}

	@Test
	public void layoutIsDecidedByTheSize() throws IOException {
		for (final long end : new long[] { 1000, (1L << 32) - 2000, (1L << 32) - 300, 5L << 30 }) {
			final Path path = folder.getRoot().toPath().resolve("sparse" + end);
			try (OutputFile file = OutputFile.create(path)) {
				final TiffWriter writer = TiffWriter.create(file, ByteOrder.LITTLE_ENDIAN, Kind.AS_NEEDED);
				// a hole of the wanted size: nothing is stored of it
				while (writer.position() < end)
					writer.skip(Math.min(1 << 30, end - writer.position()));
				writer.writeChain(
					List.of(new IfdBuilder().offsets(273, LongStream.range(0, 100).toArray()).offsets(274, 5)));
				assertEquals(end > (1L << 32) - 1000, writer.isBig());
			}
		}
	}

	@Test
	public void classicFilesDoNotGrowOver4GiB() throws IOException {
		try (OutputFile file = OutputFile.create(folder.getRoot().toPath().resolve("out.tif"))) {
			final TiffWriter writer = TiffWriter.create(file, ByteOrder.LITTLE_ENDIAN, false);
			writer.skip((1L << 32) - 100);
			final IOException e = assertThrows(IOException.class, () -> writer.append(new byte[200]));
			assertTrue(e.getMessage(),
				e.getMessage().endsWith("out.tif would grow over 4 GiB, which only BigTIFF can hold"));
		}
	}

	@Test
	public void appendsFromManyThreadsDoNotOverlap() throws IOException {
		final long[] at = new long[2000];
		final ByteBuffer file = write(ByteOrder.LITTLE_ENDIAN, false,
			writer -> LongStream.range(0, at.length).parallel().forEach(i -> {
				try {
					at[(int) i] = writer.append(new byte[] { (byte) i, (byte) (i >> 8), (byte) i });
				}
				catch (final IOException e) {
					throw new AssertionError(e);
				}
			}));
		for (int i = 0; i < at.length; i++) {
			assertEquals(0, at[i] % 2);
			assertEquals((byte) i, file.get((int) at[i]));
			assertEquals((byte) (i >> 8), file.get((int) at[i] + 1));
			assertEquals((byte) i, file.get((int) at[i] + 2));
		}
	}

	private interface Content {

		void writeTo(TiffWriter writer) throws IOException;
	}

	private ByteBuffer write(final ByteOrder order, final boolean big, final Content content) throws IOException {
		final Path path = folder.getRoot().toPath().resolve("out.tif");
		try (OutputFile file = OutputFile.create(path)) {
			final TiffWriter writer = TiffWriter.create(file, order, big);
			content.writeTo(writer);
			file.commit();
		}
		return ByteBuffer.wrap(Files.readAllBytes(path));
	}
}
