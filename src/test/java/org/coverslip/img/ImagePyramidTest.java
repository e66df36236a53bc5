package org.coverslip.img;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ChannelDisplay;
import org.coverslip.slide.ClosedSlideException;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.TileCache;
import org.junit.Test;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

public class ImagePyramidTest {

	private static final List<Channel> DAPI_FITC = List.of(new Channel("DAPI", OptionalInt.of(0x0000ff)),
		new Channel("FITC", OptionalInt.of(0x00ff00)));

	@Test
	public void coloursAreTheScenesPixels() {
		final ProceduralScene p = ProceduralScene.rgb(700, 500, 128, 1, 4);
		final ImagePyramid pyramid = SlidePyramids.of(p.scene());
		final Random random = new Random(1);
		for (int level = 0; level < 2; level++) {
			final RandomAccessibleInterval<ARGBType> image = pyramid.argb(level);
			assertArrayEquals(new long[] { level == 0 ? 700 : 175, level == 0 ? 500 : 125 },
				image.dimensionsAsLongArray());
			final RandomAccess<ARGBType> access = image.randomAccess();
			for (int i = 0; i < 2000; i++) {
				final int x = random.nextInt((int) image.dimension(0));
				final int y = random.nextInt((int) image.dimension(1));
				assertEquals(argb(p, level, x, y), access.setPositionAndGet(x, y).get());
			}
		}
	}

	private static int argb(final ProceduralScene p, final int level, final long x, final long y) {
		return 0xff000000 | (int) p.value(level, x, y, 0, Plane.FIRST) << 16
			| (int) p.value(level, x, y, 1, Plane.FIRST) << 8
			| (int) p.value(level, x, y, 2, Plane.FIRST);
	}

	@Test
	public void absentTilesShowTheBackground() {
		final ImagePyramid pyramid =
			SlidePyramids.of(ProceduralScene.rgbWithout(n -> n == 1, 200, 100, 128, 1).scene());
		assertEquals(0xfff0f1f2, pyramid.argb(0).getAt(150, 20).get());
		assertEquals(0xf1, pyramid.samples(0, new UnsignedByteType()).getAt(150, 20, 1, 0, 0).get());
	}

	@Test
	public void samplesAreInXyczt() {
		final Random random = new Random(2);
		for (final PixelType type : PixelType.values()) {
			final ProceduralScene p = ProceduralScene.channels(type, DAPI_FITC, 3, 2, 300, 200, 100, 1);
			final RandomAccessibleInterval<? extends RealType<?>> image = SlidePyramids.of(p.scene()).samples(0);
			assertArrayEquals(new long[] { 300, 200, 2, 3, 2 }, image.dimensionsAsLongArray());
			for (int i = 0; i < 300; i++) {
				final int x = random.nextInt(300);
				final int y = random.nextInt(200);
				final Plane plane = new Plane(random.nextInt(2), random.nextInt(3), random.nextInt(2));
				assertEquals(type.toString(), p.value(0, x, y, 0, plane),
					image.getAt(x, y, plane.channel(), plane.z(), plane.t()).getRealDouble(), 0);
			}
		}
	}

	@Test
	public void rgbSamplesLieAlongC() {
		final ProceduralScene p = ProceduralScene.rgb(PixelType.UINT16, 130, 90, 64, 1);
		final RandomAccessibleInterval<UnsignedShortType> image = SlidePyramids.of(p.scene())
			.samples(0, new UnsignedShortType());
		assertArrayEquals(new long[] { 130, 90, 3, 1, 1 }, image.dimensionsAsLongArray());
		for (int c = 0; c < 3; c++)
			for (int y = 0; y < 90; y += 7)
				for (int x = 0; x < 130; x += 3)
					assertEquals(p.value(0, x, y, c, Plane.FIRST), image.getAt(x, y, c, 0, 0).get(), 0);
	}

	@Test
	public void anotherTypeIsRefused() {
		final ImagePyramid pyramid = SlidePyramids.of(ProceduralScene.rgb(10, 10, 16, 1).scene());
		assertEquals("the scene's samples are UnsignedByteType, not FloatType",
			assertThrows(IllegalArgumentException.class, () -> pyramid.samples(0, new FloatType())).getMessage());
		assertThrows(IllegalArgumentException.class, () -> pyramid.samples(1));
		assertThrows(IllegalArgumentException.class, () -> pyramid.argb(0, 1, 0));
		assertSame(pyramid.samples(0), pyramid.samples(0));
	}

