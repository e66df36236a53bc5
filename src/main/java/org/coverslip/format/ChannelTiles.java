package org.coverslip.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.TileSource;

/**
 * Presents the separately stored levels of several channels as the levels of one scene: the plane's channel chooses.
 * Thread-safe.
 *
 * @param channels
 *            one for each channel, each with a single channel of its own
 */
public record ChannelTiles(List<TileSource> channels) implements TileSource {

	public ChannelTiles {
		channels = List.copyOf(channels);
	}

	/**
	 * Joins levels of one geometry.
	 *
	 * @param channels
	 *            the same level of each channel, of one size, layout, type and number of samples
	 */
	public static Level join(final List<Level> channels) {
		final Level first = channels.get(0);
		final List<TileSource> tiles = new ArrayList<>();
		for (final Level level : channels)
			tiles.add(level.tiles());
		return first.withTiles(new ChannelTiles(tiles));
	}

	/** Whether levels can be joined. */
	public static boolean areAlike(final Level a, final Level b) {
		return a.width() == b.width() && a.height() == b.height() && a.layout().equals(b.layout())
			&& a.type() == b.type()
			&& a.samples() == b.samples();
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		return channels.get(plane.channel()).read(tile, new Plane(0, plane.z(), plane.t()));
	}

	@Override
	public void expect(final long[] tiles, final Plane plane) throws IOException {
		channels.get(plane.channel()).expect(tiles, new Plane(0, plane.z(), plane.t()));
	}
}
