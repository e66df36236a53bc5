package org.coverslip.slide;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * An optional extra of a {@link TileSource}: its tiles as stored, so that a writer can copy them without decoding.
 */
public interface EncodedTiles {

	/**
	 * The stored bytes of one tile, or empty if the tile is absent.
	 *
	 * @return bytes that are complete in themselves together with {@link Encoding#jpegTables()}, and that hold exactly
	 *         the tile's region
	 */
	Optional<byte[]> encoded(long tile, Plane plane) throws IOException;

	/** How the tiles of this level are stored: the same for all of them. */
	Encoding encoding();

	/** What the components of a stored pixel are, before they are decoded to samples. */
	enum Colours {
		/** One, 0 is black. */
		GRAY,
		/** Red, green and blue. */
		RGB,
		/** Luminance and two of chroma, which may be sampled more coarsely. */
		YCBCR,
		/** Anything else, such as inks or indices of a palette, which nobody copies. */
		OTHER
	}

	/** What was done to the samples before they were compressed. */
	enum Prediction {
		/** Nothing. */
		NONE,
		/** The same sample of the pixel to the left was subtracted. */
		HORIZONTAL,
		/** The bytes of floating-point samples were sorted by significance, then the one before subtracted. */
		FLOATING_POINT
	}

	/**
	 * How stored tiles are to be read. Each kind of file has its own words for it, into which its writer translates.
	 *
	 * @param compression
	 *            of a tile's bytes
	 * @param colours
	 *            that its components are, as a reader has to be told
	 * @param prediction
	 *            that is to be undone
	 * @param subsamplingX
	 *            horizontal chroma subsampling of {@link Colours#YCBCR}, else 1
	 * @param subsamplingY
	 *            vertical, likewise
	 * @param byteOrder
	 *            of samples wider than 8 bits, where the tiles are no {@linkplain StoredCompression#stream() streams}
	 * @param jpegTables
	 *            the abbreviated table stream that belongs to each JPEG tile; empty if the tiles are complete
	 */
	record Encoding(StoredCompression compression, Colours colours, Prediction prediction, int subsamplingX,
		int subsamplingY, ByteOrder byteOrder, Optional<byte[]> jpegTables) {}
}
