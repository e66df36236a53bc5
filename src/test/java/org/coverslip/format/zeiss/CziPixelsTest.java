package org.coverslip.format.zeiss;

import static org.coverslip.format.zeiss.CziFixture.*;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.coverslip.codec.LzwCodec;
import org.coverslip.codec.ZstdCodec;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.zeiss.CziFixture.Block;
import org.coverslip.geom.Region;
import org.coverslip.io.FileByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.CountingByteSource;
import org.coverslip.testing.JpegFixture;
import org.coverslip.testing.JxrPrograms;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.TestPattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Each kind of pixels in each compression. */
public class CziPixelsTest {

	private static final int W = 23;
	private static final int H = 17;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Slide open(final int pixelType, final int compression, final int width, final int height, final byte[] data)
		throws IOException
	{
		final Path path = folder.newFolder().toPath().resolve("one.czi");
		return SlideOpener.open(new CziFixture().add(new Block(pixelType, compression, 5, 6, width, height), data)
			.write(path));
	}

	private PixelBlock read(final int pixelType, final int compression, final byte[] data) throws IOException {
		try (Slide slide = open(pixelType, compression, W, H, data)) {
			return slide.scenes().get(0).level(0).tiles().read(0, Plane.FIRST).orElseThrow();
		}
	}

	private static byte[] zstd1(final byte[] raw, final boolean packed) {
		final byte[] prepared = packed ? split(raw) : raw;
		final byte[] encoded = new ZstdCodec().encode(prepared);
		final ByteBuffer out = ByteBuffer.allocate(encoded.length + 3);
		out.put(packed ? new byte[] { 3, 1, 1 } : new byte[] { 3, 1, 0 });
		return out.put(encoded).array();
	}

	/** All low bytes, then all high bytes. */
	private static byte[] split(final byte[] raw) {
		final byte[] out = new byte[raw.length];
		for (int i = 0; i < raw.length; i++)
			out[i % 2 * (raw.length / 2) + i / 2] = raw[i];
		return out;
	}

	/** The value of a sample as the file has it, little-endian, found without Coverslip's codecs. */
	private static double stored(final byte[] raw, final int pixelType, final int index) {
		final ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
		return switch (pixelType) {
			case GRAY8, BGR24, BGRA32 -> in.get(index) & 0xff;
			case GRAY16, BGR48 -> in.getShort(2 * index) & 0xffff;
			case GRAY_FLOAT, 8 -> in.getFloat(4 * index);
			case 12 -> in.getInt(4 * index);
			default -> in.getDouble(8 * index);
		};
	}

	private static void assertStored(final String what, final byte[] raw, final int pixelType, final int samples,
		final PixelBlock found) {
		assertEquals(what, samples == 1 ? 1 : 3, found.samples());
		for (int p = 0; p < W * H; p++)
			for (int s = 0; s < found.samples(); s++)
				assertEquals(what, stored(raw, pixelType, p * samples + (samples == 1 ? 0 : 2 - s)),
					found.value(p * found.samples() + s), 0);
	}

	@Test
	public void allKindsInAllLosslessCompressions() throws IOException {
		final int[][] kinds = { { GRAY8, 1, 1 }, { GRAY16, 1, 2 }, { GRAY_FLOAT, 1, 4 }, { BGR24, 3, 1 },
			{ BGR48, 3, 2 }, { 8, 3, 4 },
			{ BGRA32, 4, 1 }, { 12, 1, 4 }, { 13, 1, 8 } };
		for (final int[] kind : kinds) {
			final byte[] raw = pattern(W, H, kind[1] * kind[2], kind[0]);
			if (kind[0] == GRAY_FLOAT || kind[0] == 8)
				for (int i = 3; i < raw.length; i += 4)
					raw[i] = 0x42; // no NaN
			final String what = "pixel type " + kind[0];
			assertStored(what, raw, kind[0], kind[1], read(kind[0], 0, raw));
			assertStored(what + " with surplus", raw, kind[0], kind[1],
				read(kind[0], 0, Arrays.copyOf(raw, raw.length + 7)));
			assertStored(what + " LZW", raw, kind[0], kind[1], read(kind[0], 2, new LzwCodec().encode(raw)));
			assertStored(what + " zstd0", raw, kind[0], kind[1], read(kind[0], 5, new ZstdCodec().encode(raw)));
			assertStored(what + " zstd1", raw, kind[0], kind[1], read(kind[0], 6, zstd1(raw, false)));
			if (kind[2] == 2) assertStored(what + " packed", raw, kind[0], kind[1], read(kind[0], 6, zstd1(raw, true)));
		}
	}

