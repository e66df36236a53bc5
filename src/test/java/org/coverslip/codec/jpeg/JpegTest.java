package org.coverslip.codec.jpeg;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.Damage;
import org.coverslip.codec.UnsupportedCodingException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.Tissue;
import org.junit.Test;

/** JPEG on each back-end that is here, and the one against the other. */
public class JpegTest {

	/** 8 x 8 pixels, grey value 100 throughout, as libjpeg-turbo writes it (by way of Pillow, quality 75). */
	private static final byte[] GREY_100 = HexFormat.of()
		.parseHex("ffd8ffe000104a46494600010100000100010000ffdb004300080606070605"
		+ "080707070909080a0c140d0c0b0b0c1912130f141d1a1f1e1d1a1c1c20242e2720222c231c1c2837292c30313434341f27393d38"
		+ "323c2e333432ffc0000b080008000801011100ffc4001f0000010501010101010100000000000000000102030405060708090a0b"
		+ "ffc400b5100002010303020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1"
		+ "f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a7374"
		+ "75767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3"
		+ "d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00c3afffd9");

	private static List<JpegBackend> backends() {
		final List<JpegBackend> backends = new ArrayList<>();
		backends.add(JpegBackend.java());
		JpegBackend.turbo().ifPresent(backends::add);
		return backends;
	}

	@Test
	public void everyKindOfStreamComesBackAlmostAsItWas() throws IOException {
		for (final JpegBackend backend : backends())
			for (final int samples : new int[] { 1, 3 })
				for (final JpegSubsampling subsampling : JpegSubsampling.values())
					for (final int[] size : new int[][] { { 256, 256 }, { 1, 1 }, { 17, 9 }, { 240, 100 },
						{ 3, 64 } }) {
						final PixelBlock block = Tissue.block(size[0], size[1], samples);
						final JpegEncoder encoder = JpegEncoder.ofWholeStreams(95, subsampling, samples, backend);
						final byte[] stream = encoder.encode(block);
						final PixelBlock back = JpegDecoder.of(encoder.colour(), backend).decode(stream, block.shape());
						assertEquals(block.shape(), back.shape());
						final String what = backend.name() + " " + subsampling + " " + block.shape();
						assertTrue(what + ": " + Tissue.meanDifference(block.bytes(), back.bytes()),
							Tissue.meanDifference(block.bytes(), back.bytes()) < 3);
					}
	}

	@Test
	public void sharedTablesGiveTheSamePicture() throws IOException {
		for (final JpegBackend backend : backends())
			for (final int samples : new int[] { 1, 3 }) {
				final PixelBlock block = Tissue.block(64, 48, samples);
				final JpegEncoder whole =
					JpegEncoder.ofWholeStreams(80, JpegSubsampling.COLUMNS_AND_ROWS, samples, backend);
				final JpegEncoder shared =
					JpegEncoder.withSharedTables(80, JpegSubsampling.COLUMNS_AND_ROWS, samples, backend);
				final byte[] stream = shared.encode(block);
				final byte[] tables = shared.tables().get();
				assertFalse(whole.tables().isPresent());
				assertEquals("each table once", whole.encode(block).length, stream.length + tables.length - 4);
				assertThrows(CodecException.class,
					() -> JpegDecoder.of(shared.colour(), backend).decode(stream, block.shape()));
				assertArrayEquals(JpegDecoder.of(whole.colour(), backend).decode(whole.encode(block), block.shape())
					.bytes(),
					JpegDecoder.withTables(JpegColours.stated(shared.colour()), tables, backend)
					.decode(stream, block.shape()).bytes());
			}
	}

	/** What every reader takes for what it is: docs/formats.md. */
	@Test
	public void componentsAreNumberedByTheirMeaning() throws IOException {
		for (final JpegBackend backend : backends()) {
			assertArrayEquals(new int[] { 1, 2, 3 },
				ids(JpegEncoder.withSharedTables(90, JpegSubsampling.COLUMNS, 3, backend)));
			final JpegEncoder rgb = JpegEncoder.rgbWithSharedTables(90, backend);
			assertArrayEquals(new int[] { 'R', 'G', 'B' }, ids(rgb));
			final PixelBlock block = Tissue.block(64, 48, 3);
			final byte[] back = JpegDecoder.withTables(JpegColours.ofStreams(), rgb.tables().orElseThrow(), backend)
				.decode(rgb.encode(block), block.shape()).bytes();
			assertTrue(Tissue.meanDifference(block.bytes(), back) < 2);
			assertEquals(JpegColour.RGB, JpegHeader.parse(JpegEncoder.ofWholeRgbStreams(90).encode(block)).colour());
		}
	}

