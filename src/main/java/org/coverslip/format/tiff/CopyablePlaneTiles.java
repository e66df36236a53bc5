package org.coverslip.format.tiff;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.Plane;
import org.coverslip.slide.TileSource;
import org.coverslip.tiff.TiffTag;

/**
 * Tiles of planes that are all stored in the same way, so that they can be copied unchanged into another file.
 * Thread-safe.
 */
final class CopyablePlaneTiles implements TileSource, EncodedTiles {

	/** More planes than this are not checked for being alike, since opening would take too long. */
	private static final int MOST_PLANES = 64;

	private final TiffPlaneTiles tiles;
	private final Encoding encoding;

	private CopyablePlaneTiles(final TiffPlaneTiles tiles, final Encoding encoding) {
		this.tiles = tiles;
		this.encoding = encoding;
	}

	/**
	 * The tiles in copyable form, or the given ones if they cannot be copied.
	 *
	 * @param reference
	 *            the tiles of one plane
	 */
	static TileSource of(final TiffPlaneTiles tiles, final TiffTileSource reference) throws IOException {
		final TiffImage image = reference.image();
		if (tiles.planeCount() > MOST_PLANES || image.channels() > 1
			|| !(reference.copyable() instanceof EncodedTiles encoded))
			return tiles;
		try {
			for (final TiffImage other : tiles.describeAll())
				if (!isStoredAlike(image, other)) return tiles;
		}
		catch (final SlideFormatException e) {
			// the other planes can still be read; reading the damaged one will fail
			return tiles;
		}
		return new CopyablePlaneTiles(tiles, encoded.encoding());
	}

	/**
	 * Whether one {@link Encoding} describes both: shared tables of JPEGs are not compared, though they would have to
	 * be the same.
	 */
	private static boolean isStoredAlike(final TiffImage a, final TiffImage b) {
		return a.tiled() && b.tiled() && a.width() == b.width() && a.height() == b.height()
			&& a.tileWidth() == b.tileWidth()
			&& a.tileHeight() == b.tileHeight() && a.compression() == b.compression()
			&& a.photometric() == b.photometric()
			&& a.samples() == b.samples() && a.layout().equals(b.layout()) && a.separate() == b.separate()
			&& a.predictor() == b.predictor() && a.reversedBits() == b.reversedBits()
			&& a.orientation() == b.orientation()
			&& a.subsamplingX() == b.subsamplingX() && a.subsamplingY() == b.subsamplingY() //
			&& !a.ifd().has(TiffTag.JPEG_TABLES) && !b.ifd().has(TiffTag.JPEG_TABLES);
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		return tiles.read(tile, plane);
	}

	@Override
	public void expect(final long[] expected, final Plane plane) throws IOException {
		tiles.expect(expected, plane);
	}

	@Override
	public Optional<byte[]> encoded(final long tile, final Plane plane) throws IOException {
		return tiles.read(plane, (source, sample) -> ((EncodedTiles) source.copyable()).encoded(tile, sample));
	}

	@Override
	public Encoding encoding() {
		return encoding;
	}
}
