package org.coverslip.format.mirax;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

import org.coverslip.format.FocalOffsets;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.slide.Plane;

/**
 * Which record of the index holds a plane: there is one for each focus level that has images, and each filter level in
 * use. Immutable.
 * <p>
 * The focus levels are planes in the file's order. OpenSlide shows the first one. On slides with a stack, the first one
 * is a picture composed of the sharpest parts of all planes if the scanner made such a picture ("ExtFocusLevel"); if
 * not, it is left out.
 *
 * @param focusLevels
 *            of each z
 * @param filterLevels
 *            in ascending order
 * @param filters
 *            one per channel; empty for bright field
 */
record MiraxPlanes(List<Integer> focusLevels, List<Integer> filterLevels, List<MiraxFilter> filters) {

	private static final int MOST_FOCUS_LEVELS = 1000;
	private static final String OFFSET = "OFFSET_IN_MICROMETERS";

	MiraxPlanes {
		focusLevels = List.copyOf(focusLevels);
		filterLevels = List.copyOf(filterLevels);
		filters = List.copyOf(filters);
	}

	/** Finds the focus levels that have images in the finest zoom level. */
	static MiraxPlanes find(final MiraxDescription slide, final Slidedat ini, final MiraxIndex index)
		throws IOException {
		final List<Integer> filterLevels = slide.filters().isEmpty() ? List.of(0)
			: slide.filters().stream().map(MiraxFilter::filterLevel).distinct().sorted().toList();
		final int count = slide.hierarchy().count(MiraxHierarchy.FOCUS);
		if (count > MOST_FOCUS_LEVELS) throw ini.refused("at most " + MOST_FOCUS_LEVELS + " focus levels", "" + count);
		final List<Integer> focusLevels = new ArrayList<>();
		for (int focus = 0; focus < count; focus++)
			for (final int filter : filterLevels)
				if (!focusLevels.contains(focus) && index.hasImages(0, filter, focus)) focusLevels.add(focus);
		return new MiraxPlanes(focusLevels.isEmpty() ? List.of(0) : focusLevels, filterLevels, slide.filters());
	}

	/** How many records a zoom level has. */
	int tables() {
		return focusLevels.size() * filterLevels.size();
	}

	/** The focus level of a record. */
	int focusOf(final int table) {
		return focusLevels.get(table / filterLevels.size());
	}

	/** The filter level of a record. */
	int filterOf(final int table) {
		return filterLevels.get(table % filterLevels.size());
	}

	/** The number of the record that holds a plane. */
	int table(final Plane plane) {
		final int filter = filters.isEmpty() ? 0 : filterLevels.indexOf(filters.get(plane.channel()).filterLevel());
		return plane.z() * filterLevels.size() + filter;
	}

	/** The number of the plane to show: the picture of the sharpest parts, else the plane at offset 0, else -1. */
	int inFocus(final Slidedat ini, final MiraxHierarchy hierarchy) throws IOException {
		return sharpest(hierarchy) ? 0 : heights(ini, hierarchy, 0).inFocus();
	}

	/** Micrometres between the planes of the stack. */
	OptionalDouble step(final Slidedat ini, final MiraxHierarchy hierarchy) throws IOException {
		return heights(ini, hierarchy, sharpest(hierarchy) ? 1 : 0).step();
	}

	/** Whether the first plane is not part of the stack, but a picture of the sharpest parts of all planes. */
	private boolean sharpest(final MiraxHierarchy hierarchy) throws IOException {
		return focusLevels.size() > 1 && hierarchy.value(MiraxHierarchy.FOCUS, focusLevels.get(0))
			.equals("ExtFocusLevel");
	}

	private FocalOffsets heights(final Slidedat ini, final MiraxHierarchy hierarchy, final int first)
		throws IOException {
		final List<Double> heights = new ArrayList<>();
		for (int z = first; focusLevels.size() > 1 && z < focusLevels.size(); z++) {
			final String section = hierarchy.section(MiraxHierarchy.FOCUS, focusLevels.get(z));
			heights.add(ini.find(section, OFFSET).isEmpty() ? Double.NaN
				: OpenSlideProperties.parseDouble(ini.text(section, OFFSET)).orElse(Double.NaN));
		}
		return new FocalOffsets(heights);
	}

	/** What the file says about each z, if there are several. */
	Map<String, String> properties(final Slidedat ini, final MiraxHierarchy hierarchy) throws IOException {
		final Map<String, String> properties = new TreeMap<>();
		if (focusLevels.size() < 2) return properties;
		for (int z = 0; z < focusLevels.size(); z++) {
			final int focus = focusLevels.get(z);
			properties.put("mirax.z[" + z + "].Name", hierarchy.value(MiraxHierarchy.FOCUS, focus));
			final String section = hierarchy.section(MiraxHierarchy.FOCUS, focus);
			if (ini.find(section, OFFSET).isPresent())
				properties.put("mirax.z[" + z + "]." + OFFSET, ini.text(section, OFFSET));
		}
		return properties;
	}
}
