package org.coverslip.process;

import java.util.Arrays;

import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;

/**
 * The median within a {@link Disc}; the same as of ImageJ's command <i>Median...</i>. Beyond the slide's edge its
 * outermost pixels go on.
 */
final class MedianFunction implements PictureFunction {

	@Override
	public String word() {
		return "median";
	}

	@Override
	public String help() {
		return "Takes the median within a disc around each pixel.";
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

	private static PixelBlock filtered(final PixelBlock block, final Disc disc) {
		final PixelBlock result = PixelBlock.zeros(block.shape());
		for (int sample = 0; sample < block.samples(); sample++) {
			final FloatPlane plane = FloatPlane.of(block, sample);
			final FloatPlane wide = widened(plane, disc.radius());
			if (block.type() == PixelType.UINT8) byCounting(wide, disc, plane);
			else bySelecting(wide, disc, plane);
			plane.into(result, sample);
		}
		return result;
	}

	/** With its outermost pixels repeated so often on all sides. */
	private static FloatPlane widened(final FloatPlane plane, final int margin) {
		final FloatPlane wide = new FloatPlane(plane.width() + 2 * margin, plane.height() + 2 * margin);
		for (int y = 0; y < wide.height(); y++) {
			final int row = Math.max(0, Math.min(plane.height() - 1, y - margin)) * plane.width();
			for (int x = 0; x < wide.width(); x++)
				wide.values()[y * wide.width() + x] =
					plane.values()[row + Math.max(0, Math.min(plane.width() - 1, x - margin))];
		}
		return wide;
	}

	/**
	 * For whole numbers up to 255: how often each value occurs follows from that of the pixel before, and the median is
	 * near that of the pixel before.
	 */
	private static void byCounting(final FloatPlane wide, final Disc disc, final FloatPlane result) {
		final int margin = disc.radius();
		final int half = disc.count() / 2;
		final float[] from = wide.values();
		final int[] counts = new int[256];
		for (int y = 0; y < result.height(); y++) {
			Arrays.fill(counts, 0);
			int median = 0;
			int below = 0;
			for (int dy = -margin; dy <= margin; dy++) {
				final int reach = disc.reaches()[Math.abs(dy)];
				final int middle = (y + margin + dy) * wide.width() + margin;
				for (int i = middle - reach; i <= middle + reach; i++)
					counts[(int) from[i]]++;
			}
			for (int x = 0; x < result.width(); x++) {
				if (x > 0) for (int dy = -margin; dy <= margin; dy++) {
					final int reach = disc.reaches()[Math.abs(dy)];
					final int middle = (y + margin + dy) * wide.width() + margin + x;
					final int gone = (int) from[middle - 1 - reach];
					final int come = (int) from[middle + reach];
					counts[gone]--;
					counts[come]++;
					if (gone < median) below--;
					if (come < median) below++;
				}
				while (below > half)
					below -= counts[--median];
				while (below + counts[median] <= half)
					below += counts[median++];
				result.values()[y * result.width() + x] = median;
			}
		}
	}

	private static void bySelecting(final FloatPlane wide, final Disc disc, final FloatPlane result) {
		final int margin = disc.radius();
		final float[] around = new float[disc.count()];
		for (int y = 0; y < result.height(); y++)
			for (int x = 0; x < result.width(); x++) {
				int count = 0;
				for (int dy = -margin; dy <= margin; dy++) {
					final int reach = disc.reaches()[Math.abs(dy)];
					final int row = (y + margin + dy) * wide.width() + margin + x - reach;
					System.arraycopy(wide.values(), row, around, count, 2 * reach + 1);
					count += 2 * reach + 1;
				}
				result.values()[y * result.width() + x] = middle(around);
			}
	}

	/** The value that has as many below as above it (C. A. R. Hoare, Algorithm 65: Find, 1961); reorders the values. */
	private static float middle(final float[] values) {
		final int wanted = values.length / 2;
		int from = 0;
		int to = values.length - 1;
		while (from < to) {
			final float pivot = values[wanted];
			int i = from;
			int j = to;
			while (i <= j) {
				while (values[i] < pivot)
					i++;
				while (pivot < values[j])
					j--;
				if (i <= j) {
					final float swapped = values[i];
					values[i++] = values[j];
					values[j--] = swapped;
				}
			}
			if (j < wanted) from = i;
			if (wanted < i) to = j;
		}
		return values[wanted];
	}
}
