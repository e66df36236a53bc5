package org.coverslip.slide;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.coverslip.pixel.PixelBlock;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Decoded tiles of one or several slides, bounded in bytes. Thread-safe and without a global lock: two threads that ask
 * for one tile decode it once, and threads that ask for different tiles do not wait for each other.
 * <p>
 * Tiles are kept under the identity of their {@link TileSource}, never under a path, so that two openings of one file
 * stay apart.
 */
public final class TileCache {

	/** 256 MiB, or a quarter of the memory that the virtual machine may use if that is less. */
	public static final long DEFAULT_BYTES = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);

	/** What a cache entry takes besides its samples. */
	private static final int ENTRY_OVERHEAD = 200;

	private final Store tiles;
	/** Tiles that a thread is reading just now. */
	private final ConcurrentMap<Key, CompletableFuture<Optional<PixelBlock>>> pending = new ConcurrentHashMap<>();

	private TileCache(final Store tiles) {
		this.tiles = tiles;
	}

	/**
	 * A cache that keeps decoded tiles up to the given number of bytes, those first that are asked for often; with 0 it
	 * keeps none.
	 */
	public static TileCache ofBytes(final long maxBytes) {
		return new TileCache(new OftenAskedFor(maxBytes));
	}

	/** A cache of {@link #DEFAULT_BYTES}. */
	public static TileCache ofDefaultSize() {
		return ofBytes(DEFAULT_BYTES);
	}

	/**
	 * A cache that keeps the tiles that were asked for last, for one pass over a whole level: there, a tile that was
	 * asked for often is done with.
	 */
	public static TileCache forOnePass(final long maxBytes) {
		return new TileCache(new AskedForLast(maxBytes));
	}

	/**
	 * The tile from the cache, or else read in the calling thread and kept. A tile that fails to be read is not kept.
	 */
	public Optional<PixelBlock> get(final TileSource source, final long tile, final Plane plane) throws IOException {
		final Key key = new Key(source, tile, plane);
		final Optional<PixelBlock> cached = tiles.get(key);
		if (cached != null) return cached;
		final CompletableFuture<Optional<PixelBlock>> mine = new CompletableFuture<>();
		final CompletableFuture<Optional<PixelBlock>> other = pending.putIfAbsent(key, mine);
		if (other != null) return await(other);
		try {
			// another thread may have finished this tile between the two looks
			final Optional<PixelBlock> finished = tiles.get(key);
			final Optional<PixelBlock> block = finished != null ? finished : source.read(tile, plane);
			if (finished == null) tiles.put(key, block);
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
		public synchronized void clear() {
			tiles.clear();
			bytes = 0;
		}
	}

	/** Compares the source by identity: a record's equals would compare two sources of equal content. */
	private record Key(TileSource source, long tile, Plane plane) {

		@Override
		public boolean equals(final Object other) {
			return other instanceof Key key && key.source == source && key.tile == tile && key.plane.equals(plane);
		}

		@Override
		public int hashCode() {
			return (System.identityHashCode(source) * 31 + Long.hashCode(tile)) * 31 + plane.hashCode();
		}
	}
}
