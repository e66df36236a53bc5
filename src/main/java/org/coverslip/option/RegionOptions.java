package org.coverslip.option;

import org.coverslip.geom.Region;
import org.coverslip.slide.Scene;

/** What of a scene is meant. */
public final class RegionOptions {

	public static final Option<WantedRegion> REGION = Option.of("region", "Region",
		OptionKind.of("X,Y,WIDTH,HEIGHT", WantedRegion::parse, WantedRegion::toString), WantedRegion.ALL,
		"x,y,width,height in level-0 pixels; all of the scene if left out. In ImageJ also roi, for what is drawn on "
			+ "the active image, or a name in the ROI Manager.");

	private RegionOptions() {}

	/**
	 * The region in level-0 pixels; it may reach over the scene's edges.
	 *
	 * @throws IllegalArgumentException
	 *             if it has no pixel in common with the scene, or has a name, which only ImageJ knows
	 */
	public static Region of(final Scene scene, final OptionValues values) {
		final Region whole = scene.level(0).region();
		final WantedRegion wanted = values.get(REGION);
		if (wanted.isNamed())
			throw new IllegalArgumentException("\"region=" + wanted + "\" is not " + WantedRegion.FORM
				+ ", and only ImageJ knows what is drawn there");
		final Region region = wanted.box().orElse(whole);
		if (!region.intersects(whole))
			throw new IllegalArgumentException(
				"the region " + region + " lies outside the scene of " + whole.width() + " x " + whole.height());
		return region;
	}

	/** Whether less than the whole scene may be meant. */
	static boolean isGiven(final OptionValues values) {
		return !values.get(REGION).equals(WantedRegion.ALL);
	}
}