	private static int[] ids(final JpegEncoder encoder) throws IOException {
		return JpegHeader.parse(encoder.encode(Tissue.block(64, 48, 3))).components().stream()
			.mapToInt(JpegHeader.Component::id).toArray();
	}

	@Test
	public void bothBackendsGiveTheSamePictureAndTheSameStream() throws IOException {
		final List<JpegBackend> backends = backends();
		assumeTrue("skipped: libturbojpeg is not here", backends.size() == 2);
		for (final int samples : new int[] { 1, 3 })
			for (final JpegSubsampling subsampling : JpegSubsampling.values())
				for (final int quality : new int[] { 10, 50, 80, 100 }) {
					final PixelBlock block = Tissue.block(131, 75, samples);
					final JpegEncoder one = JpegEncoder.ofWholeStreams(quality, subsampling, samples, backends.get(0));
					final JpegEncoder two = JpegEncoder.ofWholeStreams(quality, subsampling, samples, backends.get(1));
					final byte[] stream = two.encode(block);
					assertArrayEquals(one.encode(block), stream);
					final byte[] a = JpegDecoder.of(one.colour(), backends.get(0)).decode(stream, block.shape())
						.bytes();
					final byte[] b = JpegDecoder.of(one.colour(), backends.get(1)).decode(stream, block.shape())
						.bytes();
					assertTrue(subsampling + " " + quality + ": " + Tissue.largestDifference(a, b),
						Tissue.largestDifference(a, b) <= 1);
				}
	}

	@Test
	public void aStreamOfAnotherWriterIsRead() throws IOException {
		final byte[] expected = new byte[64];
		Arrays.fill(expected, (byte) 100);
		for (final JpegBackend backend : backends())
			assertArrayEquals(expected, JpegDecoder.of(JpegColour.GRAY, backend)
				.decode(GREY_100, new BlockShape(8, 8, 1, PixelType.UINT8)).bytes());
	}

	@Test
	public void theContainerDecidesOnTheColourNotTheMarkers() throws IOException {
		final BlockShape shape = new BlockShape(32, 32, 3, PixelType.UINT8);
		// one colour throughout, so that chroma does not blur: YCbCr of it is (100, 150, 90)
		final byte[] rgb = new byte[shape.length()];
		for (int i = 0; i < rgb.length; i += 3) {
			rgb[i] = (byte) 47;
			rgb[i + 1] = (byte) 120;
			rgb[i + 2] = (byte) 139;
		}
		for (final JpegBackend backend : backends()) {
			final byte[] stream = JpegEncoder.ofWholeStreams(100, JpegSubsampling.NONE, 3, backend)
				.encode(new PixelBlock(shape, rgb));
			for (final String marker : new String[] { "", "ffe000104a46494600010100000100010000",
				"ffee000e41646f626500640000000000", "ffee000e41646f626500640000000001" })
			{
				final byte[] marked = HexFormat.of()
					.parseHex("ffd8" + marker + HexFormat.of().formatHex(stream, 2, stream.length));
				final byte[] asYcbcr = JpegDecoder.of(JpegColour.YCBCR, backend).decode(marked, shape).bytes();
				final byte[] asRgb = JpegDecoder.of(JpegColour.RGB, backend).decode(marked, shape).bytes();
				final String what = backend.name() + " " + marker;
				assertTrue(what, Tissue.largestDifference(rgb, asYcbcr) <= 2);
				assertEquals(what, 100, asRgb[0] & 0xff, 1);
				assertEquals(what, 150, asRgb[1] & 0xff, 1);
				assertEquals(what, 90, asRgb[2] & 0xff, 1);
			}
		}
	}

