package org.coverslip.codec.jpeg2000;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.Damage;
import org.coverslip.codec.YcbcrColour;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.Tissue;
import org.junit.Test;

/** JPEG 2000 on each back-end that is here, and the one against the other. */
public class Jpeg2000Test {

	/** 4 x 3 pixels, 10 · y + x, lossless, written by opj_compress 2.5.0. */
	private static final byte[] RAMP = HexFormat.of()
		.parseHex(
		"ff4fff510029000000000004000000030000000000000000000000040000000300000000000000000001070101ff52000c0000000100"
			+ "0004040001ff5c00044040ff640025000143726561746564206279204f70656e4a5045472076657273696f6e20322e352e30"
			+ "ff90000a00000000001d0001ff93df806006a5fccd81e5171ff019c8acffd9");
	private static final byte[] RAMP_PIXELS = { 0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23 };
	private static final BlockShape RAMP_SHAPE = new BlockShape(4, 3, 1, PixelType.UINT8);

	private static List<Jpeg2000Backend> backends() {
		final List<Jpeg2000Backend> backends = new ArrayList<>();
		backends.add(Jpeg2000Backend.java());
		Jpeg2000Backend.openJpeg().ifPresent(backends::add);
		return backends;
	}

	private static PixelBlock random(final BlockShape shape) {
		final Random random = new Random(11);
		final PixelBlock block = PixelBlock.zeros(shape);
		for (int i = 0; i < shape.length(); i++)
			if (shape.type().bytes() == 1) block.bytes()[i] = (byte) random.nextInt();
			else block.shorts()[i] = (short) random.nextInt();
		return block;
	}

	@Test
	public void aStreamOfOpenJpegIsRead() throws IOException {
		for (final Jpeg2000Backend backend : backends())
			assertArrayEquals(backend.name(), RAMP_PIXELS,
				Jpeg2000Decoder.ofStream(backend).decode(RAMP, RAMP_SHAPE).bytes());
	}

	@Test
	public void losslessStreamsComeBackAsTheyWere() throws IOException {
		for (final PixelType type : new PixelType[] { PixelType.UINT8, PixelType.INT8, PixelType.UINT16,
			PixelType.INT16 })
			for (final int samples : new int[] { 1, 2, 3, 4 })
				for (final int[] size : new int[][] { { 64, 64 }, { 1, 1 }, { 37, 5 } }) {
					final PixelBlock block = random(new BlockShape(size[0], size[1], samples, type));
					final byte[] stream = Jpeg2000Encoder.lossless().encode(block);
					for (final Jpeg2000Backend backend : backends()) {
						final PixelBlock back = Jpeg2000Decoder.ofStream(backend).decode(stream, block.shape());
						final String what = backend.name() + " " + block.shape();
						if (type.bytes() == 1) assertArrayEquals(what, block.bytes(), back.bytes());
						else assertArrayEquals(what, block.shorts(), back.shorts());
					}
				}
	}

	@Test
	public void lossyStreamsHaveTheirSizeAndLookAlike() throws IOException {
		final PixelBlock block = Tissue.block(256, 256, 3);
		for (final double ratio : new double[] { 4, 10, 30 }) {
			final byte[] stream = Jpeg2000Encoder.ofRatio(ratio).encode(block);
			assertTrue(ratio + ": " + stream.length, stream.length <= block.shape().length() / ratio * 1.02);
			byte[] first = null;
			for (final Jpeg2000Backend backend : backends()) {
				final byte[] back = Jpeg2000Decoder.ofStream(backend).decode(stream, block.shape()).bytes();
				assertTrue(backend.name() + " " + ratio + ": " + Tissue.meanDifference(block.bytes(), back),
					Tissue.meanDifference(block.bytes(), back) < ratio / 5 + 1);
				if (first == null) first = back;
				assertTrue(backend.name() + " " + ratio, Tissue.largestDifference(first, back) <= 1);
			}
		}
	}

	@Test
	public void qualitiesAreInOrder() throws IOException {
		final PixelBlock block = random(new BlockShape(128, 128, 3, PixelType.UINT8));
		int smaller = 0;
		for (final int quality : new int[] { 30, 50, 75, 90, 100 }) {
			final int length = Jpeg2000Encoder.ofQuality(quality).encode(block).length;
			assertTrue("quality " + quality + ": " + length, length > smaller);
			smaller = length;
		}
		assertTrue(Jpeg2000Encoder.ofQuality(100).isLossless());
		assertFalse(Jpeg2000Encoder.ofQuality(99).isLossless());
		assertThrows(IllegalArgumentException.class, () -> Jpeg2000Encoder.ofQuality(0));
		assertThrows(IllegalArgumentException.class, () -> Jpeg2000Encoder.ofRatio(0.5));
		assertThrows(IllegalArgumentException.class,
			() -> Jpeg2000Encoder.lossless().encode(PixelBlock.zeros(new BlockShape(2, 2, 1, PixelType.FLOAT32))));
	}

