package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.tiff.TiffFile;

/**
 * A large image in strips, read as tiles whose rows are collected: from the file if the strips are not compressed, or
 * if they are too large to be held in memory, from their decompressed copy. So the cost of a region depends on its own
 * size, however wide and high the strips are. Thread-safe.
 */
final class TiffStripRows {

	/** Uncompressed images up to this size are read strip by strip. */
	private static final long SMALL_IMAGE = 4L << 20;
	/** Compressed strips up to this size are decoded as a whole. */
	private static final long SMALL_STRIP = MemoryBudget.ofProcess().atMost(16L << 20, 16);
	private static final int TILE = 512;
	private static final long LARGEST_TILE = 16L << 20;

	/** Uncompressed rows. */
	@FunctionalInterface
	private interface Rows {

		/** Reads {@code length} bytes of a row of a strip, starting at a byte of the row. */
		void read(int strip, int row, long from, byte[] dst, int offset, int length) throws IOException;
	}

	private final TiffImage image;
	private final long[] lengths;
	private final Rows rows;
	private final UniformTileGrid grid;
	private final int pixelBits;

	private TiffStripRows(final TiffImage image, final long[] lengths, final Rows rows) {
		this.image = image;
		this.lengths = lengths;
		this.rows = rows;
		pixelBits = samplesTogether(image) * image.layout().bits();
		int side = TILE;
		while (side > 8 && (long) side * side * pixelBits / 8 > LARGEST_TILE)
			side /= 2;
		grid = UniformTileGrid.covering(image.width(), image.height(), side, side);
	}

	/**
	 * @param offsets
	 *            of the strips
	 * @param lengths
	 *            of the strips as stored, 0 for absent ones
	 * @return null if the image is better read by whole strips or tiles, or can only be read that way
	 */
	static TiffStripRows of(final TiffFile tiff, final TiffImage image, final long[] offsets, final long[] lengths,
		final SlideLifetime lifetime) throws IOException
	{
		if (image.tiled() || image.photometric() == PHOTOMETRIC_YCBCR) return null;
		final long rowBytes = image.layout().rowBytes(image.tileWidth(), samplesTogether(image));
		if (image.compression() == COMPRESSION_NONE)
			return rowBytes * image.height() * (image.separate() ? image.samples() : 1) <= SMALL_IMAGE ? null
				: new TiffStripRows(image, lengths, (strip, row, from, dst, offset, length) -> {
					final long end = row * rowBytes + from + length;
					final long start = offsets[strip];
					final boolean inside = end <= lengths[strip] && start >= 0 && start <= tiff.source().size() - end;
					if (!inside || tiff.source()
						.read(start + end - length, ByteBuffer.wrap(dst, offset, length)) < length)
						throw new SlideFormatException(tiff.file(), start,
							"strip " + strip + " of at least " + end + " bytes",
							lengths[strip] + " in a file of " + tiff.source().size());
				});
		if (!UnpackedStrips.canUnpack(image) || rowBytes * image.tileHeight() <= SMALL_STRIP) return null;
		final UnpackedStrips unpacked = UnpackedStrips.of(tiff, image, rowBytes, offsets, lengths, lifetime);
		return new TiffStripRows(image, lengths, unpacked::read);
	}

	private static int samplesTogether(final TiffImage image) {
		return image.separate() ? 1 : image.samples();
	}

	UniformTileGrid grid() {
		return grid;
	}

	private Region place(final long tile) {
		return grid.tileRegion(tile).intersect(Region.ofSize(image.width(), image.height()));
	}

	private int strip(final long y, final int sample) {
		return (int) (sample * image.grid().rows() + y / image.tileHeight());
	}

	/** Whether the file stores none of the strips that a tile has rows of. */
	boolean isAbsent(final long tile, final int sample) {
		final Region place = place(tile);
		for (int strip = strip(place.y(), sample); strip <= strip(place.endY() - 1, sample); strip++)
			if (lengths[strip] > 0) return false;
		return true;
	}

	/**
	 * Collects a tile's rows.
	 *
	 * @return as much as {@link #grid()} says for a tile, uncompressed and without a predictor; zero outside the image
	 * and for strips that
	 *         are absent
	 */
	byte[] tile(final long tile, final int sample) throws IOException {
		final Region place = place(tile);
		final int stride = grid.tileWidth() * pixelBits / 8;
		final byte[] bytes = new byte[grid.tileHeight() * stride];
		final long from = place.x() * pixelBits / 8;
		final int length = (int) ((place.width() * pixelBits + 7) / 8);
		for (int y = 0; y < place.height(); y++) {
			final int strip = strip(place.y() + y, sample);
			if (lengths[strip] > 0)
				rows.read(strip, (int) ((place.y() + y) % image.tileHeight()), from, bytes, y * stride, length);
		}
		return bytes;
	}
}
