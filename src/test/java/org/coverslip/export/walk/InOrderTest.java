package org.coverslip.export.walk;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.coverslip.slide.Workers;
import org.junit.Test;

public class InOrderTest {

	private static InOrder<Integer> counting(final long mostBytes) {
		final AtomicInteger next = new AtomicInteger();
		return new InOrder<>(() -> Optional.of(next.getAndIncrement()), mostBytes);
	}

	private static void await(final CountDownLatch latch) {
		try {
			assertTrue(latch.await(50, TimeUnit.SECONDS));
		}
		catch (final InterruptedException e) {
			throw new AssertionError(e);
		}
	}

	@Test(timeout = 60_000)
	public void whatManyThreadsMakeComesInOrder() throws IOException {
		for (final long most : new long[] { 0, 50, 1 << 20 }) {
			final InOrder<Integer> inOrder = counting(most);
			final List<Integer> came = new ArrayList<>();
			final AtomicInteger taken = new AtomicInteger();
			Workers.run(6, () -> {
				inOrder.awaitRoom(() -> {});
				final int number = taken.getAndIncrement();
				if (number >= 3000) return false;
				if (number % 7 == 0) Thread.yield();
				inOrder.put(number, 10, () -> came.add(number));
				return true;
			});
			assertEquals(IntStream.range(0, 3000).boxed().toList(), came);
		}
	}

	@Test(timeout = 60_000)
	public void nobodyWaitsForWhatFailed() throws Exception {
		final InOrder<Integer> inOrder = counting(0);
		final CountDownLatch begun = new CountDownLatch(1);
		final List<Integer> came = new ArrayList<>();
		inOrder.put(1, 10, () -> came.add(1));
		assertTrue(inOrder.isFull());
		final Thread waiting = new Thread(() -> {
			begun.countDown();
			inOrder.awaitRoom(() -> {});
		});
		waiting.start();
		begun.await();
		assertThrows(IllegalStateException.class, () -> inOrder.guard(() -> {
			throw new IllegalStateException("damaged");
		}));
		waiting.join();
		inOrder.put(0, 10, () -> came.add(0));
		assertTrue(came.toString(), came.isEmpty());
	}

	@Test(timeout = 60_000)
	public void nobodyWaitsWhileAnotherThreadHandsOn() throws Exception {
		final InOrder<Integer> inOrder = counting(15);
		final List<Integer> came = new ArrayList<>();
		final CountDownLatch begun = new CountDownLatch(1);
		final CountDownLatch goOn = new CountDownLatch(1);
		final AtomicReference<Exception> failure = new AtomicReference<>();
		final Thread slow = new Thread(() -> {
			try {
				inOrder.put(0, 10, () -> {
					begun.countDown();
					await(goOn);
					came.add(0);
				});
			}
			catch (final Exception e) {
				failure.set(e);
			}
		});
		slow.start();
		begun.await();
		inOrder.put(1, 10, () -> came.add(1));
		assertTrue("what is being handed on still takes memory", inOrder.isFull());
		assertEquals(List.of(), came);
		goOn.countDown();
		slow.join();
		assertNull(failure.get());
		assertEquals(List.of(0, 1), came);
		assertFalse(inOrder.isFull());
	}

	@Test
	public void aFailureOfWhoTakesItComesOut() {
		final IOException full = new IOException("disk full");
		assertEquals(full, assertThrows(IOException.class, () -> counting(0).put(0, 1, () -> {
			throw full;
		})));
	}
}
