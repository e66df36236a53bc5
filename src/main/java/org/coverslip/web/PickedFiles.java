package org.coverslip.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Files of annotations that users picked to be shown on a slide, from wherever they have them: each a copy in the
 * server's temporary folder. The youngest few are kept, each for the slide that it was picked for. Thread-safe.
 */
final class PickedFiles {

	private static final int MOST = 8;
	private static final int LONGEST_NAME = 200;

	private record Picked(String slide, AnnotationSource source) {}

	private final Deque<Picked> files = new ArrayDeque<>();

	/** Takes a file over. */
	AnnotationSource add(final SharedSlide slide, final String name, final Content content) throws IOException {
		final Path path = content.file();
		if (name.isBlank() || name.length() > LONGEST_NAME) throw Query.bad("a name has 1 to 200 characters");
		final Path kept = path.resolveSibling(path.getFileName() + ".picked");
		Files.move(path, kept);
		final AnnotationSource source = new AnnotationSource(AnnotationSource.of(kept).id(), kept, name);
		Picked dropped = null;
		synchronized (files) {
			files.addLast(new Picked(slide.id(), source));
			if (files.size() > MOST) dropped = files.removeFirst();
		}
		if (dropped != null) Files.deleteIfExists(dropped.source.path());
		return source;
	}

	/** Those of a slide. */
	List<AnnotationSource> of(final SharedSlide slide) {
		synchronized (files) {
			return files.stream().filter(file -> file.slide.equals(slide.id())).map(Picked::source).toList();
		}
	}
}
