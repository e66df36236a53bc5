package org.coverslip.codec.jpeg;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.Damage;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.Tissue;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * JPEG of more than 8 bits, and lossless JPEG: streams made here, and those of DCMTK and GDCM where they are installed.
 */
public class LosslessJpegTest {

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	/** Slopes, edges, noise and both ends of the range. */
	private static int[] samples(final int width, final int height, final int n, final int bits) {
		final int[] samples = new int[width * height * n];
		for (int i = 0; i < samples.length; i++) {
			final int x = i / n % width;
			final int y = i / n / width;
			final int value = x % 11 == 5 ? y % 2 * 0xffff : x * 900 + y * 317 + i % n * 9000 + (i * 7919 & 0xfff);
			samples[i] = value & (1 << bits) - 1;
		}
		return samples;
	}

	private static PixelBlock block(final int[] samples, final int width, final int n, final int bits) {
		final BlockShape shape =
			new BlockShape(width, samples.length / width / n, n, bits <= 8 ? PixelType.UINT8 : PixelType.UINT16);
		final PixelBlock block = PixelBlock.zeros(shape);
		for (int i = 0; i < samples.length; i++)
			if (bits <= 8) block.bytes()[i] = (byte) samples[i];
			else block.shorts()[i] = (short) samples[i];
		return block;
	}

	private static void assertSame(final String what, final PixelBlock expected, final PixelBlock found) {
		assertEquals(what, expected.shape(), found.shape());
		if (expected.type() == PixelType.UINT8) assertArrayEquals(what, expected.bytes(), found.bytes());
		else assertArrayEquals(what, expected.shorts(), found.shorts());
	}

	@Test
	public void everyKindComesBackExactly() throws IOException {
		for (int bits = 2; bits <= 16; bits++)
			for (int predictor = 1; predictor <= 7; predictor++)
				for (int n = 1; n <= 4; n++)
					for (final boolean scans : new boolean[] { false, true }) {
						final int[] samples = samples(37, 23, n, bits);
						final LosslessJpegFixture fixture =
							new LosslessJpegFixture(bits, predictor, 0, predictor % 3 * 4, scans);
						final PixelBlock expected = block(samples, 37, n, bits);
						final PixelBlock found =
							JpegDecoder.of(JpegColour.AS_STORED)
							.decode(fixture.encode(samples, 37, n), expected.shape());
						assertSame(fixture + " of " + n, expected, found);
					}
	}

	@Test
	public void aPointTransformIsUndone() throws IOException {
		final int[] samples = samples(40, 20, 1, 12);
		final int[] kept = Arrays.stream(samples).map(v -> v & ~7).toArray();
		final PixelBlock expected = block(kept, 40, 1, 12);
		assertSame("12 bits less 3", expected, JpegDecoder.of(JpegColours.ofStreams())
			.decode(new LosslessJpegFixture(12, 5, 3, 0, false).encode(samples, 40, 1), expected.shape()));
	}

	@Test
	public void coloursAreAsTheContainerSays() throws IOException {
		final int[] ycbcr = { 150, 44, 21, 100, 150, 90 };
		final byte[] stream = new LosslessJpegFixture(8, 1, 0, 0, false).encode(ycbcr, 2, 3);
		final BlockShape shape = new BlockShape(2, 1, 3, PixelType.UINT8);
		assertArrayEquals(new byte[] { (byte) 150, 44, 21, 100, (byte) 150, 90 },
			JpegDecoder.of(JpegColours.stated(JpegColour.RGB)).decode(stream, shape).bytes());
		assertArrayEquals(new byte[] { 0, (byte) 255, 1, 47, (byte) 120, (byte) 139 },
			JpegDecoder.of(JpegColours.stated(JpegColour.YCBCR)).decode(stream, shape).bytes());
		final int[] twelve = Arrays.stream(ycbcr).map(v -> v * 16).toArray();
		final short[] rgb = JpegDecoder.of(JpegColours.stated(JpegColour.YCBCR))
			.decode(new LosslessJpegFixture(12, 1, 0, 0, false).encode(twelve, 2, 3),
			new BlockShape(2, 1, 3, PixelType.UINT16)).shorts();
		assertArrayEquals(new short[] { 0, 4085, 18, 748, 1913, 2224 }, rgb);
	}

