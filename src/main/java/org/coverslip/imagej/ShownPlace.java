package org.coverslip.imagej;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.coverslip.geom.ScaledRegion;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

import ij.ImagePlus;

/**
 * What an image really shows of its slide, by its pixels. ImageJ flips, turns and moves pictures without a word in
 * their properties, so that what an image says of its place is believed only if its pixels are those that were read, or
 * agree with the slide at that place. An image that was flipped, turned by quarters or moved by whole pixels is found
 * again, and so are its parts; of another one it is not known what it shows.
 * <p>
 * Filters, conversions and thresholds leave enough to compare. An image in which nothing is to be seen is where it
 * says.
 *
 * @param place
 *            of the upright picture
 * @param orientation
 *            how the image lies there
 */
record ShownPlace(SlideProvenance place, Orientation orientation) {

	/** Planes of a slide that an image is compared with, at most. */
	private static final int PLANES = 8;

	/** Planes that are searched for a place that the image does not say. */
	private static final int PLANES_SEARCHED = 2;

	/** What speaks as much for two places. */
	private static final double AS_MUCH = 0.02;

	/** How much more must speak for another place than for the one that the image says. */
	private static final double LEAD = 0.15;

	/** Around what was read, in pixels of the image. */
	private static final int MARGIN = 16;

	/** A place and an orientation that an image may have, and what speaks for it at first sight. */
	private record Guess(SlideGreys plane, ScaledRegion place, Orientation orientation, PlaceJudgement glance) {

		static Guess of(final PlaceProof proof, final SlideGreys plane, final ScaledRegion place,
			final Orientation orientation) throws IOException
		{
			return new Guess(plane, place, orientation, proof.glance(plane, place, orientation));
		}

		boolean isBetterThan(final Guess other) {
			return other == null || glance.agreement() > other.glance.agreement();
		}

		PlaceJudgement judged(final PlaceProof proof) throws IOException {
			return proof.judge(plane, place, orientation);
		}

		ShownPlace shown(final SlideProvenance read) {
			return new ShownPlace(read.at(place), orientation);
		}
	}

	/**
	 * Looks at an image's current slice.
	 *
	 * @param slide
	 *            from which the image says that it comes; is read, and not closed
	 * @return empty if the image does not say where it comes from, or shows something else
	 */
	static Optional<ShownPlace> of(final ImagePlus image, final Slide slide) throws IOException {
		final Optional<SlideProvenance> said = SlideProvenance.of(image);
		final Optional<ShownPlace> asSaid = said.map(place -> new ShownPlace(place, Orientation.UPRIGHT));
		if (said.isPresent() && SlideProvenance.hasPixelsRead(image)) return asSaid;
		final Optional<SlideProvenance> read = SlideProvenance.whenRead(image);
		if (read.isEmpty() || read.get().scene() < 0 || read.get().scene() >= slide.scenes().size())
			return Optional.empty();
		final ImageGreys greys = new ImageGreys(image.getProcessor());
		final ScaledRegion all = read.get().allThatWasRead(image);
		final PlaceProof proof = new PlaceProof(greys, image.getRoi(), all);
		if (proof.isEmpty()) return asSaid;
		final List<SlideGreys> planes = planes(image, slide.scenes().get(read.get().scene()));
		Guess best = null;
		Guess upright = null;
		for (final SlideGreys plane : planes) {
			plane.hold(all.part(-MARGIN, -MARGIN, all.width() + 2 * MARGIN, all.height() + 2 * MARGIN));
			for (final Orientation orientation : Orientation.all())
				for (final ScaledRegion place : places(image, said, all, orientation)) {
					final Guess guess = Guess.of(proof, plane, place, orientation);
					if (guess.glance.isSame()) return Optional.of(guess.shown(read.get()));
					if (orientation.equals(Orientation.UPRIGHT) && guess.isBetterThan(upright)) upright = guess;
					if (guess.isBetterThan(best)) best = guess;
				}
		}
		final double agreement = upright == null ? 0 : upright.glance.agreement();
		if (upright != null && agreement >= best.glance.agreement() - AS_MUCH && upright.judged(proof).isPlausible())
			return Optional.of(upright.shown(read.get()));
		if (best != null && best.glance.agreement() > agreement + LEAD && best.judged(proof).isClear())
			return Optional.of(best.shown(read.get()));
		return search(greys, proof, planes, all).map(guess -> guess.shown(read.get()));
	}

