package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/**
 * Decodes the macroblocks of one plane, the image or its alpha: entropy decoding, prediction and dequantisation, then
 * the transforms in {@link ComponentRows}. Not thread-safe.
 */
final class PlaneDecoder {

	private final ImageHeader image;
	private final PlaneHeader plane;
	private final TileContext[] tiles;
	private final Neighbours neighbours;
	private final Macroblock macroblock;
	private final ComponentRows[] components;
	private final DcBand dcBand;
	private final LowpassBand lowpassBand;
	private final HighpassBand highpassBand;
	private final Reduction reduction;

	/**
	 * @param lag
	 *            how many luminance rows taking rows is behind finishing them
	 */
	PlaneDecoder(final ImageHeader image, final PlaneHeader plane, final int lag, final Reduction reduction) {
		this.image = image;
		this.plane = plane;
		this.reduction = reduction;
		this.tiles = new TileContext[image.tiles().across()];
		for (int i = 0; i < tiles.length; i++)
			tiles[i] = new TileContext(plane);
		this.neighbours = new Neighbours(plane, image.tiles().macroblockColumns());
		this.components = new ComponentRows[plane.components()];
		final int[][] coefficients = new int[components.length][];
		for (int c = 0; c < components.length; c++) {
			components[c] = new ComponentRows(image, plane, c, lag * plane.format().blockRows(c) / 4, reduction);
			coefficients[c] = components[c].coefficients();
		}
		this.macroblock = new Macroblock(components.length, coefficients);
		this.dcBand = new DcBand(plane);
		this.lowpassBand = new LowpassBand(plane);
		this.highpassBand = new HighpassBand(plane);
	}

	PlaneHeader header() {
		return plane;
	}

	ComponentRows component(final int c) {
		return components[c];
	}

	int components() {
		return components.length;
	}

	/** What adapts in a column of tiles. */
	TileContext tile(final int column) {
		return tiles[column];
	}

	/** Whether high-pass coefficients must be decoded, if only to pass over them. */
	private boolean needsHighpass() {
		return plane.bands().hasHighpass() && (reduction == Reduction.NONE || !image.frequencyOrder());
	}

	private boolean needsLowpass() {
		return plane.bands().hasLowpass() && (reduction != Reduction.SIXTEENTH || !image.frequencyOrder());
	}

	/** Reads a tile's own quantisers (T.832: TILE_HEADER_DC, _LP, _HP). */
	void beginTile(final TileContext tile) throws CodecException {
		tile.dcQuantizers = plane.dc() != null ? plane.dc() : quantizers(1, true, tile.dcBits);
		tile.lowpassIndexBits = 0;
		tile.highpassIndexBits = 0;
		if (needsLowpass()) {
			if (plane.lowpass() != null) tile.lowpassQuantizers = plane.lowpass();
			else if (tile.lowpassBits.bit() != 0) tile.lowpassQuantizers = tile.dcQuantizers;
			else {
				tile.lowpassQuantizers = quantizers(tile.lowpassBits.read(4) + 1, true, tile.lowpassBits);
				tile.lowpassIndexBits = indexBits(tile.lowpassQuantizers);
			}
			tile.lowpassBits.check();
		}
		if (needsHighpass()) {
			if (plane.highpass() != null) tile.highpassQuantizers = plane.highpass();
			else if (tile.highpassBits.bit() != 0) tile.highpassQuantizers = tile.lowpassQuantizers;
			else {
				tile.highpassQuantizers = quantizers(tile.highpassBits.read(4) + 1, false, tile.highpassBits);
				tile.highpassIndexBits = indexBits(tile.highpassQuantizers);
			}
			tile.highpassBits.check();
		}
	}

	private Quantizers quantizers(final int indices, final boolean coarse, final BitReader bits) throws CodecException {
		final Quantizers quantizers = new Quantizers(indices, components.length, coarse, plane.scaled());
		for (int i = 0; i < indices; i++)
			quantizers.read(i, bits::read);
		bits.check();
		return quantizers;
	}

