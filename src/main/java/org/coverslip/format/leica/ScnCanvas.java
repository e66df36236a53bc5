package org.coverslip.format.leica;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.leica.ScnDescription.Dimension;
import org.coverslip.format.leica.ScnDescription.Image;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;

/**
 * The one picture of the whole slide that OpenSlide puts together from an SCN's main images, in which positions and
 * {@code openslide.*} properties are given. Immutable.
 * <p>
 * Source: {@code openslide-vendor-leica.c} of OpenSlide 3.4.1. OpenSlide takes bright-field images, and refuses a slide
 * whose main images differ in illumination, objective, number of resolutions, or by more than 2 % in a pixel's size.
 * Coverslip opens such slides: images unlike the first are scenes of their own outside the canvas. Where there is no
 * bright-field image, the canvas is that of the first other one.
 *
 * @param images
 *            those on the canvas, the topmost first; empty if the slide has no main image
 * @param levels
 *            finest first; as many as each of the images has resolutions
 */
record ScnCanvas(List<Image> images, List<CanvasLevel> levels) {

	private static final double LEAST_SIMILARITY = 0.98;

	/**
	 * One level of the canvas.
	 *
	 * @param nm
	 *            nanometres per pixel: the smallest of all images
	 * @param width
	 *            of the whole slide in this level's pixels
	 * @param height
	 *            likewise
	 */
	record CanvasLevel(LevelScale nm, long width, long height) {

		/** The pixel at which something that begins so many nanometres from the slide's edge is painted. */
		long pixelAt(final long offsetNm) {
			return (long) nm.toLevelExact(offsetNm);
		}
	}

	static ScnCanvas of(final ScnDescription description) {
		final List<Image> mains = description.images().stream().filter(image -> !description.isMacro(image)).toList();
		final Optional<Image> first =
			mains.stream().filter(Image::isBrightfield).findFirst().or(() -> mains.stream().findFirst());
		if (first.isEmpty()) return new ScnCanvas(List.of(), List.of());
		final List<Image> images = mains.stream().filter(image -> isSimilar(first.get(), image)).toList();
		final List<CanvasLevel> levels = new ArrayList<>();
		for (int i = 0; i < first.get().firstPlane().size(); i++) {
			double nmPerPixel = Double.POSITIVE_INFINITY;
			for (final Image image : images)
				nmPerPixel = Math.min(nmPerPixel, image.nmPerPixel(image.firstPlane().get(i)));
			final LevelScale nm = new LevelScale(nmPerPixel);
			final Region size = nm.coverLevel(Region.ofSize(description.widthNm(), description.heightNm()));
			levels.add(new CanvasLevel(nm, size.width(), size.height()));
		}
		return new ScnCanvas(images, List.copyOf(levels));
	}

	private static boolean isSimilar(final Image first, final Image image) {
		final List<Dimension> a = first.firstPlane();
		final List<Dimension> b = image.firstPlane();
		if (!Objects.equals(first.illumination(), image.illumination())
			|| !Objects.equals(first.objective(), image.objective())
			|| a.size() != b.size()) return false;
		for (int i = 0; i < a.size(); i++) {
			final double nm = first.nmPerPixel(a.get(i));
			if (1 - Math.abs(image.nmPerPixel(b.get(i)) - nm) / nm < LEAST_SIMILARITY) return false;
		}
		return true;
	}

	/**
	 * Where an image's level 0 begins on the slide, in pixels of the canvas if the image is on it, else in its own
	 * pixels.
	 */
	long originX0(final Image image) {
		return finest(image).pixelAt(image.offsetXNm());
	}

	/** As {@link #originX0}, downwards. */
	long originY0(final Image image) {
		return finest(image).pixelAt(image.offsetYNm());
	}

	private CanvasLevel finest(final Image image) {
		if (images.contains(image)) return levels.get(0);
		return new CanvasLevel(new LevelScale(image.nmPerPixel(image.dimensions().get(0))), 0, 0);
	}

	/** Adds levels, regions and bounds. */
	void addProperties(final OpenSlideProperties properties) {
		for (int i = 0; i < levels.size(); i++) {
			final CanvasLevel finest = levels.get(0);
			final CanvasLevel level = levels.get(i);
			properties.putLevel(i, level.width, level.height,
				LevelScale.between(finest.width, finest.height, level.width, level.height), 0, 0);
		}
		Region bounds = Region.ofSize(0, 0);
		for (int i = 0; i < images.size(); i++) {
			final Dimension size = images.get(i).firstPlane().get(0);
			final Region region =
				new Region(originX0(images.get(i)), originY0(images.get(i)), size.width(), size.height());
			put(properties, "openslide.region[" + i + "].", region);
			bounds = bounds.union(region);
		}
		put(properties, "openslide.bounds-", bounds);
	}

	private static void put(final OpenSlideProperties properties, final String prefix, final Region region) {
		properties.put(prefix + "x", Long.toString(region.x()));
		properties.put(prefix + "y", Long.toString(region.y()));
		properties.put(prefix + "width", Long.toString(region.width()));
		properties.put(prefix + "height", Long.toString(region.height()));
	}
}
