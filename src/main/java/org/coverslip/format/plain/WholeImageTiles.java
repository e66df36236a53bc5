package org.coverslip.format.plain;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/** Tiles of an image that is decoded as a whole, on the first read. Thread-safe. */
final class WholeImageTiles implements TileSource {

	private final WholeImage image;
	private final UniformTileGrid grid;
	private final SlideLifetime lifetime;
	private PixelBlock decoded;

	WholeImageTiles(final WholeImage image, final SlideLifetime lifetime) {
		this.image = image;
		this.lifetime = lifetime;
		grid = PlainImage.grid(image.width(), image.height(), image.tile());
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		lifetime.checkOpen();
		final PixelBlock whole = decoded();
		final Region place = grid.tileRegion(tile);
		final Region part = place.intersect(Region.ofSize(whole.width(), whole.height()));
		final PixelBlock block = PixelBlock.zeros(image.tile());
		whole.copyTo((int) part.x(), (int) part.y(), block, 0, 0, (int) part.width(), (int) part.height());
		return Optional.of(block);
	}

	/** All threads wait for the one that decodes first: there is nothing else to show. */
	private synchronized PixelBlock decoded() throws IOException {
		try {
			if (decoded == null) decoded = image.decode();
			return decoded;
		}
		catch (final ClosedChannelException e) {
			lifetime.checkOpen();
			throw e;
		}
	}
}
