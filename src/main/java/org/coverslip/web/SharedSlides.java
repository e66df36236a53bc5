package org.coverslip.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.coverslip.detect.SlideFolder;

/**
 * What the server shows: slides, and folders of slides. A request names a slide by its
 * {@linkplain SharedSlide#id() id}, so that no address can name any other file. Thread-safe.
 */
final class SharedSlides {

	/** Of a folder that are shown. */
	private static final int MOST = 5000;

	private final Set<Path> folders = new LinkedHashSet<>();
	private final Map<String, SharedSlide> single = new LinkedHashMap<>();
	private final Set<Path> drawnBeside = new LinkedHashSet<>();
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

	/** Lets what is drawn be saved beside a slide, or beside all slides in a folder. */
	void allowSaving(final Path path) throws IOException {
		final Path real = real(path);
		synchronized (this) {
			drawnBeside.add(real);
		}
	}

	/** Whether what is drawn on a slide may be saved beside it. */
	synchronized boolean maySaveBeside(final SharedSlide slide) {
		return drawnBeside.stream().anyMatch(root -> slide.path().startsWith(root));
	}

	private static Path real(final Path path) throws IOException {
		if (!Files.exists(path)) throw new NoSuchFileException(path.toString());
		return path.toRealPath();
	}

	/** All of them, with the folders as they are now; slides that were added one by one come first. */
	List<SharedSlide> list() throws IOException {
		final List<Path> looked;
		final Map<String, SharedSlide> now = new LinkedHashMap<>();
		synchronized (this) {
			looked = List.copyOf(folders);
			now.putAll(single);
		}
		for (final Path folder : looked)
			for (final SharedSlide slide : list(folder))
				now.putIfAbsent(slide.id(), slide);
		synchronized (this) {
			known = now;
		}
		return new ArrayList<>(now.values());
	}

	/** The slides of a folder, of each folder in it together. */
	private static List<SharedSlide> list(final Path root) throws IOException {
		final List<SharedSlide> slides = new ArrayList<>();
		for (final Path slide : SlideFolder.list(root, true, true))
			if (slides.size() < MOST) slides.add(SharedSlide.of(slide, label(root, slide.getParent())));
		slides.sort(Comparator.comparing(SharedSlide::folder, String.CASE_INSENSITIVE_ORDER)
			.thenComparing(SharedSlide::name, String.CASE_INSENSITIVE_ORDER).thenComparing(SharedSlide::id));
		return slides;
	}

	/** A folder seen from the one that is shown, with that one's name. */
	private static String label(final Path root, final Path folder) {
		final Path top = root.getFileName() == null ? root : root.getFileName();
		return top.resolve(root.relativize(folder)).normalize().toString().replace('\\', '/');
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
