package org.coverslip.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.testing.BmpFixture;
import org.coverslip.testing.PngFixture;
import org.coverslip.testing.TestPattern;
import org.junit.Test;

public class ImageIoDecoderTest {

	private static final BlockShape SHAPE = TestPattern.rgb(31, 17);
	private final PixelBlock rgb = TestPattern.block(3, 4, SHAPE);

	/** Stored samples of a PNG that show a function of the RGB pattern, and what it decodes to. */
	private void assertPng(final int depth, final int colour, final int[] values, final byte[] expected)
		throws CodecException {
		for (final boolean interlaced : new boolean[] { false, true }) {
			final PngFixture png = new PngFixture(SHAPE.width(), SHAPE.height(), depth, colour, interlaced);
			if (colour == 3) png.with("PLTE", palette());
			assertArrayEquals(expected, ImageIoDecoder.png().decode(png.encode(values), SHAPE).bytes());
		}
	}

	private static byte[] palette() {
		final byte[] palette = new byte[3 * 16];
		for (int i = 0; i < palette.length; i++)
			palette[i] = (byte) (i * 37);
		return palette;
	}

	private int sample(final int i) {
		return rgb.bytes()[i] & 0xff;
	}

	@Test
	public void pngOfAllKinds() throws CodecException {
		final int pixels = SHAPE.pixels();
		final int[] colours = new int[3 * pixels];
		final int[] deep = new int[3 * pixels];
		final int[] withOpacity = new int[4 * pixels];
		final int[] grey = new int[pixels];
		final int[] indexes = new int[pixels];
		final byte[] greyAsRgb = new byte[3 * pixels];
		final byte[] indexed = new byte[3 * pixels];
		for (int i = 0; i < 3 * pixels; i++) {
			colours[i] = sample(i);
			deep[i] = sample(i) << 8 | 99;
			withOpacity[i / 3 * 4 + i % 3] = sample(i);
			withOpacity[i / 3 * 4 + 3] = 200;
			grey[i / 3] = sample(i / 3 * 3);
			indexes[i / 3] = grey[i / 3] / 16;
			greyAsRgb[i] = (byte) grey[i / 3];
			indexed[i] = palette()[indexes[i / 3] * 3 + i % 3];
		}
		assertPng(8, 2, colours, rgb.bytes());
		assertPng(16, 2, deep, rgb.bytes());
		assertPng(8, 6, withOpacity, rgb.bytes());
		assertPng(8, 0, grey, greyAsRgb);
		assertPng(4, 3, indexes, indexed);
	}

	@Test
	public void bmp() throws CodecException {
		for (final boolean topDown : new boolean[] { false, true })
			for (final int bits : new int[] { 24, 32 })
				assertArrayEquals(rgb.bytes(),
					ImageIoDecoder.bmp().decode(BmpFixture.colours(rgb, bits, topDown), SHAPE).bytes());
	}

	private static void assertRefused(final String message, final ImageIoDecoder decoder, final byte[] bytes,
		final BlockShape shape) {
		final CodecException e = assertThrows(CodecException.class, () -> decoder.decode(bytes, shape));
		assertTrue(e.getMessage(), e.getMessage().contains(message));
	}

	@Test
	public void damagedOnes() {
		final byte[] bmp = BmpFixture.colours(rgb, 24, false);
		assertRefused("a BMP of 32 x 17 pixels is expected, found 31 x 17", ImageIoDecoder.bmp(), bmp,
			TestPattern.rgb(32, 17));
		assertRefused("the BMP image is damaged", ImageIoDecoder.bmp(), new byte[10], SHAPE);
		assertRefused("the PNG image is damaged", ImageIoDecoder.png(), bmp, SHAPE);
		final byte[] png = new PngFixture(31, 17, 8, 2, false).encode(new int[SHAPE.length()]);
		for (int length = 0; length < png.length - 40; length++)
			assertRefused("the PNG image is damaged", ImageIoDecoder.png(), Arrays.copyOf(png, length), SHAPE);
		final byte[] huge = new PngFixture(30000, 1, 8, 2, false).encode(new int[90000]);
		huge[22] = 0x4e;
		huge[23] = 0x20;
		assertRefused("a PNG of 30000 x 20000 pixels cannot be", ImageIoDecoder.png(), huge,
			TestPattern.rgb(30000, 20000));
	}
}
