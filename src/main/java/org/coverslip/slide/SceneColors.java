package org.coverslip.slide;

import java.io.IOException;
import java.util.List;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * A scene's pixels as colours to look at: those of an RGB scene as they are, measured channels added up in their
 * colours, each within its display range. Thread-safe.
 */
public final class SceneColors {

	private final Scene scene;
	private final RegionReader reader;
	private final Object estimating = new Object();
	private volatile List<ChannelDisplay> displays;

	/**
	 * @param scene
	 *            whose levels are read
	 * @param reader
	 *            reads them
	 */
	public SceneColors(final Scene scene, final RegionReader reader) {
		this.scene = scene;
		this.reader = reader;
	}

	/** How the channels are shown; estimated from the scene's pixels when first asked for. */
	public List<ChannelDisplay> displays() throws IOException {
		if (displays == null) synchronized (estimating) {
			if (displays == null) displays = ChannelDisplay.of(scene, reader);
		}
		return displays;
	}

	/**
	 * Reads a region as colours.
	 *
	 * @param by
	 *            reads the channels
	 * @param shown
	 *            the scene, with levels of its own or computed ones
	 * @param level
	 *            number of the level
	 * @param region
	 *            in pixels of the level
	 * @return non-premultiplied 0xAARRGGBB words, row-major; 0 where nothing is covered
	 */
	public int[] argb(final RegionReader by, final Scene shown, final int level, final Region region, final int z,
		final int t) throws IOException
	{
		if (scene.isRgb() && hasColours(scene.pixelType()))
			return by.readArgb(shown, level, new Plane(0, z, t), region);
		final RegionPixels[] channels = new RegionPixels[scene.channels().size()];
		for (int c = 0; c < channels.length; c++)
			channels[c] = by.read(shown, level, new Plane(c, z, t), region);
		return composite(displays(), channels);
	}

	/** Reads a region of a stored level as colours; as above. */
	public int[] argb(final int level, final Region region, final int z, final int t) throws IOException {
		return argb(reader, scene, level, region, z, t);
	}

	private static boolean hasColours(final PixelType type) {
		return type == PixelType.UINT8 || type == PixelType.UINT16;
	}

	/**
	 * Adds channels up in their colours, each colour component limited to 255.
	 *
	 * @param displays
	 *            one for each channel
	 * @param channels
	 *            of one size; a block of three samples has them in red, green and blue, whatever the display's colour
	 * @return non-premultiplied 0xAARRGGBB words, row-major; a pixel is as opaque as its best covered channel
	 */
	public static int[] composite(final List<ChannelDisplay> displays, final RegionPixels[] channels) {
		final int pixels = channels[0].block().shape().pixels();
		final int[] argb = new int[pixels];
		final float[] sums = new float[3 * pixels];
		for (int c = 0; c < channels.length; c++)
			add(displays.get(c), channels[c].block(), sums);
		for (int i = 0; i < pixels; i++) {
			int alpha = 0;
			for (final RegionPixels channel : channels)
				alpha = Math.max(alpha, channel.alpha(i));
			if (alpha > 0)
				argb[i] = alpha << 24 | component(sums[3 * i]) << 16 | component(sums[3 * i + 1]) << 8
					| component(sums[3 * i + 2]);
		}
		return argb;
	}

	private static void add(final ChannelDisplay display, final PixelBlock block, final float[] sums) {
		final float[] shown = shown(display, block);
		if (block.samples() == 3) {
			for (int i = 0; i < sums.length; i++)
				sums[i] += shown[i];
			return;
		}
		final float red = (display.rgbColor() >> 16 & 0xff) / 255f;
		final float green = (display.rgbColor() >> 8 & 0xff) / 255f;
		final float blue = (display.rgbColor() & 0xff) / 255f;
		for (int i = 0; i < shown.length; i++) {
			sums[3 * i] += shown[i] * red;
			sums[3 * i + 1] += shown[i] * green;
			sums[3 * i + 2] += shown[i] * blue;
		}
	}

	/** All samples within the display range, from 0 to 255. */
	private static float[] shown(final ChannelDisplay display, final PixelBlock block) {
		final float[] shown = new float[block.shape().length()];
		switch (block.type()) {
			case UINT8 -> {
				final byte[] values = block.bytes();
				for (int i = 0; i < shown.length; i++)
					shown[i] = display.shown(values[i] & 0xff);
			}
			case UINT16 -> {
				final short[] values = block.shorts();
				for (int i = 0; i < shown.length; i++)
					shown[i] = display.shown(values[i] & 0xffff);
			}
			default -> {
				for (int i = 0; i < shown.length; i++)
					shown[i] = display.shown(block.value(i));
			}
		}
		return shown;
	}

	private static int component(final float sum) {
		return (int) Math.min(255, sum + 0.5f);
	}
}
