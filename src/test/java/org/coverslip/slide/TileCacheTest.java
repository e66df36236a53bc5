package org.coverslip.slide;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

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
		read.clear();
		final TileCache cache = TileCache.forOnePass(31_000);
		get(cache, 1, 2);
		cache.clear();
		get(cache, 1, 2, 1, 2);
		assertEquals(List.of(1L, 2L, 1L, 2L), read);
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
