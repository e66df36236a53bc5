package org.coverslip.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several equal shares of work: for machines that do not know of each other, such as the tasks of an array of
 * a batch system.
 *
 * @param number
 *            from 1 to {@code of}
 * @param of
 *            how many shares there are
 */
public record Share(int number, int of) {

	/** All of the work. */
	public static final Share ALL = new Share(1, 1);

	private static final Pattern FORM = Pattern.compile("(\\d{1,7})/(\\d{1,7})");

	/**
	 * Reads a share as users write it, {@code 3/8}.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if it is none
	 */
	public static Share of(final String text) {
		final Matcher parts = FORM.matcher(text.strip());
		if (!parts.matches()) throw refused(text);
		final int number = Integer.parseInt(parts.group(1));
		final int of = Integer.parseInt(parts.group(2));
		if (number < 1 || number > of) throw refused(text);
		return new Share(number, of);
	}

	private static IllegalArgumentException refused(final String text) {
		return new IllegalArgumentException(
			"\"" + text + "\" is no share: the third of eight is 3/8, the first 1/8 and the last 8/8");
	}

	/**
	 * What belongs to this share. Every element is in exactly one of the shares; they are about equally heavy, since
	 * the heavier elements are given out first, each to the share that has least.
	 *
	 * @param all
	 *            the same elements with the same weights in the same order for each share
	 * @return in the order in which they came
	 */
	public <T> List<T> from(final List<T> all, final ToLongFunction<T> weight) {
		if (of == 1) return List.copyOf(all);
		final long[] weights = all.stream().mapToLong(weight).toArray();
		final List<Integer> heaviestFirst = new ArrayList<>();
		for (int i = 0; i < weights.length; i++)
			heaviestFirst.add(i);
		heaviestFirst.sort(Comparator.comparingLong((final Integer i) -> weights[i]).reversed());
		final long[] load = new long[of];
		final boolean[] mine = new boolean[weights.length];
		for (final int element : heaviestFirst) {
			int least = 0;
			for (int share = 1; share < of; share++)
				if (load[share] < load[least]) least = share;
			load[least] += Math.max(1, weights[element]);
			mine[element] = least == number - 1;
		}
		final List<T> own = new ArrayList<>();
		for (int i = 0; i < mine.length; i++)
			if (mine[i]) own.add(all.get(i));
		return own;
	}
}
