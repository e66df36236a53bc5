package org.coverslip.slide;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One channel of a scene.
 *
 * @param name
 *            as the scanner wrote it, or "" where it wrote none
 * @param rgbColor
 *            the display colour as 0xRRGGBB, if the file states one
 * @param shown
 *            the values that are to be told apart, if the file states it
 */
public record Channel(String name, OptionalInt rgbColor, Optional<DisplayRange> shown) {

	/** A channel of which it is not stated which values are shown. */
	public Channel(final String name, final OptionalInt rgbColor) {
		this(name, rgbColor, Optional.empty());
	}

	/** A channel without a colour. */
	public static Channel named(final String name) {
		return new Channel(name, OptionalInt.empty());
	}

	/** The only channel of a bright-field scene. */
	public static Channel rgb() {
		return named("RGB");
	}
}
