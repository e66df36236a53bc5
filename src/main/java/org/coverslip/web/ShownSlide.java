package org.coverslip.web;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

/** An open slide with what is needed to show it. Immutable but for closing; thread-safe. */
final class ShownSlide implements Closeable {

	private final Slide slide;
	private final String version;
	private final List<ShownScene> scenes = new ArrayList<>();

	/**
	 * @param slide
	 *            closed with this
	 * @param version
	 *            tells this state of the file from others
	 * @param tiles
	 *            keeps the slide's tiles, decoded
	 * @param overviews
	 *            keeps overviews
	 */
	ShownSlide(final Slide slide, final String version, final TileCache tiles, final TileCache overviews) {
		this.slide = slide;
		this.version = version;
		for (final Scene scene : slide.scenes())
			scenes.add(new ShownScene(scene, tiles, overviews));
	}

	Slide slide() {
		return slide;
	}

	String version() {
		return version;
	}

	/** The scene of a number in a request. */
	ShownScene scene(final String number) {
		final long index = Query.whole("the number of a scene", number);
		if (index < 0 || index >= scenes.size()) throw RequestException.notFound("There is no such scene.");
		return scenes.get((int) index);
	}

	/** The associated image of a number in a request. */
	AssociatedImage associatedImage(final String number) {
		final long index = Query.whole("the number of an associated image", number);
		final List<AssociatedImage> images = slide.associatedImages();
		if (index < 0 || index >= images.size()) throw RequestException.notFound("There is no such associated image.");
		return images.get((int) index);
	}

	@Override
	public void close() throws IOException {
		slide.close();
	}
}
