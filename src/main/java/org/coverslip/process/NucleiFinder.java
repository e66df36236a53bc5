package org.coverslip.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.geom.Region;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;

/**
 * Finds nuclei: pixels where the signal's {@link Laplacian} is above a threshold, and greater than that of all others
 * that are not farther away in columns and rows than a distance; of several that are equal the first one counts, row by
 * row. That is what {@code skimage.feature.peak_local_max} finds in the whole slide at once.
 */
record NucleiFinder(Picture picture, NucleiSignal signal, Laplacian laplacian, double threshold, int distance)
	implements PointFinder
{

	@Override
	public List<FoundPoint> in(final Plane plane, final Region part) throws IOException {
		final Region compared = widened(part, distance);
		final Region read = widened(compared, laplacian.radius());
		final int width = (int) read.width();
		final double[] all =
			laplacian.of(signal.of(picture.read(plane, read).over(picture.background())), width);
		final Responses responses = new Responses(all, width, compared.translate(-read.x(), -read.y()));
		final List<FoundPoint> found = new ArrayList<>();
		for (long y = part.y(); y < part.endY(); y++)
			for (long x = part.x(); x < part.endX(); x++)
				if (responses.isPeak((int) (x - read.x()), (int) (y - read.y())))
					found.add(new FoundPoint(plane, x, y, all[(int) (y - read.y()) * width + (int) (x - read.x())]));
		return found;
	}

	private Region widened(final Region region, final int by) {
		return Region.between(region.x() - by, region.y() - by, region.endX() + by, region.endY() + by)
			.intersect(picture.bounds());
	}

	/** What is compared: a box of an image. */
	private final class Responses {

		private final double[] values;
		private final int width;
		private final Region box;

		Responses(final double[] values, final int width, final Region box) {
			this.values = values;
			this.width = width;
			this.box = box;
		}

		boolean isPeak(final int x, final int y) {
			return values[y * width + x] > threshold && isGreatest(x, y, 1)
				&& (distance == 1 || isGreatest(x, y, distance));
		}

		private boolean isGreatest(final int x, final int y, final int within) {
			final double value = values[y * width + x];
			final int endX = (int) Math.min(box.endX() - 1, x + within);
			final int endY = (int) Math.min(box.endY() - 1, y + within);
			for (int row = (int) Math.max(box.y(), y - within); row <= endY; row++)
				for (int column = (int) Math.max(box.x(), x - within); column <= endX; column++) {
					final double other = values[row * width + column];
					final boolean before = row < y || row == y && column < x;
					if (other > value || before && other == value) return false;
				}
			return true;
		}
	}
}
