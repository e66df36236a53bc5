package org.coverslip.bdv;

import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import bdv.cache.SharedQueue;

/**
 * How long BigDataViewer's renderer waits for a slide: the first picture in less than 1 s after the file was named, a
 * new field of view in less than 250 ms, each complete and in full resolution, on a window of 800 x 600 pixels. The
 * file was just written, so that it is in the system's memory.
 */
public class BrowsingSpeedTest {

	@ClassRule
	public static final TemporaryFolder FOLDER = new TemporaryFolder();

	private static final int WIDTH = 5120;
	private static final int HEIGHT = 3840;
	private static final int VIEWS = 9;
	private static final double UM = 0.25;

	@BeforeClass
	public static void write() throws IOException {
		try (Slide sample = SampleSlide.brightField(WIDTH, HEIGHT)) {
			final Scene scene = sample.scenes().get(0);
			SlideWriter.write(scene, scene.level(0).region(),
				PyramidTiffOptions.builder().compression(Compression.JPEG).quality(80).build(), file(),
				ProgressListener.NONE);
		}
		browse(); // the virtual machine compiles what it runs often
	}

	private static Path file() {
		return FOLDER.getRoot().toPath().resolve("slide.tif");
	}

	/** Opens the slide and looks at it. Times in ms: the first picture, then the sorted fields of view. */
	private static long[] browse() throws IOException {
		final long[] times = new long[1 + VIEWS];
		final long start = System.nanoTime();
		final SharedQueue queue = new SharedQueue(2, 8);
		try (Slide slide = SlideOpener.open(file());
			Offscreen view = new Offscreen(800, 600,
				SceneSources.of(slide, 0, GlassPlace.of(slide.scenes().get(0)), TileCache.shared(), queue,
				BrowsingSpeedTest::fail).sources(),
				queue)) {
			view.show(WIDTH * UM / 2, HEIGHT * UM / 2, 0, 600 / (HEIGHT * UM));
			times[0] = (System.nanoTime() - start) / 1_000_000;
			for (int i = 0; i < VIEWS; i++) // fields of view that have no tile in common
				times[1 + i] = view.show((600 + 1400 * (i % 3)) * UM, (500 + 1200 * (i / 3)) * UM, 0, 1 / UM)
					/ 1_000_000;
		}
		finally {
			queue.shutdown();
		}
		Arrays.sort(times, 1, times.length);
		return times;
	}

	private static void fail(final Exception failure) {
		throw new AssertionError(failure);
	}

	@Test
	public void picturesComeAtOnce() throws Exception {
		final long[] times = browse();
		final String report = "ms until the first picture, then fields of view: " + Arrays.toString(times);
		assertTrue(report, times[0] < 1000);
		assertTrue(report, times[1 + VIEWS / 2] < 250);
	}
}
