package org.coverslip.format.olympus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;

/**
 * Makes a scene from a stack and the file with its pixels.
 * <p>
 * Each level is half the one before, rounded up, whether or not all its tiles are stored. Bio-Formats' CellSensReader
 * has the same sizes, but cuts off margins without tiles.
 */
final class EtsScene {

	private final VsiStack stack;
	private final EtsFile file;
	private final StackAxes axes;
	private final EtsDecoder decoder;

	/**
	 * @throws SlideFormatException
	 *             if Coverslip does not decode the compression of its tiles
	 */
	EtsScene(final VsiStack stack, final EtsFile file) throws SlideFormatException {
		this.stack = stack;
		this.file = file;
		decoder = new EtsDecoder(file.header());
		final StackAxes all = StackAxes.of(file.table().sizes(), stack);
		axes = file.header().samples() == 3 ? all.withoutChannels() : all;
		if (!decoder.isKnown())
			throw new SlideFormatException(file.file(), SlideFormatException.NO_OFFSET,
				"tiles in a compression that Coverslip decodes",
				decoder.name() + " of " + file.header().storedSamples() + " x " + file.header().type());
		if (!file.table().levels().containsKey(0))
			throw new SlideFormatException(file.file(), SlideFormatException.NO_OFFSET, "tiles of the finest level",
				"none");
	}

	/** The scene. */
	Scene scene(final SlideLifetime lifetime) throws SlideFormatException {
		final Region size = size();
		final List<Level> levels = new ArrayList<>();
		for (final Map.Entry<Integer, EtsLevel> level : file.table().levels().entrySet()) {
			final UniformTileGrid grid = file.grid(level.getKey(), stack);
			final long width = EtsFile.scale(level.getKey()).startedPixels(size.width());
			final long height = EtsFile.scale(level.getKey()).startedPixels(size.height());
			final boolean shown = grid.bounds().intersects(Region.ofSize(width, height));
			if (!shown && levels.isEmpty())
				throw new SlideFormatException(file.file(), SlideFormatException.NO_OFFSET,
					"tiles in the image of " + width + " x " + height + " pixels",
					"all of them outside, at " + grid.bounds());
			if (!shown) continue;
			levels.add(Level.builder(width, height,
				new EtsTiles(file.source(), file.file(), level.getValue(), axes, decoder, lifetime))
				.scale(EtsFile.scale(level.getKey())).grid(grid)
				.samples(file.header().type(), file.header().samples()).compression(decoder.name()).build());
		}
		return StackScenes.builder(stack, axes, lifetime)
			.channels(file.header().samples() == 3 ? List.of(Channel.rgb()) : channels(stack, axes))
			.background(background()).levels(levels).build();
	}

	/** The size that the tags state, else the one that the file states, else the extent of the tiles. */
	private Region size() {
		if (stack.width() > 0) return Region.ofSize(stack.width(), stack.height());
		if (!file.header().sizes().isEmpty())
			return Region.ofSize(file.header().sizes().get(0), file.header().sizes().get(1));
		final Region tiles = file.grid(0, stack).bounds();
		return Region.ofSize(Math.max(1, tiles.endX()), Math.max(1, tiles.endY()));
	}

	/** The channels of planes with one sample per pixel. */
	static List<Channel> channels(final VsiStack stack, final StackAxes axes) {
		final List<VsiChannel> known = axes.channel() < 0 ? List.of(stack.channel()) : axes.known();
		final List<Channel> channels = new ArrayList<>();
		for (int c = 0; c < axes.channels(); c++) {
			final VsiChannel channel = c < known.size() ? known.get(c) : VsiChannel.unknown();
			channels.add(new Channel(channel.name(), channel.color()));
		}
		return channels;
	}

	/** The highest 8 bits of each sample; where all bits of a camera are set, white. */
	private int background() {
		final List<Long> values = file.header().background();
		if (values.isEmpty()) return 0xffffff;
		int rgb = 0;
		for (int s = 0; s < 3; s++) {
			final long value = values.get(values.size() < 3 ? 0 : file.header().blueFirst() ? 2 - s : s);
			final boolean white = value >= 0xff && Long.bitCount(value + 1) == 1;
			rgb = rgb << 8 | (int) (white ? 0xff : value >>> file.header().type().bits() - 8);
		}
		return rgb;
	}

	/** What is not shown of the stack. */
	List<String> notShown() {
		return axes.notShown().stream().map(phrase -> "of " + stack.words() + " only " + phrase + " is shown").toList();
	}
}
