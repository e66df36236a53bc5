/**
 * What the TIFF family of formats shares: from a directory to tiles, levels, associated images and OpenSlide's
 * properties.
 */
package org.coverslip.format.tiff;
