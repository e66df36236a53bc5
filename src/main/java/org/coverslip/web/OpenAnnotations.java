package org.coverslip.web;

import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.coverslip.slide.ClosedSlideException;
import org.coverslip.slide.MemoryBudget;

/**
 * The annotations that are kept in memory, as far as there is room: those that nobody looks at go first. Two requests
 * for one file read it once. Thread-safe.
 */
final class OpenAnnotations implements Closeable {

	private final Map<String, Held> held = new LinkedHashMap<>(16, 0.75f, true);
	private boolean closed;

	/** Annotations, and how many look at them. Guarded by the map that holds it. */
	private static final class Held {

		private final CompletableFuture<ShownAnnotations> annotations = new CompletableFuture<>();
		private int users;
	}

	/** Reads a file. */
	@FunctionalInterface
	interface Reading {

		ShownAnnotations read(ShownAnnotations.Room room) throws IOException;
	}

	/** Does something with annotations. */
	@FunctionalInterface
	interface Use<T> {

		T of(ShownAnnotations annotations) throws IOException;
	}

	/**
	 * Uses annotations, which are read first unless they are there.
	 *
	 * @param key
	 *            tells file, its state and the scene from all others
	 */
	<T> T use(final String key, final Reading reading, final Use<T> use) throws IOException {
		final Held mine;
		final boolean first;
		synchronized (held) {
			if (closed) throw new ClosedSlideException("the server");
			first = !held.containsKey(key);
			mine = held.computeIfAbsent(key, none -> new Held());
			mine.users++;
		}
		try {
			if (first) read(key, mine, reading);
			return use.of(mine.annotations.join());
		}
		catch (final CompletionException e) {
			if (e.getCause() instanceof IOException failure) throw failure;
			if (e.getCause() instanceof Error failure) throw failure;
			throw e.getCause() instanceof RuntimeException failure ? failure : e;
		}
		finally {
			final boolean isLast;
			synchronized (held) {
				mine.users--;
				isLast = mine.users == 0 && held.get(key) != mine;
			}
			if (isLast) close(mine);
		}
	}

	private void read(final String key, final Held mine, final Reading reading) {
		try {
			mine.annotations.complete(reading.read(this::reserve));
		}
		catch (final Throwable e) { // whatever it is, those who wait must hear of it
			synchronized (held) {
				held.remove(key, mine);
			}
			mine.annotations.completeExceptionally(e);
		}
	}

	/** Memory, for which others may have to go. */
	private Optional<MemoryBudget.Reservation> reserve(final long bytes) throws IOException {
		while (true) {
			final Optional<MemoryBudget.Reservation> room = MemoryBudget.ofProcess().tryReserve(bytes);
			if (room.isPresent()) return room;
			Held oldest = null;
			synchronized (held) {
				for (final var entries = held.values().iterator(); oldest == null && entries.hasNext();) {
					final Held one = entries.next();
					if (one.users > 0) continue;
					oldest = one;
					entries.remove();
				}
			}
			if (oldest == null) return Optional.empty();
			close(oldest);
		}
	}

	/** Whether it was closed: what is being read is not wanted any more. */
	boolean isClosed() {
		synchronized (held) {
			return closed;
		}
	}

	private static void close(final Held one) throws IOException {
		if (one.annotations.isDone() && !one.annotations.isCompletedExceptionally()) one.annotations.join().close();
	}

	/** Forgets all of them, those that are looked at when they are not any more. */
	@Override
	public void close() throws IOException {
		final Map<String, Held> all;
		synchronized (held) {
			closed = true;
			all = new LinkedHashMap<>(held);
			held.clear();
			all.values().removeIf(one -> one.users > 0);
		}
		for (final Held one : all.values())
			close(one);
	}
}
