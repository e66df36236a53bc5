package org.coverslip.imagej;

import java.awt.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Whether an image shows the slide at a place, by how its patches agree.
 *
 * @param patches
 *            how many there are
 * @param same
 *            share of those whose pixels are the slide's
 * @param good
 *            share of those that agree with the slide where they should be, and nowhere near better
 * @param bad
 *            share of those that agree with the slide beside where they should be
 * @param moved
 *            share of those that agree best beside where they should be, most of them in one and the same direction
 * @param between
 *            parts of a pixel, across or down, by which the middle one of the patches seems to lie beside where it
 *            should be
 * @param agreement
 *            mean of all, 0 to 1
 * @param asked
 *            mean of those in the region that is asked for; 1 if there are none
 * @param askedSame
 *            share of these whose pixels are the slide's; likewise
 */
record PlaceJudgement(int patches, double same, double good, double bad, double moved, double between, double agreement,
	double asked, double askedSame)
{

	/** Patches that agree less have nothing to say. */
	private static final double SAYS = 0.35;

	/** What agrees so much better beside its place does not belong there. */
	private static final double AS_GOOD = 0.9;

	/** What was moved by less than that may have been sharpened or scaled; more is half a pixel. */
	private static final double NEARLY_THERE = 0.3;

	private static final double MOST = 0.75;

	private static final double HALF = 0.5;

	/**
	 * @param asked
	 *            those of them that lie in the region that is asked for
	 */
	static PlaceJudgement of(final List<PatchMatch> matches, final List<PatchMatch> asked) {
		int same = 0;
		int good = 0;
		int bad = 0;
		double sum = 0;
		final Map<Point, Integer> moves = new HashMap<>();
		for (final PatchMatch match : matches) {
			if (match.isSameThere()) same++;
			if (match.best() >= SAYS) {
				if (match.there() >= SAYS && match.there() >= AS_GOOD * match.best()) good++;
				else bad++;
			}
			if (match.dx() != 0 || match.dy() != 0) moves.merge(new Point(match.dx(), match.dy()), 1, Integer::sum);
			sum += match.there();
		}
		final double n = Math.max(1, matches.size());
		return new PlaceJudgement(matches.size(), same / n, good / n, bad / n,
			moves.values().stream().mapToInt(count -> count).max().orElse(0) / n,
			Math.max(Math.abs(middle(matches, PatchMatch::partX)), Math.abs(middle(matches, PatchMatch::partY))),
			sum / n,
			asked.stream().mapToDouble(PatchMatch::there).average().orElse(1),
			asked.stream().mapToDouble(match -> match.isSameThere() ? 1 : 0).average().orElse(1));
	}

	private static double middle(final List<PatchMatch> matches, final ToDoubleFunction<PatchMatch> part) {
		final double[] parts =
			matches.stream().filter(match -> match.there() >= SAYS).mapToDouble(part).sorted().toArray();
		return parts.length == 0 ? 0 : parts[parts.length / 2];
	}

	/** Whether these are the slide's pixels, but for what may have been drawn on them. */
	boolean isSame() {
		return patches > 0 && same >= MOST && askedSame >= HALF;
	}

	/** Whether what an image says of its place may be believed, though its pixels were changed. */
	boolean isPlausible() {
		return isTrueWhereAsked() && good >= HALF && bad <= 0.2 && moved <= 0.5 && between <= NEARLY_THERE;
	}

	/** Whether a place that the image does not say itself is proved by what it shows. */
	boolean isClear() {
		return isSame() || isTrueWhereAsked() && good >= 0.8 && bad <= 0.1 && moved <= 0.5 && between <= NEARLY_THERE
			&& agreement >= 0.6;
	}

	/** Where all else is the slide's pixels, what is asked for must be too: it alone may have been flipped. */
	private boolean isTrueWhereAsked() {
		return asked >= SAYS && same < MOST;
	}
}
