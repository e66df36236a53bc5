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
		own.begin("1");
		final Path slide = SampleFile.brightField(root.resolve("slide.tif"));
		unit = new SlideUnit(slide.toString(), root.resolve("out/slide.ome.zarr").toString(),
			root.resolve("out/slide.ome.zarr").toString(), Files.size(slide), 5, 6);
	}

	private SlideAttempt attempt() {
		return new SlideAttempt(new RunParameters("convert", "zarr=0.5 chunk=128 region=[0, 0, 500, 400]", "", "1",
			own.root().toString(), 1, 3), true, () -> false);
	}

	private Entry run() throws IOException {
		return attempt().run(SlidePiece.whole(unit)).slide().orElseThrow();
	}

	private List<String> names(final Path of) throws IOException {
		try (Stream<Path> files = Files.list(of)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	public void whatEndedIsNotDoneAgain() throws IOException {
		final Entry first = run();
		assertTrue(first.error(), first.isDone());
		Files.delete(Path.of(unit.slide()));
		assertEquals(first, run());
	}

	/** Speculation: two do the same at the same time, or one after the other, and neither disturbs. */
	@Test
	public void severalAtOnceLeaveOneResult() throws Exception {
		run();
		final Map<String, String> expected = FolderTree.of(Path.of(unit.target()));
		for (int round = 0; round < 3; round++) {
			final ConcurrentLinkedQueue<Entry> ended = new ConcurrentLinkedQueue<>();
			final List<Thread> threads = new ArrayList<>();
			own.begin("1");
			for (int i = 0; i < 3; i++)
				threads.add(new Thread(() -> {
					try {
						ended.add(run());
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
			own.begin(SlidePiece.whole(unit));
		final Entry entry = run();
		assertFalse(entry.isDone());
		assertTrue(entry.error(), entry.error().contains("slide.tif was begun 3 times"));
		assertFalse(Files.exists(Path.of(unit.target())));
		assertEquals(entry, run());
	}

	@Test
	public void anOlderResultIsReplaced() throws IOException {
		Files.createDirectories(Path.of(unit.target()).resolve("old"));
		final Entry entry = run();
		assertTrue(entry.error(), entry.isDone());
		assertFalse(Files.exists(Path.of(unit.target()).resolve("old")));
		assertTrue(Files.exists(Path.of(unit.target()).resolve("zarr.json")));
	}

	/** As when a driver was killed between parts, and the next one begins them all again. */
	@Test
	public void partsThatAreThereAreNotMadeAgain() throws IOException {
		final int pixels = 1 << 16;
		final int count = 2 * 2;
		for (int i = 0; i < count; i++)
			assertTrue(attempt().run(new SlidePiece(unit, i, count, pixels, 1)).slide().isEmpty());
		final List<Path> segments;
		try (Stream<Path> files = Files.walk(own.root().resolve("parts"))) {
			segments = files.filter(Files::isRegularFile).toList();
		}
		assertEquals(count, segments.size());
		own.begin("1");
		for (final Path segment : segments)
			Files.setLastModifiedTime(segment, java.nio.file.attribute.FileTime.fromMillis(0));
		attempt().run(new SlidePiece(unit, 1, count, pixels, 1));
		for (final Path segment : segments)
			assertEquals(0, Files.getLastModifiedTime(segment).toMillis());
		final Entry entry = attempt().run(new SlidePiece(unit, count, count, pixels, 0)).slide().orElseThrow();
		assertTrue(entry.error(), entry.isDone());
		final Map<String, String> assembled = FolderTree.of(Path.of(unit.target()));
		assertEquals("a second attempt, when all has been put away", entry,
			attempt().run(new SlidePiece(unit, count, count, pixels, 0)).slide().orElseThrow());
		own.begin("2");
		assertTrue(run().isDone());
		assertTrue(FolderTree.of(Path.of(unit.target())).equals(assembled));
	}
}
