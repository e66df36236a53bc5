package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;
import org.coverslip.pixel.PixelBlock;

/** Puts finished rows of a plane into a block, as samples of the image. Not thread-safe. */
final class ImageRows implements StreamDecoder.Rows {

	private final ImageHeader image;
	private final ChromaRows chroma;
	private final ColourConversion conversion;
	private final SampleStore store;
	private final PixelBlock block;
	private final int firstSample;
	private final int count;
	private final int[][] components;
	private final int[] at;
	private final int[][] samples;
	private final boolean isRgb8;

	/**
	 * @param firstSample
	 *            which of the block's samples is the first of this plane
	 * @param count
	 *            samples that this plane gives
	 */
	ImageRows(final ImageHeader image, final PlaneDecoder plane, final ColourConversion conversion,
		final PixelBlock block,
		final int firstSample, final int count)
	{
		this.image = image;
		this.chroma = new ChromaRows(plane, ImageHeader.MACROBLOCK * image.tiles().macroblockColumns(),
			ImageHeader.MACROBLOCK * image.tiles().macroblockRows());
		this.conversion = conversion;
		this.store = SampleStore.of(image, plane.header());
		this.block = block;
		this.firstSample = firstSample;
		this.count = count;
		this.components = new int[plane.components()][];
		this.at = new int[plane.components()];
		this.isRgb8 = image.format() == OutputFormat.RGB && image.depth() == SampleDepth.UNSIGNED_8
			&& block.samples() == 3
			&& plane.header().format().hasChroma();
		this.samples = new int[isRgb8 ? 0 : count][image.width()];
	}

	@Override
	public void finished(final int from, final int to, final int macroblockRow, final boolean before)
		throws CodecException {
		for (int y = Math.max(from, image.top()); y < Math.min(to, image.top() + image.height()); y++) {
			chroma.row(y, components, at);
			for (int c = 0; c < at.length; c++)
				at[c] += image.left();
			final int target = (y - image.top()) * image.width() * block.samples() + firstSample;
			put(target);
		}
	}

	private void put(final int target) {
		final int n = image.width();
		final int step = block.samples();
		if (isRgb8) {
			conversion.convertToBytes(components, at, n, block.bytes(), target);
			return;
		}
		conversion.convert(components, at, n, samples);
		if (image.format() == OutputFormat.RGBE && count == 3) SharedExponent.put(samples, n, block, target, step);
		else for (int s = 0; s < count; s++) {
			final int position = image.swapsRedAndBlue() && count == 3 ? 2 - s : s;
			store.put(s, samples[s], n, block, target + position, step);
		}
	}
}
