package org.coverslip.annotation;

import java.util.Map;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

/**
 * What a file of annotations may take for granted of its slide: its size, where its pixels lie on the glass, and what
 * it is called. Immutable.
 *
 * @param name
 *            the slide's file name; empty if no slide is known
 * @param size
 *            all of level 0; empty if no slide is known
 * @param bounds
 *            what was scanned, in level-0 pixels; empty likewise
 * @param pixelSize
 *            of level 0, if known
 * @param centreOffset
 *            how far the middle of level 0 lies from the slide's middle, if known
 * @param scene
 *            number of the scene, from 0
 * @param dicom
 *            which DICOM image level 0 is, and where it lies on the glass, if it is one that says so
 */
public record SlideFrame(Optional<String> name, Optional<Region> size, Optional<Region> bounds,
	Optional<PixelSize> pixelSize, Optional<CentreOffset> centreOffset, int scene, Optional<DicomPlace> dicom)
{

	/** Where no slide is known. */
	public static final SlideFrame UNKNOWN =
		new SlideFrame(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

	/** Of the first scene. */
	public SlideFrame(final Optional<String> name, final Optional<Region> size, final Optional<Region> bounds,
		final Optional<PixelSize> pixelSize, final Optional<CentreOffset> centreOffset)
	{
		this(name, size, bounds, pixelSize, centreOffset, 0, Optional.empty());
	}

	/**
	 * How far the middle of an image lies from the middle of its slide.
	 *
	 * @param xNm
	 *            to the right, in nanometres
	 * @param yNm
	 *            down, in nanometres
	 */
	public record CentreOffset(double xNm, double yNm) {}

	/** The frame of one of a slide's scenes. */
	public static SlideFrame of(final Slide slide, final Scene scene) {
		return new SlideFrame(Optional.of(slide.metadata().name()),
			Optional.of(Region.ofSize(scene.width(), scene.height())), Optional.of(scene.bounds()), scene.pixelSize(),
			centreOffset(slide.metadata().properties()), Math.max(0, slide.scenes().indexOf(scene)),
			scene.pixelSize().flatMap(size -> DicomPlace.of(slide.metadata().properties(), size)));
	}

	/** NDPI tags 65422 and 65423, under OpenSlide's names. */
	private static Optional<CentreOffset> centreOffset(final Map<String, String> properties) {
		final String x = properties.get("hamamatsu.XOffsetFromSlideCentre");
		final String y = properties.get("hamamatsu.YOffsetFromSlideCentre");
		if (x == null || y == null) return Optional.empty();
		try {
			return Optional.of(new CentreOffset(Double.parseDouble(x), Double.parseDouble(y)));
		}
		catch (final NumberFormatException e) {
			return Optional.empty();
		}
	}

	/** What is added to a coordinate that is counted from an origin, to count it from level 0: to x. */
	public double offsetX(final Origin origin) {
		return origin == Origin.BOUNDS ? bounds.map(Region::x).orElse(0L) : 0;
	}

	/** What is added to y, likewise. */
	public double offsetY(final Origin origin) {
		return origin == Origin.BOUNDS ? bounds.map(Region::y).orElse(0L) : 0;
	}
}
