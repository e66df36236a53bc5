package org.coverslip.io;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.coverslip.io.AppendedFiles.Appended;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Files that grow from several threads while only two of them are open. */
public class AppendedFilesTest {

	private static final int FILES = 12;
	private static final int PARTS = 200;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Where something was appended, there it is; nothing else is in the files. */
	@Test
	public void everythingIsWhereItWasAppended() throws Exception {
		final List<Appended> files = new ArrayList<>();
		final long[][] places = new long[FILES][PARTS];
		final ExecutorService threads = Executors.newFixedThreadPool(4);
		try (AppendedFiles all = new AppendedFiles(2)) {
			for (int f = 0; f < FILES; f++)
				files.add(all.file(path(f)));
			final List<Future<?>> work = new ArrayList<>();
			for (int p = 0; p < PARTS; p++) {
				final int part = p;
				work.add(threads.submit(() -> {
					for (int f = 0; f < FILES; f++)
						places[f][part] = files.get(f).append(ByteBuffer.wrap(bytes(f, part)));
					return null;
				}));
			}
			for (final Future<?> done : work)
				done.get();
			files.get(0).close();
			assertEquals(Files.size(path(0)), files.get(0).append(ByteBuffer.wrap(new byte[] { 7 })));
		}
		finally {
			threads.shutdownNow();
		}
		for (int f = 0; f < FILES; f++) {
			final byte[] found = Files.readAllBytes(path(f));
			int length = f == 0 ? 1 : 0;
			for (int p = 0; p < PARTS; p++) {
				final byte[] expected = bytes(f, p);
				length += expected.length;
				final ByteArrayOutputStream part = new ByteArrayOutputStream();
				part.write(found, (int) places[f][p], expected.length);
				assertArrayEquals(expected, part.toByteArray());
			}
			assertEquals(length, found.length);
		}
	}

	private Path path(final int number) {
		return folder.getRoot().toPath().resolve(Integer.toString(number));
	}

	private static byte[] bytes(final int file, final int part) {
		final byte[] bytes = new byte[1 + (file * 31 + part * 17) % 500];
		for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) (file + part * 3 + i);
		return bytes;
	}
}
