package org.coverslip.format.mirax;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.codec.jpeg.JpegScanHead;
import org.coverslip.format.mirax.ImageTable.Stored;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.SlideLifetime;

/**
 * An image of the whole slide, its label or the scanned area, stored in a data file; handed out as RGB. Thread-safe.
 */
final class MiraxAssociatedImage implements AssociatedImage {

	/** Where the width and height are in a PNG and in a BMP. */
	private static final int PNG_WIDTH = 16;
	private static final int BMP_WIDTH = 18;
	private static final int HEAD = 26;

	private final String name;
	private final DataFiles files;
	private final Stored stored;
	private final ImageFormat format;
	private final BlockShape shape;
	private final SlideLifetime lifetime;

	private MiraxAssociatedImage(final String name, final DataFiles files, final Stored stored,
		final ImageFormat format,
		final BlockShape shape, final SlideLifetime lifetime)
	{
		this.name = name;
		this.files = files;
		this.stored = stored;
		this.format = format;
		this.shape = shape;
		this.lifetime = lifetime;
	}

	/**
	 * Reads the image's head.
	 *
	 * @throws SlideFormatException
	 *             if there is no JPEG, PNG or BMP, or it has no pixels or far too many
	 */
	static MiraxAssociatedImage open(final String name, final DataFiles files, final Stored stored,
		final SlideLifetime lifetime)
		throws IOException
	{
		final ByteBuffer head = ByteBuffer.allocate(HEAD);
		final int n = files.source(stored).read(0, head);
		final Optional<ImageFormat> format = ImageFormat.beginning(head.get(0) & 0xff, head.get(1) & 0xff);
		if (n < HEAD || format.isEmpty())
			throw new SlideFormatException(files.file(stored), stored.offset(),
				"a JPEG, PNG or BMP as " + name + " image",
				n < HEAD ? "the end of the file" : "another beginning");
		final long[] size = size(format.get(), head, name, files, stored);
		if (size[0] < 1 || size[1] < 1 || size[0] > ZoomLevel.MOST_PIXELS / size[1])
			throw new SlideFormatException(files.file(stored), stored.offset(),
				"a " + name + " image of 1 to " + ZoomLevel.MOST_PIXELS + " pixels",
				size[0] + " x " + size[1] + " pixels");
		return new MiraxAssociatedImage(name, files, stored, format.get(),
			new BlockShape((int) size[0], (int) size[1], 3, PixelType.UINT8), lifetime);
	}

	private static long[] size(final ImageFormat format, final ByteBuffer head, final String name,
		final DataFiles files,
		final Stored stored) throws IOException
	{
		return switch (format) {
			case PNG -> new long[] { head.getInt(PNG_WIDTH), head.getInt(PNG_WIDTH + 4) };
			case BMP -> new long[] { Integer.reverseBytes(head.getInt(BMP_WIDTH)),
				Math.abs((long) Integer.reverseBytes(head.getInt(BMP_WIDTH + 4))) };
			case JPEG -> {
				try {
					final JpegHeader header = JpegScanHead.read(files.source(stored)).header();
					yield new long[] { header.width(), header.height() };
				}
				catch (final CodecException e) {
					throw damaged(name, files, stored, e);
				}
			}
		};
	}

	private static SlideFormatException damaged(final String name, final DataFiles files, final Stored stored,
		final CodecException e)
	{
		return new SlideFormatException(files.file(stored), stored.offset(), "a sound " + name + " image",
			e.getMessage(), e);
	}

	@Override
	public String name() {
		return name;
	}

	@Override
	public BlockShape shape() {
		return shape;
	}

	@Override
	public PixelBlock read() throws IOException {
		lifetime.checkOpen();
		try {
			return format.decode(files.read(stored), shape.width(), shape.height());
		}
		catch (final CodecException e) {
			throw damaged(name, files, stored, e);
		}
	}
}
