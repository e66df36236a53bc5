package org.coverslip.process;

import java.util.List;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelForm;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Surroundings;

/**
 * Found objects as labels: the pixels within a disc around each have its number, from 1 on, others 0. A pixel
 * within several discs has that of the nearest object, of the first one if several are.
 */
final class PointLabels {

	private final List<FoundPoint> points;
	private final double radius;

	private PointLabels(final List<FoundPoint> points, final double radius) {
		this.points = points;
		this.radius = radius;
	}

	/**
	 * @param found
	 *            in their order
	 * @param radius
	 *            of the discs, in the picture's pixels
	 * @param name
	 *            of the channel, where the picture has colours instead of channels
	 */
	static Picture of(final FoundObjects found, final double radius, final String name) {
		final PointLabels labels = new PointLabels(found.points(), radius);
		final Picture picture = found.picture();
		return picture.map(0, new PixelForm(PixelType.UINT32, 1, Greys.channels(picture, name)), labels::drawn)
			.categorical(true);
	}

	private PixelBlock drawn(final Surroundings surroundings) {
		final Region block = surroundings.block();
		final int width = (int) block.width();
		final PixelBlock labels =
			PixelBlock.zeros(new BlockShape(width, (int) block.height(), 1, PixelType.UINT32));
		final int[] numbers = labels.ints();
		final long[] distances = new long[numbers.length];
		final int reach = (int) radius;
		for (int i = firstOf(surroundings.plane(), block.y() - reach); i < points.size(); i++) {
			final FoundPoint point = points.get(i);
			if (!point.plane().equals(surroundings.plane()) || point.y() >= block.endY() + reach) break;
			final Region disc =
				new Region(point.x() - reach, point.y() - reach, 2 * reach + 1, 2 * reach + 1).intersect(block);
			for (long y = disc.y(); y < disc.endY(); y++)
				for (long x = disc.x(); x < disc.endX(); x++) {
					final long distance =
						(x - point.x()) * (x - point.x()) + (y - point.y()) * (y - point.y());
					final int at = (int) (y - block.y()) * width + (int) (x - block.x());
					if (distance > radius * radius || numbers[at] != 0 && distances[at] <= distance) continue;
					numbers[at] = i + 1;
					distances[at] = distance;
				}
		}
		return labels;
	}

	/** The first one of a plane that is not above a row. */
	private int firstOf(final Plane plane, final long row) {
		final FoundPoint wanted = new FoundPoint(plane, Long.MIN_VALUE, row, 0);
		int from = 0;
		int to = points.size();
		while (from < to) {
			final int middle = (from + to) >>> 1;
			if (FoundObjects.ORDER.compare(points.get(middle), wanted) < 0) from = middle + 1;
			else to = middle;
		}
		return from;
	}
}
