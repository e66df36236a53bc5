package org.coverslip.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.coverslip.slide.PlaneRange;

/**
 * Which channels, focal planes or time points a user means: all, some by their numbers, or the one in focus. Immutable.
 *
 * @param parts
 *            in the order in which they are wanted, no number twice; empty for all, and for the one in focus
 * @param inFocus
 *            whether it is the one in focus
 */
public record WantedPlanes(List<PlaneRange> parts, boolean inFocus) {

	static final WantedPlanes ALL = new WantedPlanes(List.of(), false);

	private static final WantedPlanes IN_FOCUS = new WantedPlanes(List.of(), true);

	private static final String LEAST = "-1";

	/** A number, or a first and a last one. Macros compute with real numbers, and may write 2.0. */
	private static final Pattern PART = Pattern.compile("(\\d{1,9})(?:\\.0*)?(?:\\s*-\\s*(\\d{1,9})(?:\\.0*)?)?");

	private static final String NUMBERS = "is not a number, numbers as 0,2 and 1-3, or all";

	private static final String RANGE = "is not a number, a range of numbers as 2-8, or all";

	public WantedPlanes {
		parts = List.copyOf(parts);
	}

	/** Numbers in any order; -1 stands for all. See {@link OptionKind#of}. */
	static OptionKind<WantedPlanes> numbers() {
		return OptionKind.of("N|A-B|A,B|all", text -> parse(text.strip(), ALL, NUMBERS), WantedPlanes::toString);
	}

	/** Consecutive numbers. */
	static OptionKind<WantedPlanes> range() {
		return OptionKind.of("N|A-B|all", text -> consecutive(text, null), WantedPlanes::toString);
	}

	/** Consecutive numbers; -1 stands for the one in focus. */
	static OptionKind<WantedPlanes> rangeOrFocus() {
		return OptionKind.of("N|A-B|all", text -> consecutive(text, IN_FOCUS), WantedPlanes::toString);
	}

	private static WantedPlanes consecutive(final String text, final WantedPlanes least) {
		final WantedPlanes wanted = parse(text.strip(), least, RANGE);
		for (int i = 1; i < wanted.parts.size(); i++)
			if (wanted.parts.get(i).begin() != wanted.parts.get(i - 1).end()) throw new IllegalArgumentException(RANGE);
		return wanted;
	}

	/**
	 * @param least
	 *            what -1 stands for; null for nothing
	 */
	private static WantedPlanes parse(final String text, final WantedPlanes least, final String refusal) {
		if (text.isEmpty() || text.toLowerCase(Locale.ROOT).equals("all")) return ALL;
		if (least != null && text.matches(LEAST + "(\\.0*)?")) return least;
		final List<PlaneRange> parts = new ArrayList<>();
		for (final String one : text.split("\\s*,\\s*", -1)) {
			final Matcher part = PART.matcher(one);
			if (!part.matches()) throw new IllegalArgumentException(refusal);
			final int first = Integer.parseInt(part.group(1));
			final int last = part.group(2) == null ? first : Integer.parseInt(part.group(2));
			if (last < first) throw new IllegalArgumentException(refusal);
			final PlaneRange range = new PlaneRange(first, last + 1);
			if (parts.stream().anyMatch(other -> other.begin() < range.end() && range.begin() < other.end()))
				throw new IllegalArgumentException("has a number twice");
			parts.add(range);
		}
		return new WantedPlanes(parts, false);
	}

	/** Whether it is all, whatever there are. */
	public boolean isAll() {
		return parts.isEmpty() && !inFocus;
	}

	/**
	 * The numbers.
	 *
	 * @param count
	 *            how many there are
	 * @param focus
	 *            the number of the one in focus
	 * @param what
	 *            how a message calls one of them
	 * @throws IllegalArgumentException
	 *             with one sentence, if there are not so many
	 */
	List<Integer> of(final int count, final int focus, final String what) {
		if (inFocus) return List.of(focus);
		if (isAll()) return IntStream.range(0, count).boxed().toList();
		for (final PlaneRange part : parts)
			if (part.end() > count) throw new IllegalArgumentException("there is no " + what + " "
				+ Math.max(part.begin(), count) + "; the scene has "
				+ (count == 1 ? what + " 0 only" : what + "s 0 to " + (count - 1)));
		return parts.stream().flatMap(part -> IntStream.range(part.begin(), part.end()).boxed()).toList();
	}

	/** As a user would write it. */
	@Override
	public String toString() {
		if (inFocus) return LEAST;
		return isAll() ? "all" : parts.stream().map(part -> part.end() == part.begin() + 1
			? String.valueOf(part.begin()) : part.begin() + "-" + (part.end() - 1)).collect(Collectors.joining(","));
	}
}
