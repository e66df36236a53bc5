package org.coverslip.spark;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import org.coverslip.command.SampleFile;
import org.coverslip.export.RunManifest.Entry;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** One unit, attempted by several at once, or time and again. */
public class SlideAttemptTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path root;
	private RunFolder own;
	private SlideUnit unit;

	@Before
	public void write() throws IOException {
		root = folder.getRoot().toPath();
		own = new RunFolder(root.resolve("out").resolve(RunFolder.NAME));
		own.begin();
		final Path slide = SampleFile.brightField(root.resolve("slide.tif"));
		unit = new SlideUnit(slide.toString(), root.resolve("out/slide.ome.zarr").toString(),
			root.resolve("out/slide.ome.zarr").toString(), Files.size(slide), 5, 6);
	}

	private SlideAttempt attempt() {
		return new SlideAttempt(new RunParameters("convert", "zarr=0.5 region=[0, 0, 600, 500]", "settings", "1",
			own.root().toString(), 1, 3), true, () -> false);
	}

	private List<String> names(final Path of) throws IOException {
		try (Stream<Path> files = Files.list(of)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	public void whatEndedIsNotDoneAgain() throws IOException {
		final Entry first = attempt().run(unit);
		assertTrue(first.error(), first.isDone());
		Files.delete(Path.of(unit.slide()));
		assertEquals(first, attempt().run(unit));
	}

	/** Speculation: two do the same at the same time, or one after the other, and neither disturbs. */
	@Test
	public void severalAtOnceLeaveOneResult() throws Exception {
		attempt().run(unit);
		final Map<String, String> expected = FolderTree.of(Path.of(unit.target()));
		for (int round = 0; round < 3; round++) {
			final ConcurrentLinkedQueue<Entry> ended = new ConcurrentLinkedQueue<>();
			final List<Thread> threads = new ArrayList<>();
			own.begin();
			own.unmark(unit);
			for (int i = 0; i < 3; i++)
				threads.add(new Thread(() -> {
					try {
						ended.add(attempt().run(unit));
					}
					catch (final IOException e) {
						throw new java.io.UncheckedIOException(e);
					}
				}));
			threads.forEach(Thread::start);
			for (final Thread thread : threads)
				thread.join();
			assertEquals(3, ended.size());
			for (final Entry entry : ended)
				assertTrue(entry.error(), entry.isDone());
			assertTrue(expected.equals(FolderTree.of(Path.of(unit.target()))));
			assertEquals(List.of(), names(own.root().resolve("work")));
			assertEquals(List.of(RunFolder.NAME, "slide.ome.zarr"), names(root.resolve("out")));
		}
	}

	/** A slide whose executor was killed each time is not begun for ever. */
	@Test
	public void aSlideThatEndsItsExecutorCountsAsFailed() throws IOException {
		for (int i = 0; i < 3; i++)
			own.begin(unit);
		final Entry entry = attempt().run(unit);
		assertFalse(entry.isDone());
		assertTrue(entry.error(), entry.error().contains("slide.tif was begun 3 times"));
		assertFalse(Files.exists(Path.of(unit.target())));
		assertEquals(entry, attempt().run(unit));
	}

	@Test
	public void anOlderResultIsReplaced() throws IOException {
		Files.createDirectories(Path.of(unit.target()).resolve("old"));
		final Entry entry = attempt().run(unit);
		assertTrue(entry.error(), entry.isDone());
		assertFalse(Files.exists(Path.of(unit.target()).resolve("old")));
		assertTrue(Files.exists(Path.of(unit.target()).resolve("zarr.json")));
	}
}
