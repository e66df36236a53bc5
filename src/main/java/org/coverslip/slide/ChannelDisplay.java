package org.coverslip.slide;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;

/**
 * How a channel of measured values is shown: its colour, and the values that are shown black and in full colour.
 *
 * @param rgbColor
 *            0xRRGGBB
 * @param min
 *            shown black, as all below
 * @param max
 *            shown in full colour, as all above; &gt; {@code min}
 */
public record ChannelDisplay(int rgbColor, double min, double max) {

	/** Colours for channels without one of their own, in ImageJ's order. */
	private static final int[] COLORS = { 0xff0000, 0x00ff00, 0x0000ff, 0xffffff, 0x00ffff, 0xff00ff, 0xffff00 };

	private static final DisplayRange BYTES = new DisplayRange(0, 255);

	/** A level of more pixels on its longer side is looked at in patches. */
	private static final long WHOLE = 2048;

	private static final int PATCH = 256;

	private static final int PATCHES = 6;

	public ChannelDisplay {
		if (!(max > min)) throw new IllegalArgumentException("a display range from " + min + " to " + max);
	}

	/** How brightly a value is shown, from 0 to 255, not rounded; what is not a number is black. */
	public float shown(final double value) {
		return value > min ? (float) Math.min(255, (value - min) * (255 / (max - min))) : 0;
	}

	/**
	 * The displays of a scene's channels: their stated colours, or red, green, blue, ... (white if there is one channel
	 * alone); their stated ranges, unless all would be black or in full colour in these, or else from 0.2 % to 99.8 %
	 * of what the coarsest stored level holds in the focal plane in focus of the first t. A single channel of 8 bits is
	 * shown from 0 to 255 unless it states a range.
	 */
	public static List<ChannelDisplay> of(final Scene scene, final RegionReader reader) throws IOException {
		final List<ChannelDisplay> displays = new ArrayList<>();
		for (int c = 0; c < scene.channels().size(); c++) {
			final DisplayRange shown = range(scene, c, reader);
			displays.add(new ChannelDisplay(color(scene.channels(), c), shown.min(), shown.max()));
		}
		return List.copyOf(displays);
	}

	private static DisplayRange range(final Scene scene, final int channel, final RegionReader reader)
		throws IOException
	{
		final Optional<DisplayRange> stated = scene.channels().get(channel).shown();
		if (isShownWhole(scene) && stated.isEmpty()) return BYTES;
		final DisplayRange found =
			DisplayRange.of(values(scene, reader, new Plane(channel, scene.defaultPlane().z(), 0)));
		return stated.filter(range -> range.tells(found)).orElse(isShownWhole(scene) ? BYTES : found);
	}

	/** Whether all values of a scene are shown apart unless it says otherwise: it has a single channel of 8 bits. */
	public static boolean isShownWhole(final Scene scene) {
		return scene.channels().size() == 1 && scene.pixelType() == PixelType.UINT8;
	}

	/** The colour that a channel states, or the one that it is given by its number. */
	static int color(final List<Channel> channels, final int index) {
		return channels.get(index).rgbColor().orElse(channels.size() == 1 ? 0xffffff : COLORS[index % COLORS.length]);
	}

	/** The covered samples of the coarsest level: all, or, of a large one, those of patches in rows and columns. */
	private static double[] values(final Scene scene, final RegionReader reader, final Plane plane) throws IOException {
		final int coarsest = scene.levels().size() - 1;
		final Level level = scene.level(coarsest);
		if (Math.max(level.width(), level.height()) <= WHOLE)
			return covered(reader.read(scene, coarsest, plane, level.region()));
		double[] all = new double[0];
		for (int row = 0; row < PATCHES; row++)
			for (int col = 0; col < PATCHES; col++) {
				final long x = Math.max(0, level.width() - PATCH) * col / (PATCHES - 1);
				final long y = Math.max(0, level.height() - PATCH) * row / (PATCHES - 1);
				final Region patch = new Region(x, y, PATCH, PATCH).intersect(level.region());
				final double[] some = covered(reader.read(scene, coarsest, plane, patch));
				final int at = all.length;
				all = Arrays.copyOf(all, at + some.length);
				System.arraycopy(some, 0, all, at, some.length);
			}
		return all;
	}

	private static double[] covered(final RegionPixels pixels) {
		final int samples = pixels.block().samples();
		final double[] values = new double[pixels.block().shape().length()];
		int n = 0;
		for (int i = 0; i < values.length; i++)
			if (pixels.alpha(i / samples) > 0) values[n++] = pixels.block().value(i);
		return Arrays.copyOf(values, n);
	}
}
