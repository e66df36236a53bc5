package org.coverslip.slide;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

public class MemoryBudgetTest {

	private static final long MEBI = 1 << 20;
	private static final int SIDE = 4096;
	private static final int TILE = 256;

	private final MemoryBudget budget = MemoryBudget.ofHeap(256 * MEBI);

	/** 16 MiB of pixels. */
	private static Scene scene(final SlideLifetime lifetime) {
		final UniformTileGrid grid = UniformTileGrid.covering(SIDE, SIDE, TILE, TILE);
		final Level level = Level.builder(SIDE, SIDE, (tile, plane) -> {
			lifetime.checkOpen();
			return Optional.of(PixelBlock.zeros(new BlockShape(TILE, TILE, 1, PixelType.UINT8)));
		}).grid(grid).samples(PixelType.UINT8, 1).build();
		return Scene.builder(lifetime).channels(List.of(Channel.named(""))).levels(List.of(level)).build();
	}

	@Test
	public void tenOpenSlidesStayWithinOneShare() throws IOException {
		final List<SlideLifetime> slides = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			final SlideLifetime slide = SlideLifetime.inMemory("slide " + i);
			slides.add(slide);
			final Scene scene = scene(slide);
			new RegionReader(budget.tiles()).read(scene, 0, Plane.FIRST, scene.level(0).region());
			assertTrue(budget.tiles().bytes() + " bytes", budget.tiles().bytes() <= 64 * MEBI);
		}
		assertTrue("the share is used", budget.tiles().bytes() > 56 * MEBI);
		for (final SlideLifetime slide : slides)
			slide.close();
		assertEquals("closed slides let go of their tiles", 0, budget.tiles().bytes());
	}

	@Test
	public void allOfTheProcessShareOneCache() {
		assertSame(TileCache.shared(), TileCache.shared());
		assertSame(MemoryBudget.ofProcess().tiles(), TileCache.shared());
	}

	@Test
	public void workIsGivenWhatIsLeft() {
		try (MemoryBudget.Reservation first = budget.reserve(50 * MEBI, 1)) {
			assertEquals(50 * MEBI, first.bytes());
			try (MemoryBudget.Reservation second = budget.reserve(50 * MEBI, 1)) {
				assertEquals(14 * MEBI, second.bytes());
				assertEquals(0, budget.left());
				assertEquals(Optional.empty(), budget.tryReserve(1));
				try (MemoryBudget.Reservation third = budget.reserve(50 * MEBI, 3 * MEBI)) {
					assertEquals("what it cannot do without", 3 * MEBI, third.bytes());
				}
				second.close();
			}
			assertEquals("closed twice, given back once", 14 * MEBI, budget.left());
			assertEquals(14 * MEBI, budget.tryReserve(14 * MEBI).orElseThrow().bytes());
		}
	}

	@Test
	public void whatIsForgottenIsGivenBack() throws InterruptedException {
		budget.reserve(40 * MEBI, 1);
		for (int i = 0; i < 100 && budget.left() < 64 * MEBI; i++) {
			System.gc();
			Thread.sleep(20);
		}
		assertEquals(64 * MEBI, budget.left());
	}

	@Test
	public void smallHeapsHaveSmallBuffers() {
		assertEquals(16 * MEBI, budget.atMost(64 * MEBI, 16));
		assertEquals(8 * MEBI, budget.atMost(8 * MEBI, 16));
		assertEquals(256 * MEBI, budget.atMost(Long.MAX_VALUE, 1));
	}

	@Test
	public void freeMemoryIsWhatTheHeapMayStillTake() {
		final long free = MemoryBudget.freeBytes();
		assertTrue(free + " bytes", free > 0 && free < Runtime.getRuntime().maxMemory());
	}

	@Test
	public void whatIsTakenIfItFitsIsTaken() {
		final MemoryBudget budget = MemoryBudget.ofHeap(400);
		try (MemoryBudget.Reservation first = budget.tryReserve(60).orElseThrow()) {
			assertEquals(60, first.bytes());
			assertEquals(40, budget.left());
			assertTrue(budget.tryReserve(41).isEmpty());
			budget.tryReserve(40).orElseThrow().close();
		}
		assertEquals(100, budget.left());
	}
}
