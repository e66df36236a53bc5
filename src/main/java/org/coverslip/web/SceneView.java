package org.coverslip.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.coverslip.slide.ChannelDisplay;
import org.coverslip.slide.Scene;

/**
 * How a scene is shown: channels for measured values, a range for the slide's own colours.
 *
 * @param z
 *            number of the focal plane
 * @param t
 *            number of the point in time
 * @param channels
 *            those that are on; empty for the ones on by default
 * @param colours
 *            which values of colours are shown; empty for all, as they are
 */
record SceneView(int z, int t, Optional<List<ShownChannel>> channels, Optional<ColourRange> colours) {

	/** A channel that is on. */
	record ShownChannel(int number, ChannelDisplay display) {}

	/**
	 * From a request: {@code z}, the plane in focus without, {@code t}, and {@code c}, a list
	 * {@code NUMBER:RRGGBB:MIN:MAX,...} of the channels that are on. Without {@code c} they are on as at first, in
	 * colours and ranges of their own; an empty {@code c} turns all off. And {@code rgb}, MIN:MAX:GAMMA.
	 */
	static SceneView of(final Query query, final Scene scene) {
		final int z = query.integer("z", scene.defaultPlane().z(), 0, scene.sizeZ() - 1);
		final int t = query.integer("t", 0, 0, scene.sizeT() - 1);
		return new SceneView(z, t, query.text("c").map(text -> channels(text, scene.channels().size())),
			query.text("rgb").map(ColourRange::of));
	}

	/** The focal plane in focus, of the first time, in the colours that a scene has at first. */
	static SceneView atFirst(final Scene scene) {
		return new SceneView(scene.defaultPlane().z(), 0, Optional.empty(), Optional.empty());
	}

	private static List<ShownChannel> channels(final String text, final int count) {
		final List<ShownChannel> channels = new ArrayList<>();
		final Set<Integer> seen = new HashSet<>();
		if (text.isEmpty()) return channels;
		for (final String one : text.split(",", -1)) {
			final ShownChannel channel = channel(one, count);
			if (!seen.add(channel.number)) throw Query.bad("the channel " + channel.number + " is there twice");
			channels.add(channel);
		}
		return channels;
	}

	private static ShownChannel channel(final String text, final int count) {
		final String[] parts = text.split(":", -1);
		if (parts.length != 4 || !parts[1].matches("[0-9A-Fa-f]{6}"))
			throw Query.bad("a channel is NUMBER:RRGGBB:MIN:MAX, not \"" + text + "\"");
		final long number = Query.whole("the number of a channel", parts[0]);
		if (number < 0 || number >= count) throw Query.bad("there is no channel " + number);
		final double min = Query.number("a channel's least value", parts[2]);
		final double max = Query.number("a channel's greatest value", parts[3]);
		if (!(max > min)) throw Query.bad("a channel's greatest value must be above its least");
		return new ShownChannel((int) number, new ChannelDisplay(Integer.parseInt(parts[1], 16), min, max));
	}

	/** The channels that are on, in a scene as it is shown. */
	List<ShownChannel> channelsOf(final ShownScene scene) throws IOException {
		if (channels.isPresent()) return channels.get();
		final List<ShownChannel> all = new ArrayList<>();
		for (final ChannelDisplay display : scene.displays().subList(0, scene.channelsAtFirst()))
			all.add(new ShownChannel(all.size(), display));
		return all;
	}
}
