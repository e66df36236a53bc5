package org.coverslip.imagej;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.geom.ScaledRegion;
import org.coverslip.slide.LengthUnit;
import org.coverslip.slide.PixelSize;

import ij.ImagePlus;
import ij.measure.Calibration;

/**
 * Where on which slide an ImageJ image comes from: image column {@code x} shows the level-0 columns from
 * {@code x0 + x · downsampleX}.
 * <p>
 * It is kept in the image's properties ({@code coverslip.source} and others), which ImageJ duplicates and saves in its
 * TIFF files, and in the calibration, whose origin and pixel size ImageJ carries along when a part is duplicated or
 * cropped, or an image is scaled. An image of unchanged size is where its properties say; a changed one is where its
 * calibration says, so that calibration must not be edited by hand in between. The commands Duplicate, Crop and Scale
 * keep both right; {@link ImagePlus#crop()} called by a program does not move the origin (1.54p), and an image that it
 * made does not say any more where it comes from. Flipping and moving leave no trace in either: this is what an image
 * says, and {@link SlideRoi#on(ImagePlus, org.coverslip.slide.Slide)} whether it is true.
 *
 * @param source
 *            path of the slide
 * @param format
 *            name of the format that the slide was opened with; "" where an image does not say
 * @param scene
 *            number of the scene
 * @param level
 *            level that was read
 * @param x0
 *            level-0 column of the image's left edge
 * @param y0
 *            level-0 row of its top edge
 * @param downsampleX
 *            level-0 columns per image column
 * @param downsampleY
 *            level-0 rows per image row
 * @param pixelSize
 *            of level 0
 * @param objectivePower
 *            of level 0
 * @param rgb
 *            whether the scene is RGB
 */
