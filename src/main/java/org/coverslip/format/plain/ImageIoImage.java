package org.coverslip.format.plain;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.SlideLifetime;

/**
 * An image file that Java's ImageIO decodes as a whole: its shape is read at once, its pixels on request. Thread-safe.
 */
final class ImageIoImage {

	private final PlainImageKind kind;
	private final ByteSource source;
	private final StoredFile file;
	private final BlockShape pixel;

	private ImageIoImage(final PlainImageKind kind, final ByteSource source, final StoredFile file,
		final BlockShape pixel) {
		this.kind = kind;
		this.source = source;
		this.file = file;
		this.pixel = pixel;
	}

	/** Reads the image's shape from its header. */
	static PlainImage open(final PlainImageKind kind, final ByteSource source, final StoredFile file,
		final SlideLifetime lifetime)
		throws IOException
	{
		return withReader(kind, source, file, reader -> {
			final int width = reader.getWidth(0);
			final int height = reader.getHeight(0);
			final Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
			final BlockShape pixel = types.hasNext() ? pixelShape(types.next())
				: new BlockShape(1, 1, 3, PixelType.UINT8);
			if (width <= 0 || height <= 0)
				throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, "a width and height above 0",
					width + " x " + height);
			final BlockShape tile = PlainImage.tile(pixel.samples(), pixel.type());
			final ImageIoImage image = new ImageIoImage(kind, source, file, pixel);
			final WholeImage whole = new WholeImage(file, kind.name() + " image", width, height, tile, image::decode);
			return new PlainImage(width, height, tile, new WholeImageTiles(whole, lifetime), false, null);
		});
	}

	/** Grey stays grey; everything else is RGB, with a fourth sample for opacity. */
	private static BlockShape pixelShape(final ImageTypeSpecifier type) {
		final boolean grey = type.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
		final boolean wide = type.getSampleModel().getDataType() == DataBuffer.TYPE_USHORT;
		final boolean alpha = type.getColorModel().hasAlpha();
		return new BlockShape(1, 1, grey && !alpha ? 1 : alpha ? 4 : 3, wide ? PixelType.UINT16 : PixelType.UINT8);
	}

	/** Decodes all pixels. */
	private PixelBlock decode() throws IOException {
		return withReader(kind, source, file, reader -> toBlock(reader.read(0)));
	}

	private PixelBlock toBlock(final BufferedImage image) {
		final BlockShape shape = new BlockShape(image.getWidth(), image.getHeight(), pixel.samples(), pixel.type());
		final PixelBlock block = PixelBlock.zeros(shape);
		final int n = shape.samples();
		final Raster raster = image.getRaster();
		if (raster.getNumBands() == n && image.getColorModel().getPixelSize() / n == shape.type()
			.bits() && !isIndexed(image)) {
			final int[] row = new int[shape.width() * n];
			for (int y = 0; y < shape.height(); y++)
				put(block, y, raster.getPixels(0, y, shape.width(), 1, row));
			return block;
		}
		final int[] argb = new int[shape.width()];
		final int[] row = new int[shape.width() * n];
		for (int y = 0; y < shape.height(); y++) {
			image.getRGB(0, y, shape.width(), 1, argb, 0, shape.width());
			for (int x = 0; x < argb.length; x++)
				for (int s = 0; s < n; s++) {
					final int v = argb[x] >>> (s == 3 ? 24 : 16 - 8 * s) & 0xff;
					row[x * n + s] = shape.type() == PixelType.UINT16 ? v * 257 : v;
				}
			put(block, y, row);
		}
		return block;
	}

	private static boolean isIndexed(final BufferedImage image) {
		return image.getColorModel() instanceof java.awt.image.IndexColorModel;
	}

	private void put(final PixelBlock block, final int y, final int[] row) {
		final int at = y * row.length;
		if (block.type() == PixelType.UINT8) for (int i = 0; i < row.length; i++)
			block.bytes()[at + i] = (byte) row[i];
		else for (int i = 0; i < row.length; i++)
			block.shorts()[at + i] = (short) row[i];
	}

	@FunctionalInterface
	private interface Task<T> {

		T run(ImageReader reader) throws IOException;
	}

	private static <T> T withReader(final PlainImageKind kind, final ByteSource source, final StoredFile file,
		final Task<T> task)
		throws IOException
	{
		final ImageReader reader = ImageIO.getImageReadersByFormatName(kind.name()).next();
		try (ImageInputStream in = new MemoryCacheImageInputStream(new SourceStream(source))) {
			reader.setInput(in, true, true);
			return task.run(reader);
		}
		catch (final SlideFormatException e) {
			throw e;
		}
		catch (final IOException | RuntimeException e) {
			// ImageIO's readers throw unchecked exceptions for some damaged files
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, "a sound " + kind,
				String.valueOf(e.getMessage()), e);
		}
		finally {
			reader.dispose();
		}
	}

	/** A byte source as a stream from its start. For one thread. */
	private static final class SourceStream extends InputStream {

		private final ByteSource source;
		private long position;

		SourceStream(final ByteSource source) {
			this.source = source;
		}

		@Override
		public int read() throws IOException {
			final byte[] one = new byte[1];
			return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(final byte[] bytes, final int offset, final int length) throws IOException {
			if (length == 0) return 0;
			final int n = source.read(position, ByteBuffer.wrap(bytes, offset, length));
			position += n;
			return n == 0 ? -1 : n;
		}
	}
}
