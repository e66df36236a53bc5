package org.coverslip.annotation.asap;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

import org.coverslip.annotation.Classification;

/**
 * What the groups of classes are called: a class within another, {@code A: B}, is the group B in the group A, or
 * {@code A: B} in A if there is more than one B. Each name is there once, since it is by names that ASAP knows groups.
 */
final class GroupNames {

	private static final String BETWEEN = ": ";

	/** By classes, those that contain others too. */
	private final Map<String, OptionalInt> colors = new LinkedHashMap<>();
	private final Map<String, Integer> counts = new HashMap<>();

	/** Adds a class, and those in which it is. */
	void add(final Classification classification) {
		if (colors.getOrDefault(classification.name(), OptionalInt.empty()).isPresent()) return;
		if (!colors.containsKey(classification.name())) {
			final String parent = parent(classification.name());
			if (!parent.isEmpty() && !colors.containsKey(parent)) add(new Classification(parent));
			counts.merge(last(classification.name()), 1, Integer::sum);
		}
		colors.put(classification.name(), classification.color());
	}

	private static String parent(final String name) {
		final int end = name.lastIndexOf(BETWEEN);
		return end < 0 ? "" : name.substring(0, end).strip();
	}

	private static String last(final String name) {
		return parent(name).isEmpty() ? name : name.substring(name.lastIndexOf(BETWEEN) + BETWEEN.length());
	}

	/** All classes, such that one comes after that in which it is. */
	Iterable<String> classes() {
		return colors.keySet();
	}

	/** What the group of a class is called; {@value AsapReader#NO_GROUP} is no group. */
	String groupOf(final String className) {
		final String last = last(className);
		final String name = last.isBlank() || counts.getOrDefault(last, 0) > 1 ? className : last;
		return name.equals(AsapReader.NO_GROUP) ? name + "_" : name;
	}

	/** What the group is called in which that of a class is. */
	String parentGroupOf(final String className) {
		final String parent = parent(className);
		return parent.isEmpty() ? AsapReader.NO_GROUP : groupOf(parent);
	}

	/** 0xRRGGBB. */
	int colorOf(final String className) {
		return new Classification(className, colors.get(className)).shownColor();
	}
}