	@Test
	public void aLargeScenesMissingLevelsAreComputedWhenLookedAt() {
		final ProceduralScene p = ProceduralScene.rgb(4099, 2051, 256, 1);
		final ImagePyramid pyramid = SlidePyramids.of(p.scene());
		assertEquals(1, pyramid.scene().levels().size());
		assertEquals(4, pyramid.levelCount());
		assertEquals(0, p.tilesRead());
		assertEquals(513, pyramid.level(3).width());
		assertEquals(257, pyramid.level(3).height());
		assertEquals(8, pyramid.level(3).downsample(), 0);
		final UnsignedByteType half = pyramid.samples(1, new UnsignedByteType()).getAt(700, 900, 2, 0, 0);
		final double sum = p.value(0, 1400, 1800, 2, Plane.FIRST) + p.value(0, 1401, 1800, 2, Plane.FIRST)
			+ p.value(0, 1400, 1801, 2, Plane.FIRST) + p.value(0, 1401, 1801, 2, Plane.FIRST);
		assertEquals((int) (sum / 4 + 0.5), half.get());
		assertTrue(p.tilesRead() + " tiles for one cell", p.tilesRead() <= 16);
		final double corner = p.value(0, 4098, 2050, 0, Plane.FIRST);
		assertEquals(corner, pyramid.samples(1, new UnsignedByteType()).getAt(2049, 1025, 0, 0, 0).get(), 0);
		assertEquals(0xff, pyramid.argb(3).getAt(512, 256).get() >>> 24);
	}

	@Test
	public void computedLevelsAreMeansForAllTypesAndBlendIntoTheBackground() {
		for (final PixelType type : List.of(PixelType.UINT16, PixelType.INT16, PixelType.FLOAT32)) {
			final ProceduralScene p = ProceduralScene.channels(type, DAPI_FITC, 1, 1, 1500, 900, 256, 1);
			final Plane fitc = new Plane(1, 0, 0);
			final double sum = p.value(0, 600, 400, 0, fitc) + p.value(0, 601, 400, 0, fitc)
				+ p.value(0, 600, 401, 0, fitc)
				+ p.value(0, 601, 401, 0, fitc);
			assertEquals(sum / 4, SlidePyramids.of(p.scene()).samples(1).getAt(300, 200, 1, 0, 0).getRealDouble(),
				type.isFloating() ? Math.abs(sum) * 1e-6 : 0.5);
		}
		final ProceduralScene holes = ProceduralScene.rgbWithout(n -> n == 0, 1275, 1275, 255, 1);
		final ImagePyramid pyramid = SlidePyramids.of(holes.scene());
		assertEquals(0xfff0f1f2, pyramid.argb(1).getAt(5, 5).get());
		final int right = (int) (holes.value(0, 255, 0, 0, Plane.FIRST) + holes.value(0, 255, 1, 0, Plane.FIRST) + 1)
			/ 2;
		assertEquals((right * 128 + 0xf0 * 127 + 127) / 255, pyramid.argb(1).getAt(127, 0).get() >> 16 & 0xff, 1);
	}

	@Test
	public void channelsAreAddedUpInTheirColours() throws IOException {
		final ProceduralScene p = ProceduralScene.channels(PixelType.UINT16, DAPI_FITC, 1, 1, 300, 200, 100, 1);
		final ImagePyramid pyramid = SlidePyramids.of(p.scene());
		final List<ChannelDisplay> displays = pyramid.colors().displays();
		assertEquals(0x0000ff, displays.get(0).rgbColor());
		assertEquals(65535 * 0.002, displays.get(1).min(), 60);
		assertEquals(65535 * 0.998, displays.get(1).max(), 60);
		for (int x = 0; x < 300; x += 7) {
			final int argb = pyramid.argb(0).getAt(x, 33).get();
			assertEquals(shown(displays.get(0), p.value(0, x, 33, 0, Plane.FIRST)), argb & 0xff, 1);
			assertEquals(shown(displays.get(1), p.value(0, x, 33, 0, new Plane(1, 0, 0))), argb >> 8 & 0xff, 1);
			assertEquals(0, argb >> 16 & 0xff);
			assertEquals(255, argb >>> 24);
		}
	}

	private static double shown(final ChannelDisplay display, final double value) {
		return Math.max(0, Math.min(255, (value - display.min()) * 255 / (display.max() - display.min())));
	}

	@Test
	public void scaleAndHalfPixelShift() {
		final ImagePyramid pyramid = SlidePyramids.of(ProceduralScene.rgb(1000, 1000, 64, 1, 4).scene());
		assertArrayEquals(new double[] { 4, 4, 1 }, pyramid.scale(1), 0);
		assertArrayEquals(new double[] { 1.5, 1.5, 0 }, pyramid.translation(1), 0);
		assertArrayEquals(new double[] { 0, 0, 0 }, pyramid.translation(0), 0);
		assertEquals(1.0, pyramid.pixelSize(1).orElseThrow().xUm(), 0);
	}

