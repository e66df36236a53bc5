package org.coverslip.io;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

import org.coverslip.testing.OpenFiles;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileByteSourceTest {

	private static final int LARGE = 32 << 20;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path file(final byte... content) throws IOException {
		return Files.write(folder.getRoot().toPath().resolve("file"), content);
	}

	@Test
	public void readsAtPositionsAndLessAtTheEnd() throws IOException {
		try (FileByteSource source = FileByteSource.open(file((byte) 10, (byte) 11, (byte) 12, (byte) 13))) {
			assertEquals(4, source.size());
			assertArrayEquals(new byte[] { 11, 12 }, source.readFully(1, 2));
			final ByteBuffer buffer = ByteBuffer.allocate(8).position(1);
			assertEquals(2, source.read(2, buffer));
			assertEquals(3, buffer.position());
			assertArrayEquals(new byte[] { 0, 12, 13, 0, 0, 0, 0, 0 }, buffer.array());
			assertEquals("behind the end", 0, source.read(100, buffer));
			assertEquals("no room", 0, source.read(0, ByteBuffer.allocate(0)));
		}
	}

	@Test
	public void whatLiesOutsideIsRefusedBeforeMemoryIsTaken() throws IOException {
		try (FileByteSource source = FileByteSource.open(file(new byte[4]))) {
			assertEquals(4, source.readFully(0, 4).length);
			assertEquals(0, source.readFully(4, 0).length);
			final long[][] outside = { { -1, 1 }, { 0, -1 }, { 0, 5 }, { 3, 2 }, { 5, 0 }, { 1, Long.MAX_VALUE } };
			for (final long[] part : outside)
				assertThrows(Arrays.toString(part), EOFException.class, () -> source.readFully(part[0], part[1]));
		}
	}

	@Test
	public void onlyFilesAreOpened() throws IOException {
		final Path root = folder.getRoot().toPath();
		final String message = assertThrows(IOException.class, () -> FileByteSource.open(root)).getMessage();
		assertEquals(root + " is a folder, not a file to read", message);
		assertThrows(NoSuchFileException.class, () -> FileByteSource.open(root.resolve("none")));
		final Path device = Path.of("/dev/null");
		if (Files.exists(device)) assertTrue(assertThrows(IOException.class, () -> FileByteSource.open(device))
			.getMessage().contains("is a device"));
	}

	@Test
	public void aClosedSourceIsNotOpenedAgain() throws IOException {
		final Path file = file(new byte[4]);
		final FileByteSource source = FileByteSource.open(file);
		source.close();
		source.close();
		assertThrows(ClosedChannelException.class, () -> source.read(0, ByteBuffer.allocate(1)));
		assertEquals(0, OpenFiles.within(file).size());
		assertEquals(file.toString(), source.toString());
	}

	@Test(timeout = 300_000)
	public void aThreadThatWasInterruptedBeforeReadsAndStaysInterrupted() throws IOException {
		try (FileByteSource source = FileByteSource.open(file((byte) 1, (byte) 2))) {
			Thread.currentThread().interrupt();
			assertArrayEquals(new byte[] { 1, 2 }, source.readFully(0, 2));
			assertTrue(Thread.interrupted());
			source.readFully(0, 2);
			assertFalse("who was not interrupted is not", Thread.interrupted());
		}
	}

	/**
	 * An interrupt in the middle of a read closes the channel under all readers. The one that is interrupted still gets
	 * all its bytes, the others notice nothing, and the file is open once afterwards.
	 */
	@Test(timeout = 300_000)
	public void anInterruptedReadTakesTheFileAwayFromNobody() throws Exception {
		final byte[] content = new byte[LARGE];
		Arrays.fill(content, (byte) 7);
		final Path file = file(content);
		try (FileByteSource source = FileByteSource.open(file)) {
			final AtomicBoolean enough = new AtomicBoolean();
			final FutureTask<Integer> others = inThread(() -> {
				int reads = 0;
				while (!enough.get()) {
					assertArrayEquals(new byte[] { 7, 7, 7 }, source.readFully(reads++ % 1000, 3));
					assertFalse("only who was interrupted is", Thread.currentThread().isInterrupted());
				}
				return reads;
			});
			try {
				int hits = 0;
				while (hits < 3)
					if (interruptsARead(source)) hits++;
			}
			finally {
				enough.set(true);
			}
			assertTrue(others.get() > 0);
			assertArrayEquals(new byte[] { 7, 7 }, source.readFully(LARGE - 2, 2));
			if (OpenFiles.areKnown()) assertEquals(1, OpenFiles.within(file).size());
		}
		assertEquals(0, OpenFiles.within(file).size());
	}

	/**
	 * Reads all in a thread, and interrupts it once a part has arrived.
	 *
	 * @return whether the rest had not: else the read was too fast, and must be tried again
	 */
	private static boolean interruptsARead(final FileByteSource source) throws Exception {
		final ByteBuffer all = ByteBuffer.allocateDirect(LARGE);
		final AtomicBoolean interrupted = new AtomicBoolean();
		final AtomicBoolean stillSet = new AtomicBoolean();
		final FutureTask<Integer> read = new FutureTask<>(() -> {
			final int n = source.read(0, all);
			while (!interrupted.get())
				Thread.yield();
			stillSet.set(Thread.interrupted());
			return n;
		});
		final Thread reader = new Thread(read, "reader");
		reader.start();
		while (all.get(0) == 0 && !read.isDone())
			Thread.yield();
		final boolean inTheMiddle = all.get(LARGE - 1) == 0;
		reader.interrupt();
		interrupted.set(true);
		assertEquals(LARGE, (int) read.get());
		assertEquals(LARGE, all.position());
		for (int i = 0; i < LARGE; i++)
			if (all.get(i) != 7) assertEquals("byte " + i, 7, all.get(i));
		assertTrue("the interrupt stays set", stillSet.get());
		return inTheMiddle;
	}

	private static <T> FutureTask<T> inThread(final Callable<T> work) {
		final FutureTask<T> task = new FutureTask<>(work);
		new Thread(task, "other reader").start();
		return task;
	}
}
