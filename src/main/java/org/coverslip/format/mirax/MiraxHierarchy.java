package org.coverslip.format.mirax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * The section {@code HIERARCHICAL} of {@code Slidedat.ini}, which gives the numbers of the index's records. Immutable.
 * <p>
 * There is a record of images for each combination of values of all hierarchies; the first hierarchy varies fastest:
 * with 10 zoom levels and 3 filter levels, record 12 has the images of zoom level 2 and filter level 1. OpenSlide knows
 * only the first of these records; that the others follow like this was found by readers of fluorescence slides, on
 * slides with four or more channels. In addition, there is one record for each value of each non-hierarchical layer.
 */
final class MiraxHierarchy {

	static final String SECTION = "HIERARCHICAL";
	static final String ZOOM = "Slide zoom level";
	static final String FILTER = "Slide filter level";
	static final String FOCUS = "Microscope focus level";

	private static final int MOST_LAYERS = 1000;
	private static final int MOST_VALUES = 100_000;
	private static final long BEYOND = 1L << 40;

	private final Slidedat ini;
	private final List<Layer> hierarchies;
	private final List<Layer> others;

	/** A layer's name, and how many values it has. */
	private record Layer(String name, int count) {}

	private MiraxHierarchy(final Slidedat ini, final List<Layer> hierarchies, final List<Layer> others) {
		this.ini = ini;
		this.hierarchies = hierarchies;
		this.others = others;
	}

	static MiraxHierarchy parse(final Slidedat ini) throws SlideFormatException {
		return new MiraxHierarchy(ini, layers(ini, "HIER_", 1), layers(ini, "NONHIER_", 0));
	}

	private static List<Layer> layers(final Slidedat ini, final String prefix, final int least)
		throws SlideFormatException {
		final int count = ini.integer(SECTION, prefix + "COUNT", least, MOST_LAYERS);
		final List<Layer> layers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final int values = ini.integer(SECTION, prefix + i + "_COUNT", 0, MOST_VALUES);
			layers.add(new Layer(ini.text(SECTION, prefix + i + "_NAME"), values));
		}
		return layers;
	}

	/** The file that this comes from, for messages. */
	StoredFile file() {
		return ini.file();
	}

	/** The number of a hierarchy, or -1 if there is none of that name. */
	private int hierarchy(final String name) {
		for (int i = 0; i < hierarchies.size(); i++)
			if (hierarchies.get(i).name.equals(name)) return i;
		return -1;
	}

	/** How many values a hierarchy has; 0 if there is no such hierarchy. */
	int count(final String name) {
		final int i = hierarchy(name);
		return i < 0 ? 0 : hierarchies.get(i).count;
	}

	/** A value of a hierarchy, e.g. "FilterLevel_1"; "" if it has no name. */
	String value(final String name, final int value) {
		return ini.find(SECTION, "HIER_" + hierarchy(name) + "_VAL_" + value).orElse("").stripTrailing();
	}

	/** The section that describes a value of a hierarchy; it need not exist. */
	String section(final String name, final int value) throws SlideFormatException {
		return ini.text(SECTION, "HIER_" + hierarchy(name) + "_VAL_" + value + "_SECTION");
	}

	/** The number of a hierarchy's value with a name. */
	OptionalInt find(final String name, final String value) {
		for (int i = 0; i < count(name); i++)
			if (value(name, i).equals(value)) return OptionalInt.of(i);
		return OptionalInt.empty();
	}

	/**
	 * The number of the record with the images of a zoom level.
	 *
	 * @param filter
	 *            filter level; has no effect if there is no such hierarchy
	 * @param focus
	 *            focus level; has no effect if there is no such hierarchy
	 */
	long record(final int zoom, final int filter, final int focus) {
		long record = 0;
		long stride = 1;
		for (final Layer layer : hierarchies) {
			final int value = switch (layer.name) {
				case ZOOM -> zoom;
				case FILTER -> filter;
				case FOCUS -> focus;
				default -> 0; // like OpenSlide, which reads no other records
			};
			// a number beyond any file's size stays beyond it
			record = Math.min(BEYOND, record + value * stride);
			stride = Math.min(BEYOND, stride * Math.max(1, layer.count));
		}
		return record;
	}

	/** The number of the first record of a non-hierarchical layer, if it has any. */
	OptionalLong otherRecord(final String name) {
		long record = 0;
		for (final Layer layer : others) {
			if (layer.name.equals(name)) return layer.count > 0 ? OptionalLong.of(record) : OptionalLong.empty();
			record += layer.count;
		}
		return OptionalLong.empty();
	}

	/** The number of the record of one value of a non-hierarchical layer, if it has that value. */
	OptionalLong otherRecord(final String name, final String value) {
		final OptionalLong first = otherRecord(name);
		if (first.isEmpty()) return first;
		for (int i = 0; i < others.size(); i++) {
			if (!others.get(i).name.equals(name)) continue;
			for (int k = 0; k < others.get(i).count; k++) {
				final Optional<String> text = ini.find(SECTION, "NONHIER_" + i + "_VAL_" + k);
				if (text.isPresent() && text.get().stripTrailing().equals(value))
					return OptionalLong.of(first.getAsLong() + k);
			}
			break;
		}
		return OptionalLong.empty();
	}
}