	/** Rows and columns that the file states, but does not hold: the last ones that it holds are shown once more. */
	@Test
	public void reducedImagesOfRoundedSizes() throws IOException {
		for (final int[] less : new int[][] { { 0, 1 }, { 1, 0 }, { 1, 1 } }) {
			final int w = W - less[0];
			final int h = H - less[1];
			final byte[] raw = pattern(w, h, 2, 3);
			final PixelBlock grey = TestPattern.block(0, 0, new BlockShape(w, h, 1, PixelType.UINT8));
			for (final int compression : new int[] { 0, 5, 6, 1 }) {
				final byte[] data = switch (compression) {
					case 0 -> raw;
					case 5 -> new ZstdCodec().encode(raw);
					case 6 -> zstd1(raw, true);
					default -> JpegFixture.sampled(1, 1).ofQuality(0.99).encode(grey);
				};
				final Path path = folder.newFolder().toPath().resolve("rounded.czi");
				final Block block = new Block(compression == 1 ? GRAY8 : GRAY16, compression, 0, 0, 2 * W, 2 * H)
					.stored(W, H);
				try (Slide slide = SlideOpener.open(new CziFixture().add(block, data).write(path))) {
					final PixelBlock found = slide.scenes().get(0).level(0).tiles().read(0, Plane.FIRST).orElseThrow();
					assertEquals(W, found.width());
					assertEquals(H, found.height());
					for (int y = 0; y < H; y++)
						for (int x = 0; x < W; x++) {
							final int i = Math.min(y, h - 1) * w + Math.min(x, w - 1);
							if (compression == 1) assertEquals(grey.value(i), found.value(x, y, 0), 25);
							else assertEquals(stored(raw, GRAY16, i), found.value(x, y, 0), 0);
						}
				}
			}
		}
	}

	/** A single image of 48 MB is not read as a whole. */
	@Test
	public void largeImagesAreReadInParts() throws IOException {
		final int width = 6000;
		final int height = 4000;
		final byte[] raw = pattern(width, height, 2, 4);
		final Path path = folder.newFolder().toPath().resolve("large.czi");
		new CziFixture().add(new Block(GRAY16, 0, 7, 8, width, height), raw).write(path);
		final CountingByteSource source = new CountingByteSource(FileByteSource.open(path));
		try (Slide slide = new ZeissFormat().open(SlideProbe.of(source, StoredFile.of(path)))) {
			final Scene scene = slide.scenes().get(0);
			source.reset();
			final Region region = new Region(3000, 1030, 90, 20);
			final PixelBlock found = new RegionReader(TileCache.ofBytes(1 << 25)).read(scene, 0, Plane.FIRST, region)
				.block();
			for (int y = 0; y < 20; y++)
				for (int x = 0; x < 90; x++)
					assertEquals(stored(raw, GRAY16, (1030 + y) * width + 3000 + x), found.value(x, y, 0), 0);
			assertTrue(source.bytes() + " bytes read", source.bytes() < 9 << 20);
			assertEquals(Region.ofSize(width, height), scene.level(0).layout().bounds());
		}
	}

	/** A head of one byte says nothing of packing. */
	@Test
	public void shortHead() throws IOException {
		final byte[] raw = pattern(W, H, 2, 3);
		final byte[] encoded = new ZstdCodec().encode(raw);
		final byte[] data = ByteBuffer.allocate(encoded.length + 1).put((byte) 1).put(encoded).array();
		assertStored("", raw, GRAY16, 1, read(GRAY16, 6, data));
	}

	@Test
	public void jpeg() throws IOException {
		for (final int samples : new int[] { 1, 3 }) {
			final PixelBlock picture =
				new PixelBlock(new BlockShape(W, H, samples, PixelType.UINT8), new byte[W * H * samples]);
			for (int p = 0; p < W * H; p++)
				for (int s = 0; s < samples; s++)
					picture.bytes()[p * samples + s] = (byte) (40 + 60 * s + p % W * 2 + p / W);
			final PixelBlock found =
				read(samples == 1 ? GRAY8 : BGR24, 1, JpegFixture.sampled(1, 1).ofQuality(0.98).encode(picture));
			for (int i = 0; i < picture.shape().length(); i++)
				assertEquals(picture.value(i), found.value(i), 6);
		}
	}

	/** Pixels as they are, marked as JPEG XR: written by ZEN's Airyscan processing. */
	@Test
	public void rawPixelsThatAreMarkedAsCompressed() throws IOException {
		final byte[] raw = pattern(W, H, 2, 3);
		assertStored("", raw, GRAY16, 1, read(GRAY16, 4, raw));
		assertStored("", raw, GRAY16, 1, read(GRAY16, 5, raw));
	}

