package org.coverslip.codec;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * Small PNG and BMP images through the Java runtime's own readers, decoded to RGB of 8 bits: grey is repeated, palettes are resolved,
 * of 16 bits the upper 8 are taken, opacity is left out.
 */
public final class ImageIoDecoder implements ImageDecoder {

	private static final ImageIoDecoder PNG = new ImageIoDecoder("PNG");
	private static final ImageIoDecoder BMP = new ImageIoDecoder("BMP");

	/** Deflate makes 1032 bytes of one (RFC 1951), and a byte holds 8 pixels at most. */
	private static final long MOST_PIXELS_PER_BYTE = 8 * 1032;

	private final String format;

	private ImageIoDecoder(final String format) {
		this.format = format;
	}

	public static ImageIoDecoder png() {
		return PNG;
	}

	public static ImageIoDecoder bmp() {
		return BMP;
	}

	/**
	 * @param expected
	 *            of 3 samples of 8 bits
	 */
	@Override
	public PixelBlock decode(final byte[] encoded, final BlockShape expected) throws CodecException {
		if (expected.samples() != 3 || expected.type() != PixelType.UINT8)
			throw new IllegalArgumentException(format + " is decoded to RGB of 8 bits, not to " + expected);
		final ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
		try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
			reader.setInput(in, true, true);
			final int width = reader.getWidth(0);
			final int height = reader.getHeight(0);
			if (width != expected.width() || height != expected.height())
				throw new CodecException("a " + format + " of " + expected.width() + " x " + expected.height()
					+ " pixels is expected, found " + width + " x " + height);
			if ((long) width * height > MOST_PIXELS_PER_BYTE * encoded.length)
				throw new CodecException(
					"a " + format + " of " + width + " x " + height + " pixels cannot be " + encoded.length + " bytes long");
			return toRgb(reader.read(0), expected);
		}
		catch (final CodecException e) {
			throw e;
		}
		catch (final IOException | RuntimeException e) {
			// the runtime's readers throw unchecked exceptions for some damaged images
			final String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
			throw new CodecException("the " + format + " image is damaged: " + reason, e);
		}
		finally {
			reader.dispose();
		}
	}

	private static PixelBlock toRgb(final BufferedImage image, final BlockShape shape) {
		final PixelBlock block = PixelBlock.zeros(shape);
		final byte[] rgb = block.bytes();
		if (image.getColorModel() instanceof IndexColorModel) {
			final int[] row = new int[shape.width()];
			for (int y = 0, to = 0; y < shape.height(); y++) {
				image.getRGB(0, y, shape.width(), 1, row, 0, shape.width());
				for (final int argb : row)
					for (int shift = 16; shift >= 0; shift -= 8)
						rgb[to++] = (byte) (argb >> shift);
			}
			return block;
		}
		final Raster raster = image.getRaster();
		final int bands = raster.getNumBands();
		final int colours = bands < 3 ? 1 : 3;
		final int bits = image.getColorModel().getComponentSize(0);
		final int[] row = new int[shape.width() * bands];
		for (int y = 0, to = 0; y < shape.height(); y++) {
			raster.getPixels(0, y, shape.width(), 1, row);
			for (int from = 0; from < row.length; from += bands)
				for (int s = 0; s < 3; s++)
					rgb[to++] = (byte) (row[from + (colours == 1 ? 0 : s)] >> bits - 8);
		}
		return block;
	}
}
