package org.coverslip.format.plain;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Slide;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Images much larger than the memory, read in a virtual machine of their own. */
public class LargeImageMemoryTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** 12000 x 9000 pixels are 309 MiB. */
	@Test
	public void aJpegIsReadInMuchLessMemoryThanItsPixelsTake() throws Exception {
		final Path jpeg = LargeJpegFile.write(folder.getRoot().toPath().resolve("large.jpg"), 12000, 9000);
		assertEquals("12000 x 9000, repeating", read(jpeg, "-Xmx64m"));
	}

	private String read(final Path image, final String memory) throws IOException, InterruptedException {
		final Path output = folder.newFile().toPath();
		final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		final Process process = new ProcessBuilder(List.of(java, memory, "-cp",
			System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
			ReadsAll.class.getName(),
			image.toString())).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertTrue("the program took too long", process.waitFor(300, TimeUnit.SECONDS));
		}
		finally {
			process.destroyForcibly();
		}
		return Files.readString(output, StandardCharsets.UTF_8).trim();
	}

	/** Reads all tiles of an image that repeats itself downwards, and says whether it does. */
	public static final class ReadsAll {

		private ReadsAll() {}

		public static void main(final String[] args) throws IOException {
			try (Slide slide = SlideOpener.open(Path.of(args[0]))) {
				final Level level = slide.scenes().get(0).level(0);
				final UniformTileGrid grid = (UniformTileGrid) level.layout();
				final int[] sums = new int[(int) grid.columns()];
				boolean repeating = true;
				for (long tile = 0; tile < grid.tileCount(); tile++) {
					final PixelBlock block = level.tiles().read(tile, Plane.FIRST).orElseThrow();
					final int row = (int) (tile / grid.columns());
					if (row == 0 || row >= grid.rows() - 1) continue; // at the border chroma has no neighbours
					final int sum = Arrays.hashCode(block.bytes());
					if (row == 1) sums[(int) (tile % grid.columns())] = sum;
					repeating &= sums[(int) (tile % grid.columns())] == sum;
				}
				System.out.println(level.width() + " x " + level.height() + (repeating ? ", repeating" : ", changing"));
			}
		}
	}
}
