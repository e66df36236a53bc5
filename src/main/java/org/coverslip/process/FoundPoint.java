package org.coverslip.process;

import org.coverslip.slide.Plane;

/**
 * An object that was found at a pixel.
 *
 * @param plane
 *            of the picture in which it was found
 * @param x
 *            column, in the picture's pixels
 * @param y
 *            row, likewise
 * @param value
 *            how clear it is; see {@link ObjectFunction#measure()}
 */
public record FoundPoint(Plane plane, long x, long y, double value) {}
