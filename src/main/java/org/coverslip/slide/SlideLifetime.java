package org.coverslip.slide;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether a slide is still open, and what is closed with it. Shared by everything that reads from one slide.
 * Thread-safe.
 */
public final class SlideLifetime implements Closeable {

	private final String slide;
	private final List<Closeable> files = new ArrayList<>();
	private final AtomicBoolean closed = new AtomicBoolean();
	private final Object identity = new Object();
	private final Set<TileCache> caches = Collections.newSetFromMap(new WeakHashMap<>());
	private volatile Set<Path> paths = Set.of();

	/**
	 * @param slide
	 *            the name for messages
	 * @param files
	 *            closed once, at the end
	 */
	public SlideLifetime(final String slide, final Closeable files) {
		this.slide = slide;
		this.files.add(files);
	}

	/** A lifetime of pixels that need no file: nothing is closed with it. */
	public static SlideLifetime inMemory(final String name) {
		return new SlideLifetime(name, () -> {});
	}

	/** Of which files the slide is made; see {@link SlideMetadata#files()}. Empty for pixels that need no file. */
	Set<Path> paths() {
		return paths;
	}

	void setPaths(final Set<Path> all) {
		paths = all;
	}

	/** Throws {@link ClosedSlideException} after {@link #close()}. */
	public void checkOpen() throws ClosedSlideException {
		if (closed.get()) throw new ClosedSlideException(slide);
	}

	boolean isClosed() {
		return closed.get();
	}

	/** Stands for the slide without holding anything of it. */
	Object identity() {
		return identity;
	}

	/** Has a cache let go of the slide's tiles at the end. */
	void keptIn(final TileCache cache) {
		synchronized (caches) {
			caches.add(cache);
		}
	}

	/**
	 * Registers something else to be closed with the slide, such as a scratch file; it is closed at once if the slide
	 * is closed already.
	 */
	public void closeAlso(final Closeable other) throws IOException {
		synchronized (files) {
			if (!closed.get()) {
				files.add(other);
				return;
			}
		}
		other.close();
	}

	/**
	 * Closes all files, the last to come first; if several fail to close, the others' failures are suppressed ones of
	 * the first. Caches let go of the slide's tiles.
	 */
	@Override
	public void close() throws IOException {
		if (closed.getAndSet(true)) return;
		final List<TileCache> kept;
		synchronized (caches) {
			kept = new ArrayList<>(caches);
		}
		kept.forEach(cache -> cache.letGoOf(this));
		final List<Closeable> all;
		synchronized (files) {
			all = new ArrayList<>(files);
		}
		Collections.reverse(all);
		IOException failure = null;
		for (final Closeable file : all)
			try {
				file.close();
			}
			catch (final IOException e) {
				if (failure == null) failure = e;
				else failure.addSuppressed(e);
			}
		if (failure != null) throw failure;
	}
}
