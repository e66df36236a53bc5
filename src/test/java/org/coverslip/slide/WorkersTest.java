package org.coverslip.slide;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.ConcurrentHashMap;
import java.util.Set;
import java.io.IOException;
import java.util.BitSet;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.Test;

public class WorkersTest {

	@Test
	public void eachPieceIsDoneOnce() throws IOException {
		final BitSet done = new BitSet();
		final AtomicInteger calls = new AtomicInteger();
		Workers.runNumbered(1000, n -> {
			calls.incrementAndGet();
			synchronized (done) {
				done.set((int) n);
			}
		});
		assertEquals(1000, calls.get());
		assertEquals(1000, done.cardinality());
		Workers.runNumbered(0, n -> calls.incrementAndGet());
		assertEquals(1000, calls.get());
	}

	@Test
	public void aFailureEndsTheWorkAndComesOut() {
		final IOException failure = new IOException("damaged");
		final AtomicInteger calls = new AtomicInteger();
		assertSame(failure, assertThrows(IOException.class, () -> Workers.runNumbered(1_000_000, n -> {
			if (calls.incrementAndGet() == 10) throw failure;
		})));
		assertTrue(calls.get() < 1_000_000);
		assertThrows(IllegalStateException.class, () -> Workers.runNumbered(3, n -> {
			throw new IllegalStateException("odd");
		}));
	}

	@Test
	public void workersAreDaemonsWithNumbersAndTheirErrorsComeOut() throws IOException {
		final Set<String> names = ConcurrentHashMap.newKeySet();
		final CountDownLatch both = new CountDownLatch(2);
		Workers.run(2, () -> {
			assertTrue(Thread.currentThread().isDaemon());
			names.add(Thread.currentThread().getName());
			both.countDown();
			try {
				both.await();
			}
			catch (final InterruptedException e) {
				throw new InterruptedIOException();
			}
			return false;
		});
		assertEquals(Set.of("coverslip-worker-1", "coverslip-worker-2"), names);
		assertThrows(NoClassDefFoundError.class, () -> Workers.runNumbered(3, n -> {
			throw new NoClassDefFoundError("missing");
		}));
	}

	@Test
	public void anInterruptedCallerIsToldButWorkersFinishTheirPiece() throws Exception {
		final CountDownLatch begun = new CountDownLatch(1);
		final AtomicBoolean workerInterrupted = new AtomicBoolean();
		final AtomicBoolean flagKept = new AtomicBoolean();
		final AtomicBoolean cancelled = new AtomicBoolean();
		final CountDownLatch go = new CountDownLatch(1);
		final Thread caller = new Thread(() -> {
			try {
				Workers.runNumbered(1_000_000_000L, n -> {
					begun.countDown();
					try {
						go.await();
					}
					catch (final InterruptedException e) {
						workerInterrupted.set(true);
					}
				});
			}
			catch (final InterruptedIOException e) {
				cancelled.set(true);
			}
			catch (final IOException e) {
				throw new AssertionError(e);
			}
			flagKept.set(Thread.currentThread().isInterrupted());
		});
		caller.start();
		begun.await();
		caller.interrupt();
		while (caller.isInterrupted())
			Thread.onSpinWait();
		go.countDown();
		caller.join();
		assertTrue(cancelled.get());
		assertTrue(flagKept.get());
		assertEquals(false, workerInterrupted.get());
	}

	@Test
	public void noMoreThreadsThanAllowed() throws IOException {
		final Set<Thread> threads = ConcurrentHashMap.newKeySet();
		final AtomicInteger left = new AtomicInteger(100);
		assertEquals("done", Workers.withAtMost(1, () -> {
			assertEquals(1, Workers.available());
			Workers.run(8, () -> {
				threads.add(Thread.currentThread());
				Workers.runNumbered(4, n -> threads.add(Thread.currentThread()));
				return left.decrementAndGet() > 0;
			});
			return "done";
		}));
		assertEquals("each that works within another one starts one: 100 and the first", 101, threads.size());
		assertEquals(Runtime.getRuntime().availableProcessors(), Workers.available());
	}
}
