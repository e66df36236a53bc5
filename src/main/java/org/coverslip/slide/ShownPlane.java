package org.coverslip.slide;

/**
 * What of a scene a picture of 8 bits shows.
 *
 * @param scene
 *            the scene itself, or its channels added up in their colours and ranges
 * @param plane
 *            of that scene
 * @param part
 *            tells it from the other pictures of the scene
 */
public record ShownPlane(Scene scene, Plane plane, String part) {

	/**
	 * @param z
	 *            number of the focal plane; -1 for the one in focus
	 */
	public static ShownPlane of(final Scene scene, final int z, final int t) {
		final Plane plane = new Plane(0, scene.focalPlane(z), t);
		final String part = "z " + plane.z() + ", t " + t;
		return ColoredScene.isShownAsItIs(scene) ? new ShownPlane(scene, plane, part)
			: new ShownPlane(ColoredScene.of(scene, plane.z(), t), Plane.FIRST, part);
	}
}
