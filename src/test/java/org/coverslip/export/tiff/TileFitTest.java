package org.coverslip.export.tiff;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.tiff.TiffTag;
import org.junit.Test;

/** Tiles of levels that are smaller than the tile that was asked for, against all that are possible. */
public class TileFitTest {

	private static final int[] LENGTHS = { 1, 3, 15, 16, 17, 31, 32, 33, 40, 47, 48, 63, 64, 65, 95, 96, 97, 100 };

	/** Sides that readers take: multiples of 16, of a side that was asked for a whole part; else the image's own. */
	private static List<Integer> possible(final int length, final int wanted) {
		final List<Integer> sides = new ArrayList<>();
		for (int side = 1; side <= wanted; side++)
			if (length < 16 ? side == length
				: side % 16 == 0 && (length < wanted ? side <= length : wanted % side == 0)) sides.add(side);
		return sides;
	}

	@Test
	public void thereAreAsFewTilesAsPossible() {
		for (final int compression : new int[] { TiffTag.COMPRESSION_LZW, TiffTag.COMPRESSION_NONE })
			for (final int bytes : new int[] { 1, 3, 8 })
				for (final int width : LENGTHS)
					for (final int height : LENGTHS)
						assertFewest(new TileFit(96, 64, bytes), width, height, compression);
	}

	private static void assertFewest(final TileFit fit, final int width, final int height, final int compression) {
		final String what = width + " x " + height + " of " + fit + ", compression " + compression;
		final Optional<UniformTileGrid> grid = fit.grid(width, height, compression);
		if (width >= 96 && height >= 64) {
			assertEquals(what, Optional.of(UniformTileGrid.covering(width, height, 96, 64)), grid);
			return;
		}
		long fewest = Long.MAX_VALUE;
		for (final int w : possible(width, 96))
			for (final int h : possible(height, 64))
				if (compression != TiffTag.COMPRESSION_NONE || w * h * fit.pixelBytes() % 1024 == 0)
					fewest = Math.min(fewest, UniformTileGrid.covering(width, height, w, h).tileCount());
		assertEquals(what, fewest < Long.MAX_VALUE, grid.isPresent());
		if (grid.isEmpty()) return;
		assertEquals(what, fewest, grid.get().tileCount());
		assertTrue(what, possible(width, 96).contains(grid.get().tileWidth()));
		assertTrue(what, possible(height, 64).contains(grid.get().tileHeight()));
		if (compression == TiffTag.COMPRESSION_NONE)
			assertEquals(what, 0, grid.get().tileWidth() * grid.get().tileHeight() * fit.pixelBytes() % 1024);
	}

	@Test
	public void ofThoseTheOneWithTheLeastPadding() {
		final UniformTileGrid grid = new TileFit(256, 256, 3).grid(100, 40, TiffTag.COMPRESSION_LZW).orElseThrow();
		assertEquals("2 tiles of 64 rather than of 96", 64, grid.tileWidth());
		assertEquals("2 tiles of 32", 32, grid.tileHeight());
	}

	@Test
	public void imagesOfStreams() {
		final TileFit fit = new TileFit(64, 64, 3);
		assertEquals(Optional.empty(), fit.grid(15, 100, TiffTag.COMPRESSION_JPEG));
		assertEquals(Optional.empty(), fit.grid(100, 15, TiffTag.COMPRESSION_JPEG));
		assertEquals(64, fit.grid(100, 16, TiffTag.COMPRESSION_JPEG).orElseThrow().tileWidth());
		for (final int compression : new int[] { TiffTag.COMPRESSION_JPEG2000,
			TiffTag.COMPRESSION_JPEG2000_APERIO_RGB, TiffTag.COMPRESSION_JPEG2000_APERIO_YCBCR })
			assertEquals(Optional.of(UniformTileGrid.covering(5, 7, 64, 64)), fit.grid(5, 7, compression));
	}
}
