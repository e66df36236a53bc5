package org.coverslip.slide;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

public class TileCacheTest {

	private final List<Long> read = new ArrayList<>();
	private final TileSource source = (tile, plane) -> {
		read.add(tile);
		return tile == 9 ? Optional.empty()
			: Optional.of(PixelBlock.zeros(new BlockShape(100, 100, 1, PixelType.UINT8)));
	};

	private void get(final TileCache cache, final long... tiles) throws IOException {
		for (final long tile : tiles)
			assertEquals(tile != 9, cache.get(source, tile, Plane.FIRST).isPresent());
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
}