	/** Where an image may lie in an orientation by its size: where it says, or all over what was read. */
	private static List<ScaledRegion> places(final ImagePlus image, final Optional<SlideProvenance> said,
		final ScaledRegion all, final Orientation orientation)
	{
		final int width = orientation.uprightWidth(image.getWidth(), image.getHeight());
		final int height = orientation.uprightHeight(image.getWidth(), image.getHeight());
		final List<ScaledRegion> places = new ArrayList<>();
		if (said.isPresent() && width == image.getWidth() && height == image.getHeight())
			places.add(new ScaledRegion(said.get().x0(), said.get().y0(), said.get().downsampleX(),
				said.get().downsampleY(), width, height));
		if (width == all.width() && height == all.height() && !places.contains(all)) places.add(all);
		return places;
	}

	/** Looks everywhere in what was read for the very pixels, else for what is clearly the same. */
	private static Optional<Guess> search(final ImageGreys image, final PlaceProof proof,
		final List<SlideGreys> planes, final ScaledRegion all) throws IOException
	{
		Guess best = null;
		for (final SlideGreys plane : planes.subList(0, Math.min(PLANES_SEARCHED, planes.size()))) {
			final PlaceSearch search = new PlaceSearch(plane, all, image);
			for (final Orientation orientation : Orientation.all())
				for (final ScaledRegion about : search.places(orientation)) {
					final Optional<ScaledRegion> place = proof.nearby(plane, about, orientation, search.margin());
					if (place.isEmpty()) continue;
					final Guess guess = Guess.of(proof, plane, place.get(), orientation);
					if (guess.glance.isSame()) return Optional.of(guess);
					if (guess.isBetterThan(best)) best = guess;
				}
		}
		return best != null && best.judged(proof).isClear() ? Optional.of(best) : Optional.empty();
	}

	/** What an image may show, the likely planes first. */
	private static List<SlideGreys> planes(final ImagePlus image, final Scene scene) {
		final Set<Plane> planes = new LinkedHashSet<>();
		final Plane focus = scene.defaultPlane();
		final int z = ShownPlanes.FOCAL_PLANES.at(image, image.getZ(), scene.sizeZ()).orElse(focus.z());
		final int t = ShownPlanes.TIMES.at(image, image.getT(), scene.sizeT()).orElse(0);
		ShownPlanes.CHANNELS.at(image, image.getC(), scene.channels().size())
			.ifPresent(channel -> planes.add(new Plane(channel, z, t)));
		for (final int depth : new int[] { z, focus.z(), 0, scene.sizeZ() - 1 })
			for (int c = 0; c < scene.channels().size(); c++)
				planes.add(new Plane(c, depth, t));
		planes.removeIf(plane -> !scene.has(plane));
		final RegionReader reader = new RegionReader(TileCache.shared());
		final List<SlideGreys> greys = new ArrayList<>();
		for (final Plane plane : planes)
			for (int sample = -1; sample < (scene.isRgb() ? 3 : 0); sample++)
				if (greys.size() < PLANES) greys.add(new SlideGreys(scene, reader, plane, sample));
		return greys;
	}

	/** From places on the image to those in the slide's level 0. */
	AffineTransform toSlide(final int width, final int height) {
		final AffineTransform transform = new AffineTransform(place.downsampleX(), 0, 0, place.downsampleY(),
			place.x0(), place.y0());
		transform.concatenate(orientation.toUpright(width, height));
		return transform;
	}
}
