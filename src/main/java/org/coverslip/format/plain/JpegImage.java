package org.coverslip.format.plain;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.codec.jpeg.JpegScanHead;
import org.coverslip.codec.jpeg.JpegScanImage;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * A JPEG file. A sequential one is read in parts. A progressive one, whose scans each refine the whole picture a
 * little, is decoded as a whole.
 */
final class JpegImage {

	private JpegImage() {}

	/** Reads the file's head. */
	static PlainImage open(final ByteSource source, final StoredFile file, final SlideLifetime lifetime)
		throws IOException {
		try {
			final JpegScanHead head = JpegScanHead.read(source);
			final JpegHeader header = head.header();
			final int samples = header.colour().samples();
			if (samples == 0)
				throw new CodecException("a JPEG of " + header.components().size() + " components is no plain image");
			final byte[] icc = head.iccProfile().orElse(null);
			if (!head.isDivisible()) return whole(source, file, header, icc, lifetime);
			final JpegScanImage image = JpegScanImage.of(source, head);
			final UniformTileGrid grid = PlainImage.grid(header.width(), header.height(), image.tile());
			return new PlainImage(header.width(), header.height(), image.tile(), new Tiles(image, grid, file, lifetime),
				false, icc);
		}
		catch (final CodecException e) {
			throw damaged(file, e);
		}
	}

	private static PlainImage whole(final ByteSource source, final StoredFile file, final JpegHeader header,
		final byte[] icc,
		final SlideLifetime lifetime) throws IOException
	{
		final int width = header.width();
		final int height = header.height();
		final int samples = header.colour().samples();
		final BlockShape tile = PlainImage.tile(samples, header.type());
		final WholeImage image = new WholeImage(file, "JPEG of several scans", width, height, tile, () -> {
			try {
				final byte[] encoded = source.readFully(0, source.size());
				return JpegDecoder.of(header.colour())
					.decode(encoded, new BlockShape(width, height, samples, header.type()));
			}
			catch (final CodecException e) {
				throw damaged(file, e);
			}
		});
		return new PlainImage(width, height, tile, new WholeImageTiles(image, lifetime), false, icc);
	}

	private static SlideFormatException damaged(final StoredFile file, final CodecException e) {
		return new SlideFormatException(file, SlideFormatException.NO_OFFSET, "a sound JPEG", e.getMessage(), e);
	}

	/** Tiles of a sequential image. Thread-safe. */
	private record Tiles(JpegScanImage image, UniformTileGrid grid, StoredFile file, SlideLifetime lifetime)
		implements TileSource {

		@Override
		public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
			lifetime.checkOpen();
			try {
				final PixelBlock part = image.read((int) (tile % grid.columns()), (int) (tile / grid.columns()));
				if (part.width() == grid.tileWidth() && part.height() == grid.tileHeight()) return Optional.of(part);
				final PixelBlock block = PixelBlock.zeros(image.tile());
				part.copyTo(0, 0, block, 0, 0, part.width(), part.height());
				return Optional.of(block);
			}
			catch (final CodecException e) {
				throw damaged(file, e);
			}
			catch (final ClosedChannelException e) {
				lifetime.checkOpen();
				throw e;
			}
		}
	}
}
