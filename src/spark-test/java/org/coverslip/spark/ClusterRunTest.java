package org.coverslip.spark;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.coverslip.command.FolderTask;
import org.coverslip.command.FolderWork;
import org.coverslip.command.SampleFile;
import org.coverslip.export.FolderRun;
import org.coverslip.export.FolderRun.Report;
import org.coverslip.export.RunManifest.Entry;
import org.coverslip.export.WrittenDate;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Workers;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Runs on two cores: what they leave is what {@code folder} leaves, and a run goes on where the last one ended. */
public class ClusterRunTest {

	@ClassRule
	public static final SparkSession SPARK = new SparkSession();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** So few that the slides of these tests are divided. */
	private static final long PIXELS = 200 * 200;

	private Path slides;
	private Path results;

	@BeforeClass
	public static void fixDate() {
		System.setProperty(WrittenDate.VARIABLE, "1700000000");
	}

	@AfterClass
	public static void forgetDate() {
		System.clearProperty(WrittenDate.VARIABLE);
	}

	@Before
	public void write() throws IOException {
		slides = folder.newFolder("slides").toPath();
		results = folder.getRoot().toPath().resolve("results");
		SampleFile.brightField(slides.resolve("one.tif"));
		for (final String copy : List.of("two.svs", "two.ome.tif", "three.tif"))
			Files.copy(slides.resolve("one.tif"), slides.resolve(copy));
	}

	private FolderWork work(final String task, final String options) throws IOException {
		return FolderWork.of(FolderTask.of(task), options, slides, results, false, false);
	}

	private Report run(final String task, final String options) throws IOException {
		try (ClusterRun run = ClusterRun.begin(work(task, options), results)) {
			return run.isComplete() ? run.report() : run.on(SPARK.context(), 3, PIXELS, ProgressListener.NONE);
		}
	}

	/** What {@code folder} leaves, with one thread. */
	private Set<String> inOneProcess(final String task, final String options) throws IOException {
		final Path other = folder.newFolder().toPath();
		final FolderWork work = FolderWork.of(FolderTask.of(task), options, slides, other, false, false);
		Workers.withAtMost(1, () -> new FolderRun(work.jobs(),
			(slide, target, listener) -> work.task().run(slide, target, options, listener), Throwable::getMessage)
			.run(ProgressListener.NONE));
		final Set<String> expected = new TreeSet<>();
		FolderTree.of(other).forEach((name, bytes) -> expected.add(name + " " + bytes));
		return expected;
	}

	private Set<String> left() throws IOException {
		final Set<String> left = new TreeSet<>();
		FolderTree.of(results).forEach((name, bytes) -> left.add(name + " " + bytes));
		return left;
	}

	private List<Entry> manifest() throws IOException {
		return Files.readAllLines(results.resolve(ClusterRun.MANIFEST)).stream()
			.map(line -> Entry.of(line).orElseThrow()).toList();
	}

	@Test
	public void leavesWhatFolderLeaves() throws IOException {
		Files.writeString(slides.resolve("a.geojson"), "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Polygon\", "
			+ "\"coordinates\": [[[1, 2], [30, 2], [30, 40], [1, 2]]]}, \"properties\": {}}");
		for (final List<String> one : List.of(List.of("convert", "compression=jpeg quality=80 tilesize=128"),
			List.of("convert", "zarr=0.5 region=[100, 30, 300, 200]"),
			List.of("convert", "zarr=0.4 region=[0, 0, 300, 200]"),
			List.of("tiles", "width=300 height=300"), List.of("deepzoom", "tilesize=256"),
			List.of("annotations", "to=asap")))
		{
			results = folder.newFolder().toPath();
			final int count = one.get(0).equals("annotations") ? 1 : 4;
			final String task = one.get(0);
			assertEquals(task, count + " done, 0 passed over, 0 failed", run(task, one.get(1)).toString());
			final Set<String> expected = inOneProcess(one.get(0), one.get(1));
			assertFalse(expected.isEmpty());
			assertTrue(one + " left other files", expected.equals(left()));
			assertEquals(task, "0 done, " + count + " passed over, 0 failed", run(task, one.get(1)).toString());
		}
	}

