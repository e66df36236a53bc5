package org.coverslip.web;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.coverslip.slide.ClosedSlideException;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.TileCache;

/**
 * The open slides, up to a limit: of those that nobody is reading, the least recently used is closed first. A slide
 * whose file has changed is opened anew. Two requests for one slide open it once. Thread-safe.
 */
final class OpenSlides implements Closeable {

	private final SlideOpening opening;
	private final MemoryBudget.Reservation memory;
	private final TileCache overviews;
	private final int most;
	private final Map<String, Held> held = new LinkedHashMap<>(16, 0.75f, true);
	private boolean closed;

	/** A slide, and how many read it. Guarded by the map that holds it. */
	private static final class Held {

		private final String version;
		private final CompletableFuture<ShownSlide> slide = new CompletableFuture<>();
		private int readers;
		private boolean isOutdated;

		private Held(final String version) {
			this.version = version;
		}
	}

	/**
	 * @param limits
	 *            how many stay open, more only while more are read; and how much is kept of them all
	 */
	OpenSlides(final SlideOpening opening, final ServerLimits limits) {
		this.opening = opening;
		memory = MemoryBudget.ofProcess().reserve(limits.overviewBytes(), limits.overviewBytes() / 4);
		overviews = TileCache.ofBytes(memory.bytes());
		most = limits.openSlides();
	}

	/** The right to read a slide, until it is closed. */
	final class Lease implements Closeable {

		private final Held mine;
		private final ShownSlide slide;

		private Lease(final Held mine, final ShownSlide slide) {
			this.mine = mine;
			this.slide = slide;
		}

		ShownSlide slide() {
			return slide;
		}

		/** Gives the slide back; it stays open for the next request. */
		@Override
		public void close() throws IOException {
			release(mine);
		}
	}

	/** Opens a slide unless it is open. The caller closes the lease, once. */
	Lease open(final SharedSlide shared) throws IOException {
		final String version = shared.version();
		final Held mine;
		final boolean first;
		Held outdated = null;
		synchronized (held) {
			if (closed) throw new ClosedSlideException(shared.name());
			final Held before = held.get(shared.id());
			first = before == null || !before.version.equals(version);
			if (first && before != null) {
				held.remove(shared.id());
				if (before.readers == 0) outdated = before;
				else before.isOutdated = true; // closed by the last who reads it
			}
			mine = first ? new Held(version) : before;
			mine.readers++;
			if (first) held.put(shared.id(), mine);
		}
		if (outdated != null) close(List.of(outdated));
		if (first) open(shared, mine);
		try {
			return new Lease(mine, mine.slide.join());
		}
		catch (final CompletionException e) {
			release(mine);
			if (e.getCause() instanceof IOException failure) throw failure;
			if (e.getCause() instanceof Error failure) throw failure;
			throw e.getCause() instanceof RuntimeException failure ? failure : e;
		}
	}

	private void open(final SharedSlide shared, final Held mine) {
		try {
			final ShownSlide slide =
				new ShownSlide(opening.open(shared.path()), mine.version, TileCache.shared(), overviews);
			final boolean late;
			synchronized (held) {
				late = closed;
				if (!late) mine.slide.complete(slide);
			}
			if (late) {
				slide.close();
				throw new ClosedSlideException(shared.name());
			}
		}
		catch (final Throwable e) { // whatever it is, those who wait must hear of it
			synchronized (held) {
				held.remove(shared.id(), mine);
			}
			mine.slide.completeExceptionally(e);
		}
	}

	private void release(final Held mine) throws IOException {
		final List<Held> tooMany = new ArrayList<>();
		synchronized (held) {
			mine.readers--;
			if (mine.isOutdated && mine.readers == 0) tooMany.add(mine);
			for (final var entries = held.values().iterator(); held.size() > most && entries.hasNext();) {
				final Held oldest = entries.next();
				if (oldest.readers > 0) continue;
				entries.remove();
				tooMany.add(oldest);
			}
		}
		close(tooMany);
	}

	/** How many are open. */
	int count() {
		synchronized (held) {
			return held.size();
		}
	}

	/**
	 * Closes all of them, and opens no more; keeps no tiles. Who still reads one gets a {@link ClosedSlideException}.
	 */
	@Override
	public void close() throws IOException {
		final List<Held> all;
		synchronized (held) {
			closed = true;
			all = new ArrayList<>(held.values());
			held.clear();
		}
		overviews.clear();
		memory.close();
		close(all);
	}

	private static void close(final List<Held> slides) throws IOException {
		IOException failure = null;
		for (final Held one : slides)
			if (one.slide.isDone() && !one.slide.isCompletedExceptionally()) try {
				one.slide.join().close();
			}
			catch (final IOException e) {
				if (failure == null) failure = e;
				else failure.addSuppressed(e);
			}
		if (failure != null) throw failure;
	}
}
