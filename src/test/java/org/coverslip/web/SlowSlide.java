package org.coverslip.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;

/** A slide of grey tiles, which are counted, and given only when the test lets them be. */
final class SlowSlide {

	static final int SIDE = 510 * 64;

	private final CountDownLatch gate = new CountDownLatch(1);
	private final AtomicInteger reads = new AtomicInteger();
	private final AtomicInteger open = new AtomicInteger();
	private volatile long delayMillis;

	/** Opens it; any number of times, under any path. */
	Slide open(final Path path) {
		open.incrementAndGet();
		final SlideLifetime lifetime = new SlideLifetime(path.toString(), open::decrementAndGet);
		final UniformTileGrid grid = UniformTileGrid.covering(SIDE, SIDE, ShownScene.TILE, ShownScene.TILE);
		final Level level = Level.builder(SIDE, SIDE, (tile, plane) -> {
			lifetime.checkOpen();
			reads.incrementAndGet();
			pass();
			return Optional.of(PixelBlock.zeros(new BlockShape(ShownScene.TILE, ShownScene.TILE, 3, PixelType.UINT8)));
		}).grid(grid).samples(PixelType.UINT8, 3).build();
		return new OpenedSlide(new SlideMetadata(path.toString(), "slow", Map.of(), null),
			List.of(Scene.builder(lifetime).levels(List.of(level)).build()), List.of(), lifetime);
	}

	private void pass() throws IOException {
		try {
			if (!gate.await(120, TimeUnit.SECONDS))
				throw new IOException("the test has forgotten to let tiles be read");
			Thread.sleep(delayMillis);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException(e);
		}
	}

	/** Lets all tiles be read, each after a while. */
	void release(final long millisEach) {
		delayMillis = millisEach;
		gate.countDown();
	}

	/** How many tiles were asked for. */
	int reads() {
		return reads.get();
	}

	/** How many times it is open just now. */
	int timesOpen() {
		return open.get();
	}
}
