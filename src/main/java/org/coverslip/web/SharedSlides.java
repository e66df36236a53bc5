package org.coverslip.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the server shows: slides, and folders of slides. A request names a slide by its {@linkplain SharedSlide#id() id}, so that no
 * address can name any other file. Thread-safe.
 */
final class SharedSlides {

	private final Set<Path> folders = new LinkedHashSet<>();
	private final Map<String, SharedSlide> single = new LinkedHashMap<>();
	private Map<String, SharedSlide> known = Map.of();

	/** Adds one slide. */
	SharedSlide addSlide(final Path slide) throws IOException {
		final SharedSlide shared = SharedSlide.of(real(slide), "");
		synchronized (this) {
			single.put(shared.id(), shared);
		}
		return shared;
	}

	/** Adds a folder. */
	void addFolder(final Path folder) throws IOException {
		final Path real = real(folder);
		synchronized (this) {
			folders.add(real);
		}
		list();
	}

	private static Path real(final Path path) throws IOException {
		if (!Files.exists(path)) throw new NoSuchFileException(path.toString());
		return path.toRealPath();
	}

	/** All of them, as the folders are now: first those that were added one by one. */
	List<SharedSlide> list() throws IOException {
		final List<Path> looked;
		final Map<String, SharedSlide> now = new LinkedHashMap<>();
		synchronized (this) {
			looked = List.copyOf(folders);
			now.putAll(single);
		}
		for (final Path folder : looked)
			for (final SharedSlide slide : SlideFolder.list(folder))
				now.putIfAbsent(slide.id(), slide);
		synchronized (this) {
			known = now;
		}
		return new ArrayList<>(now.values());
	}

	/**
	 * The slide of an id.
	 *
	 * @throws RequestException
	 *             if there is none
	 */
	synchronized SharedSlide get(final String id) {
		final SharedSlide slide = single.containsKey(id) ? single.get(id) : known.get(id);
		if (slide == null) throw RequestException.notFound("There is no such slide.");
		return slide;
	}
}
