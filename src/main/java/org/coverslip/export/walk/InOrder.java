package org.coverslip.export.walk;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.Workers;

/**
 * Hands on what several threads have made in an order that is known before, so that files are the same however many
 * there are. What is early waits; if that is too much, no new work is begun. Thread-safe.
 *
 * @param <K>
 *            what is made
 */
public final class InOrder<K> {

	/** Takes what was made; called by one thread at a time. */
	@FunctionalInterface
	public interface Handing {

		void on() throws IOException;
	}

	/** What may wait for what comes before it. */
	public static final long WAITING_BYTES = MemoryBudget.ofProcess().atMost(64L << 20, 16);

	private record Early(long bytes, Handing handing) {}

	private static final long LOOK_MILLIS = 100;

	private final Supplier<Optional<K>> order;
	private final long mostBytes;
	private final Map<K, Early> early = new HashMap<>();
	private long bytes;
	private K next;
	private boolean isHandingOn;
	private boolean isAbandoned;

	/**
	 * @param order
	 *            gives all keys, one after the other
	 * @param mostBytes
	 *            how much may wait before threads do
	 */
	public InOrder(final Supplier<Optional<K>> order, final long mostBytes) {
		this.order = order;
		this.mostBytes = mostBytes;
		next = order.get().orElse(null);
	}

	/**
	 * Hands something on, now or when all before it has come. One thread hands on for all, and meanwhile the others do
	 * not wait for it: if this one is such a thread, it returns when nothing that comes next is there.
	 *
	 * @param key
	 *            each once
	 * @param length
	 *            how many bytes it holds while it waits
	 */
	public void put(final K key, final long length, final Handing handing) throws IOException {
		synchronized (this) {
			if (isAbandoned) return;
			early.put(key, new Early(length, handing));
			bytes += length;
			if (isHandingOn) return;
			isHandingOn = true;
		}
		guard(() -> {
			for (Early one = following(); one != null; one = following()) {
				one.handing.on();
				handedOn(one);
			}
			return true;
		});
	}

	/** What comes next; null if it is not there, and then this thread does not hand on any more. */
	private synchronized Early following() {
		final Early one = isAbandoned ? null : early.remove(next);
		isHandingOn = one != null;
		return one;
	}

	private synchronized void handedOn(final Early one) {
		bytes -= one.bytes;
		next = order.get().orElse(null);
		notifyAll();
	}

	/**
	 * Waits until not too much waits. To be called before work is taken up, which is taken up in this order, by threads
	 * that have put all that they have made: so what comes next is being made or handed on by another one, which does
	 * not wait here.
	 *
	 * @param check
	 *            is called while it waits, and may throw
	 */
	public synchronized void awaitRoom(final Runnable check) {
		boolean interrupted = false;
		while (bytes > mostBytes && !isAbandoned)
			try {
				check.run(); // who was canceled leaves behind what others wait for
				wait(LOOK_MILLIS);
			}
			catch (final InterruptedException e) {
				interrupted = true; // waiting goes on: the file must be completed or given up as a whole
			}
		if (interrupted) Thread.currentThread().interrupt();
	}

	/** Whether threads that take up new work would have to wait. */
	synchronized boolean isFull() {
		return bytes > mostBytes && !isAbandoned;
	}

	/** What comes next will not come: nothing is handed on any more, and nobody waits. */
	public synchronized void abandon() {
		isAbandoned = true;
		notifyAll();
	}

	/** Does a step of work; if it fails, nobody waits for what it would have handed on. */
	public boolean guard(final Workers.Step step) throws IOException {
		try {
			return step.run();
		}
		catch (IOException | RuntimeException | Error e) {
			abandon();
			throw e;
		}
	}
}
