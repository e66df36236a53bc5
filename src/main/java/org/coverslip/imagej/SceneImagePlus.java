package org.coverslip.imagej;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.WantedScale;

import ij.ImagePlus;

/**
 * A scene of unknown file as an image: calibrated, but without its place on a slide.
 */
public final class SceneImagePlus {

	private SceneImagePlus() {}

	/**
	 * A level with all its planes.
	 *
	 * @return not shown in a window
	 * @throws UncheckedIOException
	 *             if it cannot be read, or the slide has been closed
	 * @throws IllegalArgumentException
	 *             if there is no such level, or it is larger than ImageJ can hold
	 */
	public static ImagePlus of(final Scene scene, final int level) {
		final String name = scene.name().isBlank() ? "scene" : scene.name().replace('/', ' ').replace('\0', ' ');
		final Slide slide =
			new OpenedSlide(new SlideMetadata(name, "", Map.of(), null), List.of(scene), List.of(),
			SlideLifetime.inMemory(name));
		try {
			final ImagePlus image =
				new SlideImagePlus(slide, 0, TileCache.shared())
				.read(SlideImageRequest.at(WantedScale.level(level)));
			SlideProvenance.removeFrom(image);
			return image;
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
	}
}