	@Test
	public void inksBecomeColours() throws IOException {
		// a grey stream's scan serves for each of four components of one value
		for (final JpegBackend backend : backends()) {
			final BlockShape shape = new BlockShape(8, 8, 3, PixelType.UINT8);
			final byte[] inks = fourComponents();
			final byte[] stored = JpegDecoder.of(JpegColour.AS_STORED, backend).decode(inks, shape.withSamples(4))
				.bytes();
			assertArrayEquals(new byte[] { 100, 100, 100, 100 }, Arrays.copyOf(stored, 4));
			// TIFF: 155/255 of the light passes each ink
			assertEquals(94, JpegDecoder.of(JpegColour.CMYK, backend).decode(inks, shape).bytes()[0] & 0xff);
			// Adobe: 100/255
			assertEquals(39, JpegDecoder.of(JpegColour.ADOBE_CMYK, backend).decode(inks, shape).bytes()[0] & 0xff);
			// YCbCr (100, 100, 100) is RGB (61, 130, 50), so the inks are (194, 125, 205) of 255 = none, times 100/255
			final byte[] ycck = JpegDecoder.of(JpegColour.ADOBE_YCCK, backend).decode(inks, shape).bytes();
			assertArrayEquals(new byte[] { 76, 49, 80 }, Arrays.copyOf(ycck, 3));
		}
	}

	/** {@link #GREY_100} with four such components, in four scans. */
	private static byte[] fourComponents() {
		final String grey = HexFormat.of().formatHex(GREY_100);
		final int frame = grey.indexOf("ffc0");
		final int scan = grey.indexOf("ffda");
		final StringBuilder out = new StringBuilder(grey.substring(0, frame));
		out.append("ffc00014080008000804");
		for (int i = 1; i <= 4; i++)
			out.append("0").append(i).append("1100");
		out.append(grey, frame + 26, scan);
		for (int i = 1; i <= 4; i++)
			out.append("ffda0008010").append(i).append("00003f00").append("c3af");
		return HexFormat.of().parseHex(out.append("ffd9"));
	}

	@Test
	public void smallerScales() throws IOException {
		for (final JpegBackend backend : backends())
			for (final int[] size : new int[][] { { 256, 256 }, { 250, 131 }, { 9, 5 } }) {
				final PixelBlock block = Tissue.block(size[0], size[1], 3);
				final JpegEncoder encoder =
					JpegEncoder.ofWholeStreams(90, JpegSubsampling.COLUMNS_AND_ROWS, 3, backend);
				final byte[] stream = encoder.encode(block);
				for (final int denominator : new int[] { 2, 4, 8 }) {
					final PixelBlock small = JpegDecoder.of(JpegColour.YCBCR, backend)
						.decodeScaled(stream, block.shape(), denominator);
					assertEquals((size[0] + denominator - 1) / denominator, small.width());
					assertEquals((size[1] + denominator - 1) / denominator, small.height());
					final byte[] box = BoxReduction.reduce(block, denominator).bytes();
					final String what = backend.name() + " 1/" + denominator + " of " + block.shape();
					assertTrue(what + ": " + Tissue.meanDifference(box, small.bytes()),
						Tissue.meanDifference(box, small.bytes()) < (size[0] < 100 ? 12 : 4));
				}
			}
	}

	@Test
	public void boxesAreCutAtTheBorder() {
		final PixelBlock block = new PixelBlock(new BlockShape(3, 3, 1, PixelType.UINT8),
			new byte[] { 0, 4, 8, 8, 4, 9, 1, 2, (byte) 200 });
		final PixelBlock small = BoxReduction.reduce(block, 2);
		assertArrayEquals(new byte[] { 4, 9, 2, (byte) 200 }, small.bytes());
	}

	@Test
	public void otherShapesAreRefused() throws IOException {
		final byte[] stream = JpegEncoder.ofWholeStreams(80, JpegSubsampling.NONE, 3).encode(Tissue.block(32, 16, 3));
		final JpegDecoder decoder = JpegDecoder.of(JpegColour.YCBCR);
		for (final BlockShape shape : new BlockShape[] { new BlockShape(16, 32, 3, PixelType.UINT8),
			new BlockShape(32, 16, 1, PixelType.UINT8), new BlockShape(32, 16, 3, PixelType.UINT16) })
			assertThrows(CodecException.class, () -> decoder.decode(stream, shape));
		final CodecException e = assertThrows(CodecException.class,
			() -> decoder.decode(stream, new BlockShape(32, 17, 3, PixelType.UINT8)));
		assertEquals("a JPEG of 32 x 17 x 3 UINT8 is expected, found 32 x 16 x 3 UINT8", e.getMessage());
		final CodecException components = assertThrows(CodecException.class,
			() -> JpegDecoder.of(JpegColour.GRAY).decode(stream, new BlockShape(32, 16, 1, PixelType.UINT8)));
		assertEquals("a JPEG of 1 components is expected, found 3", components.getMessage());
	}

