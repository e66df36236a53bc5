package org.coverslip.annotation;

import java.util.List;
import java.util.OptionalInt;

/**
 * The class to which an annotation belongs.
 *
 * @param name
 *            not blank; a class within another is {@code A: B}, as QuPath writes it
 * @param color
 *            0xRRGGBB, or empty if none is stated
 */
public record Classification(String name, OptionalInt color) {

	public Classification {
		if (name.isBlank()) throw new IllegalArgumentException("a class without a name");
		color = color.isPresent() ? OptionalInt.of(color.getAsInt() & 0xffffff) : color;
	}

	/** Without a colour. */
	public Classification(final String name) {
		this(name, OptionalInt.empty());
	}

	/** The classes of which it is one within another, the outermost first: A and B of {@code A: B}. */
	public List<String> parts() {
		return List.of(name.split(": "));
	}

	/**
	 * The stated colour, or one that is made of the name: the same for the same name everywhere, and neither dark nor
	 * pale.
	 *
	 * @return 0xRRGGBB
	 */
	public int shownColor() {
		if (color.isPresent()) return color.getAsInt();
		final int hash = name.hashCode() * 0x9E3779B9;
		final float hue = (hash >>> 8) / (float) (1 << 24);
		return java.awt.Color.HSBtoRGB(hue, 0.75f, 0.9f) & 0xffffff;
	}
}
