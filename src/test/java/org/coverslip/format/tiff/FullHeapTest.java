package org.coverslip.format.tiff;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.io.MemoryShortageException;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileSource;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A tile that is read while the heap is full, in a virtual machine of its own. */
public class FullHeapTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** The file is sound, and so nothing is said against it; and where there is room again, the tile is there. */
	@Test
	public void theMemoryIsBlamedAndNotTheFile() throws Exception {
		final Path tiff = folder.getRoot().toPath().resolve("slide.tif");
		try (Slide slide = SampleSlide.brightField(1100, 1040)) {
			SlideWriter.write(slide.scenes().get(0),
				PyramidTiffOptions.builder().compression(Compression.JPEG).tileSize(1024).build(), tiff,
				ProgressListener.NONE);
		}
		final List<String> lines = read(tiff);
		assertEquals(lines.toString(), 2, lines.size());
		assertTrue(lines.get(0), lines.get(0).matches("There is not enough memory to read a tile of 1024 x 1024 pixels "
			+ "in JPEG \\(3145728 bytes\\) at byte \\d+ of \\S+slide.tif; "
			+ "give Java more memory, or let it do less at once"));
		assertEquals("3145728", lines.get(1));
	}

	private List<String> read(final Path image) throws IOException, InterruptedException {
		final Path output = folder.newFile().toPath();
		final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		final Process process = new ProcessBuilder(List.of(java, "-Xmx48m", "-XX:+UseSerialGC", "-cp",
			System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
			ReadsTile.class.getName(), image.toString())).redirectErrorStream(true)
				.redirectOutput(output.toFile()).start();
		try {
			assertTrue("the program took too long", process.waitFor(100, TimeUnit.SECONDS));
		}
		finally {
			process.destroyForcibly();
		}
		return Files.readAllLines(output, StandardCharsets.UTF_8);
	}

	/** Says what becomes of a tile that is read where less than its size is free, and how long it is elsewhere. */
	public static final class ReadsTile {

		private static final int STEP = 1 << 20;

		private ReadsTile() {}

		public static void main(final String[] args) throws IOException {
			try (Slide slide = SlideOpener.open(Path.of(args[0]))) {
				final TileSource tiles = slide.scenes().get(0).level(0).tiles();
				tiles.read(1, Plane.FIRST); // has all classes that reading takes
				System.out.println(whileFull(tiles));
				System.out.println(tiles.read(0, Plane.FIRST).orElseThrow().bytes().length);
			}
		}

		private static String whileFull(final TileSource tiles) throws IOException {
			final List<byte[]> heap = new ArrayList<>();
			try {
				while (true)
					heap.add(new byte[STEP]);
			}
			catch (final OutOfMemoryError e) {
				heap.remove(0); // room for a sentence
			}
			try {
				return "read, beside " + tiles.read(0, Plane.FIRST).orElseThrow() + " and " + heap.size();
			}
			catch (final MemoryShortageException e) {
				heap.clear();
				return e.getMessage();
			}
		}
	}
}
