package org.coverslip.format.mirax;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.Channel;

/**
 * One filter of a fluorescence slide, which is one channel. Three filters are stored together as the colours of one
 * image.
 * <p>
 * Source: the order blue, green, red is that of readers that were checked against slides on which the nuclei's filter
 * is known.
 *
 * @param channel
 *            its name and colour
 * @param filterLevel
 *            number of the filter level whose images hold it
 * @param sample
 *            which sample of their pixels it is: 0 red, 1 green, 2 blue
 */
record MiraxFilter(Channel channel, int filterLevel, int sample) {

	private static final int MOST_FILTERS = 300;

	/** All filters in the file's order; none if the slide does not mention filters. */
	static List<MiraxFilter> parse(final Slidedat ini, final MiraxHierarchy hierarchy) throws SlideFormatException {
		final int count = hierarchy.count(MiraxHierarchy.FILTER);
		if (count > MOST_FILTERS) throw ini.refused("at most " + MOST_FILTERS + " filters", "" + count);
		final List<MiraxFilter> filters = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final String section = hierarchy.section(MiraxHierarchy.FILTER, i);
			final String name = ini.find(section, "FILTER_NAME").orElse("").strip();
			final int stored = ini.integer(section, "STORING_CHANNEL_NUMBER", 0, 2, i % 3);
			final String level = ini.find(section, "DATA_IN_THIS_FILTER_LEVEL").orElse("").strip();
			final OptionalInt number = hierarchy.find(MiraxHierarchy.FILTER, level);
			if (!level.isEmpty() && number.isEmpty())
				throw ini.refused("one of the filter levels as DATA_IN_THIS_FILTER_LEVEL in the section [" + section
					+ "]",
					"\"" + level + "\"");
			filters.add(new MiraxFilter(new Channel(name, color(ini, section)), number.orElse(i / 3), 2 - stored));
		}
		return filters;
	}

	private static OptionalInt color(final Slidedat ini, final String section) throws SlideFormatException {
		int rgb = 0;
		for (final String key : List.of("COLOR_R", "COLOR_G", "COLOR_B")) {
			if (ini.find(section, key).isEmpty()) return OptionalInt.empty();
			rgb = rgb << 8 | ini.integer(section, key, 0, 255);
		}
		return OptionalInt.of(rgb);
	}
}
