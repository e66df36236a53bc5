package org.coverslip.geom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;

import org.coverslip.geom.OpenSlideBlocks.Block;
import org.junit.Test;

public class OpenSlideBlocksTest {

	@Test
	public void requestsAreCutIntoBlocksOf4096() {
		assertEquals(List.of( //
			new Block(0, 0, new Region(5, 10, 4096, 4096), 0, 0, 5, 10),
			new Block(4096, 0, new Region(4101, 10, 904, 4096), 0, 0, 4101, 10),
			new Block(0, 4096, new Region(5, 4106, 4096, 1), 0, 0, 5, 4106),
			new Block(4096, 4096, new Region(4101, 4106, 904, 1), 0, 0, 4101, 4106)),
			OpenSlideBlocks.of(10, 20, 5000, 4097, 2));
		assertEquals(1, OpenSlideBlocks.of(10, 20, 4096, 4096, 2).size());
	}

	@Test
	public void level0NeedsNoBlocks() {
		assertEquals(List.of(new Block(0, 0, new Region(10, 20, 5000, 9000), 0, 0, 10, 20)),
			OpenSlideBlocks.of(10, 20, 5000, 9000, 1));
	}

	@Test
	public void positionsBetweenPixelsAreMixed() {
		final Block block = OpenSlideBlocks.of(3, 4, 10, 10, 4).get(0);
		assertEquals(new Block(0, 0, new Region(0, 1, 10, 10), 96, 0, 0.75, 1), block);
		assertFalse(block.isWhole());
		assertFalse(OpenSlideBlocks.of(4, 3, 10, 10, 4).get(0).isWhole());
		assertTrue(OpenSlideBlocks.of(4, 4, 10, 10, 4).get(0).isWhole());
	}

	/** The origin of the second block, 4096 · 1.3 = 5324.8, loses its fraction. */
	@Test
	public void aBlocksOriginIsCutToWholePixels() {
		assertEquals(5324 / 1.3, OpenSlideBlocks.of(0, 0, 4100, 5, 1.3).get(1).left(), 0);
		assertEquals(5324 / 1.3, OpenSlideBlocks.of(0, 0, 5, 4100, 1.3).get(1).top(), 0);
	}

	@Test
	public void whatLiesLeftOrAboveIsMovedByWholePixels() {
		assertEquals(List.of(new Block(2, 3, new Region(0, 0, 98, 7), 0, 0, 0, 0)),
			OpenSlideBlocks.of(-9, -15, 100, 10, 4));
		assertEquals("nothing of it is in the level", List.of(), OpenSlideBlocks.of(-400, 0, 100, 10, 4));
		assertEquals(List.of(), OpenSlideBlocks.of(0, -40, 100, 10, 4));
		assertEquals(1, OpenSlideBlocks.of(-396, -36, 100, 10, 4).get(0).region().area());
	}
}
