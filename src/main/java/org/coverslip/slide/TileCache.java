package org.coverslip.slide;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

import org.coverslip.pixel.PixelBlock;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Decoded tiles of one or several slides, bounded in bytes. Thread-safe and without a global lock: two threads that ask
 * for one tile decode it once, and threads that ask for different tiles do not wait for each other.
 * <p>
 * Tiles are kept under the identity of their {@link TileSource}, never under a path, so that two openings of one file
 * stay apart. A source that nobody else knows any more is not held by its tiles, and a slide that is closed lets its
 * tiles go.
 */
public final class TileCache {

	/** What a cache entry takes besides its samples. */
	private static final int ENTRY_OVERHEAD = 200;

	private final Store tiles;
	private final Cache<TileSource, Origin> origins;
	/** Tiles that a thread is reading just now. */
	private final ConcurrentMap<Key, CompletableFuture<Optional<PixelBlock>>> pending;
	private final boolean keeps;
	/** Whose tiles these are: this cache, or the one that this is another way to. */
	private final TileCache root;

	private TileCache(final Store tiles) {
		this.tiles = tiles;
		origins = Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();
		pending = new ConcurrentHashMap<>();
		keeps = true;
		root = this;
	}

	private TileCache(final TileCache other) {
		tiles = other.tiles;
		origins = other.origins;
		pending = other.pending;
		keeps = false;
		root = other.root;
	}

	/**
	 * A cache that keeps decoded tiles up to the given number of bytes, those first that are asked for often; with 0 it
	 * keeps none.
	 */
	public static TileCache ofBytes(final long maxBytes) {
		return new TileCache(new OftenAskedFor(maxBytes));
	}

	/** The cache of this process, which all slides share; see {@link MemoryBudget}. */
	public static TileCache shared() {
		return MemoryBudget.ofProcess().tiles();
	}

	/**
	 * A small cache beside the shared one, for what the tiles of a slide are cut from. It is set aside from the budget
	 * of the process until the slide is closed.
	 *
	 * @param most
	 *            bytes, if so many are left; an eighth of it at least
	 */
	public static TileCache beside(final SlideLifetime slide, final long most) throws IOException {
		final MemoryBudget.Reservation memory = MemoryBudget.ofProcess().reserve(most, most / 8);
		slide.closeAlso(memory::close);
		return ofBytes(memory.bytes());
	}

	/**
	 * A cache that keeps the tiles that were asked for last, for one pass over a whole level: there, a tile that was
	 * asked for often is done with.
	 */
	public static TileCache forOnePass(final long maxBytes) {
		return new TileCache(new AskedForLast(maxBytes));
	}

	/** This cache for those who keep what they make of a tile: tiles that it has are found, others are not kept. */
	public TileCache withoutKeeping() {
		return new TileCache(this);
	}

	/**
	 * The tile from the cache, or else read in the calling thread and kept. A tile that fails to be read is not kept.
	 *
	 * @param owner
	 *            of the slide that the source belongs to, with which its tiles go
	 */
	public Optional<PixelBlock> get(final SlideLifetime owner, final TileSource source, final long tile,
		final Plane plane) throws IOException
	{
		final Key key = new Key(origin(owner, source), tile, plane);
		final Optional<PixelBlock> cached = tiles.get(key);
		if (cached != null) return cached;
		final CompletableFuture<Optional<PixelBlock>> mine = new CompletableFuture<>();
		final CompletableFuture<Optional<PixelBlock>> other = pending.putIfAbsent(key, mine);
		if (other != null) return await(other);
		try {
			// another thread may have finished this tile between the two looks
			final Optional<PixelBlock> finished = tiles.get(key);
			final Optional<PixelBlock> block = finished != null ? finished : source.read(tile, plane);
			if (finished == null && keeps) tiles.put(key, block);
			// it may have been closed while the tile was read
			if (owner.isClosed()) letGoOf(owner);
			mine.complete(block);
			return block;
		}
		catch (final Throwable e) {
			mine.completeExceptionally(e);
			throw e;
		}
		finally {
			pending.remove(key);
		}
	}

	/** Whether a tile is kept. */
	boolean has(final TileSource source, final long tile, final Plane plane) {
		final Origin known = origins.getIfPresent(source);
		return known != null && tiles.get(new Key(known, tile, plane)) != null;
	}

