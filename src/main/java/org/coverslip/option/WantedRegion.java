package org.coverslip.option;

import java.util.Optional;
import java.util.regex.Pattern;

import org.coverslip.geom.Region;

/**
 * What a user wants of a scene: all of it, a box, or what has been drawn in ImageJ under a name, which becomes a box
 * there. Immutable.
 *
 * @param box
 *            in level-0 pixels; empty for all, and for what has a name
 * @param name
 *            {@value #ROI} for the region drawn on the active image, or a name in the ROI Manager; "" for none
 */
public record WantedRegion(Optional<Region> box, String name) {

	/** Stands for the region drawn on the active image. */
	public static final String ROI = "roi";

	/** All of the scene. */
	static final WantedRegion ALL = new WantedRegion(Optional.empty(), "");

	static final String FORM = "x,y,width,height in whole level-0 pixels";

	/** What is meant as numbers is none of the names. */
	private static final Pattern NUMBERS = Pattern.compile("[-+.\\d]+([\\s,]+[-+.\\d]+)+");

	/** A box. */
	public static WantedRegion of(final Region box) {
		return new WantedRegion(Optional.of(box), "");
	}

	/** Reads what a user has written; see {@link OptionKind#of}. */
	static WantedRegion parse(final String text) {
		final String given = text.strip();
		if (given.isEmpty() || given.equalsIgnoreCase("all")) return ALL;
		if (given.equalsIgnoreCase(ROI)) return new WantedRegion(Optional.empty(), ROI);
		if (!NUMBERS.matcher(given).matches()) return new WantedRegion(Optional.empty(), given);
		final String[] parts = given.split("\\s*,\\s*|\\s+");
		try {
			if (parts.length == 4) return of(new Region(Long.parseLong(parts[0]), Long.parseLong(parts[1]),
				Long.parseLong(parts[2]), Long.parseLong(parts[3])));
		}
		catch (final IllegalArgumentException | ArithmeticException e) {
			throw new IllegalArgumentException("is not " + FORM, e);
		}
		throw new IllegalArgumentException("is not " + FORM);
	}

	/** Whether it has a name that stands for a box. */
	public boolean isNamed() {
		return !name.isEmpty();
	}

	/** As a user would write it; "" for all. */
	@Override
	public String toString() {
		return isNamed() ? name : box.map(r -> r.x() + "," + r.y() + "," + r.width() + "," + r.height()).orElse("");
	}
}
