package org.coverslip.format.trestle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The text that Trestle's scanners write into ImageDescription: {@code name=value} pairs between semicolons.
 * <p>
 * Source: openslide.org/formats/trestle; pairs are read as in OpenSlide 4.0.1, which unlike 3.4.1 does not need the
 * blank that scanners write before the first overlap.
 *
 * @param pairs
 *            trimmed names to trimmed values, in the text's order
 */
record TrestleDescription(Map<String, String> pairs) {

	static final String OBJECTIVE_POWER = "Objective Power";
	private static final String BACKGROUND_COLOR = "Background Color";
	private static final String OVERLAPS = "OverlapsXY";

	/**
	 * How much neighbouring tiles of a level overlap.
	 *
	 * @param x
	 *            pixels of the level by which a tile covers its left neighbour, &ge; 0
	 * @param y
	 *            by which it covers its upper neighbour
	 */
	record Overlap(int x, int y) {

		static final Overlap NONE = new Overlap(0, 0);
	}

	static TrestleDescription parse(final String text) {
		final Map<String, String> pairs = new LinkedHashMap<>();
		for (final String part : text.split(";", -1)) {
			final int equals = part.indexOf('=');
			if (equals >= 0) pairs.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
		}
		return new TrestleDescription(pairs);
	}

	/**
	 * The overlaps of the levels, finest first; levels beyond the list have none. A word that is not a number counts as
	 * 0.
	 */
	List<Overlap> overlaps() {
		final String[] numbers = pairs.getOrDefault(OVERLAPS, "").split(" ", -1);
		final List<Overlap> overlaps = new ArrayList<>();
		for (int i = 0; i + 1 < numbers.length; i += 2)
			overlaps.add(new Overlap(number(numbers[i]), number(numbers[i + 1])));
		return overlaps;
	}

	private static int number(final String text) {
		return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
	}

	/** The colour of areas that were not scanned, as 0xRRGGBB. */
	OptionalInt background() {
		final String text = pairs.getOrDefault(BACKGROUND_COLOR, "");
		return text.matches("[0-9A-Fa-f]{1,15}") ? OptionalInt.of((int) Long.parseLong(text, 16) & 0xffffff)
			: OptionalInt.empty();
	}
}
