package org.coverslip.export.walk;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

/** Tiles of one colour are made once. */
public class UniformTilesTest {

	private static final int THREADS = 4;

	/**
	 * The maker waits a while for a second call, so that threads which do not wait for each other are caught every
	 * time.
	 */
	@Test
	public void oneColourIsMadeOnceByManyThreads() throws Exception {
		final AtomicInteger made = new AtomicInteger();
		final CountDownLatch second = new CountDownLatch(2);
		final UniformTiles<Integer> tiles = new UniformTiles<>((tile, uniform) -> {
			second.countDown();
			try {
				second.await(200, TimeUnit.MILLISECONDS);
			}
			catch (final InterruptedException e) {
				throw new IOException(e);
			}
			return made.incrementAndGet();
		});
		final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			final List<Callable<Integer>> calls = new ArrayList<>();
			for (int i = 0; i < THREADS; i++)
				calls.add(() -> tiles.of(tile(7)));
			for (final Future<Integer> result : threads.invokeAll(calls))
				assertEquals(1, (int) result.get());
		}
		finally {
			threads.shutdownNow();
		}
		assertEquals(1, made.get());
		assertEquals("another colour", 2, (int) tiles.of(tile(8)));
	}

	@Test
	public void whatCannotBeMadeIsTriedAgain() throws IOException {
		final AtomicInteger calls = new AtomicInteger();
		final UniformTiles<Integer> tiles = new UniformTiles<>((tile, uniform) -> {
			if (calls.incrementAndGet() == 1) throw new IOException("the disk is full");
			return calls.get();
		});
		assertEquals("the disk is full", assertThrows(IOException.class, () -> tiles.of(tile(7))).getMessage());
		assertEquals(2, (int) tiles.of(tile(7)));
	}

	private static PixelBlock tile(final int value) {
		final PixelBlock tile = PixelBlock.zeros(new BlockShape(8, 8, 3, PixelType.UINT8));
		Arrays.fill(tile.bytes(), (byte) value);
		return tile;
	}

	@Test
	public void onePixelThatDiffersMakesATileOfItsOwn() throws IOException {
		final UniformTiles<Boolean> tiles = new UniformTiles<>((tile, uniform) -> uniform);
		for (final PixelType type : PixelType.values()) {
			final PixelBlock tile = PixelBlock.zeros(new BlockShape(3, 2, 3, type));
			for (int i = 0; i < tile.shape().length(); i++)
				tile.put(i, 10 + i % 3);
			assertEquals(type + "", true, tiles.of(tile));
			for (int i = 0; i < tile.shape().length(); i++) {
				final PixelBlock other = tile.crop(0, 0, 3, 2);
				other.put(i, 9);
				assertEquals(type + ", sample " + i, false, tiles.of(other));
			}
		}
	}
}
