package org.coverslip.annotation;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which annotations are meant, by their classes; remembers which classes there were. For one thread. */
public final class WantedClasses {

	/** No more are named in a sentence. */
	private static final int MOST_NAMED = 20;

	private final String wanted;
	private final Set<String> names;
	private final Set<String> seen = new TreeSet<>();
	private long count;
	private long taken;

	/**
	 * @param wanted
	 *            as users say it: names with commas between them, or one that has commas itself; "" for all
	 */
	public WantedClasses(final String wanted) {
		this.wanted = wanted.strip();
		names = Arrays.stream(this.wanted.split(",")).map(String::strip).collect(Collectors.toSet());
		names.add(this.wanted);
	}

	/** Whether an annotation is meant. */
	public boolean take(final Annotation annotation) {
		count++;
		final Optional<String> name = annotation.classification().map(Classification::name);
		name.filter(one -> seen.size() < MOST_NAMED).ifPresent(seen::add);
		final boolean isTaken = wanted.isEmpty() || name.filter(names::contains).isPresent();
		if (isTaken) taken++;
		return isTaken;
	}

	/** How many annotations there were, meant or not. */
	public long count() {
		return count;
	}

	/**
	 * Refuses classes that no annotation has.
	 *
	 * @param file
	 *            for the message
	 * @throws IllegalArgumentException
	 *             with one sentence, if there were annotations, but none that is meant
	 */
	public void checkFound(final String file) {
		if (count > 0 && taken == 0)
			throw new IllegalArgumentException("none of the " + count + " annotations in " + file + " is of the class "
				+ wanted + (seen.isEmpty() ? "; they have no classes" : "; there are " + String.join(", ", seen)));
	}
}
