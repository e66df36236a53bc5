package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.TileSource;

/**
 * Tiles of a colour picture that shows one channel, as that channel's values; grey ones as they are. Thread-safe.
 *
 * @param painted
 *            the picture's tiles
 * @param band
 *            the sample to take, or {@link NdpiChannel#BRIGHTEST}
 */
record PaintedTiles(TileSource painted, int band) implements TileSource {

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		return painted.read(tile, plane).map(block -> block.samples() == 1 ? block : values(block));
	}

	private PixelBlock values(final PixelBlock colours) {
		final PixelBlock values = PixelBlock.zeros(colours.shape().withSamples(1));
		final byte[] in = colours.bytes();
		final byte[] out = values.bytes();
		final int n = colours.samples();
		for (int i = 0; i < out.length; i++)
			out[i] = band == NdpiChannel.BRIGHTEST ? brightest(in, i * n, n) : in[i * n + band];
		return values;
	}

	private static byte brightest(final byte[] in, final int from, final int count) {
		int most = 0;
		for (int i = from; i < from + count; i++)
			most = Math.max(most, in[i] & 0xff);
		return (byte) most;
	}
}