	@Test
	public void untaggedYcbcrBecomesRgb() throws IOException {
		final PixelBlock rgb = Tissue.block(64, 48, 3);
		final byte[] ycbcr = rgb.bytes().clone();
		YcbcrColour.ofRgb(ycbcr);
		final byte[] stream = Jpeg2000Encoder.lossless().encode(new PixelBlock(rgb.shape(), ycbcr));
		for (final Jpeg2000Backend backend : backends()) {
			assertArrayEquals(ycbcr, Jpeg2000Decoder.ofStream(backend).decode(stream, rgb.shape()).bytes());
			final byte[] back = Jpeg2000Decoder.ofYcbcr(backend).decode(stream, rgb.shape()).bytes();
			assertTrue(backend.name() + ": " + Tissue.largestDifference(rgb.bytes(), back),
				Tissue.largestDifference(rgb.bytes(), back) <= 2);
		}
	}

	@Test
	public void filesAroundACodestream() throws IOException {
		final PixelBlock rgb = Tissue.block(16, 16, 3);
		final byte[] ycbcr = rgb.bytes().clone();
		YcbcrColour.ofRgb(ycbcr);
		final byte[] stream = Jpeg2000Encoder.lossless().encode(new PixelBlock(rgb.shape(), ycbcr));
		for (final int colourSpace : new int[] { Jpeg2000Header.SRGB, Jpeg2000Header.SYCC })
			for (final boolean open : new boolean[] { false, true }) {
				final byte[] file = jp2(stream, colourSpace, open);
				assertEquals(colourSpace, Jpeg2000Header.parse(file).colourSpace());
				for (final Jpeg2000Backend backend : backends()) {
					final byte[] back = Jpeg2000Decoder.ofStream(backend).decode(file, rgb.shape()).bytes();
					if (colourSpace == Jpeg2000Header.SRGB) assertArrayEquals(ycbcr, back);
					else assertTrue(Tissue.largestDifference(rgb.bytes(), back) <= 2);
				}
			}
	}

	/** A JP2 file; {@code open} leaves the length of its last box to the file's end. */
	private static byte[] jp2(final byte[] codestream, final int colourSpace, final boolean open) {
		final String head = "0000000c6a5020200d0a870a" + "00000014667479706a703220000000006a703220" + "0000002d6a703268"
			+ "0000001669686472000000100000001000030707" + "0000" + "0000000f636f6c72010000"
			+ String.format("%08x", colourSpace)
			+ String.format("%08x", open ? 0 : codestream.length + 8) + "6a703263";
		return HexFormat.of().parseHex(head + HexFormat.of().formatHex(codestream));
	}

	@Test
	public void otherShapesAreRefused() {
		final Jpeg2000Decoder decoder = Jpeg2000Decoder.ofStream();
		for (final BlockShape shape : new BlockShape[] { new BlockShape(3, 4, 1, PixelType.UINT8),
			new BlockShape(4, 3, 3, PixelType.UINT8), new BlockShape(4, 3, 1, PixelType.INT8),
			new BlockShape(4, 3, 1, PixelType.UINT16) })
			assertThrows(CodecException.class, () -> decoder.decode(RAMP, shape));
		final CodecException e = assertThrows(CodecException.class,
			() -> decoder.decode(RAMP, new BlockShape(4, 4, 1, PixelType.UINT8)));
		assertEquals("a JPEG 2000 of 4 x 4 x 1 UINT8 is expected, found 4 x 3 x 1 UINT8", e.getMessage());
	}

	@Test
	public void truncatedStreamsAreRefused() throws IOException {
		final PixelBlock block = Tissue.block(24, 20, 3);
		final byte[] stream = Jpeg2000Encoder.lossless().encode(block);
		for (final Jpeg2000Backend backend : backends()) {
			final Jpeg2000Decoder decoder = Jpeg2000Decoder.ofStream(backend);
			Damage.truncateEverywhere(stream, bytes -> assertArrayEquals(
				backend.name() + ", cut to " + bytes.length + " of " + stream.length, block.bytes(),
				decoder.decode(bytes, block.shape()).bytes()));
			Damage.truncateEverywhere(RAMP,
				bytes -> assertArrayEquals(backend.name() + ", cut to " + bytes.length, RAMP_PIXELS,
				decoder.decode(bytes, RAMP_SHAPE).bytes()));
		}
	}

