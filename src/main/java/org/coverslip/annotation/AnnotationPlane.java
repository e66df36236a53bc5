package org.coverslip.annotation;

/**
 * On which plane of a scene something was drawn.
 *
 * @param channel
 *            from 0, or {@link #ALL}
 * @param z
 *            from 0, or {@link #ALL}
 * @param t
 *            from 0, or {@link #ALL}
 */
public record AnnotationPlane(int channel, int z, int t) {

	/** For all of them, or for none in particular. */
	public static final int ALL = -1;

	/** All channels of the first z and t, which is what files mean that say nothing. */
	public static final AnnotationPlane FIRST = new AnnotationPlane(ALL, 0, 0);

	public AnnotationPlane {
		if (channel < ALL || z < ALL || t < ALL)
			throw new IllegalArgumentException("a plane of channel " + channel + ", z " + z + ", t " + t);
	}
}
