package org.coverslip.compression;

import java.util.Optional;

import org.coverslip.codec.TileEncoder;
import org.coverslip.tiff.TiffTag;

/**
 * How the tiles of a level are stored, in TIFF's terms.
 *
 * @param encoder
 *            compresses a tile
 * @param compression
 *            value of the TIFF tag
 * @param photometric
 *            value of the TIFF tag
 * @param predictor
 *            value of the TIFF tag, 1 if none
 * @param subsamplingX
 *            horizontal chroma subsampling of YCbCr, else 1
 * @param subsamplingY
 *            vertical, likewise
 * @param jpegTables
 *            tables that all tiles share, if they do
 */
public record TileCoding(TileEncoder encoder, int compression, int photometric, int predictor, int subsamplingX,
	int subsamplingY,
	Optional<byte[]> jpegTables)
{

	/** A coding without chroma subsampling and common tables. */
	public TileCoding(final TileEncoder encoder, final int compression, final int photometric, final int predictor) {
		this(encoder, compression, photometric, predictor, 1, 1, Optional.empty());
	}

	/** TIFF's number for samples as they are: black is 0, or red, green and blue. */
	static int photometric(final int samples) {
		return samples == 3 ? TiffTag.PHOTOMETRIC_RGB : TiffTag.PHOTOMETRIC_MIN_IS_BLACK;
	}
}
