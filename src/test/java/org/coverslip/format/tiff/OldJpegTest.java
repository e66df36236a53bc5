package org.coverslip.format.tiff;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.io.OutputFile;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.JpegFixture;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RealSlides;
import org.coverslip.tiff.IfdBuilder;
import org.coverslip.tiff.TiffTag;
import org.coverslip.tiff.TiffWriter;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * TIFF 6.0's own JPEG, in the ways in which writers understood it; each against the picture itself and against libtiff.
 */
public class OldJpegTest {

	private static final int WIDTH = 150;
	private static final int HEIGHT = 90;
	private static final int ROWS = 32;

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	private static PixelBlock picture(final int width, final int height, final int samples) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(width, height, samples, PixelType.UINT8));
		for (int i = 0; i < block.bytes().length; i++) {
			final int x = i / samples % width;
			final int y = i / samples / width;
			block.bytes()[i] = (byte) (128 + 90 * Math.sin(x * 0.04 + i % samples) * Math.cos(y * 0.05));
		}
		return block;
	}

	private static PixelBlock rows(final PixelBlock block, final int strip) {
		return block.crop(0, strip * ROWS, block.width(), Math.min(ROWS, block.height() - strip * ROWS));
	}

	/** What follows the last start of scan, without the end marker. */
	private static byte[] data(final byte[] stream) {
		return Arrays.copyOfRange(stream, scanEnd(stream), stream.length - 2);
	}

	private static int scanEnd(final byte[] stream) {
		int at = 2;
		while ((stream[at + 1] & 0xff) != 0xda)
			at += 2 + length(stream, at);
		return at + 2 + length(stream, at);
	}

	private static int length(final byte[] stream, final int at) {
		return (stream[at + 2] & 0xff) << 8 | stream[at + 3] & 0xff;
	}

	/** The contents of tables with a marker, without their numbers, in the order of these. */
	private static List<byte[]> tables(final byte[] stream, final int marker, final int kind) {
		final List<byte[]> found = new ArrayList<>();
		for (int at = 2; (stream[at + 1] & 0xff) != 0xda; at += 2 + length(stream, at)) {
			if ((stream[at + 1] & 0xff) != marker) continue;
			for (int table = at + 4; table < at + 2 + length(stream, at);) {
				int bytes = 64;
				if (marker == 0xc4) {
					bytes = 16;
					for (int i = 1; i <= 16; i++)
						bytes += stream[table + i] & 0xff;
				}
				if (stream[table] >> 4 == kind) found.add(Arrays.copyOfRange(stream, table + 1, table + 1 + bytes));
				table += 1 + bytes;
			}
		}
		return found;
	}

	/** What a kind of file does with the streams. */
	@FunctionalInterface
	private interface Layout {

		void put(TiffWriter writer, IfdBuilder ifd) throws IOException;
	}

	private Path file(final int samples, final int subsampling, final Layout layout) throws IOException {
		final Path path = folder.newFile().toPath();
		try (OutputFile file = OutputFile.create(path)) {
			final TiffWriter writer = TiffWriter.create(file, ByteOrder.LITTLE_ENDIAN, false);
			final IfdBuilder ifd = new IfdBuilder().longs(TiffTag.IMAGE_WIDTH, WIDTH)
				.longs(TiffTag.IMAGE_LENGTH, HEIGHT)
				.shorts(TiffTag.BITS_PER_SAMPLE, samples == 1 ? new int[] { 8 } : new int[] { 8, 8, 8 })
				.shorts(TiffTag.COMPRESSION, TiffTag.COMPRESSION_OLD_JPEG)
				.shorts(TiffTag.PHOTOMETRIC, samples == 1 ? 1 : 6)
				.shorts(TiffTag.SAMPLES_PER_PIXEL, samples).shorts(TiffTag.PLANAR_CONFIG, 1);
			if (samples == 3) ifd.shorts(TiffTag.YCBCR_SUBSAMPLING, subsampling, subsampling);
			layout.put(writer, ifd);
			writer.addToChain(ifd);
			file.commit();
		}
		return path;
	}

	private static void strips(final TiffWriter writer, final IfdBuilder ifd, final List<byte[]> data)
		throws IOException {
		final long[] offsets = new long[data.size()];
		final long[] lengths = new long[data.size()];
		for (int i = 0; i < offsets.length; i++) {
			offsets[i] = writer.append(data.get(i));
			lengths[i] = data.get(i).length;
		}
		ifd.longs(TiffTag.ROWS_PER_STRIP, data.size() == 1 ? HEIGHT : ROWS).offsets(TiffTag.STRIP_OFFSETS, offsets)
			.longs(TiffTag.STRIP_BYTE_COUNTS, lengths);
	}

	private static void listTables(final TiffWriter writer, final IfdBuilder ifd, final byte[] stream,
		final int samples)
		throws IOException
	{
		ifd.longs(TiffTag.JPEG_Q_TABLES, places(writer, tables(stream, 0xdb, 0), samples));
		ifd.longs(TiffTag.JPEG_DC_TABLES, places(writer, tables(stream, 0xc4, 0), samples));
		ifd.longs(TiffTag.JPEG_AC_TABLES, places(writer, tables(stream, 0xc4, 1), samples));
		ifd.shorts(TiffTag.JPEG_PROC, 1);
	}

	private static long[] places(final TiffWriter writer, final List<byte[]> tables, final int samples)
		throws IOException {
		final long[] places = new long[samples];
		for (int i = 0; i < samples; i++)
			places[i] = writer.append(tables.get(Math.min(i, tables.size() - 1)));
		return places;
	}

	private void assertRead(final String kind, final Path path, final int samples) throws IOException {
		final PixelBlock expected = picture(WIDTH, HEIGHT, samples);
		final PixelBlock found;
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			found = new RegionReader(TileCache.ofBytes(0)).read(scene, 0, Plane.FIRST, Region.ofSize(WIDTH, HEIGHT))
				.block();
		}
		assertTrue(kind + " differs by " + difference(expected, found), difference(expected, found) < 4);
	}

	private static double difference(final PixelBlock a, final PixelBlock b) {
		assertEquals(a.shape(), b.shape());
		double sum = 0;
		for (int i = 0; i < a.bytes().length; i++)
			sum += Math.abs((a.bytes()[i] & 0xff) - (b.bytes()[i] & 0xff));
		return sum / a.bytes().length;
	}

	private static byte[] stream(final PixelBlock block, final int subsampling) throws IOException {
		return JpegFixture.sampled(subsampling, subsampling).encode(block);
	}

	@Test
	public void tablesInTags() throws IOException {
		for (final int samples : new int[] { 1, 3 })
			for (final int subsampling : new int[] { 1, 2 }) {
				final PixelBlock all = picture(WIDTH, HEIGHT, samples);
				final List<byte[]> data = new ArrayList<>();
				for (int i = 0; i * ROWS < HEIGHT; i++)
					data.add(data(stream(rows(all, i), subsampling)));
				assertRead("tables in tags, " + samples + " samples, " + subsampling,
					file(samples, subsampling, (writer, ifd) -> {
					strips(writer, ifd, data);
					listTables(writer, ifd, stream(all, subsampling), samples);
				}), samples);
			}
	}

	@Test
	public void oneStripWithinAJpegFile() throws IOException {
		final byte[] stream = stream(picture(WIDTH, HEIGHT, 3), 2);
		assertRead("a JPEG file", file(3, 2, (writer, ifd) -> {
			final long start = writer.append(stream);
			final int head = scanEnd(stream);
			ifd.longs(TiffTag.JPEG_INTERCHANGE_FORMAT, start)
				.longs(TiffTag.JPEG_INTERCHANGE_FORMAT_LENGTH, stream.length);
			ifd.longs(TiffTag.ROWS_PER_STRIP, HEIGHT).offsets(TiffTag.STRIP_OFFSETS, start + head)
				.longs(TiffTag.STRIP_BYTE_COUNTS, stream.length - head);
		}), 3);
	}

	/** HP's library lets the only strip begin within the scan header (libvips' test-suite/test/ojpeg-strip.tif). */
	@Test
	public void aStripThatBeginsBeforeItsData() throws IOException {
		final byte[] stream = stream(picture(WIDTH, HEIGHT, 3), 2);
		assertRead("a strip of a JPEG file", file(3, 2, (writer, ifd) -> {
			final long start = writer.append(stream);
			final int early = scanEnd(stream) - 3;
			ifd.longs(TiffTag.JPEG_INTERCHANGE_FORMAT, start)
				.longs(TiffTag.JPEG_INTERCHANGE_FORMAT_LENGTH, stream.length);
			ifd.longs(TiffTag.ROWS_PER_STRIP, HEIGHT).offsets(TiffTag.STRIP_OFFSETS, start + early)
				.longs(TiffTag.STRIP_BYTE_COUNTS, stream.length - early);
		}), 3);
	}

	/**
	 * Wang's programs put the scan header before the data of the first strip (libtiff's
	 * ojpeg_chewey_subsamp21_multi_strip.tiff).
	 */
	@Test
	public void aScanHeaderInTheFirstStrip() throws IOException {
		final PixelBlock all = picture(WIDTH, HEIGHT, 3);
		final byte[] stream = stream(all, 2);
		final int scan = scanEnd(stream) - 14;
		final List<byte[]> data = new ArrayList<>();
		for (int i = 0; i * ROWS < HEIGHT; i++) {
			final byte[] strip = stream(rows(all, i), 2);
			data.add(Arrays.copyOfRange(strip, scanEnd(strip) - (i == 0 ? 14 : 0), strip.length - 2));
		}
		assertRead("a head in two places", file(3, 2, (writer, ifd) -> {
			strips(writer, ifd, data);
			ifd.longs(TiffTag.JPEG_INTERCHANGE_FORMAT, writer.append(Arrays.copyOf(stream, scan)))
				.longs(TiffTag.JPEG_INTERCHANGE_FORMAT_LENGTH, scan);
		}), 3);
	}

	/** Strips that do not begin where decoding can. */
	@Test
	public void manyStripsWithinAJpegFile() throws IOException {
		final byte[] stream = stream(picture(WIDTH, HEIGHT, 3), 2);
		assertRead("strips of a JPEG file", file(3, 2, (writer, ifd) -> {
			final long start = writer.append(stream);
			final int head = scanEnd(stream);
			final int third = (stream.length - head) / 3;
			ifd.longs(TiffTag.JPEG_INTERCHANGE_FORMAT, start)
				.longs(TiffTag.JPEG_INTERCHANGE_FORMAT_LENGTH, stream.length);
			ifd.longs(TiffTag.ROWS_PER_STRIP, ROWS)
				.offsets(TiffTag.STRIP_OFFSETS, start + head, start + head + third, start + head + 2 * third)
				.longs(TiffTag.STRIP_BYTE_COUNTS, third, third, stream.length - head - 2 * third);
		}), 3);
	}

	@Test
	public void stripsBesideTheHeadOfAJpegFile() throws IOException {
		final PixelBlock all = picture(WIDTH, HEIGHT, 3);
		final byte[] stream = stream(all, 1);
		final List<byte[]> data = new ArrayList<>();
		for (int i = 0; i * ROWS < HEIGHT; i++)
			data.add(data(stream(rows(all, i), 1)));
		assertRead("a head beside strips", file(3, 1, (writer, ifd) -> {
			strips(writer, ifd, data);
			final int head = scanEnd(stream);
			ifd.longs(TiffTag.JPEG_INTERCHANGE_FORMAT, writer.append(Arrays.copyOf(stream, head)))
				.longs(TiffTag.JPEG_INTERCHANGE_FORMAT_LENGTH, head);
		}), 3);
	}

	/** Restart markers go on counting from one strip to the next. */
	@Test
	public void stripsCutAtRestartMarkers() throws IOException {
		final PixelBlock all = picture(WIDTH, HEIGHT, 3);
		final byte[] stream = JpegFixture.sampled(2, 2).restarting((WIDTH + 15) / 16).encode(all);
		final byte[] data = data(stream);
		final List<byte[]> strips = new ArrayList<>();
		int from = 0;
		int restarts = 0;
		for (int at = 0; at + 1 < data.length; at++)
			if (data[at] == (byte) 0xff && (data[at + 1] & 0xf8) == 0xd0 && ++restarts % (ROWS / 16) == 0) {
				strips.add(Arrays.copyOfRange(data, from, at));
				from = at;
			}
		strips.add(Arrays.copyOfRange(data, from, data.length));
		assertEquals(3, strips.size());
		assertRead("restarts", file(3, 2, (writer, ifd) -> {
			strips(writer, ifd, strips);
			listTables(writer, ifd, stream, 3);
			ifd.shorts(TiffTag.JPEG_RESTART_INTERVAL, (WIDTH + 15) / 16);
		}), 3);
	}

	@Test
	public void eachStripAWholeStream() throws IOException {
		final PixelBlock all = picture(WIDTH, HEIGHT, 3);
		final List<byte[]> data = new ArrayList<>();
		for (int i = 0; i * ROWS < HEIGHT; i++)
			data.add(stream(rows(all, i), 2));
		assertRead("whole streams", file(3, 2, (writer, ifd) -> strips(writer, ifd, data)), 3);
	}

	/** From libvips' tests: black is 16 and white 235 there. */
	@Test
	public void aRealFile() throws IOException {
		final Path path = RealSlides.path("tiff/libvips-ojpeg-tile.tif");
		final Path seen = folder.getRoot().toPath().resolve("seen.tif");
		Oracle.run("tiff2rgba", "-n", path.toString(), seen.toString());
		final PixelBlock expected = Oracle.vipsPixels(seen, 0);
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			final PixelBlock found =
				new RegionReader(TileCache.ofBytes(0)).read(scene, 0, Plane.FIRST, scene.level(0).region()).block();
			assertTrue("differs by " + difference(expected, found), difference(expected, found) < 1);
		}
	}

	@Test
	public void whatIsMissingIsSaidAtOpening() throws IOException {
		final byte[] stream = stream(picture(WIDTH, HEIGHT, 3), 2);
		assertRefused("old-style JPEG of process 2", (writer, ifd) -> ifd.shorts(TiffTag.JPEG_PROC, 2));
		assertRefused("old-style JPEG without its tables (tag 520)",
			(writer, ifd) -> ifd.longs(TiffTag.JPEG_Q_TABLES, places(writer, tables(stream, 0xdb, 0), 3)));
		assertRefused("behind the end of the file",
			(writer, ifd) -> ifd.longs(TiffTag.JPEG_Q_TABLES, 1L << 30, 0, 0).longs(TiffTag.JPEG_DC_TABLES, 0, 0, 0));
		assertRefused("behind the end of the file",
			(writer, ifd) -> ifd.longs(TiffTag.JPEG_INTERCHANGE_FORMAT, 1L << 30));
	}

	private void assertRefused(final String reason, final Layout layout) throws IOException {
		final Path path = file(3, 2, (writer, ifd) -> {
			strips(writer, ifd, List.of(new byte[100]));
			layout.put(writer, ifd);
		});
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(path).close());
		assertTrue(e.getMessage(), e.getMessage().contains(reason));
	}
}
