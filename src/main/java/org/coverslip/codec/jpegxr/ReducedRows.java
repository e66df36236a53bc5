package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;
import org.coverslip.pixel.PixelBlock;

/**
 * Puts finished DC coefficients of a plane into a block, as samples of a smaller image. DC coefficients are larger than
 * samples by a factor that depends on the smoothing; the constants are those of the reference decoder, so that both
 * give the same result. Not thread-safe.
 */
final class ReducedRows implements StreamDecoder.Rows {

	/** Fraction bits of the factors. */
	private static final int FACTOR_BITS = 8;

	private final ImageHeader image;
	private final PlaneDecoder plane;
	private final Reduction reduction;
	private final ColourConversion conversion;
	private final SampleStore store;
	private final PixelBlock block;
	private final int firstSample;
	private final int count;

	/** For each component: what is added before, the factor, and the bits to drop afterwards. */
	private final int[] offsets;
	private final int factor;
	private final int[] shifts;
	private final boolean[] negative;

	private final int[] half;
	private final int[][] components;
	private final int[] at;
	private final int[][] samples;

	/**
	 * @param firstSample
	 *            which of the block's samples is the first of this plane
	 * @param count
	 *            samples that this plane gives
	 */
	ReducedRows(final ImageHeader image, final PlaneDecoder plane, final Reduction reduction, final PixelBlock block,
		final int firstSample, final int count) throws CodecException
	{
		this.image = image;
		this.plane = plane;
		this.reduction = reduction;
		this.block = block;
		this.firstSample = firstSample;
		this.count = count;
		final PlaneHeader header = plane.header();
		final boolean isAlpha = firstSample > 0;
		this.conversion = isAlpha ? ColourConversion.ofScaledAlpha() : ColourConversion.ofScaled(image, header);
		this.store = SampleStore.of(image, header);
		this.factor = factor(image.overlap(), reduction);
		final int n = header.components();
		this.offsets = new int[n];
		this.shifts = new int[n];
		this.negative = new boolean[n];
		final int shift = FACTOR_BITS + header.fraction();
		final boolean transformed = !isAlpha && image.format() != OutputFormat.N_COMPONENT && header.format()
			.measuresChroma();
		final int chromaShift = transformed && header.scaled() && reduction == Reduction.SIXTEENTH
			? shift - (header.format().isSubsampled() ? 2 : 1) : shift;
		final int middle = ColourConversion.middle(image.depth(), header);
		for (int c = 0; c < n; c++) {
			shifts[c] = transformed && c > 0 ? chromaShift : shift;
			if (c == 0 || !transformed) offsets[c] = (middle << shift) / factor;
		}
		if (image.format() == OutputFormat.CMYK && transformed) {
			// magenta and yellow are coded with their sign turned, and the middle of black is at half the value
			offsets[0] = -offsets[0];
			negative[0] = true;
			negative[2] = true;
			offsets[3] = (middle << chromaShift) / factor >> 1;
		}
		else if (transformed) negative[1] = true;
		this.half = new int[4 * image.tiles().macroblockColumns()];
		this.components = new int[n][4 * image.tiles().macroblockColumns()];
		this.at = new int[n];
		this.samples = new int[count][block.width()];
	}

	private static int factor(final int overlap, final Reduction reduction) {
		if (reduction == Reduction.QUARTER) return overlap == 0 ? 64 : 93;
		return overlap == 0 ? 16 : overlap == 1 ? 23 : 34;
	}

	@Override
	public void finished(final int from, final int to, final int macroblockRow, final boolean before) {
		final int rows = ImageHeader.MACROBLOCK / reduction.factor();
		final int firstRow = reduction.of(image.top());
		for (int y = 0; y < rows; y++) {
			final int row = macroblockRow * rows + y - firstRow;
			if (row < 0 || row >= block.height()) continue;
			for (int c = 0; c < components.length; c++) {
				load(c, y, before);
				scale(c);
			}
			put(row);
		}
	}

	/** Fetches a row of a component, as wide as a row of the luminance. */
	private void load(final int c, final int y, final boolean before) {
		final ComponentRows component = plane.component(c);
		final int[] to = components[c];
		final int[] dc = component.dc();
		if (reduction == Reduction.SIXTEENTH || c == 0 || !plane.header().format().isSubsampled()) {
			final int from = component.dcRow(reduction == Reduction.SIXTEENTH ? 0 : y, before);
			System.arraycopy(dc, from, to, 0, image.tiles().macroblockColumns() * 16 / reduction.factor());
			return;
		}
		final int shown = (image.left() + image.width() + 7) / 8;
		if (plane.header().format() == ColourFormat.YUV_422)
			System.arraycopy(dc, component.dcRow(y, before), half, 0, shown);
		else {
			final int above = component.dcRow(y / 2, before);
			final int below = component.dcRow(y == 1 ? 1 : y / 2, before);
			for (int x = 0; x < shown; x++)
				half[x] = dc[above + x] + dc[below + x] + 1 >> 1;
		}
		ChromaRows.expand(half, shown, to);
	}

	private void scale(final int c) {
		final int[] row = components[c];
		final int offset = offsets[c];
		final int shift = shifts[c];
		// what is negated afterwards is rounded with its sign turned
		if (negative[c]) for (int x = 0; x < row.length; x++)
			row[x] = -(-(row[x] + offset) * factor >> shift);
		else for (int x = 0; x < row.length; x++)
			row[x] = (row[x] + offset) * factor >> shift;
	}

	private void put(final int row) {
		final int firstColumn = reduction.of(image.left());
		final int n =
			Math.min(block.width(), image.tiles().macroblockColumns() * 16 / reduction.factor() - firstColumn);
		java.util.Arrays.fill(at, firstColumn);
		conversion.convert(components, at, n, samples);
		final int target = row * block.width() * block.samples() + firstSample;
		if (image.format() == OutputFormat.RGBE && count == 3)
			SharedExponent.put(samples, n, block, target, block.samples());
		else for (int s = 0; s < count; s++)
			store.put(s, samples[s], n, block, target + (image.swapsRedAndBlue() && count == 3 ? 2 - s : s),
				block.samples());
	}
}
