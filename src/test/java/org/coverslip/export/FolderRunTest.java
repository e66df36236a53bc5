package org.coverslip.export;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.coverslip.export.FolderRun.Job;
import org.coverslip.export.FolderRun.Report;
import org.coverslip.io.FileClaim;
import org.coverslip.io.OutputFile;
import org.coverslip.slide.ProgressListener;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Many slides, each once. */
public class FolderRunTest {

	private static final int SLIDES = 20;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final List<String> worked = Collections.synchronizedList(new ArrayList<>());
	private List<Job> jobs;

	@Before
	public void listJobs() {
		final Path root = folder.getRoot().toPath();
		jobs = IntStream.range(0, SLIDES).mapToObj(i -> root.resolve("results/sub" + i % 2 + "/" + i + ".tif"))
			.map(target -> new Job(root.resolve(target.getFileName()), target, target)).toList();
	}

	private void work(final Path slide, final Path target, final ProgressListener progress) throws IOException {
		progress.progress(1, 2);
		Files.writeString(target, slide.toString());
		worked.add(slide.getFileName().toString());
	}

	private Report run(final FolderRun.Task task) throws IOException {
		return new FolderRun(jobs, task, Throwable::getMessage).run(ProgressListener.NONE);
	}

	@Test
	public void eachSlideOnce() throws IOException {
		assertEquals(new Report(SLIDES, 0, List.of()), run(this::work));
		assertEquals(new Report(0, SLIDES, List.of()), run(this::work));
		assertEquals(SLIDES, worked.size());
		Files.delete(jobs.get(3).target());
		assertEquals(new Report(1, SLIDES - 1, List.of()), run(this::work));
	}

	@Test
	public void aFailureStopsNoOther() throws IOException {
		final Report report = run((slide, target, progress) -> {
			if (slide.endsWith("5.tif")) throw new IOException("it is damaged");
			if (slide.endsWith("7.tif")) throw new IllegalStateException("7.tif is odd");
			work(slide, target, progress);
		});
		assertEquals(new Report(SLIDES - 2, 0, List.of("5.tif: it is damaged", "7.tif is odd")), report);
		assertEquals("18 done, 0 passed over, 2 failed\n5.tif: it is damaged\n7.tif is odd", report.toString());
		assertEquals("what failed is tried again", new Report(2, SLIDES - 2, List.of()), run(this::work));
	}

	@Test
	public void severalWorkersShareTheSlides() throws Exception {
		final ExecutorService workers = Executors.newFixedThreadPool(4);
		try {
			final List<Future<Report>> reports = new ArrayList<>();
			for (int i = 0; i < 4; i++)
				reports.add(workers.submit(() -> run(this::work)));
			int finished = 0;
			for (final Future<Report> report : reports)
				finished += report.get().finished();
			assertEquals(SLIDES, finished);
			assertEquals(SLIDES, worked.stream().distinct().count());
			assertEquals(SLIDES, worked.size());
		}
		finally {
			workers.shutdown();
		}
	}

	@Test
	public void whatAnotherWorksOnIsLeftToIt() throws IOException {
		final Path target = jobs.get(0).target();
		Files.createDirectories(target.getParent());
		try (FileClaim other = FileClaim.take(target.resolveSibling(".0.tif.working")).orElseThrow()) {
			assertEquals(new Report(SLIDES - 1, 1, List.of()), run(this::work));
		}
		assertEquals(new Report(1, SLIDES - 1, List.of()), run(this::work));
	}

	@Test
	public void nothingIsLeftBehindNotEvenByWhoWasKilled() throws IOException {
		final Path target = jobs.get(0).target();
		Files.createDirectories(target.getParent());
		Files.writeString(target.resolveSibling(".0.tif.working"), ""); // without its process, nobody holds it
		OutputFile.create(target).write(0, ByteBuffer.wrap(new byte[9]));
		try (OutputFile another = OutputFile.create(target.resolveSibling("0.tif.tif"))) {
			run(this::work);
			another.commit(); // what somebody writes under a longer name is not touched
		}
		try (var files = Files.walk(folder.getRoot().toPath())) {
			assertEquals(List.of(), files.filter(file -> file.getFileName().toString().startsWith(".")).toList());
		}
	}

	@Test
	public void progressIsOfAllSlides() throws IOException {
		final List<String> told = new ArrayList<>();
		final boolean[] canceled = new boolean[1];
		final ProgressListener listener = new ProgressListener() {

			@Override
			public void progress(final long done, final long total) {
				told.add(done + " of " + total);
			}

			@Override
			public boolean isCanceled() {
				return canceled[0];
			}
		};
		new FolderRun(jobs.subList(0, 2), (slide, target, progress) -> {
			progress.progress(0, 0);
			progress.progress(1, 4);
			assertFalse(progress.isCanceled());
			canceled[0] = true;
			assertTrue(progress.isCanceled());
			canceled[0] = false;
		}, Throwable::getMessage).run(listener);
		assertEquals(List.of("0 of 2000", "250 of 2000", "1000 of 2000", "1000 of 2000", "1250 of 2000",
			"2000 of 2000"), told);
	}

	@Test
	public void cancellingStopsBetweenAndWithinSlides() throws IOException {
		final ProgressListener afterThree = new ProgressListener() {

			@Override
			public void progress(final long done, final long total) {
				assertTrue(done + " of " + total, done <= total);
			}

			@Override
			public boolean isCanceled() {
				return worked.size() >= 3;
			}
		};
		assertThrows(CancellationException.class,
			() -> new FolderRun(jobs, this::work, Throwable::getMessage).run(afterThree));
		assertEquals(3, worked.size());
		assertEquals(new Report(SLIDES - 3, 3, List.of()), run(this::work));
	}

	@Test
	public void aClaimHoldsUntilItIsClosed() throws IOException {
		final Path file = folder.getRoot().toPath().resolve("claim");
		try (FileClaim mine = FileClaim.take(file).orElseThrow()) {
			assertEquals(Optional.empty(), FileClaim.take(file));
		}
		assertTrue(Files.notExists(file));
		FileClaim.take(file).orElseThrow().close();
	}

	@Test
	public void otherSettingsAreRefused() throws IOException {
		final Path results = folder.getRoot().toPath().resolve("a/b");
		FolderRun.checkSettings(results, "task=convert quality=80");
		FolderRun.checkSettings(results, "task=convert quality=80 ");
		final IllegalArgumentException refused =
			assertThrows(IllegalArgumentException.class, () -> FolderRun.checkSettings(results, "task=tiles"));
		assertEquals(
			results + " holds results of \"task=convert quality=80\"; choose another folder for \"task=tiles\"",
			refused.getMessage());
	}
}
