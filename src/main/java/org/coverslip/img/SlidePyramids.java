package org.coverslip.img;

import java.util.List;

import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

/** Opens scenes as {@linkplain ImagePyramid pyramids} of ImgLib2 images. */
public final class SlidePyramids {

	private SlidePyramids() {}

	/** The scene's pyramid with the cache that all slides share. */
	public static ImagePyramid of(final Scene scene) {
		return of(scene, TileCache.shared());
	}

	/**
	 * The scene's pyramid.
	 *
	 * @param cache
	 *            keeps tiles and cells; may be shared by several pyramids and readers, also of several slides
	 */
	public static ImagePyramid of(final Scene scene, final TileCache cache) {
		return new ImagePyramid(scene, cache);
	}

	/** The pyramids of all scenes of a slide, with one cache for them all. */
	public static List<ImagePyramid> of(final Slide slide, final TileCache cache) {
		return slide.scenes().stream().map(scene -> of(scene, cache)).toList();
	}
}
