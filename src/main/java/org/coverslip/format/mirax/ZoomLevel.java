package org.coverslip.format.mirax;

import java.util.OptionalDouble;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.io.SlideFormatException;

/**
 * What {@code Slidedat.ini} says about one zoom level.
 *
 * @param exponent
 *            how often images were halved and joined two by two since the level before: an image covers
 *            2^{@code exponent} images of that level in a row
 * @param overlapX
 *            nominal overlap of two photos in level pixels, which may have a fraction
 * @param overlapY
 *            likewise
 * @param umX
 *            micrometres per pixel, if the file says so
 * @param umY
 *            likewise
 * @param background
 *            0xRRGGBB; white if the file does not say
 * @param format
 *            of the stored images
 * @param width
 *            of each stored image, in pixels
 * @param height
 *            likewise
 */
record ZoomLevel(int exponent, double overlapX, double overlapY, OptionalDouble umX, OptionalDouble umY, int background,
	ImageFormat format, int width, int height)
{

	private static final int LARGEST_IMAGE = 65535;
	/** The most pixels of a stored image; cameras take photos of a few million pixels. */
	static final long MOST_PIXELS = 1 << 25;
	private static final int WHITE = 0xffffff;

	/**
	 * @param first
	 *            whether it is the finest level, whose images may be the camera's own
	 */
	static ZoomLevel parse(final Slidedat ini, final String section, final boolean first) throws SlideFormatException {
		final int width = ini.integer(section, "DIGITIZER_WIDTH", 1, LARGEST_IMAGE);
		final int height = ini.integer(section, "DIGITIZER_HEIGHT", 1, LARGEST_IMAGE);
		if ((long) width * height > MOST_PIXELS)
			throw ini.refused("images of at most " + MOST_PIXELS + " pixels in the section [" + section + "]",
				width + " x " + height);
		final int bgr = ini.integer(section, "IMAGE_FILL_COLOR_BGR", Integer.MIN_VALUE, Integer.MAX_VALUE, WHITE);
		final String format = ini.text(section, "IMAGE_FORMAT");
		return new ZoomLevel(ini.integer(section, "IMAGE_CONCAT_FACTOR", first ? 0 : 1, 30),
			ini.number(section, "OVERLAP_X", -LARGEST_IMAGE, LARGEST_IMAGE),
			ini.number(section, "OVERLAP_Y", -LARGEST_IMAGE, LARGEST_IMAGE),
			OpenSlideProperties.parseDouble(ini.find(section, "MICROMETER_PER_PIXEL_X").orElse(null)),
			OpenSlideProperties.parseDouble(ini.find(section, "MICROMETER_PER_PIXEL_Y").orElse(null)),
			(bgr & 0xff) << 16 | bgr & 0xff00 | bgr >> 16 & 0xff,
			ImageFormat.named(format)
			.orElseThrow(() -> ini.refused("images stored as JPEG, PNG or BMP in the section [" + section + "]",
				"IMAGE_FORMAT " + format)),
			width, height);
	}
}
