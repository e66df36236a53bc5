package org.coverslip.format.generic;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;

import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffPages;
import org.coverslip.tiff.Ifd;

/**
 * Planes that follow the first one in the file without directories of their own, as ImageJ writes them in stacks of
 * more than 4 GB, and tifffile with its option truncate: uncompressed, one after another.
 *
 * @param count
 *            planes that are in the file, including the first
 * @param bytes
 *            of each
 */
record FollowingPlanes(int count, long bytes) {

	/** More planes are taken for damage; each needs about 100 bytes. */
	private static final long MOST = 1 << 20;

	private static final FollowingPlanes NONE = new FollowingPlanes(1, 0);

	/**
	 * Looks whether there can be such planes.
	 *
	 * @param claimed
	 *            number of planes according to the file's text
	 */
	static FollowingPlanes of(final TiffPages pages, final long claimed) throws IOException {
		final TiffImage first = pages.first();
		if (first.tiled() || first.compression() != COMPRESSION_NONE) return NONE;
		final long bytes = planeBytes(first);
		final long[] offsets = first.ifd().longs(STRIP_OFFSETS);
		if (!areAdjacent(first, offsets)) return NONE;
		for (int i = 1; i < pages.count(); i++)
			if (pages.directory(i).longValue(STRIP_OFFSETS, -1) != offsets[0] + i * bytes) return NONE;
		final long fit = (pages.tiff().source().size() - offsets[0]) / bytes;
		return new FollowingPlanes((int) Math.max(1, Math.min(Math.min(fit, claimed), MOST)), bytes);
	}

	private static long planeBytes(final TiffImage image) {
		final long row = image.layout().rowBytes(image.tileWidth(), image.separate() ? 1 : image.samples());
		return Math.multiplyExact(row, image.height()) * (image.separate() ? image.samples() : 1);
	}

	private static boolean areAdjacent(final TiffImage image, final long[] offsets) throws IOException {
		final Ifd ifd = image.ifd();
		if (offsets.length == 1) return true;
		if (ifd.count(STRIP_BYTE_COUNTS) < offsets.length) return false;
		final long[] lengths = ifd.longs(STRIP_BYTE_COUNTS);
		for (int i = 1; i < offsets.length; i++)
			if (offsets[i] != offsets[i - 1] + lengths[i - 1]) return false;
		return true;
	}
}
