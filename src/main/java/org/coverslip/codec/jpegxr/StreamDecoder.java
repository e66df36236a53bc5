package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/**
 * Decodes a code stream from top to bottom: finds the tiles, decodes macroblock row by macroblock row, and hands over
 * rows as they are finished. Not thread-safe.
 */
final class StreamDecoder {

	/** Receives finished rows. */
	@FunctionalInterface
	interface Rows {

		/**
		 * Takes rows from {@link ComponentRows}, which also has as many rows before the first and after the last one as
		 * subsampled chrominances need.
		 *
		 * @param from
		 *            the first row of the coded image
		 * @param to
		 *            after the last one
		 * @param macroblockRow
		 *            the row that was finished
		 * @param before
		 *            whether a row below it was already begun
		 */
		void finished(int from, int to, int macroblockRow, boolean before) throws CodecException;
	}

	private final CodeStream stream;
	private final PlaneDecoder[] planes;
	private final int lag;

	StreamDecoder(final CodeStream stream, final Reduction reduction) {
		this.stream = stream;
		final ImageHeader image = stream.image();
		this.lag = stream.plane().format() == ColourFormat.YUV_420 ? 6 : 2;
		this.planes = new PlaneDecoder[stream.alpha() == null ? 1 : 2];
		planes[0] = new PlaneDecoder(image, stream.plane(), lag, reduction);
		if (stream.alpha() != null) planes[1] = new PlaneDecoder(image, stream.alpha(), lag, reduction);
	}

	/** The image, and its alpha if there is one. */
	PlaneDecoder[] planes() {
		return planes;
	}

	void decode(final Rows receiver) throws CodecException {
		final ImageHeader image = stream.image();
		final TileGrid tiles = image.tiles();
		final int rows = tiles.macroblockRows();
		final boolean delayed = image.overlap() == 2;
		boolean above = true;
		for (int row = 0; row < rows; row++) {
			final int tileRow = tiles.rowBeginningAt(row);
			if (tileRow >= 0) stream.open(tileRow, planes);
			final boolean cut = row == 0 || tileRow >= 0 && image.hardTiles();
			decodeRow(row, tileRow >= 0);
			for (final PlaneDecoder plane : planes)
				for (int c = 0; c < plane.components(); c++)
					plane.component(c).smoothDc(row, cut, row == rows - 1);
			if (!delayed) finish(row, false, cut, receiver);
			else {
				if (row > 0) finish(row - 1, true, above, receiver);
				above = cut;
			}
		}
		if (delayed) finish(rows - 1, false, above, receiver);
	}

	private void decodeRow(final int row, final boolean atTop) throws CodecException {
		final TileGrid tiles = stream.image().tiles();
		for (final PlaneDecoder plane : planes)
			plane.beginRow();
		for (int tile = 0; tile < tiles.across(); tile++)
			for (int column = tiles.columns()[tile]; column < tiles.columns()[tile + 1]; column++)
				for (final PlaneDecoder plane : planes)
					plane.decode(row, column, tile, atTop);
	}

	private void finish(final int row, final boolean before, final boolean cut, final Rows receiver)
		throws CodecException {
		final boolean last = row == stream.image().tiles().macroblockRows() - 1;
		for (final PlaneDecoder plane : planes)
			for (int c = 0; c < plane.components(); c++)
				plane.component(c).finish(row, before, cut, last);
		final int size = ImageHeader.MACROBLOCK;
		receiver.finished(Math.max(0, size * row - lag), last ? size * (row + 1) : size * (row + 1) - lag, row, before);
		for (final PlaneDecoder plane : planes)
			for (int c = 0; c < plane.components(); c++)
				plane.component(c).advanceSamples();
	}
}
