package org.coverslip.deidentify;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was removed from a slide, what was kept, and what nobody but a person can judge. It tells kinds and numbers,
 * never a value that was removed, nor a name that the file's author may have chosen. For one thread.
 */
public final class Findings {

	private final Map<String, Long> removed = new TreeMap<>();
	private final Set<String> kept = new LinkedHashSet<>();
	private final Set<String> unjudged = new LinkedHashSet<>();

	/**
	 * Counts something that is not in the new file.
	 *
	 * @param what
	 *            its kind, in words of ours
	 */
	public void removed(final String what) {
		removed(what, 1);
	}

	/** Counts several of one kind; none is nothing. */
	public void removed(final String what, final long count) {
		if (count > 0) removed.merge(what, count, Long::sum);
	}

	/** Notes something that is in the new file although it is no pixel; said twice, it counts once. */
	public void kept(final String what) {
		kept.add(what);
	}

	/** Notes, in one sentence, what must be looked at by a person; said twice, it counts once. */
	public void unjudged(final String sentence) {
		unjudged.add(sentence);
	}

	/** How often something of a kind was removed. */
	public long removedCount(final String what) {
		return removed.getOrDefault(what, 0L);
	}

	/** Lines for the user. */
	@Override
	public String toString() {
		final StringBuilder text = new StringBuilder("removed:");
		if (removed.isEmpty()) text.append(" nothing");
		removed.forEach((what, count) -> text.append("\n  ").append(what).append(count == 1 ? "" : " (" + count + ")"));
		text.append("\nkept besides the pixels:");
		if (kept.isEmpty()) text.append(" nothing");
		kept.forEach(what -> text.append("\n  ").append(what));
		text.append("\nnot judged:");
		unjudged.forEach(sentence -> text.append("\n  ").append(sentence));
		return text.toString();
	}
}
