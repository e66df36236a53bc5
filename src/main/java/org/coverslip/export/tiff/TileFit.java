package org.coverslip.export.tiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.tiff.TiffTag;

/**
 * How large the tiles of a level must be so that none is wider or higher than the level.
 * <p>
 * OpenSlide reads a tile that is not colour JPEG by asking libtiff for a picture as large as the tile. Since the fix
 * for CVE-2025-9900 (libtiff 4.7.1, Debian's 4.5.0-6+deb12u3), libtiff makes this picture no larger than the image, and
 * OpenSlide 3.4.1 shows its rows in the wrong places (measured on tiles of 16 to 256 pixels for images of 1 to 300
 * pixels).
 * <p>
 * Uncompressed tiles must also have a multiple of 1024 bytes, and the same number in all levels: when asked like this,
 * libtiff since 4.5.0 compares their size with that of a buffer, which it rounds up to such a multiple and never makes
 * smaller, and refuses tiles that differ ({@code _TIFFReadEncodedTileAndAllocBuffer} in its {@code tif_read.c}; also
 * measured).
 * <p>
 * JPEG 2000 is not affected, since OpenSlide decodes it itself or not at all; besides, small tiles of it would hold
 * little more than headers.
 * <p>
 * TIFF 6.0, section 15, requires multiples of 16. An image that is itself smaller gets a tile of its own size, which
 * OpenSlide, libtiff, libvips, GDAL, tifffile, ImageMagick, Bio-Formats and the JDK read correctly.
 *
 * @param tileWidth
 *            the requested width, in pixels
 * @param tileHeight
 *            likewise
 * @param pixelBytes
 *            bytes of an uncompressed pixel
 */
record TileFit(int tileWidth, int tileHeight, int pixelBytes) {

	/** Sides of tiles are multiples of this. */
	static final int STEP = 16;
	private static final int BUFFER_STEP = 1024;

	/**
	 * The tiles of a level, as few as possible. If the level is as large as the requested tile, they are that tile or
	 * whole parts of it.
	 *
	 * @param compression
	 *            value of the TIFF tag
	 * @return empty if no tile suits
	 */
	Optional<UniformTileGrid> grid(final long width, final long height, final int compression) {
		// libvips 8.14 refuses a JPEG stream that is longer than its uncompressed tile, with "premature end"
		if (compression == TiffTag.COMPRESSION_JPEG && Math.min(width, height) < STEP) return Optional.empty();
		if (isJpeg2000(compression) || width >= tileWidth && height >= tileHeight)
			return Optional.of(UniformTileGrid.covering(width, height, tileWidth, tileHeight));
		UniformTileGrid best = null;
		for (final int w : sides(width, tileWidth))
			for (final int h : sides(height, tileHeight)) {
				if (compression == TiffTag.COMPRESSION_NONE && (long) w * h * pixelBytes % BUFFER_STEP != 0) continue;
				final UniformTileGrid grid = UniformTileGrid.covering(width, height, w, h);
				if (best == null || grid.tileCount() < best.tileCount()) best = grid;
				break; // lower ones only make more tiles
			}
		return Optional.ofNullable(best);
	}

	private static boolean isJpeg2000(final int compression) {
		return compression == TiffTag.COMPRESSION_JPEG2000 || compression == TiffTag.COMPRESSION_JPEG2000_APERIO_RGB
			|| compression == TiffTag.COMPRESSION_JPEG2000_APERIO_YCBCR;
	}

	/** Possible sides of a tile, largest first. */
	private static List<Integer> sides(final long length, final int wanted) {
		if (length < STEP) return List.of((int) length);
		final List<Integer> sides = new ArrayList<>();
		if (length >= wanted) {
			for (int parts = 1; parts <= wanted / STEP; parts++)
				if (wanted % (parts * STEP) == 0) sides.add(wanted / parts);
			return sides;
		}
		for (long side = length / STEP * STEP; side > 0; side -= STEP) {
			final long tiles = (length + side - 1) / side;
			final long even = ((length + tiles - 1) / tiles + STEP - 1) / STEP * STEP;
			// of those that need equally many tiles, the one with the least padding first
			if (even <= length && !sides.contains((int) even)) sides.add((int) even);
			if (!sides.contains((int) side)) sides.add((int) side);
		}
		return sides;
	}
}
