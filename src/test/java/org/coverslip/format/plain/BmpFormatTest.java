package org.coverslip.format.plain;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import javax.imageio.ImageIO;

import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.format.SlideProbe;
import org.coverslip.io.FileByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Slide;
import org.coverslip.testing.BmpFixture;
import org.coverslip.testing.CountingByteSource;
import org.coverslip.testing.TestPattern;
import org.junit.Test;

/** BMP files as slides. */
public class BmpFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new PlainImageFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return Files.write(into.resolve("picture.bmp"),
			BmpFixture.colours(TestPattern.block(0, 0, TestPattern.rgb(703, 581)), 24, false));
	}

	private PixelBlock read(final byte[] file) throws IOException {
		try (Slide slide = OpenedImage.open(folder.getRoot().toPath(), file)) {
			assertEquals("none", slide.scenes().get(0).level(0).compression());
			return OpenedImage.colours(slide);
		}
	}

	@Test
	public void coloursAreReadInEitherDirection() throws IOException {
		for (final int[] size : new int[][] { { 1, 1 }, { 2, 5 }, { 3, 1 }, { 515, 514 } })
			for (final int bits : new int[] { 24, 32 })
				for (final boolean topDown : new boolean[] { false, true }) {
					final PixelBlock block = TestPattern.block(3, 5, TestPattern.rgb(size[0], size[1]));
					assertArrayEquals(block.bytes(), read(BmpFixture.colours(block, bits, topDown)).bytes());
				}
	}

	@Test
	public void palettesAreReadAsColoursOrGrey() throws IOException {
		final PixelBlock indexes = TestPattern.block(0, 0, new BlockShape(517, 31, 1, PixelType.UINT8));
		final int[] grey = new int[256];
		final int[] colours = new int[256];
		for (int i = 0; i < 256; i++) {
			grey[i] = i * 0x010101;
			colours[i] = i << 16 | 255 - i << 8 | i * 7 & 0xff;
		}
		assertArrayEquals(indexes.bytes(), read(BmpFixture.indexed(indexes, grey)).bytes());
		final PixelBlock found = read(BmpFixture.indexed(indexes, colours));
		for (int i = 0; i < indexes.bytes().length; i++)
			for (int s = 0; s < 3; s++)
				assertEquals(colours[indexes.bytes()[i] & 0xff] >> 16 - 8 * s & 0xff, found.bytes()[3 * i + s] & 0xff);
	}

	@Test
	public void opacityIsRead() throws IOException {
		final PixelBlock block = TestPattern.block(0, 0, TestPattern.rgb(20, 10));
		final byte[] old = BmpFixture.colours(block, 32, true);
		final ByteBuffer file = ByteBuffer.allocate(old.length + 16).order(ByteOrder.LITTLE_ENDIAN);
		file.put(old, 0, 54).putInt(0xff0000).putInt(0xff00).putInt(0xff).putInt(0xff000000)
			.put(old, 54, old.length - 54);
		file.putInt(10, 70).putInt(14, 56).putInt(30, 3);
		try (Slide slide = OpenedImage.open(folder.getRoot().toPath(), file.array())) {
			assertArrayEquals(block.bytes(), OpenedImage.colours(slide).bytes());
			assertEquals(77, OpenedImage.pixels(slide).alpha(5));
		}
	}

	/** Through Java's own reader. */
	@Test
	public void fewBitsAreReadToo() throws IOException {
		final BufferedImage image = new BufferedImage(45, 33, BufferedImage.TYPE_BYTE_BINARY);
		final Random random = new Random(8);
		for (int i = 0; i < 700; i++)
			image.setRGB(random.nextInt(45), random.nextInt(33), 0xffffff);
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		assertTrue(ImageIO.write(image, "bmp", out));
		final PixelBlock found = read(out.toByteArray());
		for (int y = 0; y < 33; y++)
			for (int x = 0; x < 45; x++)
				assertEquals(image.getRGB(x, y) & 0xff, found.value(x, y, 0), 0);
	}

	@Test
	public void damageIsRefused() throws IOException {
		final Path dir = folder.getRoot().toPath();
		int refused = 0;
		for (final byte[] file
			: new byte[][] { BmpFixture.colours(TestPattern.block(0, 0, TestPattern.rgb(40, 30)), 24, false),
			BmpFixture.indexed(TestPattern.block(0, 0, TestPattern.rgb(40, 30).withSamples(1)), new int[256]) })
		{
			for (int n = 2; n < file.length; n += 1 + n / 100) {
				final byte[] cut = Arrays.copyOf(file, n);
				assertThrows("cut after " + n, SlideFormatException.class, () -> OpenedImage.readSome(dir, cut));
			}
			final Random random = new Random(3);
			for (int i = 0; i < 500; i++) {
				final byte[] mutated = file.clone();
				mutated[2 + random.nextInt(52)] = (byte) random.nextInt(256);
				try {
					OpenedImage.readSome(dir, mutated);
				}
				catch (final SlideFormatException expected) {
					assertTrue(expected.getMessage(), expected.getMessage().contains("expected"));
					refused++;
				}
			}
		}
		assertTrue("no damage was noticed", refused > 0);
	}

	@Test
	public void onlyTheTileIsRead() throws IOException {
		final Path path = Files.write(folder.newFile("large.bmp").toPath(),
			BmpFixture.colours(TestPattern.block(0, 0, TestPattern.rgb(3000, 2000)), 24, false));
		final CountingByteSource source = new CountingByteSource(FileByteSource.open(path));
		try (SlideProbe probe = SlideProbe.of(source, StoredFile.of(path)); Slide slide = format().open(probe)) {
			source.reset();
			slide.scenes().get(0).level(0).tiles().read(8, Plane.FIRST);
			assertEquals(512 * 512 * 3, source.bytes());
		}
	}
}
