package org.coverslip.slide;

import java.io.Closeable;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * The slide that formats construct: what they parsed, and the files to be closed with it.
 * <p>
 * The format creates the {@link SlideLifetime} first, hands it to all that reads, and closes it itself if opening fails
 * half-way.
 */
public final class OpenedSlide implements Slide {

	private final SlideMetadata metadata;
	private final List<Scene> scenes;
	private final List<AssociatedImage> associatedImages;
	private final Closeable lifetime;

	/**
	 * @param scenes
	 *            at least one
	 * @param associatedImages
	 *            in any order; sorted here by name
	 * @param lifetime
	 *            closed with the slide
	 */
	public OpenedSlide(final SlideMetadata metadata, final List<Scene> scenes,
		final List<AssociatedImage> associatedImages,
		final SlideLifetime lifetime)
	{
		if (scenes.isEmpty()) throw new IllegalArgumentException("a slide without scenes");
		this.metadata = metadata;
		this.scenes = List.copyOf(scenes);
		this.associatedImages = associatedImages.stream().sorted(Comparator.comparing(AssociatedImage::name)).toList();
		this.lifetime = lifetime;
		lifetime.setPaths(metadata.files());
	}

	@Override
	public SlideMetadata metadata() {
		return metadata;
	}

	@Override
	public List<Scene> scenes() {
		return scenes;
	}

	@Override
	public List<AssociatedImage> associatedImages() {
		return associatedImages;
	}

	@Override
	public void close() throws IOException {
		lifetime.close();
	}

	@Override
	public String toString() {
		return metadata.name();
	}
}
