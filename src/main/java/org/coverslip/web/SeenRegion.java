package org.coverslip.web;

import java.nio.file.Path;

import org.coverslip.geom.Region;

/**
 * What of a slide someone looks at in the browser, to be opened elsewhere.
 *
 * @param slide
 *            its file or folder
 * @param scene
 *            number of the scene
 * @param level
 *            number of the level
 * @param region0
 *            in level-0 pixels, inside of the scene
 * @param z
 *            number of the focal plane
 * @param t
 *            number of the point in time
 */
public record SeenRegion(Path slide, int scene, int level, Region region0, int z, int t) {}