	private Origin origin(final SlideLifetime owner, final TileSource source) {
		final Origin known = origins.getIfPresent(source);
		if (known != null) return known;
		final Origin mine = new Origin(owner.identity());
		final Origin other = origins.asMap().putIfAbsent(source, mine);
		if (other == null) owner.keptIn(root);
		return other == null ? mine : other;
	}

	/** Drops the tiles of a slide. */
	void letGoOf(final SlideLifetime owner) {
		tiles.removeIf(key -> key.origin.owner == owner.identity());
	}

	/** How many bytes its tiles take. */
	public long bytes() {
		return tiles.bytes();
	}

	/** Drops all tiles. */
	public void clear() {
		tiles.clear();
	}

	private static Optional<PixelBlock> await(final CompletableFuture<Optional<PixelBlock>> other) throws IOException {
		try {
			return other.join();
		}
		catch (final CompletionException e) {
			throw rethrown(e.getCause());
		}
	}

	private static IOException rethrown(final Throwable cause) {
		if (cause instanceof Error error) throw error;
		if (cause instanceof RuntimeException exception) throw exception;
		return cause instanceof IOException exception ? exception : new IOException(cause);
	}

	private static int weight(final Optional<PixelBlock> tile) {
		return ENTRY_OVERHEAD
			+ (int) Math.min(Integer.MAX_VALUE - ENTRY_OVERHEAD,
			tile.map(block -> block.shape().byteCount()).orElse(0L));
	}

	/** Where tiles are kept. Thread-safe. */
	private interface Store {

		/** Null if it is not there. */
		Optional<PixelBlock> get(Key key);

		void put(Key key, Optional<PixelBlock> tile);

		void removeIf(Predicate<Key> isDone);

		long bytes();

		void clear();
	}

	private static final class OftenAskedFor implements Store {

		private final Cache<Key, Optional<PixelBlock>> tiles;

		OftenAskedFor(final long maxBytes) {
			tiles = Caffeine.newBuilder().maximumWeight(maxBytes).executor(Runnable::run)
				.weigher((Key key, Optional<PixelBlock> tile) -> weight(tile)).build();
		}

		@Override
		public Optional<PixelBlock> get(final Key key) {
			return tiles.getIfPresent(key);
		}

		@Override
		public void put(final Key key, final Optional<PixelBlock> tile) {
			tiles.put(key, tile);
		}

		@Override
		public void removeIf(final Predicate<Key> isDone) {
			tiles.asMap().keySet().removeIf(isDone);
		}

		@Override
		public long bytes() {
			tiles.cleanUp();
			return tiles.policy().eviction().orElseThrow().weightedSize().orElseThrow();
		}

		@Override
		public void clear() {
			tiles.invalidateAll();
		}
	}

	private static final class AskedForLast implements Store {

		private final long maxBytes;
		private final LinkedHashMap<Key, Optional<PixelBlock>> tiles = new LinkedHashMap<>(64, 0.75f, true);
		private long bytes;

		AskedForLast(final long maxBytes) {
			this.maxBytes = maxBytes;
		}

		@Override
		public synchronized Optional<PixelBlock> get(final Key key) {
			return tiles.get(key);
		}

		@Override
		public synchronized void put(final Key key, final Optional<PixelBlock> tile) {
			final Optional<PixelBlock> before = tiles.put(key, tile);
			bytes += weight(tile) - (before == null ? 0 : weight(before));
			final Iterator<Optional<PixelBlock>> oldest = tiles.values().iterator();
			while (bytes > maxBytes && oldest.hasNext()) {
				bytes -= weight(oldest.next());
				oldest.remove();
			}
		}

		@Override
		public synchronized void removeIf(final Predicate<Key> isDone) {
			for (final var entries = tiles.entrySet().iterator(); entries.hasNext();) {
				final var entry = entries.next();
				if (!isDone.test(entry.getKey())) continue;
				bytes -= weight(entry.getValue());
				entries.remove();
			}
		}

		@Override
		public synchronized long bytes() {
			return bytes;
		}

		@Override
		public synchronized void clear() {
			tiles.clear();
			bytes = 0;
		}
	}

	/** Stands for a source, by its identity, without holding it. */
	private static final class Origin {

		private final Object owner;

		/**
		 * @param owner
		 *            stands for the slide, likewise
		 */
		Origin(final Object owner) {
			this.owner = owner;
		}
	}

	private record Key(Origin origin, long tile, Plane plane) {}
}
