package org.coverslip.codec.jpegxr;

/**
 * Turns the coefficients of a component into rows of samples, macroblock row by macroblock row: transforms them and
 * smooths across blocks. Keeps only rows that are unfinished or still needed. Not thread-safe.
 * <p>
 * The transform has two stages. The first turns the low-pass coefficients of each macroblock into the DC coefficients
 * of its blocks, a small image ({@link #dcRow}); the second turns blocks into samples ({@link #row}). Each stage is
 * followed by smoothing if the stream says so. Smoothing in the first stage needs the macroblocks below, so the second
 * stage is then one row behind.
 */
final class ComponentRows {

	private final int blockColumns;
	private final int blockRows;
	private final int macroblockColumns;
	private final int overlap;

	/** How much of the transform is needed. */
	private final Reduction reduction;

	/** What the first stage multiplies by. */
	private final int scale;
	private final OverlapFilter dcFilter;
	private final OverlapFilter filter;

	/** Two macroblock rows of DC coefficients: the previous and the current one. */
	private final int[] dc;
	private final int dcStride;

	/** Rows kept from before, and a macroblock row. */
	private final int[] samples;
	private final int stride;
	private final int kept;
	private int firstRow;

	/** The coefficients of macroblocks not transformed yet, in one or two rows. */
	private final int[] coefficients;
	private final int[] filled;

	/**
	 * @param kept
	 *            rows of earlier samples to keep, at least 2
	 */
	ComponentRows(final ImageHeader image, final PlaneHeader plane, final int component, final int kept,
		final Reduction reduction)
	{
		this.blockColumns = plane.format().blockColumns(component);
		this.blockRows = plane.format().blockRows(component);
		this.macroblockColumns = image.tiles().macroblockColumns();
		this.overlap = image.overlap();
		this.reduction = reduction;
		this.scale = plane.scaled() && component > 0 ? 2 : 1;
		this.kept = kept;
		this.dcStride = macroblockColumns * blockColumns;
		this.stride = 4 * dcStride;
		this.dc = new int[2 * blockRows * dcStride];
		this.samples = reduction != Reduction.NONE ? new int[0] : new int[(kept + 4 * blockRows) * stride];
		final int macroblocks = overlap == 2 ? 2 * macroblockColumns : 1;
		this.coefficients = new int[macroblocks * blockColumns * blockRows * 16];
		this.filled = new int[macroblocks];
		this.dcFilter = new OverlapFilter(image.firstOperators() ? FirstOperators.ofDc() : new OverlapOperators(),
			dcStride,
			 edges(image, blockColumns), blockColumns == 2);
		this.filter = new OverlapFilter(image.firstOperators() ? firstOperators(plane, component)
			: new OverlapOperators(), stride,
			 edges(image, 4 * blockColumns), false);
	}

	/** Subsampled chrominances use the factor of the component before them, as the encoders of the time did. */
	private static OverlapOperators firstOperators(final PlaneHeader plane, final int component) {
		if (!plane.bands().hasHighpass()) return FirstOperators.ofSmoothSamples();
		return FirstOperators.ofSamples(plane.highpass()
			.of(0)[plane.format().isSubsampled() ? Math.max(0, component - 1) : component]);
	}

	private static int[] edges(final ImageHeader image, final int macroblock) {
		final int[] columns = image.hardTiles() ? image.tiles().columns()
			: new int[] { 0, image.tiles().macroblockColumns() };
		final int[] edges = new int[columns.length];
		for (int i = 0; i < edges.length; i++)
			edges[i] = columns[i] * macroblock;
		return edges;
	}

	/** The array that holds the high-pass coefficients of macroblocks. */
	int[] coefficients() {
		return coefficients;
	}

	/** The index in {@link #coefficients} where those of a macroblock go. */
	int start(final int row, final int column) {
		return slot(row, column) * blockColumns * blockRows * 16;
	}

	private int slot(final int row, final int column) {
		return overlap == 2 ? (row & 1) * macroblockColumns + column : 0;
	}

	/**
	 * Transforms a macroblock as far as is possible yet.
	 *
	 * @param lowpass
	 *            DC and low-pass coefficients, dequantised; overwritten
	 * @param filledBlocks
	 *            a bit for each block that has high-pass coefficients
	 */
	void add(final int row, final int column, final int[] lowpass, final int filledBlocks) {
		final int to = blockRows * dcStride + column * blockColumns;
		if (blockColumns == 4) {
			CoreTransform.inverse(lowpass, 0, lowpass[0], dc, to, dcStride);
			if (scale == 2) for (int y = 0; y < 4; y++)
				for (int x = 0; x < 4; x++)
					dc[to + y * dcStride + x] *= 2;
		}
		else {
			if (blockRows == 4) {
				lowpass[0] -= lowpass[4] + 1 >> 1;
				lowpass[4] += lowpass[0];
			}
			for (int y = 0; y < blockRows; y += 2)
				CoreTransform.inverse2x2(lowpass[2 * y], lowpass[2 * y + 1], lowpass[2 * y + 2], lowpass[2 * y + 3],
					scale, dc,
					to + y * dcStride, dcStride);
		}
		if (reduction != Reduction.NONE) return;
		if (overlap == 2) filled[slot(row, column)] = filledBlocks;
		else transform(row, column, filledBlocks, blockRows);
	}

