package org.coverslip.testing;

/**
 * An image as an oracle returned it.
 *
 * @param width
 *            pixels
 * @param height
 *            pixels
 * @param argb
 *            non-premultiplied 0xAARRGGBB words, row-major, length = width · height
 */
public record ArgbImage(int width, int height, int[] argb) {}