	@Test
	public void headersSayWhatTheyHold() throws IOException {
		final JpegHeader header = JpegHeader
			.parse(JpegEncoder.ofWholeStreams(80, JpegSubsampling.COLUMNS, 3).encode(Tissue.block(33, 20, 3)));
		assertEquals(33, header.width());
		assertEquals(20, header.height());
		assertEquals(8, header.precision());
		assertEquals(3, header.components().size());
		assertEquals(2, header.horizontalSubsampling());
		assertEquals(1, header.verticalSubsampling());
		assertEquals(16, header.mcuWidth());
		assertEquals(8, header.mcuHeight());
		assertEquals(0, header.restartInterval());
		assertFalse(header.progressive());
		assertEquals(JpegColour.YCBCR, header.colour());
		final JpegHeader grey = JpegHeader.parse(GREY_100);
		assertTrue(grey.jfif());
		assertEquals(JpegColour.GRAY, grey.colour());
		assertEquals(JpegColour.CMYK, JpegHeader.parse(fourComponents()).colour());
	}

	@Test
	public void streamsThatAreNotImagesAreRefusedWithAReason() {
		for (final String hex : new String[] { "", "ff", "ffd8", "0000", "ffd8ffd9", "ffd8ffda0008010100003f00",
			"ffd8ffc00011080000000003012200021101031101ffda0008010100003f00",
			"ffd8ffc0000b08000800080501110000ffda0008010100003f00",
			"ffd8ffcb000b080008000801011100ffda0008010100003f00", "ffd8ffc0ffff08000800" })
			assertThrows(hex, CodecException.class, () -> JpegHeader.parse(HexFormat.of().parseHex(hex)));
		assertThrows(CodecException.class,
			() -> JpegDecoder.withTables(JpegColours.stated(JpegColour.YCBCR), new byte[] { 1, 2, 3 }));
	}

	@Test
	public void aMissingEndMarkerIsForgiven() throws IOException {
		for (final JpegBackend backend : backends()) {
			final PixelBlock block = Tissue.block(64, 64, 3);
			final byte[] stream = JpegEncoder.ofWholeStreams(80, JpegSubsampling.NONE, 3, backend).encode(block);
			final JpegDecoder decoder = JpegDecoder.of(JpegColour.YCBCR, backend);
			assertArrayEquals(decoder.decode(stream, block.shape()).bytes(),
				decoder.decode(Arrays.copyOf(stream, stream.length - 2), block.shape()).bytes());
		}
	}

	@Test
	public void paddingBeforeTheEndMarkerIsForgiven() throws IOException {
		for (final JpegBackend backend : backends()) {
			final PixelBlock block = Tissue.block(64, 64, 3);
			final byte[] stream = JpegEncoder.ofWholeStreams(80, JpegSubsampling.NONE, 3, backend).encode(block);
			final byte[] padded = Arrays.copyOf(stream, stream.length + 10);
			Arrays.fill(padded, stream.length - 2, padded.length, (byte) 0);
			padded[padded.length - 2] = (byte) 0xff;
			padded[padded.length - 1] = (byte) 0xd9;
			final JpegDecoder decoder = JpegDecoder.of(JpegColour.YCBCR, backend);
			assertArrayEquals(decoder.decode(stream, block.shape()).bytes(),
				decoder.decode(padded, block.shape()).bytes());
		}
	}

	@Test
	public void truncatedStreamsAreRefused() throws IOException {
		for (final JpegBackend backend : backends())
			for (final int samples : new int[] { 1, 3 }) {
				final PixelBlock block = Tissue.block(32, 24, samples);
				final JpegEncoder encoder =
					JpegEncoder.ofWholeStreams(60, JpegSubsampling.COLUMNS_AND_ROWS, samples, backend);
				final byte[] stream = encoder.encode(block);
				final JpegDecoder decoder = JpegDecoder.of(encoder.colour(), backend);
				final byte[] whole = decoder.decode(stream, block.shape()).bytes();
				Damage.truncateEverywhere(stream, bytes -> {
					final PixelBlock part = decoder.decode(bytes, block.shape());
					assertArrayEquals(backend.name() + ", cut to " + bytes.length + " of " + stream.length, whole,
						part.bytes());
				});
			}
	}

