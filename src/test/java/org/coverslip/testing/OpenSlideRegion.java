package org.coverslip.testing;

/**
 * A region in OpenSlide's terms.
 *
 * @param x0
 *            left column in level-0 pixels
 * @param y0
 *            top row in level-0 pixels
 * @param level
 *            number of the level
 * @param width
 *            in pixels of the level
 * @param height
 *            in pixels of the level
 */
public record OpenSlideRegion(long x0, long y0, int level, int width, int height) {}
