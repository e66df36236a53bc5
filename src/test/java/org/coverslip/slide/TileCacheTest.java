package org.coverslip.slide;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

public class TileCacheTest {

	private final SlideLifetime slide = SlideLifetime.inMemory("slide");
	private final List<Long> read = new ArrayList<>();
	private final TileSource source = (tile, plane) -> {
		read.add(tile);
		return tile == 9 ? Optional.empty()
			: Optional.of(PixelBlock.zeros(new BlockShape(100, 100, 1, PixelType.UINT8)));
	};

	private void get(final TileCache cache, final long... tiles) throws IOException {
		for (final long tile : tiles)
			assertEquals(tile != 9, cache.get(slide, source, tile, Plane.FIRST).isPresent());
	}

	@Test
	public void forOnePassKeepsTheTilesAskedForLast() throws IOException {
		final TileCache cache = TileCache.forOnePass(31_000);
		get(cache, 1, 2, 3, 1, 1, 1, 4);
		assertEquals("1 was asked for after 2", List.of(1L, 2L, 3L, 4L), read);
		get(cache, 1, 3, 4, 2);
		assertEquals(List.of(1L, 2L, 3L, 4L, 2L), read);
		get(cache, 5, 6, 1);
		assertEquals("how often counts for nothing", List.of(1L, 2L, 3L, 4L, 2L, 5L, 6L, 1L), read);
	}

	@Test
	public void absentTilesAreKeptToo() throws IOException {
		final TileCache cache = TileCache.forOnePass(31_000);
		get(cache, 9, 9, 1, 9);
		assertEquals(List.of(9L, 1L), read);
	}

	@Test
	public void clearedOrWithoutRoomItKeepsNothing() throws IOException {
		for (final TileCache none : List.of(TileCache.forOnePass(0), TileCache.ofBytes(0))) {
			read.clear();
			get(none, 1, 1);
			assertEquals(List.of(1L, 1L), read);
		}
		for (final TileCache cache : List.of(TileCache.forOnePass(31_000), TileCache.ofBytes(1 << 20))) {
			read.clear();
			get(cache, 1, 2);
			cache.clear();
			assertEquals(0, cache.bytes());
			get(cache, 1, 2, 1, 2);
			assertEquals(List.of(1L, 2L, 1L, 2L), read);
		}
	}

	@Test
	public void aClosedSlideLetsItsTilesGo() throws IOException {
		for (final TileCache cache : List.of(TileCache.forOnePass(1 << 20), TileCache.ofBytes(1 << 20))) {
			final SlideLifetime first = SlideLifetime.inMemory("first");
			final SlideLifetime second = SlideLifetime.inMemory("second");
			final TileSource other = source::read;
			cache.get(first, other, 1, Plane.FIRST);
			final long one = cache.bytes();
			assertTrue(one + " bytes", one >= 10_000 && one < 11_000);
			final TileSource another = source::read;
			cache.get(second, another, 1, Plane.FIRST);
			cache.get(second, another, 2, Plane.FIRST);
			assertEquals(3 * one, cache.bytes());
			second.close();
			assertEquals(one, cache.bytes());
			read.clear();
			cache.get(second, another, 1, Plane.FIRST);
			assertEquals("gone", List.of(1L), read);
			read.clear();
			cache.get(first, other, 1, Plane.FIRST);
			assertEquals("still there", List.of(), read);
			first.close();
			assertEquals(0, cache.bytes());
		}
	}

	@Test
	public void aTileThatWasReadWhileItsSlideWasClosedIsNotKept() throws IOException {
		for (final TileCache cache : List.of(TileCache.forOnePass(1 << 20), TileCache.ofBytes(1 << 20))) {
			final SlideLifetime closing = SlideLifetime.inMemory("closing");
			assertTrue(cache.get(closing, (tile, plane) -> {
				closing.close();
				return source.read(tile, plane);
			}, 1, Plane.FIRST).isPresent());
			assertEquals(0, cache.bytes());
		}
	}

	@Test
	public void whoKeepsNothingFindsWhatIsKept() throws IOException {
		final TileCache cache = TileCache.ofBytes(1 << 20);
		final TileCache past = cache.withoutKeeping();
		get(past, 1, 1);
		assertEquals(List.of(1L, 1L), read);
		get(cache, 2);
		get(past, 2);
		assertEquals(List.of(1L, 1L, 2L), read);
	}

	/** What two threads get, of which the second asks while the first reads; a text for a failure. */
	private List<Object> askedTwice(final TileSource reading) throws InterruptedException {
		final TileCache cache = TileCache.ofBytes(0);
		final CountDownLatch begun = new CountDownLatch(1);
		final CountDownLatch go = new CountDownLatch(1);
		final TileSource slow = (tile, plane) -> {
			begun.countDown();
			try {
				go.await();
			}
			catch (final InterruptedException e) {
				throw new AssertionError(e);
			}
			return reading.read(tile, plane);
		};
		final Object[] got = new Object[2];
		final Thread[] threads = new Thread[2];
		for (int i = 0; i < 2; i++) {
			final int number = i;
			threads[i] = new Thread(() -> {
				try {
					got[number] = cache.get(slide, slow, 1, Plane.FIRST);
				}
				catch (final Throwable e) {
					got[number] = e.toString();
				}
			});
			threads[i].start();
			begun.await();
		}
		while (threads[1].getState() != Thread.State.WAITING)
			Thread.onSpinWait();
		go.countDown();
		for (final Thread thread : threads)
			thread.join();
		return List.of(got);
	}

	@Test
	public void whoAsksWhileAnotherReadsWaitsForIt() throws InterruptedException {
		final List<Object> both = askedTwice(source);
		assertEquals("read once, though nothing is kept", List.of(1L), read);
		assertTrue(((Optional<?>) both.get(0)).isPresent());
		assertEquals(both.get(0), both.get(1));
	}

	@Test
	public void whoWaitsGetsTheFailureToo() throws InterruptedException {
		for (final Throwable failure : List.of(new IOException("damaged"), new IllegalStateException("odd"),
			new StackOverflowError("deep")))
			assertEquals(List.of(failure.toString(), failure.toString()), askedTwice((tile, plane) -> {
				if (failure instanceof IOException e) throw e;
				if (failure instanceof RuntimeException e) throw e;
				throw (Error) failure;
			}));
	}

	@Test
	public void tilesDoNotHoldTheirSource() throws Exception {
		final TileCache cache = TileCache.ofBytes(1 << 20);
		final WeakReference<TileSource> known = new WeakReference<>(fill(cache));
		for (int i = 0; i < 100 && known.get() != null; i++) {
			System.gc();
			Thread.sleep(20);
		}
		assertNull("an image in memory must go when nobody but the cache knows it", known.get());
	}

	/** Reads through a source that nobody else knows. */
	private TileSource fill(final TileCache cache) throws IOException {
		final byte[] pixels = new byte[10_000];
		final TileSource image = (tile, plane) -> Optional.of(
			new PixelBlock(new BlockShape(100, 100, 1, PixelType.UINT8), pixels));
		cache.get(slide, image, 1, Plane.FIRST);
		return image;
	}
}
