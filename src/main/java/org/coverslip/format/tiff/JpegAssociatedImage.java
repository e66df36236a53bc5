package org.coverslip.format.tiff;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.codec.jpeg.JpegScanHead;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.SlideLifetime;

/**
 * An associated image that is a separate JPEG stream, in a file beside the slide or in its metadata. Its own markers
 * tell its colours. Thread-safe; a file is open only while it is read.
 */
public final class JpegAssociatedImage implements AssociatedImage {

	/** More than JPEG makes of one byte. */
	private static final int MOST_PACKED = 2000;
	/** Bytes of pixels that are taken whatever the data are. */
	private static final int SMALL = 16 << 20;

	private final String name;
	private final StoredFile file;
	private final JpegHeader header;
	private final BlockShape shape;
	private final Stream stream;
	private final SlideLifetime lifetime;

	private JpegAssociatedImage(final String name, final StoredFile file, final JpegHeader header, final Stream stream,
		final SlideLifetime lifetime) throws CodecException
	{
		this.name = name;
		this.file = file;
		this.header = header;
		this.stream = stream;
		this.lifetime = lifetime;
		final int samples = header.colour().samples();
		if (samples == 0 || !BlockShape.fits(header.width(), header.height(), samples))
			throw new CodecException("a JPEG of " + header.width() + " x " + header.height() + " pixels and "
				+ header.components().size() + " components is no associated image");
		shape = new BlockShape(header.width(), header.height(), samples, header.type());
	}

	/** Gives all bytes of a JPEG stream. */
	@FunctionalInterface
	private interface Stream {

		byte[] read() throws IOException;
	}

	/**
	 * The image in a file; only its head is read now. Empty if that is not the head of a JPEG that can be decoded.
	 *
	 * @throws IOException
	 *             if the file cannot be read
	 */
	public static Optional<AssociatedImage> find(final String name, final StoredFile file, final SlideLifetime lifetime)
		throws IOException
	{
		try (ByteSource source = file.open()) {
			return Optional.of(
				new JpegAssociatedImage(name, file, JpegScanHead.read(source).header(), () -> readAll(file),
				lifetime));
		}
		catch (final CodecException e) {
			return Optional.empty();
		}
	}

	/**
	 * The image in a block of memory; empty if that does not begin like a JPEG that can be decoded.
	 *
	 * @param jpeg
	 *            kept, not copied
	 * @param file
	 *            of the slide, for messages
	 */
	public static Optional<AssociatedImage> find(final String name, final byte[] jpeg, final StoredFile file,
		final SlideLifetime lifetime)
	{
		try {
			return Optional.of(new JpegAssociatedImage(name, file, JpegHeader.parse(jpeg), () -> jpeg, lifetime));
		}
		catch (final CodecException e) {
			return Optional.empty();
		}
	}

	private static byte[] readAll(final StoredFile file) throws IOException {
		try (ByteSource source = file.open()) {
			return source.readFully(0, source.size());
		}
	}

	private static SlideFormatException damaged(final StoredFile file, final String name, final CodecException e) {
		return new SlideFormatException(file, SlideFormatException.NO_OFFSET, "a sound JPEG as " + name + " image",
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
			final byte[] jpeg = stream.read();
			if (shape.byteCount() > SMALL && shape.byteCount() / MOST_PACKED > jpeg.length)
				throw new CodecException("a JPEG of " + shape.width() + " x " + shape.height() + " pixels in only "
					+ jpeg.length + " bytes");
			return JpegDecoder.of(header.colour()).decode(jpeg, shape);
		}
		catch (final CodecException e) {
			throw damaged(file, name, e);
		}
	}
}
