package org.coverslip.format.tiff;

import org.coverslip.tiff.TiffFile;

/**
 * Where a plane is stored: a directory's image, or one that follows it.
 *
 * @param tiff
 *            the file
 * @param image
 *            what its directory says
 * @param shift
 *            by how many bytes all of the plane's strips lie further back than the directory says, &ge; 0: some writers
 *            describe only the first plane and let the others follow it
 */
public record PlaneImage(TiffFile tiff, TiffImage image, long shift) {

	/** A plane that has a directory of its own. */
	public static PlaneImage of(final TiffFile tiff, final TiffImage image) {
		return new PlaneImage(tiff, image, 0);
	}
}
