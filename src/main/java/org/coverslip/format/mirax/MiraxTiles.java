package org.coverslip.format.mirax;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.geom.Subpixel;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * The tiles of a zoom level: images, or parts of images, in colour or of one channel. Thread-safe.
 */
final class MiraxTiles implements TileSource {

	private final MiraxLayout layout;
	private final StoredImages images;
	private final ZoomLevel level;
	private final MiraxPlanes planes;
	private final SlideLifetime lifetime;

	MiraxTiles(final MiraxLayout layout, final StoredImages images, final ZoomLevel level, final MiraxPlanes planes,
		final SlideLifetime lifetime)
	{
		this.layout = layout;
		this.images = images;
		this.level = level;
		this.planes = planes;
		this.lifetime = lifetime;
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		lifetime.checkOpen();
		final int cell = layout.cell(tile);
		final Optional<PixelBlock> image;
		try {
			image = images.read(planes.table(plane), layout.grid().imageOf(cell));
		}
		catch (final ClosedChannelException e) {
			lifetime.checkOpen();
			throw e;
		}
		if (image.isEmpty()) return image;
		final List<MiraxFilter> filters = planes.filters();
		final PixelBlock samples = filters.isEmpty() ? image.get()
			: sample(image.get(), filters.get(plane.channel()).sample());
		return Optional.of(layout.grid().perSide() == 1 ? samples : part(samples, cell));
	}

	private static PixelBlock sample(final PixelBlock rgb, final int sample) {
		final PixelBlock block = PixelBlock.zeros(rgb.shape().withSamples(1));
		for (int i = 0, from = sample; i < block.bytes().length; i++, from += 3)
			block.bytes()[i] = rgb.bytes()[from];
		return block;
	}

	/**
	 * The part of an image that belongs to one photo. As in OpenSlide, it is as large as the photo, with fractions of a
	 * pixel counted as whole pixels, and it is interpolated where the photo does not begin on a pixel; beyond the edge
	 * of a colour image it is transparent.
	 */
	private PixelBlock part(final PixelBlock image, final int cell) {
		final MiraxGrid grid = layout.grid();
		final Region size = grid.tile();
		final Subpixel x = Subpixel.at((double) level.width() / grid.perSide() * grid.partX(cell));
		final Subpixel y = Subpixel.at((double) level.height() / grid.perSide() * grid.partY(cell));
		final int width = (int) size.width();
		final int height = (int) size.height();
		if (x.isWhole() && y.isWhole() && x.pixel() + width <= image.width() && y.pixel() + height <= image.height())
			return image.crop((int) x.pixel(), (int) y.pixel(), width, height);
		final boolean beyond = image.samples() == 3
			&& (reaches(x, width, image.width()) || reaches(y, height, image.height()));
		final PixelBlock part =
			PixelBlock.zeros(new BlockShape(width, height, beyond ? 4 : image.samples(), PixelType.UINT8));
		final int[] mixed = new int[image.samples()];
		for (int row = 0, to = 0; row < height; row++)
			for (int col = 0; col < width; col++) {
				final int covered =
					mix(image, (int) x.pixel() + col, x.weight(), (int) y.pixel() + row, y.weight(), mixed);
				for (final int sum : mixed)
					part.bytes()[to++] = (byte) (covered == 0 ? 0 : sum / covered);
				if (beyond) part.bytes()[to++] = (byte) (covered * 255 / (Subpixel.ONE * Subpixel.ONE));
			}
		return part;
	}

	private static boolean reaches(final Subpixel start, final int length, final int end) {
		return start.pixel() + length + (start.isWhole() ? 0 : 1) > end;
	}

	/** Adds up four neighbours by their weights; returns the weight of those within the image. */
	private static int mix(final PixelBlock image, final int x, final int weightX, final int y, final int weightY,
		final int[] sums) {
		int covered = 0;
		Arrays.fill(sums, 0);
		for (int dy = 0; dy < 2 && y + dy < image.height(); dy++)
			for (int dx = 0; dx < 2 && x + dx < image.width(); dx++) {
				final int weight =
					(dx == 0 ? Subpixel.ONE - weightX : weightX) * (dy == 0 ? Subpixel.ONE - weightY : weightY);
				if (weight == 0) continue;
				covered += weight;
				final int from = ((y + dy) * image.width() + x + dx) * sums.length;
				for (int s = 0; s < sums.length; s++)
					sums[s] += weight * (image.bytes()[from + s] & 0xff);
			}
		return covered;
	}
}
