package org.coverslip.io;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FilePoolTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private List<Path> files(final int count) throws IOException {
		final List<Path> files = new ArrayList<>();
		for (int i = 0; i < count; i++)
			files.add(
				Files.write(folder.getRoot().toPath().resolve("f" + i), new byte[] { (byte) i, (byte) (i + 1), 7 }));
		return files;
	}

	@Test
	public void filesAreOpenedWhenReadAndOnlySomeStayOpen() throws IOException {
		try (FilePool pool = new FilePool(3)) {
			final List<ByteSource> sources = files(10).stream().map(StoredFile::of).map(pool::source).toList();
			assertEquals(0, pool.openCount());
			for (int round = 0; round < 2; round++)
				for (int i = 0; i < 10; i++) {
					assertArrayEquals(new byte[] { (byte) (i + 1), 7 }, sources.get(i).readFully(1, 2));
					assertTrue(pool.openCount() <= 3);
				}
			assertEquals(3, pool.openCount());
			assertEquals(3, sources.get(0).size());
		}
	}

	@Test
	public void mostRecentlyReadStayOpen() throws IOException {
		try (FilePool pool = new FilePool(2)) {
			final List<Path> files = files(3);
			final ByteSource first = pool.source(StoredFile.of(files.get(0)));
			first.readFully(0, 1);
			pool.source(StoredFile.of(files.get(1))).readFully(0, 1);
			first.readFully(0, 1);
			pool.source(StoredFile.of(files.get(2))).readFully(0, 1);
			Files.delete(files.get(0));
			Files.delete(files.get(1));
			assertEquals("still open", 7, first.readFully(2, 1)[0]);
			assertThrows(NoSuchFileException.class, () -> pool.source(StoredFile.of(files.get(1))).readFully(0, 1));
		}
	}

	@Test
	public void closedPoolReadsNothing() throws IOException {
		final FilePool pool = new FilePool(2);
		final ByteSource source = pool.source(StoredFile.of(files(1).get(0)));
		source.readFully(0, 1);
		source.close();
		source.readFully(0, 1);
		pool.close();
		pool.close();
		assertEquals(0, pool.openCount());
		assertThrows(ClosedChannelException.class, () -> source.read(0, ByteBuffer.allocate(1)));
	}

	@Test
	public void manyThreadsReadMoreFilesThanStayOpen() throws Exception {
		final ExecutorService threads = Executors.newFixedThreadPool(8);
		try (FilePool pool = new FilePool(2)) {
			final List<ByteSource> sources = files(20).stream().map(StoredFile::of).map(pool::source).toList();
			final List<Callable<Byte>> tasks = new ArrayList<>();
			for (int i = 0; i < 2000; i++) {
				final ByteSource source = sources.get(i * 7 % 20);
				tasks.add(() -> source.readFully(0, 1)[0]);
			}
			final List<Future<Byte>> found = threads.invokeAll(tasks);
			for (int i = 0; i < found.size(); i++)
				assertEquals(i * 7 % 20, (int) found.get(i).get());
			assertTrue(pool.openCount() <= 2);
		}
		finally {
			threads.shutdownNow();
		}
	}
}
