package org.coverslip.slide;

import java.io.IOException;
import java.util.List;

/**
 * An opened slide: the file set with its scenes. Immutable but for closing; thread-safe.
 * <p>
 * Whoever opened the slide closes it. After that each read of its scenes, levels or associated images throws
 * {@link ClosedSlideException}; its metadata stay readable.
 */
public interface Slide extends AutoCloseable {

	SlideMetadata metadata();

	/** The scenes, at least one, in the file's order. */
	List<Scene> scenes();

	/** Label, macro, thumbnail, ... sorted by name; may be empty. */
	List<AssociatedImage> associatedImages();

	/** Closes the files. Closing twice has no effect. */
	@Override
	void close() throws IOException;
}
