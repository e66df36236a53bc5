package org.coverslip.process;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelForm;
import org.coverslip.slide.Surroundings;

/** Shows where objects are: a mask with 255 within a disc around each, 0 else. */
final class PointMarkers {

	private PointMarkers() {}

	/**
	 * @param radius
	 *            of the discs in pixels
	 * @param name
	 *            of the channel, where the picture has colours instead of channels
	 */
	static Picture of(final PointFinder finder, final double radius, final String name) {
		final Picture picture = finder.picture();
		final PixelForm form = new PixelForm(PixelType.UINT8, 1, Greys.channels(picture, name));
		return picture.map((int) radius, form, surroundings -> drawn(finder, surroundings, radius)).categorical(true);
	}

	private static PixelBlock drawn(final PointFinder finder, final Surroundings surroundings, final double radius)
		throws IOException
	{
		final Region block = surroundings.block();
		final PixelBlock mask =
			PixelBlock.zeros(new BlockShape((int) block.width(), (int) block.height(), 1, PixelType.UINT8));
		final int reach = (int) radius;
		for (final FoundPoint point : finder.in(surroundings.plane(), surroundings.around()))
			for (int dy = -reach; dy <= reach; dy++)
				for (int dx = -reach; dx <= reach; dx++)
					if (dx * dx + dy * dy <= radius * radius && block.contains(point.x() + dx, point.y() + dy))
						mask.bytes()[(int) ((point.y() + dy - block.y()) * block.width() + point.x() + dx
							- block.x())] = -1;
		return mask;
	}
}
