package org.coverslip.remote;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.coverslip.slide.MemoryBudget;

/**
 * What was read of objects, in blocks, those that were asked for last: an eighth of the heap at most, and never more
 * than 128 MiB, for all slides together. Thread-safe.
 */
final class BlockCache {

	/** Bytes of a block; the last one of an object may be shorter. */
	static final int BLOCK = 64 << 10;

	private static final long MOST = 128L << 20;
	private static final BlockCache SHARED = new BlockCache(MemoryBudget.ofProcess().atMost(MOST, 8));

	private final long most;
	private final LinkedHashMap<Place, byte[]> blocks = new LinkedHashMap<>(64, 0.75f, true);
	private long bytes;

	/** A block's place. */
	private record Place(Object object, long number) {}

	BlockCache(final long most) {
		this.most = most;
	}

	/** The cache of this process. */
	static BlockCache shared() {
		return SHARED;
	}

	/** Bytes that it keeps at most. */
	long most() {
		return most;
	}

	/** Null if it is not there. */
	synchronized byte[] get(final Object object, final long number) {
		return blocks.get(new Place(object, number));
	}

	/** Whether it is there; which does not count as asking for it. */
	synchronized boolean has(final Object object, final long number) {
		return blocks.containsKey(new Place(object, number));
	}

	/** Keeps blocks that follow each other: bytes that begin where a block begins, and end where one or all ends. */
	synchronized void put(final Object object, final long first, final byte[] run) {
		for (int from = 0; from < run.length; from += BLOCK) {
			final byte[] block = Arrays.copyOfRange(run, from, Math.min(run.length, from + BLOCK));
			final byte[] before = blocks.put(new Place(object, first + from / BLOCK), block);
			bytes += block.length - (before == null ? 0 : before.length);
		}
		final Iterator<Map.Entry<Place, byte[]>> eldest = blocks.entrySet().iterator();
		while (bytes > most && eldest.hasNext()) {
			bytes -= eldest.next().getValue().length;
			eldest.remove();
		}
	}

	/** Bytes that it keeps now. */
	synchronized long bytes() {
		return bytes;
	}
}
