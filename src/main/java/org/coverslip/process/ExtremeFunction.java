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
		final FloatPlane to = new FloatPlane(width, from.height());
		Arrays.fill(to.values(), greatest ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY);
		final float[] wide = new float[width];
		for (int y = 0; y < from.height(); y++) {
			final int row = y * width;
			System.arraycopy(from.values(), row, wide, 0, width);
			int dy = disc.radius();
			for (int reach = 0; dy >= 0; reach++) {
				if (reach > 0) {
					take(from.values(), row + Math.min(reach, width), wide, 0, width - reach);
					take(from.values(), row, wide, reach, width - reach);
				}
				for (; dy >= 0 && disc.reaches()[dy] == reach; dy--) {
					if (y - dy >= 0) take(wide, 0, to.values(), row - dy * width, width);
					if (dy > 0 && y + dy < from.height()) take(wide, 0, to.values(), row + dy * width, width);
				}
			}
		}
		return to;
	}

	private void take(final float[] from, final int start, final float[] to, final int begin, final int count) {
		if (greatest) for (int i = 0; i < count; i++)
			to[begin + i] = Math.max(to[begin + i], from[start + i]);
		else for (int i = 0; i < count; i++)
			to[begin + i] = Math.min(to[begin + i], from[start + i]);
	}
}
