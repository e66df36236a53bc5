package org.coverslip.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The levels that all parts of a scene have, where channels or focal planes are stored apart, each with a pyramid of
 * its own. A part without the finest level does not count. Immutable.
 *
 * @param parts
 *            numbers of the parts that have the finest level, ascending
 * @param levels
 *            finest first, each with one image for each of these parts
 * @param leftOut
 *            all other images
 * @param <T>
 *            an image, as the format describes it
 */
public record SharedLevels<T>(List<Integer> parts, List<List<T>> levels, List<T> leftOut) {

	public SharedLevels {
		parts = List.copyOf(parts);
		levels = levels.stream().map(List::copyOf).toList();
		leftOut = List.copyOf(leftOut);
	}

	/**
	 * Finds them.
	 *
	 * @param all
	 *            the images of each part, finest first
	 * @param reference
	 *            number of the part that the others are compared with; it has at least one image
	 * @param areAlike
	 *            whether two images can be the same level of two parts
	 */
	public static <T> SharedLevels<T> of(final List<List<T>> all, final int reference,
		final BiPredicate<T, T> areAlike) {
		final Set<T> used = Collections.newSetFromMap(new IdentityHashMap<>());
		final T finest = all.get(reference).get(0);
		final List<Integer> parts = IntStream.range(0, all.size())
			.filter(i -> all.get(i).stream().anyMatch(image -> areAlike.test(finest, image))).boxed().toList();
		final List<List<T>> levels = new ArrayList<>();
		for (final T image : all.get(reference)) {
			final List<T> level = new ArrayList<>();
			for (final int part : parts)
				all.get(part).stream().filter(other -> !used.contains(other) && areAlike.test(image, other)).findFirst()
					.ifPresent(level::add);
			if (level.size() < parts.size()) continue;
			levels.add(level);
			used.addAll(level);
		}
		return new SharedLevels<>(parts, levels,
			all.stream().flatMap(List::stream).filter(image -> !used.contains(image)).toList());
	}

	/**
	 * The levels of one of {@link #parts()}.
	 *
	 * @param place
	 *            in that list
	 */
	public List<T> ofPart(final int place) {
		return levels.stream().map(level -> level.get(place)).toList();
	}

	/**
	 * A sentence for each size of what is left out.
	 *
	 * @param size
	 *            an image's size in words, e.g. "480 x 360"
	 * @param part
	 *            what a part is: "channel" or "focal plane"
	 */
	public List<String> notShown(final Function<T, String> size, final String part) {
		final Map<String, Integer> counts = new LinkedHashMap<>();
		for (final T image : leftOut)
			counts.merge(size.apply(image), 1, Integer::sum);
		return counts.entrySet().stream()
			.map(e -> sentence(e.getValue(), e.getKey(), "not every " + part + " has that level")).toList();
	}

	/** Says why one or several images of a size, e.g. "480 x 360", are not shown. */
	public static String sentence(final int count, final String size, final String why) {
		return count + (count == 1 ? " image of " : " images of ") + size + (count == 1 ? " pixels is" : " pixels are")
			+ " not shown: " + why;
	}
}
