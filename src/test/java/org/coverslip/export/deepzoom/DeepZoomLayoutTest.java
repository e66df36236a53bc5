package org.coverslip.export.deepzoom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.geom.Region;
import org.coverslip.testing.Oracle;
import org.junit.Test;

public class DeepZoomLayoutTest {

	/** Width, height, tile size, overlap. */
	private static final int[][] GEOMETRIES = { { 1, 1, 254, 1 }, { 1, 2, 254, 1 }, { 2, 1, 256, 0 },
		{ 1, 1000, 254, 1 },
		{ 999, 1, 100, 3 }, { 254, 254, 254, 1 }, { 255, 255, 254, 1 }, { 256, 256, 256, 0 }, { 257, 511, 256, 0 },
		{ 508, 509, 254, 1 }, { 600, 500, 254, 1 }, { 1023, 1025, 254, 2 }, { 1001, 777, 64, 4 }, { 777, 1001, 63, 1 },
		{ 2220, 2967, 254, 1 }, { 2221, 2967, 240, 0 }, { 4097, 33, 510, 1 }, { 3000, 3001, 1000, 8 },
		{ 513, 513, 128, 1 },
		{ 5000, 4321, 255, 7 } };

	@Test
	public void aSlideOfKnownCounts() {
		final DeepZoomLayout layout = new DeepZoomLayout(46000, 32914, 254, 1);
		assertEquals(17, layout.levelCount());
		assertEquals(31_644, layout.tileCount());
		assertEquals(new Region(253, 0, 256, 255), layout.tile(16, 1, 0));
		assertEquals(new Region(0, 0, 1, 1), layout.tile(0, 0, 0));
		assertEquals("16/181_129", DeepZoomLayout.tileName(16, layout.columns(16) - 1, layout.rows(16) - 1));
	}

	/** DeepZoomGenerator with a slide that has a size and no pixels. */
	@Test
	public void tilesAreThoseOfDeepZoomGenerator() throws IOException {
		final Path script = Files.createTempFile("coverslip-deepzoom", ".py");
		try {
			Files.writeString(script, """
				import sys
				try:
				    from openslide.deepzoom import DeepZoomGenerator
				except ImportError:
				    sys.exit(77)
				class Sized:
				    properties = {}
				    level_count = 1
				    level_downsamples = (1.0,)
				    def __init__(self, w, h):
				        self.dimensions = (w, h)
				        self.level_dimensions = ((w, h),)
				    def get_best_level_for_downsample(self, d):
				        return 0
				for argument in sys.argv[1:]:
				    w, h, t, o = map(int, argument.split(','))
				    g = DeepZoomGenerator(Sized(w, h), t, o)
				    print(argument, g.level_count, g.tile_count)
				    for level, (cols, rows) in enumerate(g.level_tiles):
				        print(level, *g.level_dimensions[level], cols, rows)
				        for c in sorted({0, 1, cols // 2, cols - 2, cols - 1}):
				            for r in sorted({0, 1, rows // 2, rows - 2, rows - 1}):
				                if 0 <= c < cols and 0 <= r < rows:
				                    z = g.get_tile_dimensions(level, (c, r))
				                    x, y = (max(0, t * i - o) for i in (c, r))
				                    print('', c, r, x, y, *(min(z[i], g.level_dimensions[level][i] - (x, y)[i]) for i in (0, 1)))
				""");
			// -I: nothing of what else lies in the folder of temporary files
			final List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-I", script.toString()));
			for (final int[] g : GEOMETRIES)
				command.add(Arrays.toString(g).replaceAll("[\\[\\] ]", ""));
			assumeTrue("skipped: openslide-python is not installed", isInstalled());
			assertEquals(ours(), Oracle.run(command.toArray(String[]::new)).strip());
		}
		finally {
			Files.delete(script);
		}
	}

	private static boolean isInstalled() {
		try {
			Oracle.run("/usr/bin/python3", "-c", "import openslide.deepzoom");
			return true;
		}
		catch (final IOException absent) {
			return false;
		}
	}

