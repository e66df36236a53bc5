package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.jpeg.DamagedJpegException;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.codec.jpeg.JpegIntervalImage;
import org.coverslip.codec.jpeg.JpegRestartHints;
import org.coverslip.codec.jpeg.JpegScanHead;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * A large JPEG in a slide's file, whose pieces between restart markers are tiles. Thread-safe.
 *
 * @param file
 *            the file
 * @param start
 *            where in it the JPEG begins
 */
record StoredJpeg(StoredFile file, long start, SlideLifetime lifetime, JpegIntervalImage image) {

	/**
	 * Reads the head of a stream.
	 *
	 * @param source
	 *            the file
	 * @param length
	 *            the stream's bytes
	 * @throws SlideFormatException
	 *             if there is no JPEG
	 */
	static JpegScanHead head(final ByteSource source, final StoredFile file, final long start, final long length)
		throws IOException
	{
		if (start < 0 || length < 0 || length > source.size() || start > source.size() - length)
			throw new SlideFormatException(file, start, length + " bytes of JPEG", "the end of the file");
		try {
			return JpegScanHead.readOfAnySize(source.part(start, length));
		}
		catch (final CodecException e) {
			throw new SlideFormatException(file, start, "a JPEG stream", e.getMessage(), e);
		}
	}

	/**
	 * Finds how a stream is divided.
	 *
	 * @param head
	 *            as {@link #head} read it
	 * @param width
	 *            as the container says, see {@link JpegIntervalImage#of}
	 * @param height
	 *            likewise
	 * @throws SlideFormatException
	 *             if the JPEG's size is a different one, or it cannot have so many intervals
	 */
	static StoredJpeg of(final ByteSource source, final StoredFile file, final long start, final long length,
		final SlideLifetime lifetime, final JpegScanHead head, final long width, final long height,
		final JpegRestartHints hints) throws IOException
	{
		try {
			return new StoredJpeg(file, start, lifetime,
				JpegIntervalImage.of(source.part(start, length), head, width, height, hints));
		}
		catch (final DamagedJpegException e) {
			throw damaged(file, start, e);
		}
	}

	private static SlideFormatException damaged(final StoredFile file, final long start, final DamagedJpegException e) {
		return new SlideFormatException(file, start + e.position(), e.expected(), e.found(), e);
	}

	/** Pixels in a row. */
	long width() {
		return image.width();
	}

	/** Rows. */
	long height() {
		return image.height();
	}

	/** What the head says of the samples; its size is not to be trusted. */
	JpegHeader header() {
		return image.header();
	}

	/** Samples of a pixel, as many as there are components. */
	int samples() {
		return header().components().size();
	}

	/** Where the pieces lie; the last ones of rows and columns may reach beyond the image. */
	UniformTileGrid grid() {
		return image.grid();
	}

	/**
	 * The pieces as tiles, at full size or reduced by the decoder. The plane is ignored.
	 *
	 * @param denominator
	 *            1, 2, 4 or 8: must divide the tile size
	 */
	TileSource tiles(final int denominator) {
		final JpegDecoder decoder = JpegDecoder.of(header().colour());
		final BlockShape shape = new BlockShape(grid().tileWidth(), grid().tileHeight(), samples(), PixelType.UINT8);
		return (tile, plane) -> Optional.of(read((int) tile, decoder, shape, denominator));
	}

	private PixelBlock read(final int piece, final JpegDecoder decoder, final BlockShape shape, final int denominator)
		throws IOException
	{
		lifetime.checkOpen();
		try {
			return decoder.decodeScaled(image.piece(piece), shape, denominator);
		}
		catch (final DamagedJpegException e) {
			throw damaged(file, start, e);
		}
		catch (final CodecException e) {
			throw new SlideFormatException(file, start + image.position(piece),
				"restart interval " + piece + " of a JPEG", e.getMessage(), e);
		}
		catch (final ClosedChannelException e) {
			lifetime.checkOpen();
			throw e;
		}
	}
}
