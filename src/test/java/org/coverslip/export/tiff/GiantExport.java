package org.coverslip.export.tiff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.export.walk.TileCanvas;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.TileSource;
import org.coverslip.slide.Workers;

/**
 * Large exports, to be run in a virtual machine of little memory by {@link BoundedMemoryTest}. Fails with a stack
 * trace.
 */
final class GiantExport {

	private static final int SIDE = 40000;
	private static final int TILE = 256;
	private static final int WRITES = 20000;

	private GiantExport() {}

	/** Arguments: {@code crop} or {@code canvas}, and a folder. */
	public static void main(final String[] args) throws IOException {
		if (args[0].equals("crop")) crop(Path.of(args[1]));
		else canvas(Path.of(args[1]));
	}

	/** Writes a slide of 1.6 gigapixels as JPEG, then cuts 10240 x 10240 out of it where no tile begins. */
	private static void crop(final Path folder) throws IOException {
		final Path giant = folder.resolve("giant.tif");
		final Scene scene = tissue();
		SlideWriter.write(scene, scene.level(0).region(),
			PyramidTiffOptions.builder().compression(Compression.JPEG).quality(80).build(), giant,
			ProgressListener.NONE);
		final Path crop = folder.resolve("crop.tif");
		final Region wanted = new Region(24500, 11111, 10240, 10240);
		try (Slide slide = SlideOpener.open(giant)) {
			SlideWriter.write(slide.scenes().get(0), wanted, PyramidTiffOptions.builder().build(), crop,
				ProgressListener.NONE);
			try (Slide cropped = SlideOpener.open(crop)) {
				require(cropped.scenes().get(0).levels().size() == 7, "levels");
				final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
				final Random random = new Random(1);
				for (int i = 0; i < 50; i++) {
					final Region part = new Region(random.nextInt(10000), random.nextInt(10000), 100, 100);
					final PixelBlock expected =
						reader.read(slide.scenes().get(0), 0, Plane.FIRST, part.translate(wanted.x(), wanted.y()))
						.block();
					final PixelBlock found = reader.read(cropped.scenes().get(0), 0, Plane.FIRST, part).block();
					require(Arrays.equals(expected.bytes(), found.bytes()), "pixels at " + part);
				}
			}
		}
		Files.delete(giant);
	}

	/** A scene whose tiles are parts of one pattern, so that drawing them takes no time. */
	private static Scene tissue() {
		final PixelBlock pattern = DrawnScene.of(1000, 1000, PixelType.UINT8, 3)
			.draw(Region.ofSize(1000, 1000), Plane.FIRST);
		final UniformTileGrid grid = UniformTileGrid.covering(SIDE, SIDE, TILE, TILE);
		final TileSource tiles = (tile, plane) -> Optional
			.of(pattern.crop((int) (tile * 37 % (1000 - TILE)), (int) (tile * 101 % (1000 - TILE)), TILE, TILE));
		return Scene.builder(SlideLifetime.inMemory("tissue")).channels(List.of(Channel.rgb())).levels(
			List.of(Level.builder(SIDE, SIDE, tiles).grid(grid).samples(PixelType.UINT8, 3).build()))
			.build();
	}

	/** Overlapping pieces of a mask anywhere on 100000 x 80000 from four threads, then the pyramid of a part of it. */
	private static void canvas(final Path folder) throws IOException {
		final long width = 100000;
		final long height = 80000;
		try (TileCanvas canvas =
			TileCanvas.builder(width, height, PixelType.UINT8, 1).scratchFolder(folder).create())
		{
			final AtomicInteger next = new AtomicInteger();
			final long start = System.nanoTime();
			Workers.run(4, () -> {
				final int i = next.getAndIncrement();
				if (i >= WRITES) return false;
				final Random random = new Random(i);
				final PixelBlock piece =
					PixelBlock.zeros(
					new BlockShape(64 + random.nextInt(450), 64 + random.nextInt(450), 1, PixelType.UINT8));
				Arrays.fill(piece.bytes(), (byte) (1 + i % 255));
				canvas.write(random.nextInt((int) width + 500) - 500, random.nextInt((int) height + 500) - 500, piece);
				return true;
			});
			final long written = System.nanoTime();
			// the last word is known where nobody else writes any more
			final PixelBlock last = PixelBlock.zeros(new BlockShape(3000, 3000, 1, PixelType.UINT8));
			Arrays.fill(last.bytes(), (byte) 77);
			canvas.write(50001, 40003, last);
			final Scene scene = canvas.finish();
			final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
			final PixelBlock found = reader.read(scene, 0, Plane.FIRST, new Region(50001, 40003, 3000, 3000)).block();
			require(Arrays.equals(last.bytes(), found.bytes()), "what was written last");
			SlideWriter.write(scene, new Region(45000, 35000, 20000, 20000), PyramidTiffOptions.builder().build(),
				folder.resolve("mask.tif"), ProgressListener.NONE);
			System.out.printf("%d writes %.1f s, pyramid %.1f s%n", WRITES, (written - start) / 1e9,
				(System.nanoTime() - written) / 1e9);
		}
		try (Slide slide = SlideOpener.open(folder.resolve("mask.tif"))) {
			require(slide.scenes().get(0).levels().size() == 8, "levels");
		}
	}

	private static void require(final boolean condition, final String what) {
		if (!condition) throw new AssertionError(what);
	}
}
