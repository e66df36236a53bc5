package org.coverslip.format.tiff;

import org.coverslip.slide.Plane;

/**
 * Which plane a page is.
 *
 * @param position
 *            of the stage, from 0: each becomes a scene of its own
 * @param plane
 *            whose channel counts pages, each of which may hold several samples
 */
public record PagePlace(int position, Plane plane) {}