	@Test
	public void damageIsRefused() {
		final int[] samples = samples(30, 20, 3, 8);
		final byte[] stream = new LosslessJpegFixture(8, 4, 0, 5, false).encode(samples, 30, 3);
		final BlockShape shape = new BlockShape(30, 20, 3, PixelType.UINT8);
		final PixelBlock expected = block(samples, 30, 3, 8);
		final JpegDecoder decoder = JpegDecoder.of(JpegColour.RGB);
		Damage.truncateEverywhere(stream,
			bytes -> assertSame("cut to " + bytes.length, expected, decoder.decode(bytes, shape)));
		Damage.mutate(stream, 3000, bytes -> decoder.decode(bytes, shape));
	}

	/** A stream of 8 bits that says 12 is sound, and its range is narrow. */
	@Test
	public void damageOfMoreThanEightBitsIsRefused() throws IOException {
		final byte[] stream = JpegEncoder.ofWholeStreams(80, JpegSubsampling.COLUMNS_AND_ROWS, 3)
			.encode(Tissue.block(40, 24, 3));
		for (final JpegSegments.Segment segment : JpegSegments.ofImage(stream).list())
			if (segment.isFrame()) {
				stream[segment.start() + 1] = (byte) 0xc1;
				stream[segment.content()] = 12;
			}
		final BlockShape shape = new BlockShape(40, 24, 3, PixelType.UINT16);
		final JpegDecoder decoder = JpegDecoder.of(JpegColour.YCBCR);
		final PixelBlock whole = decoder.decode(stream, shape);
		final double mean = whole.shorts()[0];
		assertTrue("around the middle: " + mean, Math.abs(mean - 2048) < 256);
		Damage.truncateEverywhere(stream,
			bytes -> assertSame("cut to " + bytes.length, whole, decoder.decode(bytes, shape)));
		Damage.mutate(stream, 3000, bytes -> decoder.decode(bytes, shape));
		Damage.mutate(stream, 1000,
			bytes -> OldJpegDecoder.of(bytes).decode(Arrays.copyOfRange(stream, stream.length / 2, stream.length),
			new BlockShape(40, 24, 3, PixelType.UINT8)));
	}

	@Test
	public void otherProcessesAreRefusedByName() {
		final String[][] cases = { { "ffc2", "0c", "progressive JPEG of 12 bits a sample is not supported" },
			{ "ffc5", "08", "hierarchical JPEG of 8 bits a sample is not supported" },
			{ "ffcb", "08", "lossless JPEG with arithmetic codes of 8 bits a sample is not supported" },
			{ "ffc9", "0c", "sequential JPEG with arithmetic codes of 12 bits a sample is not supported" },
			{ "ffc0", "07", "baseline JPEG of 7 bits a sample is not supported" } };
		for (final String[] c : cases) {
			final byte[] stream =
				HexFormat.of().parseHex("ffd8" + c[0] + "000b" + c[1] + "0008000801011100ffda0008010100003f00");
			assertEquals(c[2], assertThrows(CodecException.class, () -> JpegHeader.parse(stream)).getMessage());
		}
	}

	@Test
	public void dcmtkAndGdcmAgree() throws IOException {
		Oracle.run("dcmcjpeg", "--version");
		for (final int[] kind : new int[][] { { 8, 1 }, { 12, 1 }, { 16, 1 }, { 8, 3 } }) {
			final int[] samples = samples(131, 75, kind[1], kind[0]);
			final PixelBlock expected = block(samples, 131, kind[1], kind[0]);
			final Path source = dicom(samples, 131, 75, kind[1], kind[0]);
			for (int predictor = 1; predictor <= 7; predictor++)
				assertSame("DCMTK " + kind[0] + " bits, predictor " + predictor, expected,
					decoded(expected.shape(), "dcmcjpeg", "+el", "+sv", "" + predictor, source.toString()));
			assertSame("DCMTK first order", expected, decoded(expected.shape(), "dcmcjpeg", "+e1", source.toString()));
			assertSame("GDCM", expected, decoded(expected.shape(), "gdcmconv", "--jpeg", source.toString()));
		}
	}

