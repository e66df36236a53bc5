package org.coverslip.slide;

import org.coverslip.geom.ScaledRegion;

/** Some of a scene's area: what somebody outlined, or where tissue is. Thread-safe. */
public interface PixelSelection {

	/**
	 * Whether something of a place may belong to it; no, if surely nothing does.
	 *
	 * @param place
	 *            on the scene
	 */
	boolean reaches(ScaledRegion place);

	/**
	 * Which pixels belong to it: those whose centre does.
	 *
	 * @param place
	 *            of a picture, or a part of one, that an array can hold
	 * @return row by row, 0 where not
	 */
	byte[] inside(ScaledRegion place);
}
