package org.coverslip.slide;

import java.io.IOException;
import java.util.List;

import org.coverslip.geom.OpenSlideBlocks;
import org.coverslip.geom.OpenSlideBlocks.Block;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * The pixels of a level at a position in level 0, interpolated between pixels as OpenSlide does it (see
 * {@link OpenSlideBlocks}); see {@link PictureBuilder#asOpenSlide}.
 */
final class OpenSlidePixels implements PlanePixels {

	private final RegionReader reader;
	private final Scene scene;
	private final int index;
	private final Level level;
	private final int width;
	private final int height;
	private final List<Block> blocks;

	OpenSlidePixels(final RegionReader reader, final Scene scene, final int level, final long x0, final long y0,
		final int width, final int height)
	{
		this.reader = reader;
		this.scene = scene;
		index = level;
		this.level = scene.level(level);
		this.width = width;
		this.height = height;
		blocks = OpenSlideBlocks.of(x0, y0, width, height, this.level.downsample());
	}

	@Override
	public RegionPixels read(final Plane plane, final Region part) throws IOException {
		if (!BlockShape.fits(part.width(), part.height(), level.samples()))
			throw new IllegalArgumentException("a region of " + part.width() + " x " + part.height()
				+ " pixels cannot be read at once");
		if (isOneBlock()) {
			final Region region = blocks.get(0).region();
			return reader.read(scene, index, plane, part.translate(region.x(), region.y()));
		}
		final int columns = (int) part.width();
		final PixelBlock canvas =
			PixelBlock.zeros(new BlockShape(columns, (int) part.height(), level.samples(), level.type()));
		final byte[] alpha = new byte[canvas.shape().pixels()];
		for (final Block block : blocks) {
			final Region out =
				new Region(block.outX(), block.outY(), block.region().width(), block.region().height()).intersect(part);
			if (out.isEmpty()) continue;
			final RegionPixels pixels = read(plane, block, out.translate(-block.outX(), -block.outY()));
			final int x0 = (int) (out.x() - part.x());
			final int y0 = (int) (out.y() - part.y());
			final int w = pixels.block().width();
			pixels.block().copyTo(0, 0, canvas, x0, y0, w, pixels.block().height());
			for (int y = 0; y < pixels.block().height(); y++)
				for (int x = 0; x < w; x++)
					alpha[(y0 + y) * columns + x0 + x] = (byte) pixels.alpha(y * w + x);
		}
		return new RegionPixels(canvas, alpha);
	}

	/** Whether all of it lies on pixels, so that it is a region of the level. */
	private boolean isOneBlock() {
		return blocks.size() == 1 && blocks.get(0).isWhole() && blocks.get(0).region().width() == width
			&& blocks.get(0).region().height() == height;
	}

	/**
	 * @param inner
	 *            the part of the block that is wanted, in pixels from its corner
	 */
	private RegionPixels read(final Plane plane, final Block block, final Region inner) throws IOException {
		final Region r = inner.translate(block.region().x(), block.region().y());
		final PixelType type = level.type();
		if (block.isWhole() || type != PixelType.UINT8 && type != PixelType.UINT16)
			return reader.read(scene, index, plane, r);
		if (!level.layout().isDisjoint())
			return reader.readBetweenPixels(scene, index, plane, block.left() + inner.x(), block.top() + inner.y(),
				(int) r.width(), (int) r.height());
		return mix(reader.read(scene, index, plane, new Region(r.x(), r.y(), r.width() + 1, r.height() + 1)),
			block.weightX(), block.weightY());
	}

	/**
	 * Bilinear interpolation of colours multiplied by their coverage, and of the coverage.
	 *
	 * @param in
	 *            one column and row larger than the result
	 * @param wx
	 *            how much the right neighbour counts, in 1/128
	 * @param wy
	 *            how much the lower neighbour counts, likewise
	 */
	private static RegionPixels mix(final RegionPixels in, final int wx, final int wy) {
		final PixelBlock from = in.block();
		final int n = from.samples();
		final PixelBlock to =
			PixelBlock.zeros(new BlockShape(from.width() - 1, from.height() - 1, n, from.type()));
		final byte[] alpha = new byte[to.shape().pixels()];
		final boolean bytes = from.type() == PixelType.UINT8;
		final int[] weights = { (128 - wx) * (128 - wy), wx * (128 - wy), (128 - wx) * wy, wx * wy };
		for (int y = 0; y < to.height(); y++)
			for (int x = 0; x < to.width(); x++) {
				final int p = y * from.width() + x;
				final int[] neighbours = { p, p + 1, p + from.width(), p + from.width() + 1 };
				long coverage = 0;
				for (int k = 0; k < 4; k++)
					coverage += (long) weights[k] * in.alpha(neighbours[k]);
				final int a = (int) (coverage + (1 << 13) >> 14);
				if (a == 0) continue;
				final int out = y * to.width() + x;
				alpha[out] = (byte) a;
				for (int s = 0; s < n; s++) {
					long sum = 0;
					for (int k = 0; k < 4; k++) {
						final int i = neighbours[k] * n + s;
						sum += (long) weights[k] * in.alpha(neighbours[k])
							* (bytes ? from.bytes()[i] & 0xff : from.shorts()[i] & 0xffff);
					}
					final long value = (sum + coverage / 2) / coverage;
					if (bytes) to.bytes()[out * n + s] = (byte) value;
					else to.shorts()[out * n + s] = (short) value;
				}
			}
		return new RegionPixels(to, alpha);
	}
}
