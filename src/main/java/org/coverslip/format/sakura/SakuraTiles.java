package org.coverslip.format.sakura;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.jpeg.JpegColour;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * The tiles of one level of an SVSLIDE: three grey JPEGs each, for red, green and blue; the plane's z is the focal
 * plane. A tile that lacks one of these is absent, as in OpenSlide. Thread-safe.
 */
final class SakuraTiles implements TileSource {

	/** A coded coefficient takes at most 64 bits, stuffed bytes included. */
	private static final int MOST_BYTES_PER_PIXEL = 8;
	private static final int MOST_HEAD_BYTES = 1 << 16;

	private final PixelTable table;
	private final SlideLifetime lifetime;
	private final UniformTileGrid grid;
	private final long downsample;
	private final BlockShape shape;
	private final JpegDecoder decoder = JpegDecoder.of(JpegColour.GRAY);

	SakuraTiles(final PixelTable table, final SlideLifetime lifetime, final UniformTileGrid grid,
		final long downsample) {
		this.table = table;
		this.lifetime = lifetime;
		this.grid = grid;
		this.downsample = downsample;
		shape = new BlockShape(grid.tileWidth(), grid.tileHeight(), 1, PixelType.UINT8);
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		lifetime.checkOpen();
		final long x0 = tile % grid.columns() * grid.tileWidth() * downsample;
		final long y0 = tile / grid.columns() * grid.tileHeight() * downsample;
		try {
			final List<byte[]> stored = new ArrayList<>();
			for (int colour = 0; colour < TileId.COLOURS; colour++) {
				final Optional<byte[]> bytes =
					table.bytes(new TileId(x0, y0, downsample, colour, plane.z()).toString(),
					MOST_HEAD_BYTES + MOST_BYTES_PER_PIXEL * shape.pixels());
				if (bytes.isEmpty()) return Optional.empty();
				stored.add(bytes.get());
			}
			final PixelBlock rgb = PixelBlock.zeros(shape.withSamples(TileId.COLOURS));
			for (int colour = 0; colour < TileId.COLOURS; colour++)
				put(decoded(new TileId(x0, y0, downsample, colour, plane.z()), stored.get(colour)), rgb, colour);
			return Optional.of(rgb);
		}
		catch (final ClosedChannelException e) {
			lifetime.checkOpen();
			throw e;
		}
	}

	private PixelBlock decoded(final TileId id, final byte[] stored) throws IOException {
		try {
			return decoder.decode(stored, shape);
		}
		catch (final CodecException e) {
			throw new SlideFormatException(table.database().file(), SlideFormatException.NO_OFFSET,
				"a grey JPEG of " + shape.width() + " x "
				+ shape.height() + " pixels as tile " + id, e.getMessage(), e);
		}
	}

	private static void put(final PixelBlock grey, final PixelBlock rgb, final int colour) {
		final byte[] in = grey.bytes();
		final byte[] out = rgb.bytes();
		for (int i = 0, j = colour; i < in.length; i++, j += TileId.COLOURS)
			out[j] = in[i];
	}
}
