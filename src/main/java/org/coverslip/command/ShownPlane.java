package org.coverslip.command;

import org.coverslip.img.ColoredScene;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;

/**
 * What of a scene a picture of 8 bits shows.
 *
 * @param scene
 *            the scene itself, or its channels added up in their colours and ranges
 * @param plane
 *            of that scene
 */
record ShownPlane(Scene scene, Plane plane) {

	static ShownPlane of(final Scene scene, final int z, final int t) {
		return ColoredScene.isShownAsItIs(scene) ? new ShownPlane(scene, new Plane(0, z, t))
			: new ShownPlane(ColoredScene.of(scene, z, t), Plane.FIRST);
	}
}
