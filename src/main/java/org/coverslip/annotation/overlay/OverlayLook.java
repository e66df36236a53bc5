package org.coverslip.annotation.overlay;

import java.util.BitSet;

import org.coverslip.annotation.AnnotationPlane;

/**
 * Which annotations are shown.
 *
 * @param hidden
 *            the numbers of the classes that are not; not to be modified
 * @param z
 *            the focal plane that is seen
 * @param t
 *            the time that is seen
 */
public record OverlayLook(BitSet hidden, int z, int t) {

	/** All of them, wherever they lie. */
	public static final OverlayLook ALL = new OverlayLook(new BitSet(), AnnotationPlane.ALL, AnnotationPlane.ALL);

	boolean shows(final int classNumber, final int itsZ, final int itsT) {
		return !hidden.get(classNumber) && isOn(itsZ, z) && isOn(itsT, t);
	}

	private static boolean isOn(final int plane, final int seen) {
		return plane == seen || plane == AnnotationPlane.ALL || seen == AnnotationPlane.ALL;
	}
}