public record SlideProvenance(String source, String format, int scene, int level, double x0, double y0,
	double downsampleX, double downsampleY,
	Optional<PixelSize> pixelSize, OptionalDouble objectivePower, boolean rgb)
{

	private static final String KEY = "coverslip.";

	private static final String MICRON = "micron";

	private static final String SLIDE_PIXEL = "slide pixel";

	/**
	 * An origin in image pixels that is not quite 0. ImageJ 1.54p moves the origin along with a crop only if it is not
	 * (0, 0) (Duplicator and Resizer), and overviews begin at (0, 0).
	 */
	private static final double LEAST_ORIGIN = 1e-12;

	/** Extents that differ by less are the same: scaling rounds an image's size to whole pixels. */
	private static final double SAME_EXTENT = 0.01;

	/**
	 * Writes it on the image: properties, and spatial calibration in micron, or in level-0 pixels where the slide
	 * states no size. Why not in ImageJ's "pixel" then: its Scaler leaves such a calibration alone, and the scale would
	 * be lost.
	 */
	void writeTo(final ImagePlus image) {
		final Calibration calibration = image.getLocalCalibration();
		calibration.pixelWidth = pixelSize.map(PixelSize::xUm).orElse(1.0) * downsampleX;
		calibration.pixelHeight = pixelSize.map(PixelSize::yUm).orElse(1.0) * downsampleY;
		calibration.setUnit(pixelSize.isPresent() ? MICRON : SLIDE_PIXEL);
		calibration.xOrigin = x0 == 0 && y0 == 0 ? LEAST_ORIGIN : -x0 / downsampleX;
		calibration.yOrigin = -y0 / downsampleY;
		image.setCalibration(calibration);
		set(image, "source", source);
		set(image, "format", format);
		set(image, "scene", scene);
		set(image, "level", level);
		set(image, "x0", x0);
		set(image, "y0", y0);
		set(image, "downsampleX", downsampleX);
		set(image, "downsampleY", downsampleY);
		set(image, "width", image.getWidth());
		set(image, "height", image.getHeight());
		set(image, "rgb", rgb);
		set(image, "pixels", PixelStamp.of(image));
		pixelSize.ifPresent(size -> {
			set(image, "pixelSizeX", size.xUm());
			set(image, "pixelSizeY", size.yUm());
		});
		objectivePower.ifPresent(power -> set(image, "objectivePower", power));
	}

	/** Has an image name its slide where the slide's file is now. */
	public static void moved(final ImagePlus image, final Path slide) {
		set(image, "source", slide);
	}

	/** Makes an image forget where it comes from; its calibration stays. */
	static void removeFrom(final ImagePlus image) {
		image.setProp(KEY + "source", null);
	}

	private static void set(final ImagePlus image, final String key, final Object value) {
		image.setProp(KEY + key, value.toString());
	}

	/** Where an image comes from, as it says; empty if it does not say, or not in numbers. */
	public static Optional<SlideProvenance> of(final ImagePlus image) {
		return whenRead(image).flatMap(original -> {
			final double width = number(image, "width");
			final double height = number(image, "height");
			if (image.getWidth() == width && image.getHeight() == height) return Optional.of(original);
			return Optional.of(original.asCalibrated(image.getLocalCalibration())).filter(
				now -> !original.lostBy(now, image.getWidth() / width, image.getHeight() / height));
		});
	}

	/**
	 * What was read from the slide when the image, or the one of which it is a part, was made; likewise. Of what it
	 * shows by now, slide and scene are true in any case.
	 */
	public static Optional<SlideProvenance> whenRead(final ImagePlus image) {
		final String source = image.getProp(KEY + "source");
		if (source == null) return Optional.empty();
		try {
			number(image, "width");
			number(image, "height");
			return Optional.of(
				new SlideProvenance(source, format(image), (int) number(image, "scene"), (int) number(image, "level"),
					number(image, "x0"), number(image, "y0"), number(image, "downsampleX"),
					number(image, "downsampleY"), pixelSize(image), objectivePower(image),
					Boolean.parseBoolean(image.getProp(KEY + "rgb"))));
		}
		catch (final NumberFormatException e) {
			return Optional.empty();
		}
	}

	/** Whether an image has the very pixels that were read from the slide, where they were. */
	static boolean hasPixelsRead(final ImagePlus image) {
		return PixelStamp.of(image).equals(image.getProp(KEY + "pixels"));
	}

	/** All that was read from the slide when this image was made, at the scale that the image has by now. */
	ScaledRegion allThatWasRead(final ImagePlus image) {
		final SlideProvenance now = asCalibrated(image.getLocalCalibration());
		return new ScaledRegion(x0, y0, now.downsampleX, now.downsampleY,
			Math.max(1, (long) (number(image, "width") * downsampleX / now.downsampleX + 0.5)),
			Math.max(1, (long) (number(image, "height") * downsampleY / now.downsampleY + 0.5)));
	}

	/** The same slide at another place. */
	SlideProvenance at(final ScaledRegion part) {
		return new SlideProvenance(source, format, scene, level, part.x0(), part.y0(), part.pitchX(), part.pitchY(),
			pixelSize, objectivePower, rgb);
	}

	private static String format(final ImagePlus image) {
		final String format = image.getProp(KEY + "format");
		return format == null ? "" : format;
	}

	private static double number(final ImagePlus image, final String key) {
		final String value = image.getProp(KEY + key);
		if (value == null) throw new NumberFormatException("no " + key);
		return Double.parseDouble(value);
	}

	private static Optional<PixelSize> pixelSize(final ImagePlus image) {
		if (image.getProp(KEY + "pixelSizeX") == null) return Optional.empty();
		final double xUm = number(image, "pixelSizeX");
		final double yUm = number(image, "pixelSizeY");
		return PixelSize.isValid(xUm) && PixelSize.isValid(yUm) ? Optional.of(new PixelSize(xUm, yUm))
			: Optional.empty();
	}

	private static OptionalDouble objectivePower(final ImagePlus image) {
		return image.getProp(KEY + "objectivePower") == null ? OptionalDouble.empty()
			: OptionalDouble.of(number(image, "objectivePower"));
	}

	/** The same slide, at the place and scale that the image's calibration has by now. */
	private SlideProvenance asCalibrated(final Calibration calibration) {
		final double nowX = downsample(calibration, calibration.pixelWidth, pixelSize.map(PixelSize::xUm), downsampleX);
		final double nowY =
			downsample(calibration, calibration.pixelHeight, pixelSize.map(PixelSize::yUm), downsampleY);
		return new SlideProvenance(source, format, scene, level, -calibration.xOrigin * nowX,
			-calibration.yOrigin * nowY, nowX, nowY, pixelSize,
			objectivePower, rgb);
	}

	/**
	 * Whether an image that shows less or more than before has its origin where it was, so that it is not known which
	 * part it shows.
	 *
	 * @param partX
	 *            columns by now per column before
	 * @param partY
	 *            rows, likewise
	 */
	private boolean lostBy(final SlideProvenance now, final double partX, final double partY) {
		final boolean sameOrigin = Math.abs(now.x0 - x0) < downsampleX / 2 && Math.abs(now.y0 - y0) < downsampleY / 2;
		final boolean sameExtent = Math.abs(partX * now.downsampleX / downsampleX - 1) < SAME_EXTENT
			&& Math.abs(partY * now.downsampleY / downsampleY - 1) < SAME_EXTENT;
		return sameOrigin && !sameExtent;
	}

	/**
	 * The current downsample; the original one if the calibration's unit was replaced by one that tells nothing about
	 * the slide.
	 */
	private static double downsample(final Calibration calibration, final double pixel, final Optional<Double> um0,
		final double before)
	{
		final OptionalDouble unit = LengthUnit.micrometres(calibration.getUnit());
		if (um0.isPresent()) return unit.isPresent() ? pixel * unit.getAsDouble() / um0.get() : before;
		return calibration.getUnit().equals(SLIDE_PIXEL) ? pixel : before;
	}
}