	/**
	 * Takes only the DC coefficient of a macroblock, where no more is needed: the first of {@link #dc} for each column.
	 */
	void addWhole(final int column, final int value) {
		dc[dcRow(0, false) + column] = value;
	}

	/** Forgets the high-pass coefficients of a macroblock, which were decoded only because others follow them. */
	void discard(final int row, final int column) {
		final int start = start(row, column);
		java.util.Arrays.fill(coefficients, start, start + blockColumns * blockRows * 16, 0);
	}

	/** The second stage for a macroblock; its coefficients are 0 afterwards. */
	private void transform(final int row, final int column, final int filledBlocks, final int dcRow) {
		final int start = start(row, column);
		int block = 0;
		for (int y = 0; y < blockRows; y++)
			for (int x = 0; x < blockColumns; x++, block++) {
				final int value = dc[(dcRow + y) * dcStride + column * blockColumns + x];
				final int to = (kept + 4 * y) * stride + 4 * (column * blockColumns + x);
				if ((filledBlocks >> block & 1) == 0) CoreTransform.inverseFlat(value, samples, to, stride);
				else {
					final int at = start + 16 * block;
					CoreTransform.inverse(coefficients, at, value, samples, to, stride);
					java.util.Arrays.fill(coefficients, at, at + 16, 0);
				}
			}
	}

	/**
	 * To be called when all macroblocks of a row were added: smooths their DC coefficients, and finishes this row, or
	 * the one before it where there are two steps of smoothing.
	 *
	 * @param cutAbove
	 *            whether an edge is above the row
	 * @param last
	 *            whether this is the last row, for which {@link #finish} is called in any case
	 */
	void smoothDc(final int row, final boolean cutAbove, final boolean last) {
		if (overlap < 2 || reduction == Reduction.SIXTEENTH) return;
		final int border = blockRows * dcStride;
		if (!cutAbove) dcFilter.acrossBorder(dc, border);
		else {
			if (row > 0) dcFilter.aboveEdge(dc, border);
			dcFilter.belowEdge(dc, border);
		}
		if (blockRows == 4 && blockColumns == 2) dcFilter.acrossBorder(dc, border + 2 * dcStride);
		if (last) dcFilter.aboveEdge(dc, 2 * border);
	}

	/**
	 * Finishes a macroblock row whose DC coefficients are final.
	 *
	 * @param before
	 *            whether it is the row before the one that was added last
	 */
	void finish(final int row, final boolean before, final boolean cutAbove, final boolean last) {
		firstRow = row * 4 * blockRows - kept;
		if (reduction != Reduction.NONE) return;
		if (overlap == 2) for (int column = 0; column < macroblockColumns; column++)
			transform(row, column, filled[slot(row, column)], before ? 0 : blockRows);
		if (overlap == 0) return;
		int border = kept * stride;
		if (!cutAbove) filter.acrossBorder(samples, border);
		else {
			if (row > 0) filter.aboveEdge(samples, border);
			filter.belowEdge(samples, border);
		}
		for (int y = 1; y < blockRows; y++) {
			border += 4 * stride;
			filter.acrossBorder(samples, border);
		}
		if (last) filter.aboveEdge(samples, border + 4 * stride);
	}

	/** Makes room for the DC coefficients of the next row. */
	void advanceDc() {
		if (overlap == 2) System.arraycopy(dc, blockRows * dcStride, dc, 0, blockRows * dcStride);
	}

	/** Keeps the last rows of samples for the next macroblock row. */
	void advanceSamples() {
		if (reduction == Reduction.NONE) System.arraycopy(samples, 4 * blockRows * stride, samples, 0, kept * stride);
	}

	/** The samples that {@link #row} points to. */
	int[] samples() {
		return samples;
	}

	/** Index of the first sample of a row of the component; the row must still be kept. */
	int row(final int y) {
		return (y - firstRow) * stride;
	}

	/** The DC coefficients that {@link #dcRow} points to. */
	int[] dc() {
		return dc;
	}

	/**
	 * Index of the first DC coefficient of a row of blocks in a finished macroblock row.
	 *
	 * @param y
	 *            row of blocks in the macroblock row
	 */
	int dcRow(final int y, final boolean before) {
		return ((before ? 0 : blockRows) + y) * dcStride;
	}
}
