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
 * Small PNG and BMP images through the Java runtime's own readers, decoded to RGB of 8 bits: grey is repeated, palettes
 * are resolved, of 16 bits the upper 8 are taken, opacity is left out.
 */
public final class ImageIoDecoder implements ImageDecoder {

	private static final ImageIoDecoder PNG = new ImageIoDecoder("PNG", false);
	private static final ImageIoDecoder PNG_SAMPLES = new ImageIoDecoder("PNG", true);
	private static final ImageIoDecoder BMP = new ImageIoDecoder("BMP", false);

	/** Deflate makes 1032 bytes of one (RFC 1951), and a byte holds 8 pixels at most. */
	private static final long MOST_PIXELS_PER_BYTE = 8 * 1032;

	private final String format;

	private final boolean asStored;

	private ImageIoDecoder(final String format, final boolean asStored) {
		this.format = format;
		this.asStored = asStored;
	}

	public static ImageIoDecoder png() {
		return PNG;
	}

	/** PNG with its samples as they are stored, 1 to 4 of 8 or 16 bits: TIFF compression 34933. */
	public static ImageIoDecoder pngSamples() {
		return PNG_SAMPLES;
	}

	public static ImageIoDecoder bmp() {
		return BMP;
	}

	/**
	 * @param expected
	 *            of 3 samples of 8 bits, unless samples are left as they are stored
	 */
	@Override
	public PixelBlock decode(final byte[] encoded, final BlockShape expected) throws CodecException {
		if (!asStored && (expected.samples() != 3 || expected.type() != PixelType.UINT8))
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
					"a " + format + " of " + width + " x " + height + " pixels cannot be " + encoded.length
					+ " bytes long");
			return asStored ? stored(reader.read(0), expected) : toRgb(reader.read(0), expected);
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

	private static PixelBlock stored(final BufferedImage image, final BlockShape shape) throws CodecException {
		final Raster raster = image.getRaster();
		final int bits = raster.getSampleModel().getSampleSize(0);
		final PixelType type = bits == 8 ? PixelType.UINT8 : PixelType.UINT16;
		if (image.getColorModel() instanceof IndexColorModel || bits != 8 && bits != 16
			|| raster.getNumBands() != shape.samples()
			|| type != shape.type())
			throw new CodecException("a PNG of " + shape + " is expected, found " + raster.getNumBands()
				+ " samples of " + bits + " bits");
		final PixelBlock block = PixelBlock.zeros(shape);
		final int[] values = raster.getPixels(0, 0, shape.width(), shape.height(), (int[]) null);
		for (int i = 0; i < values.length; i++)
			if (bits == 8) block.bytes()[i] = (byte) values[i];
			else block.shorts()[i] = (short) values[i];
		return block;
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
