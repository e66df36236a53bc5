/**
 * Where: regions, tile layouts and scales. All rectangle arithmetic and all rounding of coordinates is done here.
 * <p>
 * Frames: {@code x0, y0} are level-0 pixels, {@code x, y} are pixels of a level, {@code col, row} are grid positions.
 */
package org.coverslip.geom;