	/** Parts of a slide are made by several tasks, and not again if they are there. */
	@Test
	public void aDamagedPartIsAFailureOfItsSlide() throws IOException {
		final String options = "compression=lzw tilesize=64";
		final byte[] damaged = Files.readAllBytes(slides.resolve("two.svs"));
		java.util.Arrays.fill(damaged, damaged.length / 3, damaged.length / 2, (byte) 0x55);
		Files.write(slides.resolve("two.svs"), damaged);
		final Report report = run("convert", options);
		assertEquals(report.toString(), 3, report.finished());
		assertEquals(report.toString(), 1, report.failures().size());
		assertFalse(Files.exists(results.resolve(RunFolder.NAME)));
		Files.copy(slides.resolve("one.tif"), slides.resolve("two.svs"),
			java.nio.file.StandardCopyOption.REPLACE_EXISTING);
		assertEquals("1 done, 3 passed over, 0 failed", run("convert", options).toString());
		assertTrue(inOneProcess("convert", options).equals(left()));
	}

	@Test
	public void aFailureIsListedAndARerunDoesOnlyWhatIsMissing() throws IOException {
		Files.writeString(slides.resolve("broken.svs"), "no slide");
		final String options = "compression=lzw region=[0, 0, 300, 200]";
		final Report first = run("convert", options);
		assertEquals(4, first.finished());
		assertEquals(1, first.failures().size());
		assertTrue(first.toString(), first.failures().get(0).contains("broken.svs"));
		assertEquals(5, manifest().size());
		final Entry failed = manifest().stream().filter(entry -> !entry.isDone()).findFirst().orElseThrow();
		assertEquals(slides.resolve("broken.svs").toString(), failed.input());
		assertEquals("task=convert " + options, failed.parameters());
		assertEquals(8, failed.size());

		final Set<String> before = left();
		Files.delete(results.resolve("three.tif"));
		Files.setLastModifiedTime(slides.resolve("one.tif"), FileTime.fromMillis(1_000_000_000_000L));
		Files.delete(slides.resolve("broken.svs"));
		final Report second = run("convert", options);
		assertEquals("what has no result any more, and what has changed", "2 done, 2 passed over, 0 failed",
			second.toString());
		assertEquals(7, manifest().size());
		assertTrue(before.equals(left()));

		final String refused =
			assertThrows(IllegalArgumentException.class, () -> run("convert", "compression=jpeg")).getMessage();
		assertTrue(refused, refused.contains("choose another folder"));
	}

	/** As a driver leaves it that was killed after an executor had finished a slide, while another was at work. */
	@Test
	public void goesOnAfterADriverThatWasKilled() throws IOException {
		final String options = "compression=lzw region=[0, 0, 300, 200]";
		run("convert", options);
		final Set<String> all = left();
		final List<String> lines = Files.readAllLines(results.resolve(ClusterRun.MANIFEST));
		final RunFolder left = new RunFolder(results.toAbsolutePath().resolve(RunFolder.NAME));
		left.begin("1");
		Files.writeString(results.resolve(ClusterRun.MANIFEST), lines.get(0) + "\n" + lines.get(1) + "\n");
		Files.writeString(left.root().resolve("ended/0123456789abcdef.json"), lines.get(2) + "\n");
		Files.writeString(left.root().resolve("ended/.0123456789abcdee.json.part"), "{\"inp");
		Files.writeString(left.workFolder().resolve("two.tif"), "II*");
		assertEquals("1 done, 3 passed over, 0 failed", run("convert", options).toString());
		assertTrue(all.equals(left()));
		assertEquals(4, manifest().size());
	}

	@Test
	public void onlyOneDriverWorksInAFolder() throws IOException {
		try (ClusterRun first = ClusterRun.begin(work("convert", ""), results)) {
			final String refused =
				assertThrows(IOException.class, () -> ClusterRun.begin(work("convert", ""), results)).getMessage();
			assertEquals("another run is working in " + results, refused);
			assertFalse(first.isComplete());
		}
		assertFalse(Files.exists(results.resolve(RunFolder.NAME)));
	}

	@Test
	public void aCancelEndsTheRunAndLeavesNoLitter() throws IOException {
		final ProgressListener canceled = new ProgressListener() {

			@Override
			public void progress(final long done, final long total) {}

			@Override
			public boolean isCanceled() {
				return true;
			}
		};
		try (Stream<Path> files = Files.list(slides)) {
			for (final Path file : files.toList())
				for (int i = 0; i < 5; i++)
					Files.copy(file, slides.resolve(i + file.getFileName().toString()));
		}
		try (ClusterRun run = ClusterRun.begin(work("convert", ""), results)) {
			assertThrows(CancellationException.class, () -> run.on(SPARK.context(), 3, PIXELS, canceled));
			assertTrue(run.report().toString(), run.report().finished() < 24);
		}
		assertFalse(Files.exists(results.resolve(RunFolder.NAME)));
	}
}
