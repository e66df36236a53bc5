package org.coverslip.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was sent recently, by name, up to a number of bytes: the least recently used goes first. Thread-safe.
 */
final class RecentBytes {

	/** What an entry takes besides its bytes. */
	private static final int OVERHEAD = 400;

	private final Map<String, byte[]> recent = new LinkedHashMap<>(16, 0.75f, true);
	private final long most;
	private long size;

	/**
	 * @param most
	 *            bytes that are kept
	 */
	RecentBytes(final long most) {
		this.most = most;
	}

	synchronized Optional<byte[]> get(final String name) {
		return Optional.ofNullable(recent.get(name));
	}

	synchronized void clear() {
		recent.clear();
		size = 0;
	}

	/** Keeps bytes, which must not be changed. */
	synchronized void put(final String name, final byte[] bytes) {
		final byte[] before = recent.put(name, bytes);
		size += before == null ? bytes.length + OVERHEAD : bytes.length - before.length;
		for (final var entries = recent.entrySet().iterator(); size > most && entries.hasNext();) {
			size -= entries.next().getValue().length + OVERHEAD;
			entries.remove();
		}
	}
}
