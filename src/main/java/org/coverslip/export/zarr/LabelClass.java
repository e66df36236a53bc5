package org.coverslip.export.zarr;

import java.util.OptionalInt;

/**
 * What a number in a label image stands for.
 *
 * @param label
 *            the number
 * @param name
 *            of a class, or ""
 * @param rgbColor
 *            0xRRGGBB, if it has one
 */
public record LabelClass(long label, String name, OptionalInt rgbColor) {}
