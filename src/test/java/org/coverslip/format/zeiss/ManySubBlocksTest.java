package org.coverslip.format.zeiss;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.zeiss.CziFixture.Block;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * A slide of 100,000 sub-blocks of 512 x 512 pixels, 26 GB for the most part without content, opens soon and in 256 MB:
 * in a virtual machine of its own. It takes less than 2 s; the limit is there for machines that are busy.
 */
public class ManySubBlocksTest {

	private static final int COLUMNS = 400;
	private static final int ROWS = 250;
	private static final int SIDE = 512;
	/** From one sub-block to the next in the file. */
	private static final long STEP = 32 + 288 + SIDE * SIDE;
	private static final int WRITTEN = 123 * COLUMNS + 45;
	private static final double MOST_SECONDS = 30;
	private static final int TIMEOUT_SECONDS = 600;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static Block block(final int i) {
		return new Block(CziFixture.GRAY8, 0, i % COLUMNS * 500 - 1000, i / COLUMNS * 500 + 77, SIDE, SIDE).dim("C", 0)
			.dim("M", i);
	}

	/** Only the directory is there, and the pixels of one sub-block. */
	private static void write(final Path path) throws IOException {
		final int count = COLUMNS * ROWS;
		final long directory = CziFixture.FIRST + count * STEP;
		final int length = block(0).entry(0).length;
		final ByteBuffer entries = ByteBuffer.allocate(128 + count * length).order(ByteOrder.LITTLE_ENDIAN)
			.putInt(count).position(128);
		for (int i = 0; i < count; i++)
			entries.put(block(i).entry(CziFixture.FIRST + i * STEP));
		try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
			file.write(CziFixture.header(directory, 0, 0));
			file.seek(CziFixture.FIRST + WRITTEN * STEP);
			final ByteBuffer one = ByteBuffer.allocate(256 + SIDE * SIDE).order(ByteOrder.LITTLE_ENDIAN).putInt(0)
				.putInt(0)
				.putLong(SIDE * SIDE).put(block(WRITTEN).entry(CziFixture.FIRST + WRITTEN * STEP)).position(256);
			file.write(CziFixture.segment("ZISRAWSUBBLOCK", one.put(CziFixture.pattern(SIDE, SIDE, 1, 9)).array()));
			file.seek(directory);
			file.write(CziFixture.segment("ZISRAWDIRECTORY", entries.array()));
		}
	}

	@Test
	public void opensInTwoSeconds() throws Exception {
		final Path path = folder.newFile("many.czi").toPath();
		write(path);
		final Path output = folder.newFile("output.txt").toPath();
		final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		final String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		final Process process = new ProcessBuilder(
			List.of(java, "-Xmx256m", "-cp", classes, ManySubBlocksTest.class.getName(), path.toString()))
			.redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertTrue("takes longer than " + TIMEOUT_SECONDS + " s",
				process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
			assertEquals(new String(Files.readAllBytes(output), StandardCharsets.UTF_8), 0, process.exitValue());
		}
		finally {
			process.destroyForcibly();
		}
	}

	/** Time that this thread has computed, so that the other programs of a busy machine do not count. */
	private static long cpuNanos() {
		return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
	}

	/** Opens the file, and ends with 0 if that was fast enough and a region of it is right. */
	public static void main(final String[] args) throws IOException {
		final long start = cpuNanos();
		try (Slide slide = SlideOpener.open(Path.of(args[0]))) {
			final double seconds = (cpuNanos() - start) / 1e9;
			final Scene scene = slide.scenes().get(0);
			assertEquals((COLUMNS - 1) * 500 + SIDE, scene.width());
			assertEquals(COLUMNS * ROWS, scene.level(0).layout().tileCount());
			// the middle of the sub-block, where no other one lies
			final Region region = new Region(WRITTEN % COLUMNS * 500 + 100, WRITTEN / COLUMNS * 500 + 100, 300, 300);
			final PixelBlock read = new RegionReader(TileCache.shared()).read(scene, 0, Plane.FIRST, region)
				.block();
			assertEquals((100 + 3 * 100 + 11 * 9) % 256, read.value(0), 0);
			assertTrue("opening took " + seconds + " s", seconds < MOST_SECONDS);
		}
	}
}
