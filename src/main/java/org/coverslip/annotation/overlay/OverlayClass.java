package org.coverslip.annotation.overlay;

import java.util.Optional;

/**
 * What a legend says of a class.
 *
 * @param name
 *            empty for annotations that have none
 * @param color
 *            0xRRGGBB
 * @param count
 *            how many annotations there are of it
 */
public record OverlayClass(Optional<String> name, int color, int count) {}
