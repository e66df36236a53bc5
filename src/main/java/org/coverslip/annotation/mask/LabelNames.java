package org.coverslip.annotation.mask;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.annotation.Classification;

/**
 * What the numbers in a label image stand for, as its file says it: lines {@code label NUMBER = NAME}, with the colour
 * as {@code #rrggbb} behind the name where the class has one, and {@code label NUMBER is an object} for all of them
 * where each number is an object. Immutable.
 */
public final class LabelNames {

	/** Where a file says nothing. */
	public static final LabelNames NONE = new LabelNames(Optional.empty(), Map.of());

	/** A class without a name in the text: what was drawn without one. */
	private static final String NO_CLASS = "(no class)";
	private static final String OBJECTS = "label NUMBER is an object";
	private static final Pattern LINE = Pattern.compile("^label (\\d{1,10}) = (.*?)(?: #([0-9a-f]{6}))?$",
		Pattern.MULTILINE);

	private final Optional<LabelNumbering> numbering;
	private final Map<Long, Optional<Classification>> classes;

	/**
	 * @param numbering
	 *            what the numbers are, if that is known
	 * @param classes
	 *            by number, in order; empty for what has no class; copied
	 */
	LabelNames(final Optional<LabelNumbering> numbering, final Map<Long, Optional<Classification>> classes) {
		this.numbering = numbering;
		this.classes = new LinkedHashMap<>(classes);
	}

	/** What numbers are, if the file says it. */
	public Optional<LabelNumbering> numbering() {
		return numbering;
	}

	/** Whether the file says of which class a number is, or that it is of none. */
	public boolean knows(final long label) {
		return classes.containsKey(label);
	}

	/** The class for which a number stands; empty where it is none, or not known. */
	public Optional<Classification> classOf(final long label) {
		return classes.getOrDefault(label, Optional.empty());
	}

	/** What is known of each number, in order; empty for what is of no class. */
	public Map<Long, Optional<Classification>> classes() {
		return Collections.unmodifiableMap(classes);
	}

	/** To be written into the file, and read again by {@link #in}. */
	public String text() {
		if (numbering.equals(Optional.of(LabelNumbering.OBJECT))) return OBJECTS;
		final StringBuilder text = new StringBuilder();
		classes.forEach((label, classification) -> text.append(text.isEmpty() ? "" : "\n").append("label ")
			.append(label).append(" = ")
			.append(classification.map(LabelNames::shown).orElse(NO_CLASS)));
		return text.toString();
	}

	private static String shown(final Classification classification) {
		final String name = classification.name().replaceAll("\\s+", " ").strip();
		return classification.color().isEmpty() ? name
			: name + " #" + "%06x".formatted(classification.color().getAsInt());
	}

	/**
	 * Finds the lines in any text: all other lines mean nothing.
	 *
	 * @param text
	 *            a description of an image, or OME-XML that holds one
	 */
	public static LabelNames in(final String text) {
		final Map<Long, Optional<Classification>> found = new LinkedHashMap<>();
		// in XML the first line follows a tag, and the last one stands before one
		final String lines = plain(text);
		for (final Matcher line = LINE.matcher(lines); line.find();) {
			final String name = line.group(2).strip();
			if (name.isEmpty()) continue;
			final OptionalInt color =
				line.group(3) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(line.group(3), 16));
			found.put(Long.parseLong(line.group(1)),
				name.equals(NO_CLASS) ? Optional.empty() : Optional.of(new Classification(name, color)));
		}
		if (!found.isEmpty()) return new LabelNames(Optional.of(LabelNumbering.CLASS), found);
		return lines.contains(OBJECTS) ? new LabelNames(Optional.of(LabelNumbering.OBJECT), Map.of()) : NONE;
	}

	private static String plain(final String text) {
		if (!text.contains("<OME")) return text;
		return text.replaceAll("<[^>]*>", "\n").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
			.replace("&apos;", "'").replaceAll("&#(?:39|x27);", "'").replace("&amp;", "&");
	}
}
