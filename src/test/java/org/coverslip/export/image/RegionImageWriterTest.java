package org.coverslip.export.image;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

import javax.imageio.ImageIO;

import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.PixelSize;
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
		final PixelBlock block = block(2000, 700, 3, PixelType.UINT8);
		final BufferedImage image = ImageIO.read(write("x.png", new RegionPixels(block, null)).toFile());
		assertArrayEquals(new RegionPixels(block, null).toArgb(), image.getRGB(0, 0, 2000, 700, null, 0, 2000));
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
