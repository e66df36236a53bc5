package org.coverslip.slide;

import java.io.IOException;
import java.util.Optional;

/**
 * An optional extra of a {@link TileSource}: its tiles as stored, so that a writer can copy them without decoding.
 */
public interface EncodedTiles {

	/**
	 * The stored bytes of one tile, or empty if the tile is absent.
	 *
	 * @return bytes that are complete in themselves together with {@link Encoding#jpegTables()}, and that hold exactly
	 * the tile's
	 *         region
	 */
	Optional<byte[]> encoded(long tile, Plane plane) throws IOException;

	/** How the tiles of this level are stored: the same for all of them. */
	Encoding encoding();

	/**
	 * How stored tiles are to be read, in TIFF's terms, since that is what they are written to.
	 *
	 * @param compression
	 *            TIFF compression tag value, e.g. 7 for JPEG
	 * @param photometric
	 *            TIFF photometric interpretation, e.g. 6 for YCbCr
	 * @param predictor
	 *            TIFF predictor, 1 if none
	 * @param subsamplingX
	 *            horizontal chroma subsampling of a YCbCr stream, else 1
	 * @param subsamplingY
	 *            vertical, likewise
	 * @param littleEndian
	 *            byte order of uncompressed samples wider than 8 bits
	 * @param jpegTables
	 *            the abbreviated table stream that belongs to each tile (TIFF tag 347); empty if the tiles are complete
	 */
	record Encoding(int compression, int photometric, int predictor, int subsamplingX, int subsamplingY,
		boolean littleEndian,
		Optional<byte[]> jpegTables) {}
}
