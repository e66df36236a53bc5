package org.coverslip.option;

import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.slide.Scene;

/** What of a scene is meant. */
public final class RegionOptions {

	private static final String FORM = "x,y,width,height in whole level-0 pixels";

	/** Empty for all of the scene. */
	public static final Option<Optional<Region>> REGION = Option.of("region", "Region",
		OptionKind.of("X,Y,WIDTH,HEIGHT", RegionOptions::read, RegionOptions::write), Optional.empty(),
		"x,y,width,height in level-0 pixels; all of the scene if left out.");

	private RegionOptions() {}

	/**
	 * The region in level-0 pixels; it may reach over the scene's edges.
	 *
	 * @throws IllegalArgumentException
	 *             if it has no pixel in common with the scene
	 */
	public static Region of(final Scene scene, final OptionValues values) {
		final Region whole = scene.level(0).region();
		final Region region = values.get(REGION).orElse(whole);
		if (!region.intersects(whole))
			throw new IllegalArgumentException(
				"the region " + region + " lies outside the scene of " + whole.width() + " x " + whole.height());
		return region;
	}

	private static Optional<Region> read(final String text) {
		if (text.isBlank()) return Optional.empty();
		final String[] parts = text.strip().split("\\s*,\\s*|\\s+");
		try {
			if (parts.length == 4) return Optional.of(new Region(Long.parseLong(parts[0]), Long.parseLong(parts[1]),
				Long.parseLong(parts[2]), Long.parseLong(parts[3])));
		}
		catch (final IllegalArgumentException | ArithmeticException e) {
			throw new IllegalArgumentException("is not " + FORM, e);
		}
		throw new IllegalArgumentException("is not " + FORM);
	}

	private static String write(final Optional<Region> region) {
		return region.map(r -> r.x() + "," + r.y() + "," + r.width() + "," + r.height()).orElse("");
	}
}
