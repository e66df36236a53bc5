package org.coverslip.annotation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a user should know of annotations that were read or written: what was left out, mended or not understood. The
 * same sentence is said once, with how often it holds. For one thread.
 */
public final class Remarks {

	/** No more different sentences than this are kept. */
	private static final int MOST = 100;

	private final Map<String, Integer> counts = new LinkedHashMap<>();
	private int others;

	/**
	 * Says something.
	 *
	 * @param sentence
	 *            that holds for any number of annotations, for example "holes were written as polygons of their own"
	 */
	public void add(final String sentence) {
		if (counts.size() < MOST || counts.containsKey(sentence)) counts.merge(sentence, 1, Integer::sum);
		else others++;
	}

	/** All that was said, in order; how often is in brackets where it is more than once. */
	public List<String> sentences() {
		final List<String> sentences = new ArrayList<>();
		counts.forEach((sentence, count) -> sentences.add(count == 1 ? sentence : sentence + " (" + count + " times)"));
		if (others > 0) sentences.add("and " + others + " remarks more");
		return sentences;
	}
}
