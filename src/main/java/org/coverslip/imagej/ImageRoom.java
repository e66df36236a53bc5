package org.coverslip.imagej;

import java.util.Locale;
import java.util.function.LongSupplier;

import org.coverslip.geom.Region;
import org.coverslip.slide.Level;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.Scene;

/** Whether ImageJ can hold an image: in one array a plane, and in the memory there is. */
final class ImageRoom {

	/** The longest array that virtual machines allocate. */
	private static final long MOST_PIXELS = Integer.MAX_VALUE - 8;

	/** Share of the free memory that an image may take, so that there is room left to work with it. */
	private static final double SHARE = 0.9;

	private static final double MEBI = 1 << 20;

	private final LongSupplier freeBytes;

	/**
	 * @param freeBytes
	 *            how many bytes may be allocated now
	 */
	ImageRoom(final LongSupplier freeBytes) {
		this.freeBytes = freeBytes;
	}

	/** The memory of this virtual machine. */
	static ImageRoom ofHeap() {
		return new ImageRoom(MemoryBudget::freeBytes);
	}

	/**
	 * Throws {@link IllegalArgumentException}, naming the finest level at which it would do, if an image is too large.
	 *
	 * @param width
	 *            pixels
	 * @param height
	 *            pixels
	 * @param bytesPerPixel
	 *            of all planes together
	 * @param planes
	 *            how many there are
	 * @param scale
	 *            how a message calls the scale
	 * @param region0
	 *            what is to be shown, in level-0 pixels
	 */
	void check(final long width, final long height, final long bytesPerPixel, final int planes, final String scale,
		final Scene scene, final Region region0)
	{
		if (fits(width, height, bytesPerPixel)) return;
		if (holds(width, height)) {
			System.gc(); // what counts as used may be garbage
			if (fits(width, height, bytesPerPixel)) return;
		}
		throw tooLarge(width, height, bytesPerPixel, planes, scale, scene, region0);
	}

	/** What to throw for an image that is too large. */
	IllegalArgumentException tooLarge(final long width, final long height, final long bytesPerPixel, final int planes,
		final String scale, final Scene scene, final Region region0)
	{
		final String size = width + " x " + height + " pixels at " + scale;
		final String reason = !holds(width, height) ? size + " are more than the " + Integer.MAX_VALUE
			+ " that an ImageJ image can hold"
			: size + " need " + mebibytes((double) width * height * bytesPerPixel) + " MB, but only "
				+ mebibytes(freeBytes.getAsLong() * SHARE) + " MB of memory are free";
		final String fewer = planes == 1 || !holds(width, height) ? ""
			: ", or take fewer of the " + planes + " planes, each of which needs "
				+ mebibytes((double) width * height * bytesPerPixel / planes) + " MB";
		return new IllegalArgumentException(reason + "; " + advice(bytesPerPixel, scene, region0) + fewer);
	}

	private String advice(final long bytesPerPixel, final Scene scene, final Region region0) {
		for (int i = 0; i < scene.levels().size(); i++) {
			final Level level = scene.level(i);
			final Region region = level.scale().roundToLevel(region0);
			if (fits(region.width(), region.height(), bytesPerPixel))
				return "the largest level that fits is level " + i + " (" + region.width() + " x " + region.height()
					+ " pixels)";
		}
		return "no level fits, so choose a smaller region or a coarser scale";
	}

	private boolean fits(final long width, final long height, final long bytesPerPixel) {
		return holds(width, height) && width * height <= freeBytes.getAsLong() * SHARE / bytesPerPixel;
	}

	static boolean holds(final long width, final long height) {
		return width <= MOST_PIXELS && height <= MOST_PIXELS && width * height <= MOST_PIXELS;
	}

	private static String mebibytes(final double bytes) {
		return String.format(Locale.ROOT, "%.0f", bytes / MEBI);
	}
}
