package org.coverslip.imagej;

import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.ScaledRegion;

import ij.gui.Roi;

/** Small pieces of an image in which there is something to see, and how they agree with the slide at a place. */
final class PlaceProof {

	private static final int SIDE = 64;

	/** Cells across and down, from each of which one patch is taken. */
	private static final int CELLS = 4;

	/** Places of a patch in its cell, across and down. */
	private static final int TRIES = 3;

	/** Patches that have less of the liveliest one's contrast are left out: there is little but noise in them. */
	private static final double FAINT = 0.1;

	private static final int MARGIN = 8;

	/** How many patches are looked for. */
	private static final int VOTES = 4;

	/** Agreement of a patch that is at its place. */
	private static final double WELL = 0.7;

	/** A patch of an image, in its pixels; in the region that is asked for, or anywhere. */
	private record Patch(int x, int y, int width, int height, double contrast, boolean asked) {}

	private final ImageGreys image;
	private final ScaledRegion all;
	private final List<Patch> patches = new ArrayList<>();

	/**
	 * @param roi
	 *            where it matters most; null if nothing is known of that
	 * @param all
	 *            all that the image may show; where it shows something else, it was filled
	 */
	PlaceProof(final ImageGreys image, final Roi roi, final ScaledRegion all) {
		this.image = image;
		this.all = all;
		addPatches(0, 0, image.width(), image.height(), false);
		if (roi != null) {
			final Rectangle part =
				roi.getBounds().intersection(new Rectangle(image.width(), image.height()));
			if (!part.isEmpty()) addPatches(part.x, part.y, part.width, part.height, true);
		}
		final double most = patches.stream().mapToDouble(Patch::contrast).max().orElse(0);
		patches.removeIf(patch -> patch.contrast == 0 || patch.contrast < FAINT * most);
	}

	private void addPatches(final int x, final int y, final int width, final int height, final boolean asked) {
		final int columns = Math.max(1, Math.min(CELLS, width / SIDE));
		final int rows = Math.max(1, Math.min(CELLS, height / SIDE));
		for (int row = 0; row < rows; row++)
			for (int column = 0; column < columns; column++)
				patches.add(liveliest(x + width * column / columns, y + height * row / rows, width / columns,
					height / rows, asked));
	}

	private Patch liveliest(final int x, final int y, final int width, final int height, final boolean asked) {
		final int patchWidth = Math.min(SIDE, width);
		final int patchHeight = Math.min(SIDE, height);
		final List<Patch> tries = new ArrayList<>();
		for (int i = 0; i < TRIES * TRIES; i++) {
			final int atX = x + (width - patchWidth) * (i % TRIES) / (TRIES - 1);
			final int atY = y + (height - patchHeight) * (i / TRIES) / (TRIES - 1);
			tries.add(new Patch(atX, atY, patchWidth, patchHeight,
				PatchMatch.deviation(image.read(Orientation.UPRIGHT, atX, atY, patchWidth, patchHeight)), asked));
		}
		return tries.stream().max(Comparator.comparingDouble(Patch::contrast)).orElseThrow();
	}

	/** Whether there is nothing to see, and so nothing to prove. */
	boolean isEmpty() {
		return patches.isEmpty();
	}

	/**
	 * How the image agrees with the slide at a place and around it.
	 *
	 * @param place
	 *            where the upright picture lies
	 */
	PlaceJudgement judge(final SlideGreys slide, final ScaledRegion place, final Orientation orientation)
		throws IOException
	{
		return judge(slide, place, orientation, MARGIN);
	}

	/** Likewise, at that place alone; faster, but what is bad cannot be told from what is good. */
	PlaceJudgement glance(final SlideGreys slide, final ScaledRegion place, final Orientation orientation)
		throws IOException
	{
		return judge(slide, place, orientation, 0);
	}

	private PlaceJudgement judge(final SlideGreys slide, final ScaledRegion place, final Orientation orientation,
		final int margin) throws IOException
	{
		final List<PatchMatch> matches = new ArrayList<>();
		final List<PatchMatch> asked = new ArrayList<>();
		for (final Patch patch : patches)
			if (isInside(patch, place, orientation, 0)) {
				final PatchMatch match = match(patch, slide, place, orientation, margin);
				matches.add(match);
				if (patch.asked) asked.add(match);
			}
		return PlaceJudgement.of(matches, asked);
	}

	/**
	 * A place near one from which it is not known how far it lies away, in whole pixels of the image.
	 *
	 * @param margin
	 *            how far at most
	 * @return empty if nothing agrees well there
	 */
	Optional<ScaledRegion> nearby(final SlideGreys slide, final ScaledRegion place, final Orientation orientation,
		final int margin) throws IOException
	{
		PatchMatch best = null;
		for (final Patch patch : patches.stream().sorted(Comparator.comparingDouble(Patch::contrast).reversed())
			.filter(patch -> isInside(patch, place, orientation, margin)).limit(VOTES).toList()) {
			final PatchMatch match = match(patch, slide, place, orientation, margin);
			// also where an edge of what was filled in leaves little agreement
			if (match.same()) return Optional.of(beside(place, match));
			if (best == null || match.best() > best.best()) best = match;
		}
		return Optional.ofNullable(best).filter(match -> match.best() >= WELL).map(match -> beside(place, match));
	}

	private static ScaledRegion beside(final ScaledRegion place, final PatchMatch match) {
		return place.part(match.dx(), match.dy(), place.width(), place.height());
	}

	/** Whether a patch would show something of what was read. */
	private boolean isInside(final Patch patch, final ScaledRegion place, final Orientation orientation,
		final int tolerance)
	{
		final Rectangle2D upright = upright(patch, orientation);
		final double x = (place.x0() - all.x0()) / place.pitchX() + upright.getX();
		final double y = (place.y0() - all.y0()) / place.pitchY() + upright.getY();
		final double reach = tolerance + 1;
		return x >= -reach && y >= -reach && x + upright.getWidth() <= all.width() + reach
			&& y + upright.getHeight() <= all.height() + reach;
	}

	private Rectangle2D upright(final Patch patch, final Orientation orientation) {
		return orientation.toUpright(image.width(), image.height())
			.createTransformedShape(new Rectangle(patch.x, patch.y, patch.width, patch.height)).getBounds2D();
	}

	private PatchMatch match(final Patch patch, final SlideGreys slide, final ScaledRegion place,
		final Orientation orientation, final int margin) throws IOException
	{
		final int width = orientation.uprightWidth(patch.width, patch.height);
		final int height = orientation.uprightHeight(patch.width, patch.height);
		final Rectangle2D upright = upright(patch, orientation);
		final int x = (int) upright.getX();
		final int y = (int) upright.getY();
		return PatchMatch.of(image.read(orientation, x, y, width, height), width, height,
			slide.read(place.part(x - margin, y - margin, width + 2L * margin, height + 2L * margin)), margin);
	}
}
