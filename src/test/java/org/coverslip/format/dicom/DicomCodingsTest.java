package org.coverslip.format.dicom;

import static org.coverslip.dicom.DicomTag.*;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.Deflater;

import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.dicom.DicomDataSet;
import org.coverslip.geom.Region;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.TestPattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Where frames are found and how their samples are read, of files that are built here. */
public class DicomCodingsTest {

	private static final int TILE = WsiFixture.TILE;
	private static final int PREAMBLE = 132;
	private static final int META_END = PREAMBLE + 8;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path write(final byte[] file) throws IOException {
		return Files.write(folder.newFolder().toPath().resolve("slide.dcm"), file);
	}

	private static PixelBlock read(final Path path) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			return new RegionReader(TileCache.ofBytes(0)).read(slide.scenes().get(0), 0, Plane.FIRST,
				Region.ofSize(slide.scenes().get(0).width(), slide.scenes().get(0).height())).block();
		}
	}

	private static WsiFixture colour(final String photometric, final int width, final int height) {
		final WsiFixture file = new WsiFixture().size(width, height);
		file.samples = 3;
		file.photometric = photometric;
		return file;
	}

	private static List<byte[]> jpegs(final int width, final int height) throws IOException {
		final List<byte[]> frames = new ArrayList<>();
		for (int y = 0; y < height; y += TILE)
			for (int x = 0; x < width; x += TILE)
				frames.add(JpegEncoder.ofWholeStreams(90, JpegSubsampling.COLUMNS, 3)
					.encode(TestPattern.block(x, y, TestPattern.rgb(TILE, TILE))));
		return frames;
	}

	/** Fragments of even, and different, lengths. */
	private static List<byte[]> fragments(final byte[] frame, final int count) {
		final List<byte[]> parts = new ArrayList<>();
		final int length = frame.length / count / 2 * 2;
		for (int i = 0; i < count; i++)
			parts.add(Arrays.copyOfRange(frame, i * length, i + 1 < count ? (i + 1) * length : frame.length));
		return parts;
	}

	@Test
	public void framesOfSeveralFragmentsWithoutATableBeginWhereStreamsBegin() throws IOException {
		final WsiFixture file = colour("YBR_FULL_422", 150, 70);
		file.syntax = "1.2.840.10008.1.2.4.50";
		final List<byte[]> frames = jpegs(150, 70);
		final List<List<byte[]>> whole = frames.stream().map(List::of).toList();
		final List<List<byte[]>> cut = new ArrayList<>();
		for (final byte[] frame : frames)
			cut.add(fragments(frame, 1 + cut.size() % 3));
		final PixelBlock expected = read(write(file.head().frames(true, whole).bytes()));
		for (final boolean table : new boolean[] { true, false })
			assertArrayEquals(expected.bytes(), read(write(file.head().frames(table, cut).bytes())).bytes());
		final List<List<byte[]>> more = new ArrayList<>(cut);
		more.add(fragments(frames.get(0), 2));
		assertRefused("6 frames in 14 fragments, found 7 that begin one", file.head().frames(false, more).bytes());
		assertRefused("6 frames, found 5", file.head().frames(false, whole.subList(0, 5)).bytes());
	}

	private void assertRefused(final String message, final byte[] file) throws IOException {
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> read(write(file)));
		assertTrue(e.getMessage(), e.getMessage().contains(message) && e.getMessage().contains("slide.dcm"));
	}

	/** Tables that cannot be right do not keep frames from being found. */
	@Test
	public void aTableOfZerosIsPassedOver() throws IOException {
		final WsiFixture file = colour("YBR_FULL_422", 150, 70);
		file.syntax = "1.2.840.10008.1.2.4.50";
		final byte[] sound = file.head().frames(true, jpegs(150, 70).stream().map(List::of).toList()).bytes();
		final byte[] zeros = sound.clone();
		final int table = file.head().bytes().length + 12 + 8;
		Arrays.fill(zeros, table, table + 24, (byte) 0);
		assertArrayEquals(read(write(sound)).bytes(), read(write(zeros)).bytes());
	}

	/** A file of 9 GiB that is not there: each frame has 3 GiB, and offsets of 32 bits run over. */
	@Test
	public void offsetsThatRunOver() throws IOException {
		final long gib = 1L << 30;
		final long frame = 3 * gib;
		final ByteSource source = new ByteSource() {

			@Override
			public long size() {
				return 20 + 4 * (frame + 8) + 8;
			}

			@Override
			public int read(final long position, final ByteBuffer dst) {
				final int n = dst.remaining();
				while (dst.hasRemaining())
					dst.put(byteAt(position + n - dst.remaining()));
				return n;
			}

			private byte byteAt(final long at) {
				final ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putInt(0xe000fffe)
					.putInt(16);
				for (int i = 0; i < 4; i++)
					head.putInt((int) (i * (frame + 8)));
				if (at < 24) return head.get((int) at);
				final long in = (at - 24) % (frame + 8);
				return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(0xe000fffe).putInt(2)
					.get((int) Math.min(7, in));
			}

			@Override
			public void close() {
				// nothing is open
			}
		};
		final DicomDataSet.Element pixels = new DicomDataSet.Element(PIXEL_DATA, "OB", 0, -1, List.of(), null);
		final DicomDataSet data =
			new DicomDataSet(source, StoredFile.of(Path.of("far")), ByteOrder.LITTLE_ENDIAN, new TreeMap<>());
		final DicomPixels layout =
			new DicomPixels(TestPattern.rgb(1, 1), "RGB", false, false, 8, 8, 7, ByteOrder.LITTLE_ENDIAN, false, null);
		final DicomFrames frames =
			new DicomFrames(StoredFile.of(Path.of("far")), data, pixels, 4, layout, FrameStart.EACH);
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> frames.read(3));
		assertTrue("frame 3 begins where it should, 2 bytes long, and what follows is none: " + e.getMessage(),
			e.getMessage().contains("byte " + (24 + 3 * (frame + 8) + 10)));
	}

	@Test
	public void deflatedDataSets() throws IOException {
		final WsiFixture file = new WsiFixture();
		final byte[] plain = Files.readAllBytes(file.write(folder.newFile().toPath(), 10));
		file.syntax = "1.2.840.10008.1.2.1.99";
		final byte[] head = DicomFixture.file(file.syntax).bytes();
		final int body = META_END + WsiFixture.EXPLICIT.length() + 1;
		final Deflater deflater = new Deflater(9, true);
		deflater.setInput(plain, body, plain.length - body);
		deflater.finish();
		final byte[] stream = new byte[plain.length];
		final int length = deflater.deflate(stream);
		deflater.end();
		final byte[] whole = ByteBuffer.allocate(head.length + length).put(head).put(stream, 0, length).array();
		final PixelBlock found = read(write(whole));
		assertEquals(10, found.value(0, 0, 0), 0);
		assertEquals(13, found.value(99, 69, 0), 0);
		assertRefused("the end of the file", Arrays.copyOf(whole, whole.length - 9));
		final byte[] damaged = whole.clone();
		Arrays.fill(damaged, head.length + 50, head.length + 90, (byte) 0xff);
		assertThrows(SlideFormatException.class, () -> read(write(damaged)));
	}

	@Test
	public void filesWithoutPreambleOrMetaInformation() throws IOException {
		final byte[] plain = Files.readAllBytes(new WsiFixture().write(folder.newFile().toPath(), 10));
		assertEquals(10, read(write(Arrays.copyOfRange(plain, PREAMBLE, plain.length))).value(0), 0);
		final int body = META_END + WsiFixture.EXPLICIT.length() + 1;
		assertEquals(10, read(write(Arrays.copyOfRange(plain, body, plain.length))).value(0), 0);
	}

	/** A sequence of unknown type and length is in implicit little endian, whatever the data set is in. */
	@Test
	public void sequencesOfUnknownType() throws IOException {
		final DicomFixture implicit = DicomFixture.file("1.2.840.10008.1.2").item();
		final int before = implicit.bytes().length;
		implicit.sequence(OPTICAL_PATHS, true,
			List.of(implicit.item().text(OPTICAL_PATH_IDENTIFIER, "SH", "7")
			.text(OPTICAL_PATH_DESCRIPTION, "ST", "dye")));
		final byte[] sequence = Arrays.copyOfRange(implicit.bytes(), before + 8, implicit.bytes().length);
		final WsiFixture file = new WsiFixture();
		final byte[] head = file.head().bytes();
		final int at = indexOf(head, new byte[] { 0x48, 0, 3, 3 });
		final ByteBuffer all = ByteBuffer.allocate(head.length + 12 + sequence.length + 12 + 4 * TILE * TILE)
			.order(ByteOrder.LITTLE_ENDIAN);
		all.put(head, 0, at).putShort((short) 0x48).putShort((short) 0x105).put((byte) 'U').put((byte) 'N')
			.putShort((short) 0).putInt(-1).put(sequence);
		all.put(head, at, head.length - at).putShort((short) 0x7fe0).putShort((short) 0x10).put((byte) 'O')
			.put((byte) 'W').putShort((short) 0)
			.putInt(4 * TILE * TILE);
		try (Slide slide = SlideOpener.open(write(all.array()))) {
			assertEquals("dye", slide.scenes().get(0).channels().get(0).name());
		}
	}

	private static int indexOf(final byte[] bytes, final byte[] part) {
		for (int i = 0; i + part.length <= bytes.length; i++)
			if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) return i;
		throw new AssertionError("not there");
	}

	/** PS3.3 C.7.6.3.1.2: black is 16, white 235; red is 81, 90, 240 (BT.601). */
	@Test
	public void coloursOfStudioRange() throws IOException {
		final WsiFixture file = colour("YBR_PARTIAL_422", TILE, TILE);
		final byte[] pixels = new byte[TILE * TILE * 2];
		final int[] pairs = { 16, 235, 128, 128, 81, 81, 90, 240 };
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (byte) pairs[i % 8];
		final PixelBlock found = read(write(file.head().value(PIXEL_DATA, "OB", pixels).bytes()));
		assertArrayEquals(new byte[] { 0, 0, 0, -1, -1, -1, (byte) 254, 0, 0, (byte) 254, 0, 0 },
			Arrays.copyOf(found.bytes(), 12));
	}

	@Test
	public void framesOfBitsFollowOneAnotherWithoutGaps() throws IOException {
		final WsiFixture file = new WsiFixture().size(128, 64);
		file.bits = 1;
		file.stored = 1;
		final byte[] pixels = new byte[2 * TILE * TILE / 8];
		pixels[0] = 0b101;
		pixels[TILE * TILE / 8] = 0b10;
		final PixelBlock found = read(write(file.head().value(PIXEL_DATA, "OB", pixels).bytes()));
		assertArrayEquals(new byte[] { 1, 0, 1, 0 }, Arrays.copyOf(found.bytes(), 4));
		assertArrayEquals(new byte[] { 0, 1, 0 }, Arrays.copyOfRange(found.bytes(), 64, 67));
	}

	/** Samples of 12 bits in the upper part of 16, others in the lower: what lies outside is no part of the image. */
	@Test
	public void bitsThatDoNotCount() throws IOException {
		final WsiFixture file = new WsiFixture().size(TILE, TILE);
		file.bits = 16;
		file.stored = 12;
		final byte[] pixels = new byte[TILE * TILE * 2];
		ByteBuffer.wrap(pixels).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0xf123).putShort((short) 0x0fff);
		assertEquals(0x123, read(write(file.head().value(PIXEL_DATA, "OW", pixels).bytes())).value(0), 0);
		file.signed = 1;
		assertEquals(-1, read(write(file.head().value(PIXEL_DATA, "OW", pixels).bytes())).value(1), 0);
	}

	@Test
	public void damagedPalettesAndColours() throws IOException {
		final WsiFixture file = new WsiFixture().size(TILE, TILE);
		file.photometric = "PALETTE COLOR";
		final byte[] pixels = new byte[TILE * TILE];
		assertRefused("a palette, found none", file.head().value(PIXEL_DATA, "OW", pixels).bytes());
		final byte[] descriptor = { 0, 1, 0, 0, 16, 0 };
		final DicomFixture head = file.head();
		for (int i = 0; i < 3; i++)
			head.value(PALETTE_DESCRIPTOR + i, "US", descriptor);
		for (int i = 0; i < 3; i++)
			head.value(PALETTE_DATA + i, "OW", new byte[100]);
		assertRefused("a palette of 256 entries, found", head.value(PIXEL_DATA, "OW", pixels).bytes());
		final DicomFixture segmented = file.head();
		for (int i = 0; i < 3; i++)
			segmented.value(PALETTE_DESCRIPTOR + i, "US", descriptor);
		for (int i = 0; i < 3; i++)
			segmented.value(SEGMENTED_PALETTE_DATA + i, "OW", new byte[] { 2, 0, 1, 0, 0, 0, 0, 0 });
		assertRefused("a palette", segmented.value(PIXEL_DATA, "OW", pixels).bytes());
		assertRefused("colours that uncompressed frames have, found YBR_PARTIAL_420",
			colour("YBR_PARTIAL_420", TILE, TILE).head().value(PIXEL_DATA, "OW", new byte[3 * TILE * TILE]).bytes());
	}
}