	/** The number of bits that tell the quantisers after the first apart (T.832). */
	private static int indexBits(final Quantizers quantizers) {
		final int count = quantizers.indices();
		return count < 2 ? 0 : count < 4 ? 1 : count < 6 ? 2 : count < 10 ? 3 : 4;
	}

	/** To be called before each row: makes the current macroblock row the one above. */
	void beginRow() {
		neighbours.nextRow();
		for (final ComponentRows component : components)
			component.advanceDc();
	}

	/** Decodes a macroblock. */
	void decode(final int row, final int column, final int tileColumn, final boolean atTop) throws CodecException {
		final TileContext tile = tiles[tileColumn];
		place(row, column, tileColumn, atTop);
		if (!image.frequencyOrder()) {
			macroblock.lowpassIndex = needsLowpass() ? lowpassIndex(tile, tile.dcBits) : 0;
			macroblock.highpassIndex = needsHighpass() ? highpassIndex(tile, tile.dcBits) : 0;
		}
		else macroblock.lowpassIndex = 0;
		dcBand.decode(macroblock, tile);
		if (needsLowpass()) {
			if (image.frequencyOrder()) macroblock.lowpassIndex = lowpassIndex(tile, tile.lowpassBits);
			lowpassBand.decode(macroblock, tile);
		}
		else if (macroblock.adapts) tile.adaptDc();
		neighbours.predict(macroblock);
		if (needsHighpass()) {
			if (image.frequencyOrder()) macroblock.highpassIndex = highpassIndex(tile, tile.highpassBits);
			highpassBand.decode(macroblock, tile, neighbours);
		}
		for (int c = 0; c < components.length; c++)
			reconstruct(row, column, c, tile);
	}

	private void place(final int row, final int column, final int tileColumn, final boolean atTop) {
		final int[] starts = image.tiles().columns();
		final int inTile = column - starts[tileColumn];
		macroblock.column = column;
		macroblock.atLeft = inTile == 0;
		macroblock.atTop = atTop;
		macroblock.resetsTotals = (inTile & 15) == 0;
		macroblock.adapts = macroblock.resetsTotals || column + 1 == starts[tileColumn + 1];
		for (int c = 0; c < components.length; c++)
			macroblock.start[c] = components[c].start(row, column);
	}

	private static int lowpassIndex(final TileContext tile, final BitReader bits) throws CodecException {
		return DcBand.quantizerIndex(tile.lowpassIndexBits, tile.lowpassQuantizers.indices(), bits);
	}

	/** Where high-pass coefficients share the quantisers of low-pass ones, they share their index. */
	private int highpassIndex(final TileContext tile, final BitReader bits) throws CodecException {
		return tile.highpassIndexBits == 0 && tile.highpassQuantizers.indices() > 1 ? macroblock.lowpassIndex
			: DcBand.quantizerIndex(tile.highpassIndexBits, tile.highpassQuantizers.indices(), bits);
	}

	private void reconstruct(final int row, final int column, final int c, final TileContext tile) {
		final int[] lowpass = macroblock.lowpass[c];
		lowpass[0] *= tile.dcQuantizers.of(0)[c];
		if (reduction != Reduction.NONE && needsHighpass() && macroblock.filled[c] != 0)
			components[c].discard(row, column);
		if (reduction == Reduction.SIXTEENTH) {
			components[c].addWhole(column, lowpass[0]);
			return;
		}
		if (plane.bands().hasLowpass()) {
			final int factor = tile.lowpassQuantizers.of(macroblock.lowpassIndex)[c];
			for (int i = 1; i < 16; i++)
				lowpass[i] *= factor;
		}
		components[c].add(row, column, lowpass, needsHighpass() ? macroblock.filled[c] : 0);
	}
}
