package org.coverslip.img;

import java.io.IOException;
import java.util.OptionalInt;

import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Level0Reader;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.ScaledRegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SceneColors;

/**
 * Regions of a scene with all its channels, at one z and t. Thread-safe.
 * <p>
 * A scene of one channel, and a channel that is asked for by its number, are given as they are; several channels
 * together are composited to RGB of 8 bits in their colours, as {@link SceneColors} does it.
 */
public final class SceneRegion {

	private final Scene scene;
	private final RegionReader reader;
	private final int z;
	private final int t;

	/**
	 * @throws IllegalArgumentException
	 *             if the scene has no such z or t
	 */
	public SceneRegion(final Scene scene, final RegionReader reader, final int z, final int t) {
		this.scene = scene;
		this.reader = reader;
		this.z = z;
		this.t = t;
		scene.checkPlane(new Plane(0, z, t));
	}

	/**
	 * Reads a region of a level, addressed as OpenSlide does: the position in level 0, the size in pixels of the level.
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
	 *            the channel wanted, or empty for all together
	 * @throws IllegalArgumentException
	 *             if there is no such level or channel, or the region is empty or larger than an array can be
	 */
	public RegionPixels read(final int level, final long x0, final long y0, final int width, final int height,
		final OptionalInt channel) throws IOException
	{
		if (width <= 0 || height <= 0)
			throw new IllegalArgumentException("a region of " + width + " x " + height + " pixels has nothing to read");
		final Level0Reader level0 = new Level0Reader(reader);
		return read(channel, plane -> level0.read(scene, level, plane, x0, y0, width, height));
	}

	/** Reads a picture at its own scale, of all channels together. */
	public RegionPixels read(final ScaledRegion picture) throws IOException {
		return read(picture, OptionalInt.empty());
	}

	/** Reads a picture at its own scale, of one channel, or, if that is empty, of all together. */
	public RegionPixels read(final ScaledRegion picture, final OptionalInt channel) throws IOException {
		final ScaledRegionReader scaled = new ScaledRegionReader(reader);
		return read(channel, plane -> scaled.read(scene, plane, picture));
	}

	/**
	 * Reads a region of level 0 in a number of pixels.
	 *
	 * @param outWidth
	 *            columns wanted; 0 to keep the proportions
	 * @param outHeight
	 *            rows wanted, likewise; one of the two at least is given
	 */
	public RegionPixels read(final Region region0, final int outWidth, final int outHeight, final OptionalInt channel)
		throws IOException
	{
		if (region0.isEmpty()) throw new IllegalArgumentException("the region " + region0 + " has nothing to read");
		return read(ScaledRegion.proportional(region0, outWidth, outHeight), channel);
	}

	private RegionPixels read(final OptionalInt channel, final PlaneRead read) throws IOException {
		final int channels = scene.channels().size();
		if (channel.isPresent() || channels == 1) return read.of(new Plane(channel.orElse(0), z, t));
		final RegionPixels[] all = new RegionPixels[channels];
		for (int c = 0; c < channels; c++)
			all[c] = read.of(new Plane(c, z, t));
		final BlockShape shape = all[0].block().shape();
		return colors(SceneColors.composite(new SceneColors(scene, reader).displays(), all), shape.width(),
			shape.height());
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

	/** Reads one plane. */
	@FunctionalInterface
	private interface PlaneRead {

		RegionPixels of(Plane plane) throws IOException;
	}
}