	@Test(timeout = 600_000)
	public void mutationsAreRefusedOrDecoded() throws IOException {
		final PixelBlock block = Tissue.block(24, 20, 3);
		final byte[] lossy = Jpeg2000Encoder.ofRatio(8).encode(block);
		final byte[] file = jp2(RAMP, Jpeg2000Header.GREYSCALE, false);
		for (final Jpeg2000Backend backend : backends()) {
			final Jpeg2000Decoder decoder = Jpeg2000Decoder.ofStream(backend);
			Damage.mutate(RAMP, 5000, bytes -> decoder.decode(bytes, RAMP_SHAPE));
			Damage.mutate(file, 1000, bytes -> decoder.decode(bytes, RAMP_SHAPE));
			Damage.mutate(lossy, 1000, bytes -> decoder.decode(bytes, block.shape()));
		}
	}

	@Test
	public void streamsOfOtherWritersAreDecodedAlike() throws IOException {
		final List<Jpeg2000Backend> backends = backends();
		assumeTrue("skipped: libopenjp2 2.5 is not here", backends.size() == 2);
		for (final String name : new String[] { "rgb24.jp2", "ycbc.j2k" }) {
			final byte[] stream = Files.readAllBytes(RealSlides.path("codec/" + name));
			final Jpeg2000Header header = Jpeg2000Header.parse(stream);
			final BlockShape shape = new BlockShape(header.width(), header.height(), 3, PixelType.UINT8);
			assertEquals(name.startsWith("y") ? 2 : 1, header.components().get(1).dx());
			final byte[] one = Jpeg2000Decoder.ofYcbcr(backends.get(0)).decode(stream, shape).bytes();
			final byte[] two = Jpeg2000Decoder.ofYcbcr(backends.get(1)).decode(stream, shape).bytes();
			assertTrue(name + ": " + Tissue.largestDifference(one, two), Tissue.largestDifference(one, two) <= 3);
			assertTrue(name + ": " + Tissue.meanDifference(one, two), Tissue.meanDifference(one, two) < 0.01);
		}
	}

	@Test
	public void regionsOfInterestAreNotDecodedToSomethingElse() throws IOException {
		final byte[] stream = Files.readAllBytes(RealSlides.path("codec/int8_4bit.j2k"));
		final BlockShape shape = new BlockShape(256, 256, 1, PixelType.INT8);
		assertThrows(CodecException.class, () -> Jpeg2000Decoder.ofStream(Jpeg2000Backend.java())
			.decode(stream, shape));
		assumeTrue("skipped: libopenjp2 2.5 is not here", Jpeg2000Backend.openJpeg().isPresent());
		for (final byte v : Jpeg2000Decoder.ofStream(Jpeg2000Backend.openJpeg().get()).decode(stream, shape).bytes())
			assertTrue("4 bits, signed: " + v, v >= -8 && v <= 7);
	}

	@Test
	public void manyThreadsDoNotDisturbEachOther() throws Exception {
		final PixelBlock block = Tissue.block(64, 64, 3);
		final byte[] stream = Jpeg2000Encoder.lossless().encode(block);
		final byte[] cut = Arrays.copyOf(stream, stream.length / 2);
		for (final Jpeg2000Backend backend : backends()) {
			final Jpeg2000Decoder decoder = Jpeg2000Decoder.ofStream(backend);
			final ExecutorService threads = Executors.newFixedThreadPool(4);
			try {
				final List<Future<?>> all = new ArrayList<>();
				for (int t = 0; t < 4; t++)
					all.add(threads.submit(() -> {
						for (int i = 0; i < 10; i++) {
							assertArrayEquals(block.bytes(), decoder.decode(stream, block.shape()).bytes());
							assertArrayEquals(stream, Jpeg2000Encoder.lossless().encode(block));
							assertThrows(CodecException.class, () -> decoder.decode(cut, block.shape()));
						}
						return null;
					}));
				for (final Future<?> one : all)
					one.get();
			}
			finally {
				threads.shutdown();
			}
		}
	}
}
