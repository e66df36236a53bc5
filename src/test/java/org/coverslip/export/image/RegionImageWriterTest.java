package org.coverslip.export.image;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

import org.coverslip.export.DrawnScene;
import org.coverslip.geom.Region;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Holds written images against Java's own readers and against the TIFF's fields. */
public class RegionImageWriterTest {

	private static final int WHITE = 0xffffff;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path write(final String name, final RegionPixels pixels) throws IOException {
		final Path path = folder.getRoot().toPath().resolve(name);
		new RegionImageWriter(path, Optional.of(new PixelSize(0.5, 0.25))).write(pixels, WHITE);
		return path;
	}

	/** Noise over a gradient: long matches and none. */
	private static PixelBlock block(final int width, final int height, final int samples, final PixelType type) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(width, height, samples, type));
		final Random random = new Random(width * 31 + samples);
		for (int i = 0; i < block.shape().length(); i++) {
			final int value = i % 3 == 0 ? random.nextInt(65536) : i * 7;
			if (type == PixelType.UINT8) block.bytes()[i] = (byte) value;
			else block.shorts()[i] = (short) value;
		}
		return block;
	}

	private static byte[] alpha(final PixelBlock block) {
		final byte[] alpha = new byte[block.shape().pixels()];
		for (int i = 0; i < alpha.length; i++)
			alpha[i] = (byte) (i % 5 == 0 ? 0 : i % 256);
		return alpha;
	}

	@Test
	public void pngOfAllKinds() throws IOException {
		for (final PixelType type : new PixelType[] { PixelType.UINT8, PixelType.UINT16 })
			for (final int samples : new int[] { 1, 3 })
				for (final boolean opaque : new boolean[] { true, false }) {
					final PixelBlock block = block(211, 97, samples, type);
					final byte[] alpha = opaque ? null : alpha(block);
					final BufferedImage image = ImageIO.read(write("x.png", new RegionPixels(block, alpha)).toFile());
					final String what = type + " x " + samples + (opaque ? "" : " with alpha");
					assertEquals(what, samples + (opaque ? 0 : 1), image.getRaster().getNumBands());
					assertEquals(what, type.bits(), image.getSampleModel().getSampleSize(0));
					for (int s = 0; s < samples; s++) {
						final int[] read = image.getRaster().getSamples(0, 0, 211, 97, s, (int[]) null);
						for (int i = 0; i < read.length; i++)
							assertEquals(what, (int) block.value(i * samples + s), read[i]);
					}
					if (opaque) continue;
					final int[] read = image.getRaster().getSamples(0, 0, 211, 97, samples, (int[]) null);
					for (int i = 0; i < read.length; i++)
						assertEquals(what, (alpha[i] & 0xff) * (type == PixelType.UINT8 ? 1 : 257), read[i]);
				}
	}

	@Test
	public void aPngOfManyChunks() throws IOException {
		final PixelBlock block = block(1200, 400, 3, PixelType.UINT8);
		final Path file = write("x.png", new RegionPixels(block, null));
		assertArrayEquals(new RegionPixels(block, null).toArgb(),
			ImageIO.read(file.toFile()).getRGB(0, 0, 1200, 400, null, 0, 1200));
		final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).position(8);
		final List<String> names = new ArrayList<>();
		while (bytes.hasRemaining()) {
			final int length = bytes.getInt();
			final byte[] chunk = new byte[4 + length];
			bytes.get(chunk);
			names.add(new String(chunk, 0, 4, StandardCharsets.US_ASCII));
			final CRC32 crc = new CRC32();
			crc.update(chunk);
			assertEquals("check sum of " + names, (int) crc.getValue(), bytes.getInt());
			assertTrue(names.toString(), length > 0 && length <= 1 << 16 || names.contains("IEND"));
		}
		assertEquals(List.of("IHDR", "pHYs", "IDAT", "IEND"), names.stream().distinct().toList());
		assertTrue(names.toString(), names.size() > 5);
	}

	@Test
	public void jpegShowsTheBackground() throws IOException {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(64, 32, 3, PixelType.UINT8));
		final byte[] alpha = new byte[64 * 32];
		Arrays.fill(alpha, 0, 64 * 16, (byte) 255);
		final BufferedImage image = ImageIO.read(write("x.JPG", new RegionPixels(block, alpha)).toFile());
		assertEquals(0, image.getRGB(10, 5) & 0xff, 3);
		assertEquals(255, image.getRGB(10, 28) & 0xff, 3);
		final BufferedImage gray =
			ImageIO.read(write("gray.jpeg", new RegionPixels(block(64, 32, 1, PixelType.UINT16), null)).toFile());
		assertEquals(1, gray.getRaster().getNumBands());
	}

	@Test
	public void tiffOfAnyType() throws IOException {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(300, 1001, 3, PixelType.FLOAT32));
		for (int i = 0; i < block.floats().length; i++)
			block.floats()[i] = i / 7f;
		try (TiffFile tiff = TiffFile.open(StoredFile.of(write("x.tif", new RegionPixels(block, alpha(block)))))) {
			final Ifd ifd = tiff.ifds().get(0);
			assertEquals(4, ifd.longValue(TiffTag.SAMPLES_PER_PIXEL));
			assertEquals(TiffTag.EXTRA_UNASSOCIATED_ALPHA, ifd.longValue(TiffTag.EXTRA_SAMPLES));
			assertEquals(20000, ifd.doubleValue(TiffTag.X_RESOLUTION), 1e-6);
			assertEquals(40000, ifd.doubleValue(TiffTag.Y_RESOLUTION), 1e-6);
			int pixel = 0;
			for (int strip = 0; strip < ifd.count(TiffTag.STRIP_OFFSETS); strip++) {
				final ByteBuffer bytes =
					ByteBuffer.wrap(tiff.source().readFully(ifd.longs(TiffTag.STRIP_OFFSETS)[strip],
					ifd.longs(TiffTag.STRIP_BYTE_COUNTS)[strip])).order(ByteOrder.LITTLE_ENDIAN);
				for (; bytes.hasRemaining(); pixel++) {
					for (int s = 0; s < 3; s++)
						assertEquals(block.floats()[3 * pixel + s], bytes.getFloat(), 0);
					assertEquals(pixel % 5 == 0 ? 0 : pixel % 256 / 255f, bytes.getFloat(), 1e-6);
				}
			}
			assertEquals(300 * 1001, pixel);
		}
	}

	/** Samples of a TIFF, strip by strip. */
	private static ByteBuffer samples(final TiffFile tiff) throws IOException {
		final ByteArrayOutputStream all = new ByteArrayOutputStream();
		final Ifd ifd = tiff.ifds().get(0);
		for (int strip = 0; strip < ifd.count(TiffTag.STRIP_OFFSETS); strip++)
			all.write(tiff.source().readFully(ifd.longs(TiffTag.STRIP_OFFSETS)[strip],
				ifd.longs(TiffTag.STRIP_BYTE_COUNTS)[strip]));
		return ByteBuffer.wrap(all.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
	}

	private static double next(final ByteBuffer bytes, final PixelType type) {
		return switch (type) {
			case UINT8 -> bytes.get() & 0xff;
			case INT8 -> bytes.get();
			case UINT16 -> bytes.getShort() & 0xffff;
			case INT16 -> bytes.getShort();
			case UINT32 -> bytes.getInt() & 0xffffffffL;
			case INT32 -> bytes.getInt();
			case FLOAT32 -> bytes.getFloat();
			case FLOAT64 -> bytes.getDouble();
		};
	}

	@Test
	public void tiffOfEachTypeWithAndWithoutAlpha() throws IOException {
		final double[] opaque = { 255, 127, 65535, 32767, 4294967295.0, 2147483647, 1, 1 };
		for (final PixelType type : PixelType.values())
			for (final int samples : new int[] { 1, 3 })
				for (final boolean covered : new boolean[] { true, false }) {
					final PixelBlock block =
						DrawnScene.of(41, 30, type, samples).draw(new Region(280, 290, 41, 30), Plane.FIRST);
					final byte[] alpha = covered ? null : alpha(block);
					final String what = type + " x " + samples + (covered ? "" : " with alpha");
					try (TiffFile tiff =
						TiffFile.open(StoredFile.of(write("x.tiff", new RegionPixels(block, alpha))))) {
						final Ifd ifd = tiff.ifds().get(0);
						assertEquals(what, samples == 3 ? 2 : 1, ifd.longValue(TiffTag.PHOTOMETRIC));
						assertEquals(what, type.bits(), ifd.longValue(TiffTag.BITS_PER_SAMPLE));
						assertEquals(what, type.isFloating() ? 3 : type.isSigned() ? 2 : 1,
							ifd.longValue(TiffTag.SAMPLE_FORMAT));
						assertEquals(what, covered ? samples : samples + 1, ifd.count(TiffTag.BITS_PER_SAMPLE));
						assertEquals(what, covered ? 0 : 1, ifd.count(TiffTag.EXTRA_SAMPLES));
						final ByteBuffer bytes = samples(tiff);
						for (int i = 0; i < block.shape().length(); i++) {
							assertEquals(what, block.value(i), next(bytes, type), 0);
							if (covered || i % samples < samples - 1) continue;
							final double expected = opaque[type.ordinal()] * (alpha[i / samples] & 0xff) / 255;
							assertEquals(what, type.isFloating() ? expected : Math.floor(expected), next(bytes, type),
								1e-7);
						}
						assertFalse(what, bytes.hasRemaining());
					}
				}
	}

	@Test
	public void stripsAreOfAMebibyteOrOneRow() throws IOException {
		for (final int[] size : new int[][] { { 1 << 18, 5, 4 }, { (1 << 20) + 1, 2, 1 }, { 100, 3, 3 } }) {
			final PixelBlock block = block(size[0], size[1], 1, PixelType.UINT8);
			try (TiffFile tiff = TiffFile.open(StoredFile.of(write("x.tif", new RegionPixels(block, null))))) {
				final Ifd ifd = tiff.ifds().get(0);
				assertEquals(size[2], ifd.longValue(TiffTag.ROWS_PER_STRIP));
				assertEquals((size[1] + size[2] - 1) / size[2], ifd.count(TiffTag.STRIP_OFFSETS));
				assertArrayEquals(block.bytes(), samples(tiff).array());
			}
		}
		final PixelBlock wide = block(100_000, 3, 3, PixelType.UINT16);
		try (TiffFile tiff = TiffFile.open(StoredFile.of(write("x.tif", new RegionPixels(wide, null))))) {
			assertEquals("one row of 600000 bytes", 1, tiff.ifds().get(0).longValue(TiffTag.ROWS_PER_STRIP));
			final ByteBuffer bytes = samples(tiff);
			for (int i = 0; i < wide.shape().length(); i++)
				if (wide.shorts()[i] != bytes.getShort()) throw new AssertionError("sample " + i);
		}
	}

	@Test
	public void pngSaysThePixelSizeIfItIsKnown() throws IOException {
		final RegionPixels pixels = new RegionPixels(block(9, 8, 3, PixelType.UINT8), null);
		final byte[] file = Files.readAllBytes(write("x.png", pixels));
		final ByteBuffer chunk = ByteBuffer.wrap(file, 33, 21); // behind the signature and IHDR
		assertEquals(9, chunk.getInt());
		assertEquals('p' << 24 | 'H' << 16 | 'Y' << 8 | 's', chunk.getInt());
		assertEquals("pixels per metre of 0.5 µm", 2_000_000, chunk.getInt());
		assertEquals("of 0.25 µm", 4_000_000, chunk.getInt());
		assertEquals("metre", 1, chunk.get());
		assertEquals(file.length - 21, PngEncoder.encode(pixels).length);
		final Path path = folder.getRoot().toPath().resolve("y.png");
		new RegionImageWriter(path, Optional.of(new PixelSize(0.3, 1e-9))).write(pixels, WHITE);
		final ByteBuffer sizes = ByteBuffer.wrap(Files.readAllBytes(path), 41, 8);
		assertEquals("to the nearest", 3_333_333, sizes.getInt());
		assertEquals("not more than the field holds", Integer.MAX_VALUE, sizes.getInt());
	}

	@Test
	public void aBlockOfFourSamplesIsColourAndAlpha() throws IOException {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(2, 1, 4, PixelType.UINT8));
		System.arraycopy(new byte[] { 1, 2, 3, 4, 50, 60, 70, -1 }, 0, block.bytes(), 0, 8);
		final Path path = folder.getRoot().toPath().resolve("x.png");
		new RegionImageWriter(path, Optional.empty()).write(block, WHITE);
		assertArrayEquals(new int[] { 0x04010203, 0xff323c46 },
			ImageIO.read(path.toFile()).getRGB(0, 0, 2, 1, null, 0, 2));
	}

	@Test
	public void jpegOf16BitsIsDividedBy257ToTheNearest() throws IOException {
		final int[][] valuesAndBytes = { { 0, 0 }, { 16319, 63 }, { 16320, 64 }, { 32896, 128 }, { 65535, 255 } };
		for (final int[] pair : valuesAndBytes) {
			final PixelBlock block = PixelBlock.zeros(new BlockShape(8, 8, 1, PixelType.UINT16));
			Arrays.fill(block.shorts(), (short) pair[0]);
			final BufferedImage image = ImageIO.read(write("x.jpg", new RegionPixels(block, null)).toFile());
			assertEquals(pair[1], image.getRaster().getSample(3, 3, 0));
		}
	}

	@Test
	public void picturesForBrowsers() throws IOException {
		final PixelBlock colours = block(32, 32, 3, PixelType.UINT8);
		for (final int quality : new int[] { 89, 90 }) {
			final byte[] jpeg = new PictureEncoder(PictureFormat.JPG, quality, 3).encode(colours);
			int frame = 2;
			while (jpeg[frame + 1] != (byte) 0xc0)
				frame += 2 + ((jpeg[frame + 2] & 0xff) << 8 | jpeg[frame + 3] & 0xff);
			assertEquals("luma of quality " + quality, quality < 90 ? 0x22 : 0x11, jpeg[frame + 11]);
			assertEndsWith(PictureFormat.JPG.lastBytes(), jpeg);
		}
		final byte[] png = new PictureEncoder(PictureFormat.PNG, 90, 3).encode(colours);
		assertArrayEquals(RegionPixels.of(colours).toArgb(),
			ImageIO.read(new ByteArrayInputStream(png)).getRGB(0, 0, 32, 32, null, 0, 32));
		assertEndsWith(PictureFormat.PNG.lastBytes(), png);
		assertEquals("jpg", PictureFormat.JPG.ending());
		assertEquals("png", PictureFormat.PNG.ending());
	}

	private static void assertEndsWith(final byte[] last, final byte[] file) {
		assertArrayEquals(last, Arrays.copyOfRange(file, file.length - last.length, file.length));
	}

	@Test
	public void whatAKindCannotHoldIsSaid() {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(8, 8, 1, PixelType.FLOAT32));
		final Exception e =
			assertThrows(IllegalArgumentException.class, () -> write("x.png", new RegionPixels(block, null)));
		assertEquals("samples of type float32 cannot be written as PNG; choose a .tif file", e.getMessage());
		assertThrows(IllegalArgumentException.class, () -> write("x.gif", new RegionPixels(block, null)));
		assertFalse("a file was left behind", folder.getRoot().list().length > 0);
	}
}
