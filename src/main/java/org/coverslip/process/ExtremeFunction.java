package org.coverslip.process;

import java.util.Arrays;

import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;

/**
 * The least or greatest value within a {@link Disc}; the same as of ImageJ's commands <i>Minimum...</i> and
 * <i>Maximum...</i>.
 */
final class ExtremeFunction implements PictureFunction {

	private final boolean greatest;

	private ExtremeFunction(final boolean greatest) {
		this.greatest = greatest;
	}

	static ExtremeFunction minimum() {
		return new ExtremeFunction(false);
	}

	static ExtremeFunction maximum() {
		return new ExtremeFunction(true);
	}

	@Override
	public String word() {
		return greatest ? "maximum" : "minimum";
	}

	@Override
	public String help() {
		return "Takes the " + (greatest ? "greatest" : "least") + " value within a disc around each pixel.";
	}

	@Override
	public OptionTable options() {
		return OptionTable.of(RankOptions.RADIUS);
	}

	@Override
	public Picture apply(final Picture picture, final OptionValues values, final ProgressListener progress) {
		FloatPlane.check(picture, word());
		final Disc disc = Disc.ofRadius(values.get(RankOptions.RADIUS));
		return picture.map(disc.radius(), surroundings -> filtered(surroundings.pixels(), disc));
	}

	private PixelBlock filtered(final PixelBlock block, final Disc disc) {
		final PixelBlock result = PixelBlock.zeros(block.shape());
		for (int sample = 0; sample < block.samples(); sample++) {
			final FloatPlane plane = FloatPlane.of(block, sample);
			extremes(plane, disc).into(result, sample);
		}
		return result;
	}

	/**
	 * Each row is widened step by step to the left and right, and after so many steps given to the rows that are as far
	 * away as the disc is narrow there.
	 */
	private FloatPlane extremes(final FloatPlane from, final Disc disc) {
		final int width = from.width();
		final int height = from.height();
		final float nothing = greatest ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
		final float[][] rows = new float[height][width];
		for (final float[] row : rows)
			Arrays.fill(row, nothing);
		final float[] wide = new float[width];
		final float[] shifted = new float[width];
		for (int y = 0; y < height; y++) {
			final int row = y * width;
			System.arraycopy(from.values(), row, wide, 0, width);
			int dy = disc.radius();
			for (int reach = 0; dy >= 0; reach++) {
				if (reach > 0 && reach < width) {
					Arrays.fill(shifted, width - reach, width, nothing);
					System.arraycopy(from.values(), row + reach, shifted, 0, width - reach);
					take(shifted, wide);
					Arrays.fill(shifted, 0, reach, nothing);
					System.arraycopy(from.values(), row, shifted, reach, width - reach);
					take(shifted, wide);
				}
				for (; dy >= 0 && disc.reaches()[dy] == reach; dy--) {
					if (y - dy >= 0) take(wide, rows[y - dy]);
					if (dy > 0 && y + dy < height) take(wide, rows[y + dy]);
				}
			}
		}
		final FloatPlane to = new FloatPlane(width, height);
		for (int y = 0; y < height; y++)
			System.arraycopy(rows[y], 0, to.values(), y * width, width);
		return to;
	}

	/** Both begin at the same pixel, so that Java takes several at once. */
	private void take(final float[] from, final float[] to) {
		if (greatest) for (int i = 0; i < to.length; i++)
			to[i] = Math.max(to[i], from[i]);
		else for (int i = 0; i < to.length; i++)
			to[i] = Math.min(to[i], from[i]);
	}
}
