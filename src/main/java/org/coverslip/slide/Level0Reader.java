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
 * Reads regions by OpenSlide's convention: position in level-0 pixels, size in pixels of the level. Thread-safe.
 * <p>
 * A position that falls between pixels of the level is interpolated as OpenSlide does it (see {@link OpenSlideBlocks}),
 * for samples of {@code UINT8} and {@code UINT16}; for other types the pixel in which the position lies is taken as it
 * is.
 */
public final class Level0Reader {

	private final RegionReader reader;

	public Level0Reader(final RegionReader reader) {
		this.reader = reader;
	}

	/**
	 * @param x0
	 *            left column in level-0 pixels of the scene; may lie outside
	 * @param y0
	 *            top row, likewise
	 * @param width
	 *            columns of the result, in pixels of the level, &gt; 0
	 * @param height
	 *            rows of the result, &gt; 0
	 * @return what lies outside the level is not covered
	 * @throws IllegalArgumentException
	 *             if there is no such level or plane, or the region is empty or larger than an array can be
	 */
	public RegionPixels read(final Scene scene, final int level, final Plane plane, final long x0, final long y0,
		final int width, final int height) throws IOException
	{
		final Level l = scene.level(level);
		if (!BlockShape.fits(width, height, l.samples()))
			throw new IllegalArgumentException("a region of " + width + " x " + height
				+ " pixels cannot be read at once");
		final List<Block> blocks = OpenSlideBlocks.of(x0, y0, width, height, l.downsample());
		if (blocks.size() == 1 && blocks.get(0).isWhole() && blocks.get(0).region()
			.equals(wholeAt(blocks.get(0), width, height)))
			return reader.read(scene, level, plane, blocks.get(0).region());
		final PixelBlock canvas = PixelBlock.zeros(new BlockShape(width, height, l.samples(), l.type()));
		final byte[] alpha = new byte[width * height];
		for (final Block block : blocks) {
			final RegionPixels pixels = read(scene, level, plane, block);
			final int w = pixels.block().width();
			pixels.block().copyTo(0, 0, canvas, block.outX(), block.outY(), w, pixels.block().height());
			for (int y = 0; y < pixels.block().height(); y++)
				for (int x = 0; x < w; x++)
					alpha[(block.outY() + y) * width + block.outX() + x] = (byte) pixels.alpha(y * w + x);
		}
		return new RegionPixels(canvas, alpha);
	}

	private static Region wholeAt(final Block block, final int width, final int height) {
		return new Region(block.region().x(), block.region().y(), width, height);
	}

	private RegionPixels read(final Scene scene, final int level, final Plane plane, final Block block)
		throws IOException {
		final Region r = block.region();
		final PixelType type = scene.level(level).type();
		if (block.isWhole() || type != PixelType.UINT8 && type != PixelType.UINT16)
			return reader.read(scene, level, plane, r);
		if (!scene.level(level).layout().isDisjoint())
			return reader.readBetweenPixels(scene, level, plane, block.left(), block.top(), (int) r.width(),
				(int) r.height());
		return mix(reader.read(scene, level, plane, new Region(r.x(), r.y(), r.width() + 1, r.height() + 1)), block);
	}

	/** Bilinear interpolation of colours multiplied by their coverage, and of the coverage. */
	private static RegionPixels mix(final RegionPixels in, final Block block) {
		final PixelBlock from = in.block();
		final int n = from.samples();
		final PixelBlock to =
			PixelBlock.zeros(
			new BlockShape((int) block.region().width(), (int) block.region().height(), n, from.type()));
		final byte[] alpha = new byte[to.shape().pixels()];
		final boolean bytes = from.type() == PixelType.UINT8;
		final int wx = block.weightX();
		final int wy = block.weightY();
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
