package org.coverslip.img;

import java.io.IOException;
import java.util.OptionalInt;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Level0Reader;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;

/**
 * Regions of one level of a scene with all its channels, addressed as OpenSlide does: the position in level 0, the size in pixels
 * of the level. Thread-safe.
 */
public final class SceneRegion {

	private final Scene scene;
	private final RegionReader reader;
	private final int level;
	private final int z;
	private final int t;

	/**
	 * @throws IllegalArgumentException
	 *             if the scene has no such level, z or t
	 */
	public SceneRegion(final Scene scene, final RegionReader reader, final int level, final int z, final int t) {
		this.scene = scene;
		this.reader = reader;
		this.level = level;
		this.z = z;
		this.t = t;
		scene.level(level);
		scene.checkPlane(new Plane(0, z, t));
	}

	/**
	 * Reads a region.
	 *
	 * @param x0
	 *            left edge in level-0 pixels
	 * @param y0
	 *            top edge, likewise
	 * @param width
	 *            pixels of the level
	 * @param height
	 *            likewise
	 * @param channel
	 *            whose values are given as they are; if empty, several channels are composited to RGB of 8 bits in their colours, and
	 *            a single one is given as it is
	 * @throws IllegalArgumentException
	 *             if there is no such channel, or the region is empty or larger than an array can be
	 */
	public RegionPixels read(final long x0, final long y0, final int width, final int height, final OptionalInt channel)
		throws IOException
	{
		if (width <= 0 || height <= 0)
			throw new IllegalArgumentException("a region of " + width + " x " + height + " pixels has nothing to read");
		final int channels = scene.channels().size();
		if (channel.isPresent() || channels == 1) return read(x0, y0, width, height, channel.orElse(0));
		final RegionPixels[] all = new RegionPixels[channels];
		for (int c = 0; c < channels; c++)
			all[c] = read(x0, y0, width, height, c);
		return colors(SceneColors.composite(new SceneColors(scene, reader).displays(), all), width, height);
	}

	private RegionPixels read(final long x0, final long y0, final int width, final int height, final int channel)
		throws IOException
	{
		return new Level0Reader(reader).read(scene, level, new Plane(channel, z, t), x0, y0, width, height);
	}

	private static RegionPixels colors(final int[] argb, final int width, final int height) {
		final PixelBlock rgb = PixelBlock.zeros(new BlockShape(width, height, 3, PixelType.UINT8));
		final byte[] alpha = new byte[argb.length];
		boolean opaque = true;
		for (int i = 0; i < argb.length; i++) {
			rgb.bytes()[3 * i] = (byte) (argb[i] >> 16);
			rgb.bytes()[3 * i + 1] = (byte) (argb[i] >> 8);
			rgb.bytes()[3 * i + 2] = (byte) argb[i];
			alpha[i] = (byte) (argb[i] >>> 24);
			opaque &= alpha[i] == -1;
		}
		return new RegionPixels(rgb, opaque ? null : alpha);
	}
}