	/**
	 * Grey of one and two bytes, and colours, which come red first; lossless and lossy; what JxrDecApp makes of the
	 * same bytes.
	 */
	@Test
	public void jpegXr() throws IOException {
		for (final int[] kind : new int[][] { { GRAY8, 1, 1 }, { GRAY16, 1, 2 }, { BGR24, 3, 1 }, { BGR48, 3, 2 } })
			for (final String quality : new String[] { "1.0", "0.8" }) {
				final BlockShape shape =
					new BlockShape(W, H, kind[1], kind[2] == 1 ? PixelType.UINT8 : PixelType.UINT16);
				final PixelBlock picture = TestPattern.block(0, 0, shape);
				final byte[] encoded = JxrPrograms.encode(picture, "-q", quality);
				final PixelBlock found = read(kind[0], 4, encoded);
				assertEquals(shape, found.shape());
				assertArrayEquals(JxrPrograms.decode(encoded).orElseThrow(), JxrPrograms.bytes(found));
				if (quality.equals("1.0")) assertArrayEquals(JxrPrograms.bytes(picture), JxrPrograms.bytes(found));
			}
	}

	/** Bgra32 is shown without its alpha, and a reduced sub-block may be a row or a column smaller than stated. */
	@Test
	public void jpegXrOfOtherShapes() throws IOException {
		final PixelBlock picture = TestPattern.block(0, 0, new BlockShape(W, H, 4, PixelType.UINT8));
		final PixelBlock found = read(BGRA32, 4, JxrPrograms.encode(picture, "-c", "22"));
		for (int y = 0; y < H; y++)
			for (int x = 0; x < W; x++)
				for (int s = 0; s < 3; s++)
					assertEquals(picture.value(x, y, s), found.value(x, y, s), 0);
		final byte[] other = JxrPrograms.encode(TestPattern.block(0, 0, new BlockShape(W, H + 1, 1, PixelType.UINT8)));
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> read(GRAY8, 4, other));
		assertTrue(e.getMessage(), e.getMessage().contains("is expected, found " + W + " x " + (H + 1) + " x 1 UINT8"));
	}

	@Test
	public void damagedJpegXr() throws IOException {
		final byte[] encoded =
			JxrPrograms.encode(TestPattern.block(0, 0, new BlockShape(W, H, 3, PixelType.UINT8)), "-q", "0.8");
		int refused = 0;
		for (int n = 3; n < encoded.length; n += 7) {
			final byte[] part = Arrays.copyOf(encoded, n);
			try {
				read(BGR24, 4, part);
			}
			catch (final SlideFormatException e) {
				assertTrue(e.getMessage(), e.getMessage().contains("(compression: JPEG XR)"));
				refused++;
			}
		}
		assertTrue("no damage was noticed", refused > 0);
	}

	/** Everything but the pixels can be looked at. */
	@Test
	public void unknownCompressionsAreNamed() throws IOException {
		for (final int compression : new int[] { 3, 104, 1000 })
			try (Slide slide = open(GRAY8, compression, W, H, new byte[] { 'I', 'I', (byte) 0xbc, 1 })) {
				final Scene scene = slide.scenes().get(0);
				assertEquals(W, scene.width());
				final SlideFormatException e =
					assertThrows(SlideFormatException.class, () -> scene.level(0).tiles().read(0, Plane.FIRST));
				assertTrue(e.getMessage(),
					e.getMessage().endsWith("expected pixels that are not compressed, or as JPEG, JPEG XR, LZW or"
					+ " Zstandard, found compression " + compression + ", for which Coverslip has no decoder"));
			}
	}

	@Test
	public void damagedPixels() throws IOException {
		final byte[] raw = pattern(W, H, 2, 3);
		final byte[] zstd = new ZstdCodec().encode(raw);
		refused("a sound sub-block of 23 x 17 GRAY16 pixels (compression: Zstandard)", GRAY16, 5,
			Arrays.copyOf(zstd, zstd.length / 2));
		refused("Zstandard data gives 780 bytes where 782 are expected", GRAY16, 5,
			new ZstdCodec().encode(Arrays.copyOf(raw, 780)));
		refused("(compression: LZW)", GRAY16, 2, Arrays.copyOf(new LzwCodec().encode(raw), 100));
		refused("a head of 1 or 3 bytes, found 2", GRAY16, 6, new byte[] { 2, 1, 1, 9, 9 });
		refused("a head of 1 or 3 bytes, found 3 in 3 bytes", GRAY16, 6, new byte[] { 3, 1, 1 });
		refused("prepared in way 2", GRAY16, 6, new byte[] { 3, 2, 1, 9, 9 });
		refused("for 16-bit samples only", GRAY8, 6, zstd1(pattern(W, H + 1, 1, 3), true));
		refused("(compression: JPEG)", GRAY8, 1, new byte[] { 1, 2, 3 });
		refused("(compression: none), found a block of 23 x 17 x 1 UINT16 takes 782 bytes, found 781", GRAY16, 0,
			Arrays.copyOf(raw, 781));
		refused("1 to 66709 bytes for 23 x 17 GRAY16 pixels, found 0", GRAY16, 5, new byte[0]);
		refused("1 to 66709 bytes for 23 x 17 GRAY16 pixels, found 70000", GRAY16, 5, new byte[70000]);
		final PixelBlock grey = new PixelBlock(new BlockShape(W, H, 1, PixelType.UINT8), pattern(W, H, 1, 1));
		refused("(compression: JPEG)", BGR24, 1, JpegFixture.sampled(1, 1).encode(grey));
	}

	private void refused(final String message, final int pixelType, final int compression, final byte[] data) {
		final SlideFormatException e =
			assertThrows(message, SlideFormatException.class, () -> read(pixelType, compression, data));
		assertTrue(e.getMessage(), e.getMessage().contains(message) && e.getMessage().contains("one.czi, byte 544"));
	}

	@Test
	public void imagesThatDoNotFitIntoMemory() throws IOException {
		for (final int side : new int[] { 46341, Integer.MAX_VALUE })
			try (Slide slide = open(BGR48, 5, side, side, new byte[100])) {
				final SlideFormatException e =
					assertThrows(SlideFormatException.class,
					() -> slide.scenes().get(0).level(0).tiles().read(0, Plane.FIRST));
				assertTrue(e.getMessage(), e.getMessage().contains("a sub-block that fits in memory"));
			}
	}

	/** Channels of several types: the type that holds all values. */
	@Test
	public void channelsOfDifferentTypes() throws IOException {
		final Path path = folder.newFile("types.czi").toPath();
		final byte[] first = pattern(W, H, 1, 1);
		final byte[] second = pattern(W, H, 2, 2);
		new CziFixture().add(new Block(GRAY8, 0, 0, 0, W, H).dim("C", 0), first)
			.add(new Block(GRAY16, 0, 0, 0, W, H).dim("C", 1), second)
			.add(new Block(BGR24, 0, 0, 0, W, H).dim("C", 2), pattern(W, H, 3, 3)).write(path);
		try (Slide slide = SlideOpener.open(path)) {
			final List<Scene> scenes = slide.scenes();
			assertEquals(2, scenes.size());
			assertTrue(scenes.get(0).isRgb());
			assertStored("", pattern(W, H, 3, 3), BGR24, 3, scenes.get(0).level(0).tiles().read(0, Plane.FIRST)
				.orElseThrow());
			assertFalse(scenes.get(1).isRgb());
			assertEquals(2, scenes.get(1).channels().size());
			assertEquals(PixelType.UINT16, scenes.get(1).pixelType());
			assertStored("", first, GRAY8, 1, scenes.get(1).level(0).tiles().read(0, Plane.FIRST).orElseThrow());
			assertStored("", second, GRAY16, 1, scenes.get(1).level(0).tiles().read(0, new Plane(1, 0, 0))
				.orElseThrow());
		}
	}

	/** The sums of the decoded pixels are those that libCZI's own tests state (test_ZstdDecode.cpp). */
	@Test
	public void imagesThatLibCziCompressed() throws Exception {
		assertSum("cf93fcb8eb24a16fae76a626b2709516", GRAY8, 1024, "codec/libczi-GetZStd1CompressedImage.bin");
		assertSum("9be365999aceccb8a7c62f0ba4d9ce90", GRAY16, 32,
			"codec/libczi-GetZStd1CompressedImageWithHiLoPacking.bin");
	}

	private void assertSum(final String md5, final int pixelType, final int side, final String file) throws Exception {
		try (Slide slide = open(pixelType, 6, side, side, Files.readAllBytes(RealSlides.path(file)))) {
			final PixelBlock block = slide.scenes().get(0).level(0).tiles().read(0, Plane.FIRST).orElseThrow();
			final ByteBuffer bytes = ByteBuffer.allocate((int) block.shape().byteCount())
				.order(ByteOrder.LITTLE_ENDIAN);
			if (block.type() == PixelType.UINT8) bytes.put(block.bytes());
			else bytes.asShortBuffer().put(block.shorts());
			assertArrayEquals(HexFormat.of().parseHex(md5), MessageDigest.getInstance("MD5").digest(bytes.array()));
		}
	}
}