	@Test
	public void sixteenThreadsSeeWhatOneSeesAndDecodeEachTileOnceForEachLevel() throws Exception {
		final ProceduralScene p = ProceduralScene.rgb(2100, 1300, 128, 1);
		final ImagePyramid shared = SlidePyramids.of(p.scene(), TileCache.ofBytes(64 << 20));
		final ExecutorService threads = Executors.newFixedThreadPool(16);
		try {
			final List<Callable<Long>> tasks = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				final int level = i % 2;
				tasks.add(() -> sum(shared.argb(level)));
			}
			final List<Future<Long>> sums = threads.invokeAll(tasks);
			final ImagePyramid alone = SlidePyramids.of(ProceduralScene.rgb(2100, 1300, 128, 1).scene());
			for (int i = 0; i < 16; i++)
				assertEquals(sum(alone.argb(i % 2)), (long) sums.get(i).get());
		}
		finally {
			threads.shutdownNow();
		}
		assertEquals(17 * 11, p.tilesRead());
		assertTrue("once for its cell, once for the level that is computed from it", p.mostReads() <= 2);
	}

	private static long sum(final RandomAccessibleInterval<ARGBType> image) {
		long sum = 0;
		for (final ARGBType pixel : Views.flatIterable(image))
			sum = sum * 31 + pixel.get();
		return sum;
	}

	@Test
	public void afterClosingReadsFailAndSayWhy() throws IOException {
		final ProceduralScene p = ProceduralScene.rgb(2000, 300, 128, 1);
		final ImagePyramid pyramid = SlidePyramids.of(p.scene());
		pyramid.argb(0).getAt(1, 1);
		p.close();
		for (int level = 0; level < pyramid.levelCount(); level++) {
			final int l = level;
			final UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> pyramid.argb(l).getAt(1, 1));
			assertTrue(e.getCause() instanceof ClosedSlideException);
			assertEquals("procedural.slide has been closed", e.getMessage());
			assertThrows(UncheckedIOException.class, () -> pyramid.samples(l).getAt(150, 1, 0, 0, 0));
		}
	}

	@Test
	public void eachPixelIsKeptOnce() {
		final int pixels = 2048 * 1024;
		final ProceduralScene p = ProceduralScene.rgb(2048, 1024, 256, 1);
		final TileCache cache = TileCache.ofBytes(64 << 20);
		final ImagePyramid pyramid = SlidePyramids.of(p.scene(), cache);
		look(pyramid.argb(0));
		assertTrue(cache.bytes() + " bytes of colours", cache.bytes() < 4.1 * pixels);
		assertEquals(1, p.mostReads());
		look(pyramid.argb(0));
		assertEquals("seen before", 1, p.mostReads());
		cache.clear();
		look(pyramid.samples(0));
		assertTrue(cache.bytes() + " bytes of samples", cache.bytes() < 3.1 * pixels);
		assertEquals(2, p.mostReads());
	}

	@Test
	public void tilesOfWhichCellsAreMadeAreDecodedOnce() {
		final ProceduralScene p = ProceduralScene.rgb(1500, 900, 1100, 1);
		look(SlidePyramids.of(p.scene(), TileCache.ofBytes(64 << 20)).argb(0));
		assertEquals(1, p.mostReads());
	}

	private static void look(final Img<?> image) {
		final var access = image.randomAccess();
		for (long y = 0; y < image.dimension(1); y += 64)
			for (long x = 0; x < image.dimension(0); x += 64) {
				access.setPosition(x, 0);
				access.setPosition(y, 1);
				access.get();
			}
	}

	@Test
	public void severalPyramidsMayShareACacheAndStayApart() throws IOException {
		final TileCache cache = TileCache.ofBytes(8 << 20);
		final ProceduralScene a = ProceduralScene.rgb(300, 300, 128, 1);
		final ProceduralScene b = ProceduralScene.rgb(PixelType.UINT16, 300, 300, 128, 1);
		final ImagePyramid first = SlidePyramids.of(a.slide(), cache).get(0);
		final ImagePyramid second = SlidePyramids.of(b.scene(), cache);
		assertEquals(argb(a, 0, 40, 50), first.argb(0).getAt(40, 50).get());
		assertEquals(b.value(0, 40, 50, 1, Plane.FIRST),
			second.samples(0, new UnsignedShortType()).getAt(40, 50, 1, 0, 0).get(), 0);
		b.close();
		assertEquals(argb(a, 0, 299, 299), first.argb(0).getAt(299, 299).get());
	}
}
