package org.coverslip.slide;

/**
 * One (channel, z, t) of a scene, each counted from 0. A bright-field RGB scene has one channel.
 */
public record Plane(int channel, int z, int t) {

	/** Channel 0, z 0, t 0. */
	public static final Plane FIRST = new Plane(0, 0, 0);

	public Plane {
		if (channel < 0 || z < 0 || t < 0)
			throw new IllegalArgumentException("plane channel=" + channel + " z=" + z + " t=" + t);
	}
}