	@Test
	public void mutationsAreRefusedOrDecoded() throws IOException {
		for (final JpegBackend backend : backends()) {
			final PixelBlock block = Tissue.block(40, 24, 3);
			final JpegEncoder encoder = JpegEncoder.withSharedTables(60, JpegSubsampling.COLUMNS_AND_ROWS, 3, backend);
			final byte[] stream = encoder.encode(block);
			final byte[] tables = encoder.tables().get();
			Damage.mutate(stream, 5000,
				bytes -> JpegDecoder.withTables(JpegColours.stated(JpegColour.YCBCR), tables, backend)
				.decode(bytes, block.shape()));
			Damage.mutate(tables, 2000,
				bytes -> JpegDecoder.withTables(JpegColours.stated(JpegColour.YCBCR), bytes, backend)
				.decode(stream, block.shape()));
		}
	}

	@Test
	public void manyThreadsDoNotDisturbEachOther() throws Exception {
		for (final JpegBackend backend : backends()) {
			final PixelBlock block = Tissue.block(128, 128, 3);
			final JpegEncoder encoder = JpegEncoder.ofWholeStreams(80, JpegSubsampling.COLUMNS_AND_ROWS, 3, backend);
			final byte[] stream = encoder.encode(block);
			final byte[] cut = Arrays.copyOf(stream, stream.length / 2);
			final JpegDecoder decoder = JpegDecoder.of(JpegColour.YCBCR, backend);
			final byte[] expected = decoder.decode(stream, block.shape()).bytes();
			final ExecutorService threads = Executors.newFixedThreadPool(8);
			try {
				final List<Future<?>> all = new ArrayList<>();
				for (int t = 0; t < 8; t++)
					all.add(threads.submit(() -> {
						for (int i = 0; i < 60; i++) {
							assertArrayEquals(expected, decoder.decode(stream, block.shape()).bytes());
							assertArrayEquals(stream, encoder.encode(block));
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

	@Test
	public void settingsOutOfRangeAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> JpegEncoder.ofWholeStreams(0, JpegSubsampling.NONE, 3));
		assertThrows(IllegalArgumentException.class, () -> JpegEncoder.ofWholeStreams(101, JpegSubsampling.NONE, 3));
		assertThrows(IllegalArgumentException.class, () -> JpegEncoder.ofWholeStreams(80, JpegSubsampling.NONE, 4));
		assertThrows(IllegalArgumentException.class,
			() -> JpegEncoder.ofWholeStreams(80, JpegSubsampling.NONE, 3).encode(Tissue.block(8, 8, 1)));
		assertThrows(IllegalArgumentException.class,
			() -> JpegDecoder.of(JpegColour.GRAY).decodeScaled(GREY_100, new BlockShape(8, 8, 1, PixelType.UINT8), 3));
	}

	/** libjpeg-turbo's jpegtran makes the stream, without loss; the Java runtime does not decode it. */
	@Test
	public void arithmeticCodesAreDecodedOrRefusedByName() throws IOException {
		final Path source = Files.createTempFile("coverslip", ".jpg");
		final Path target = Files.createTempFile("coverslip", ".jpg");
		try {
			for (final int samples : new int[] { 1, 3 })
				for (final String progressive : new String[] { "-verbose", "-progressive" }) {
					final PixelBlock block = Tissue.block(70, 50, samples);
					final byte[] huffman = JpegEncoder.ofWholeStreams(85, JpegSubsampling.COLUMNS, samples)
						.encode(block);
					Files.write(source, huffman);
					Oracle.run("jpegtran", "-arithmetic", progressive, "-outfile", target.toString(),
						source.toString());
					final byte[] arithmetic = Files.readAllBytes(target);
					if (!JpegBackends.decodesArithmetic())
						assertTrue(assertThrows(UnsupportedCodingException.class, () -> JpegHeader.parse(arithmetic))
							.getMessage()
							.endsWith("with arithmetic codes is decoded with libjpeg-turbo only, which is not here"));
					else assertArrayEquals(JpegDecoder.of(JpegColours.ofStreams()).decode(huffman, block.shape())
						.bytes(),
						JpegDecoder.of(JpegColours.ofStreams()).decode(arithmetic, block.shape()).bytes());
				}
		}
		finally {
			Files.delete(source);
			Files.delete(target);
		}
	}
}
