package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.TileSource;

/**
 * The pieces of an {@link IntervalJpeg} as tiles, at full size or reduced by the decoder. The plane is not looked at.
 * Thread-safe.
 */
final class JpegTiles implements TileSource {

	private final IntervalJpeg jpeg;
	private final Path path;
	private final JpegDecoder decoder;
	private final BlockShape shape;
	private final int denominator;

	/**
	 * @param denominator
	 *            1, 2, 4 or 8: must divide the tile size
	 */
	JpegTiles(final IntervalJpeg jpeg, final Path path, final int denominator) {
		this.jpeg = jpeg;
		this.path = path;
		this.denominator = denominator;
		decoder = JpegDecoder.of(jpeg.header().colour());
		shape = new BlockShape(jpeg.grid().tileWidth(), jpeg.grid().tileHeight(), jpeg.header().components().size(),
			PixelType.UINT8);
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		final byte[] stream = jpeg.stream((int) tile);
		try {
			return Optional.of(decoder.decodeScaled(stream, shape, denominator));
		}
		catch (final CodecException e) {
			throw new SlideFormatException(path, jpeg.position((int) tile), "restart interval " + tile + " of a JPEG",
				e.getMessage(), e);
		}
	}
}
