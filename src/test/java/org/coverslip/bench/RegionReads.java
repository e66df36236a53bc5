package org.coverslip.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

/**
 * Measures reading of regions of level 0 as ARGB words: through all of them again and again for some seconds, until the
 * virtual machine has compiled what it wants to compile, then once more with an empty cache, which is the time that
 * counts.
 */
public final class RegionReads {

	/** OpenSlide's own default, so that both keep the same. */
	private static final long CACHE_BYTES = 32L << 20;

	private static final long WARM_UP_NANOS = 5_000_000_000L;

	private RegionReads() {}

	/** Arguments: slide, file of lines {@code x0 y0}, side of the regions, threads. Prints megapixels per second. */
	public static void main(final String[] args) throws Exception {
		final int side = Integer.parseInt(args[2]);
		final int threads = Integer.parseInt(args[3]);
		final List<Region> regions = new ArrayList<>();
		for (final String line : Files.readAllLines(Path.of(args[1]))) {
			final String[] words = line.split(" ");
			regions.add(new Region(Long.parseLong(words[0]), Long.parseLong(words[1]), side, side));
		}
		try (Slide slide = SlideOpener.open(Path.of(args[0]))) {
			final TileCache cache = TileCache.ofBytes(CACHE_BYTES);
			final long born = System.nanoTime();
			do {
				read(slide.scenes().get(0), new RegionReader(cache), regions, threads);
				cache.clear();
			}
			while (System.nanoTime() - born < WARM_UP_NANOS);
			final long start = System.nanoTime();
			read(slide.scenes().get(0), new RegionReader(cache), regions, threads);
			final double seconds = (System.nanoTime() - start) / 1e9;
			System.out.printf("%.2f%n", (double) side * side * regions.size() / 1e6 / seconds);
		}
	}

	private static void read(final Scene scene, final RegionReader reader, final List<Region> regions,
		final int threads)
		throws InterruptedException, ExecutionException
	{
		final ExecutorService pool = Executors.newFixedThreadPool(threads);
		try {
			final List<Future<Integer>> pending = new ArrayList<>();
			for (final Region region : regions)
				pending.add(pool.submit(() -> firstPixel(scene, reader, region)));
			for (final Future<Integer> one : pending)
				one.get();
		}
		finally {
			pool.shutdown();
		}
	}

	private static int firstPixel(final Scene scene, final RegionReader reader, final Region region)
		throws IOException {
		return reader.readArgb(scene, 0, Plane.FIRST, region)[0];
	}
}
