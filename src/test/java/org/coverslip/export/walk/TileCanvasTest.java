package org.coverslip.export.walk;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.coverslip.export.DrawnScene;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.WrittenPyramid;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ClosedSlideException;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.Workers;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TileCanvasTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void piecesCoverOneAnotherInEachType() throws IOException {
		for (final PixelType type : PixelType.values())
			for (final int samples : new int[] { 1, 3 })
				// a cache of two tiles sends all others through the scratch file
				try (TileCanvas canvas = TileCanvas.builder(500, 400, type, samples).tileSize(64)
					.cacheBytes(2L * 64 * 64 * samples * type.bytes()).scratchFolder(folder.getRoot().toPath())
					.create())
				{
					final PixelBlock expected =
						PixelBlock.zeros(new BlockShape(500, 400, samples, type));
					final Random random = new Random(7);
					final DrawnScene.Builder drawn = DrawnScene.of(500, 400, type, samples);
					for (int i = 0; i < 60; i++) {
						final PixelBlock piece = drawn.draw(new Region(random.nextInt(900), random.nextInt(900),
							1 + random.nextInt(150), 1 + random.nextInt(150)), Plane.FIRST);
						write(canvas, expected, random.nextInt(600) - 60, random.nextInt(500) - 60, piece);
					}
					write(canvas, expected, -100, -100, drawn.draw(new Region(0, 0, 700, 700), Plane.FIRST));
					write(canvas, expected, 10, 20, drawn.draw(new Region(400, 0, 300, 200), Plane.FIRST));
					assertEquals(0,
						WrittenPyramid.largestDifference(expected, read(canvas.finish(), 0, 0, 500, 400).block()), 0);
				}
		assertEquals("the scratch file is deleted", 0, filesInFolder());
	}

	@Test
	public void tilesNeverWrittenStayAbsent() throws IOException {
		try (TileCanvas canvas = TileCanvas.builder(1000, 1000, PixelType.UINT8, 3).background(0x102030).create()) {
			canvas.write(300, 300, PixelBlock.zeros(new BlockShape(10, 10, 3, PixelType.UINT8)));
			final Scene scene = canvas.finish();
			assertTrue(read(scene, 0, 0, 256, 256).isEmpty());
			final RegionPixels pixels = read(scene, 256, 256, 256, 256);
			assertTrue(pixels.isOpaque());
			assertEquals("not written in a tile that was", 0x10, pixels.block().value(0, 0, 0), 0);
			assertEquals(0, pixels.block().value(44, 44, 0), 0);
			assertEquals(0x30, pixels.block().value(54, 44, 2), 0);
		}
	}

	@Test
	public void planesAreApart() throws IOException {
		final List<Channel> channels = List.of(Channel.named("a"), Channel.named("b"));
		try (TileCanvas canvas = TileCanvas.builder(300, 300, PixelType.UINT16, 1).channels(channels).sizeZ(2).sizeT(2)
			.create()) {
			for (int i = 0; i < 8; i++) {
				final PixelBlock piece = PixelBlock.zeros(new BlockShape(1, 1, 1, PixelType.UINT16));
				piece.shorts()[0] = (short) (i + 1);
				canvas.write(new Plane(i % 2, i / 2 % 2, i / 4), 260, 0, piece);
			}
			final Scene scene = canvas.finish();
			for (int i = 0; i < 8; i++)
				assertEquals(i + 1, new RegionReader(TileCache.ofBytes(0))
					.read(scene, 0, new Plane(i % 2, i / 2 % 2, i / 4), new Region(260, 0, 1, 1)).block().value(0), 0);
			assertEquals(channels, scene.channels());
		}
	}

	@Test
	public void manyThreadsWriteAtOnce() throws Exception {
		try (TileCanvas canvas = TileCanvas.builder(2000, 2000, PixelType.UINT8, 1).tileSize(64).cacheBytes(100_000)
			.create()) {
			final AtomicInteger next = new AtomicInteger();
			Workers.run(4, () -> {
				final int i = next.getAndIncrement();
				if (i >= 400) return false;
				final PixelBlock piece = PixelBlock.zeros(new BlockShape(100, 100, 1, PixelType.UINT8));
				Arrays.fill(piece.bytes(), (byte) i);
				canvas.write(i % 20 * 100, i / 20 * 100, piece);
				return true;
			});
			final PixelBlock all = read(canvas.finish(), 0, 0, 2000, 2000).block();
			for (int y = 0; y < 2000; y++)
				for (int x = 0; x < 2000; x++)
					assertEquals((byte) (x / 100 + y / 100 * 20), all.bytes()[y * 2000 + x]);
		}
	}

	@Test
	public void writesAfterTheEndAndOddPiecesAreRefused() throws IOException {
		final TileCanvas canvas = TileCanvas.create(100, 100, PixelType.UINT8, 1);
		final PixelBlock piece = PixelBlock.zeros(new BlockShape(2, 2, 1, PixelType.UINT8));
		assertThrows(IllegalArgumentException.class,
			() -> canvas.write(0, 0, PixelBlock.zeros(new BlockShape(2, 2, 3, PixelType.UINT8))));
		assertThrows(IllegalArgumentException.class, () -> canvas.write(new Plane(1, 0, 0), 0, 0, piece));
		canvas.write(-50, -50, piece);
		canvas.write(0, 0, piece);
		final Scene scene = canvas.finish();
		assertThrows(IllegalStateException.class, () -> canvas.write(0, 0, piece));
		canvas.close();
		canvas.close();
		assertThrows(ClosedSlideException.class, () -> canvas.write(0, 0, piece));
		assertThrows(ClosedSlideException.class, () -> read(scene, 0, 0, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> TileCanvas.create(0, 5, PixelType.UINT8, 1));
		assertThrows(IllegalArgumentException.class, () -> TileCanvas.create(5, 5, PixelType.UINT8, 2));
	}

	@Test
	public void anInterruptedWriteHarmsNobody() throws IOException {
		try (TileCanvas canvas = TileCanvas.builder(1000, 64, PixelType.UINT8, 1).tileSize(64).cacheBytes(1).create()) {
			final PixelBlock piece = PixelBlock.zeros(new BlockShape(1000, 64, 1, PixelType.UINT8));
			for (int i = 0; i < piece.shape().length(); i++)
				piece.bytes()[i] = (byte) (i / 7);
			Thread.currentThread().interrupt();
			canvas.write(0, 0, piece);
			assertTrue("the interrupt is still told", Thread.interrupted());
			assertArrayEquals(piece.bytes(), read(canvas.finish(), 0, 0, 1000, 64).block().bytes());
		}
	}

	@Test
	public void aFinishedCanvasIsWritten() throws IOException {
		final Path out = folder.getRoot().toPath().resolve("out.tif");
		try (TileCanvas canvas = TileCanvas.create(3000, 2000, PixelType.UINT8, 3)) {
			canvas.write(1000, 1000,
				DrawnScene.of(700, 300, PixelType.UINT8, 3).draw(Region.ofSize(700, 300), Plane.FIRST));
			final Scene scene = canvas.finish();
			SlideWriter.write(scene, scene.level(0).region(), PyramidTiffOptions.builder().build(), out,
				ProgressListener.NONE);
		}
		assertTrue("blank tiles are stored once: " + Files.size(out), Files.size(out) < 400_000);
		assertFalse(Files.size(out) < 10_000);
	}

	private static void write(final TileCanvas canvas, final PixelBlock expected, final int x, final int y,
		final PixelBlock piece) throws IOException
	{
		canvas.write(x, y, piece);
		final Region part = new Region(x, y, piece.width(), piece.height()).intersect(Region.ofSize(500, 400));
		if (!part.isEmpty())
			piece.copyTo((int) part.x() - x, (int) part.y() - y, expected, (int) part.x(), (int) part.y(),
			(int) part.width(), (int) part.height());
	}

	private static RegionPixels read(final Scene scene, final long x, final long y, final int w, final int h)
		throws IOException
	{
		return new RegionReader(TileCache.ofBytes(0)).read(scene, 0, Plane.FIRST, new Region(x, y, w, h));
	}

	private long filesInFolder() throws IOException {
		try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
			return files.count();
		}
	}
}