	private static String ours() {
		final List<String> lines = new ArrayList<>();
		for (final int[] g : GEOMETRIES) {
			final DeepZoomLayout layout = new DeepZoomLayout(g[0], g[1], g[2], g[3]);
			lines.add(Arrays.toString(g).replaceAll("[\\[\\] ]", "") + " " + layout.levelCount() + " "
				+ layout.tileCount());
			for (int level = 0; level < layout.levelCount(); level++) {
				lines.add(level + " " + layout.levelWidth(level) + " " + layout.levelHeight(level) + " "
					+ layout.columns(level) + " "
					+ layout.rows(level));
				for (final long c : samples(layout.columns(level)))
					for (final long r : samples(layout.rows(level))) {
						final Region tile = layout.tile(level, c, r);
						lines.add(" " + c + " " + r + " " + tile.x() + " " + tile.y() + " " + tile.width() + " "
							+ tile.height());
					}
			}
		}
		return String.join("\n", lines);
	}

	private static long[] samples(final long count) {
		return Arrays.stream(new long[] { 0, 1, count / 2, count - 2, count - 1 }).filter(i -> i >= 0 && i < count)
			.sorted()
			.distinct().toArray();
	}

	/** Halves rounded up, squares from the upper left corner, each widened where it has a neighbour. */
	@Test
	public void tilesAreSquaresOfHalvedImages() {
		for (final int[] g : GEOMETRIES) {
			final DeepZoomLayout layout = new DeepZoomLayout(g[0], g[1], g[2], g[3]);
			long width = g[0];
			long height = g[1];
			for (int level = layout.levelCount() - 1; level >= 0; level--) {
				assertEquals(width, layout.levelWidth(level));
				assertEquals(height, layout.levelHeight(level));
				final long columns = (long) Math.ceil((double) width / g[2]);
				final long rows = (long) Math.ceil((double) height / g[2]);
				assertEquals(columns, layout.columns(level));
				assertEquals(rows, layout.rows(level));
				assertEquals(columns * rows, layout.tileCount(level));
				for (final long c : samples(columns))
					for (final long r : samples(rows))
						assertEquals(Region.between(Math.max(0, c * g[2] - g[3]), Math.max(0, r * g[2] - g[3]),
							Math.min(width, (c + 1) * g[2] + g[3]), Math.min(height, (r + 1) * g[2] + g[3])),
							layout.tile(level, c, r));
				width = width / 2 + width % 2;
				height = height / 2 + height % 2;
			}
			assertEquals("the smallest is one pixel", 1, Math.max(width, height));
			assertEquals(1, layout.levelWidth(0) * layout.levelHeight(0));
		}
	}

	@Test
	public void theDescriptor() {
		assertEquals("""
			<?xml version="1.0" encoding="UTF-8"?>
			<Image xmlns="http://schemas.microsoft.com/deepzoom/2008" Format="jpg" Overlap="1" TileSize="254">
			  <Size Width="600" Height="500"/>
			</Image>
			""", new DeepZoomLayout(600, 500, 254, 1).descriptor("jpg"));
	}

	@Test
	public void whatIsNotThereIsRefused() {
		final DeepZoomLayout layout = new DeepZoomLayout(600, 500, 254, 1);
		assertThrows(IllegalArgumentException.class, () -> layout.levelWidth(11));
		assertThrows(IllegalArgumentException.class, () -> layout.levelWidth(-1));
		assertThrows(IllegalArgumentException.class, () -> layout.tile(10, 3, 0));
		assertThrows(IllegalArgumentException.class, () -> layout.tile(10, 0, -1));
		assertThrows(IllegalArgumentException.class, () -> layout.tile(10, -1, 0));
		assertThrows(IllegalArgumentException.class, () -> layout.tile(10, 0, 2));
		assertThrows(IllegalArgumentException.class, () -> new DeepZoomLayout(0, 1, 254, 1));
		assertThrows(IllegalArgumentException.class, () -> new DeepZoomLayout(1, 0, 254, 1));
		assertThrows(IllegalArgumentException.class, () -> new DeepZoomLayout(1, 1, 0, 0));
		assertThrows(IllegalArgumentException.class, () -> new DeepZoomLayout(1, 1, 10, 11));
	}
}
