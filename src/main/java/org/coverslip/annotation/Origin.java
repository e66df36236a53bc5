package org.coverslip.annotation;

import java.util.Locale;

/** From where a file counts its pixels. */
public enum Origin {

	/** From the top left corner of level 0, as ASAP, HALO, ImageScope and OpenSlide's scripts do. */
	LEVEL0,

	/**
	 * From the top left corner of what was scanned ({@code openslide.bounds-x, -y}), as QuPath does unless it was told
	 * {@code --no-crop}. The same as {@link #LEVEL0} where a slide states no bounds.
	 */
	BOUNDS;

	/** As users write it. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}
}
