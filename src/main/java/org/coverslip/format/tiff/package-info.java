/**
 * What the TIFF family of formats shares: the way from a directory to tiles, levels, associated images and OpenSlide's
 * properties.
 */
package org.coverslip.format.tiff;