	/** The lossy process of more than 8 bits, against DCMTK's own decoder. */
	@Test
	public void moreThanEightBitsAreWhatDcmtkDecodes() throws IOException {
		Oracle.run("dcmcjpeg", "--version");
		final int[] smooth = new int[131 * 75];
		for (int i = 0; i < smooth.length; i++)
			smooth[i] = (int) (2048 + 1500 * Math.sin(i % 131 * 0.1) * Math.cos(i / 131 * 0.07));
		final Path source = dicom(smooth, 131, 75, 1, 12);
		final Path lossy = folder.getRoot().toPath().resolve("lossy.dcm");
		final Path back = folder.getRoot().toPath().resolve("back.dcm");
		Oracle.run("dcmcjpeg", "+ee", source.toString(), lossy.toString());
		Oracle.run("dcmdjpeg", lossy.toString(), back.toString());
		final BlockShape shape = new BlockShape(131, 75, 1, PixelType.UINT16);
		final short[] found = JpegDecoder.of(JpegColours.ofStreams()).decode(stream(Files.readAllBytes(lossy)), shape)
			.shorts();
		final byte[] file = Files.readAllBytes(back);
		final ByteBuffer expected =
			ByteBuffer.wrap(file, file.length - 2 * smooth.length, 2 * smooth.length).order(ByteOrder.LITTLE_ENDIAN);
		int largest = 0;
		for (final short value : found)
			largest = Math.max(largest, Math.abs(value - (expected.getShort() & 0xffff)));
		assertTrue("differs by " + largest, largest <= 1);
	}

	private PixelBlock decoded(final BlockShape shape, final String... command) throws IOException {
		final Path target = folder.newFile().toPath();
		final String[] all = Arrays.copyOf(command, command.length + 1);
		all[command.length] = target.toString();
		Oracle.run(all);
		return JpegDecoder.of(JpegColours.stated(JpegColour.RGB)).decode(stream(Files.readAllBytes(target)), shape);
	}

	/** The only frame of a DICOM file. */
	private static byte[] stream(final byte[] file) {
		for (int i = file.length - 4; i >= 0; i--)
			if (file[i] == (byte) 0xff && file[i + 1] == (byte) 0xd8 && file[i + 2] == (byte) 0xff)
				return Arrays.copyOfRange(file, i, file.length);
		throw new AssertionError("no JPEG in the DICOM file");
	}

	/** An image as a DICOM file of explicit VR, little-endian: the fewest attributes that the programs ask for. */
	private Path dicom(final int[] samples, final int width, final int height, final int n, final int bits)
		throws IOException {
		final ByteArrayOutputStream meta = new ByteArrayOutputStream();
		text(meta, 2, 2, "UI", "1.2.840.10008.5.1.4.1.1.7");
		text(meta, 2, 3, "UI", "1.2.3.4");
		text(meta, 2, 0x10, "UI", "1.2.840.10008.1.2.1");
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes(new byte[128]);
		out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
		element(out, 2, 0, "UL", ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(meta.size()).array());
		out.writeBytes(meta.toByteArray());
		text(out, 8, 0x16, "UI", "1.2.840.10008.5.1.4.1.1.7");
		text(out, 8, 0x18, "UI", "1.2.3.4");
		text(out, 8, 0x60, "CS", "OT");
		text(out, 0x20, 0xd, "UI", "1.2.3.5");
		text(out, 0x20, 0xe, "UI", "1.2.3.6");
		number(out, 2, n);
		text(out, 0x28, 4, "CS", n == 3 ? "RGB" : "MONOCHROME2");
		if (n == 3) number(out, 6, 0);
		number(out, 0x10, height);
		number(out, 0x11, width);
		number(out, 0x100, bits > 8 ? 16 : 8);
		number(out, 0x101, bits);
		number(out, 0x102, bits - 1);
		number(out, 0x103, 0);
		final ByteBuffer pixels = ByteBuffer.allocate(samples.length * (bits > 8 ? 2 : 1) + 1 & ~1)
			.order(ByteOrder.LITTLE_ENDIAN);
		for (final int sample : samples)
			if (bits > 8) pixels.putShort((short) sample);
			else pixels.put((byte) sample);
		final ByteBuffer head = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
		head.putShort((short) 0x7fe0).putShort((short) 0x10).put("OW".getBytes(StandardCharsets.US_ASCII))
			.putShort((short) 0)
			.putInt(pixels.capacity());
		out.writeBytes(head.array());
		out.writeBytes(pixels.array());
		return Files.write(folder.newFile().toPath(), out.toByteArray());
	}

	private static void number(final ByteArrayOutputStream out, final int element, final int value) {
		element(out, 0x28, element, "US", new byte[] { (byte) value, (byte) (value >> 8) });
	}

	private static void text(final ByteArrayOutputStream out, final int group, final int element, final String vr,
		final String value) {
		final String even = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? '\0' : ' ');
		element(out, group, element, vr, even.getBytes(StandardCharsets.US_ASCII));
	}

	private static void element(final ByteArrayOutputStream out, final int group, final int element, final String vr,
		final byte[] value) {
		final ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
		head.putShort((short) group).putShort((short) element).put(vr.getBytes(StandardCharsets.US_ASCII))
			.putShort((short) value.length);
		out.writeBytes(head.array());
		out.writeBytes(value);
	}
}
