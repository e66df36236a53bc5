package org.coverslip.format.ome;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;

/**
 * How many SubIFDs all planes of one file have in common, since only those can be levels. The directory entries tell
 * this without further reading; a single SubIFD, which may be the first of a chain, is looked into only where planes
 * differ. Immutable.
 *
 * @param shared
 *            the number that all planes have, {@link Integer#MAX_VALUE} if each lists one
 * @param more
 *            the number of further SubIFDs, of all planes together
 */
record OmeSubIfds(int shared, long more) {

	/**
	 * @param directories
	 *            numbers of the planes' directories in the main chain
	 */
	static OmeSubIfds of(final TiffFile tiff, final List<Integer> directories) throws IOException {
		final List<Ifd> planes = new ArrayList<>();
		for (final int directory : directories)
			if (directory < tiff.ifds().size()) planes.add(tiff.ifds().get(directory));
		boolean ones = true;
		for (final Ifd plane : planes)
			ones &= plane.count(TiffTag.SUB_IFDS) == 1;
		if (ones) return new OmeSubIfds(Integer.MAX_VALUE, 0);
		long shared = Integer.MAX_VALUE;
		long all = 0;
		for (final Ifd plane : planes) {
			final long listed = plane.count(TiffTag.SUB_IFDS);
			final long count = listed == 1 && shared > 1 ? tiff.subIfds(plane).size() : listed;
			shared = Math.min(shared, count);
			all += count;
		}
		return new OmeSubIfds((int) shared, all - shared * planes.size());
	}

	/** A sentence on what is left out of an image. */
	Optional<String> notShown(final String image) {
		if (more == 0) return Optional.empty();
		return Optional.of(more + (more == 1 ? " SubIFD" : " SubIFDs")
			+ (image.isEmpty() ? "" : " of \"" + image + "\"")
			+ (more == 1 ? " is" : " are") + " not shown: not every plane has that level");
	}
}
