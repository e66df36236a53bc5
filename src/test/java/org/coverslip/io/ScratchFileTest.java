package org.coverslip.io;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

import org.coverslip.testing.OpenFiles;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ScratchFileTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path root() {
		return folder.getRoot().toPath();
	}

	@Test
	public void readsWhatWasWrittenAndZerosBetween() throws IOException {
		try (ScratchFile file = ScratchFile.createIn(root())) {
			file.write(5, ByteBuffer.wrap(new byte[] { 9, 1, 2, 3 }, 1, 3));
			assertEquals(8, file.size());
			assertArrayEquals(new byte[] { 0, 1, 2, 3 }, file.readFully(4, 4));
			final ByteBuffer more = ByteBuffer.allocate(6).position(1);
			assertEquals(2, file.read(6, more));
			assertEquals(3, more.position());
			assertEquals(0, file.read(100, more));
		}
	}

	@Test
	public void isGoneWhenClosed() throws IOException {
		final ScratchFile file = ScratchFile.createIn(root());
		assertEquals(1, root().toFile().list().length);
		file.close();
		file.close();
		assertEquals(0, root().toFile().list().length);
		assertThrows(ClosedChannelException.class, () -> file.read(0, ByteBuffer.allocate(1)));
		assertThrows(ClosedChannelException.class, () -> file.write(0, ByteBuffer.allocate(1)));
		assertEquals(0, OpenFiles.within(root()).size());
		try (ScratchFile elsewhere = ScratchFile.create()) {
			assertEquals(0, elsewhere.size());
		}
	}

	@Test(timeout = 300_000)
	public void aThreadThatWasInterruptedBeforeWritesAndReadsAndStaysInterrupted() throws IOException {
		try (ScratchFile file = ScratchFile.createIn(root())) {
			Thread.currentThread().interrupt();
			file.write(0, ByteBuffer.wrap(new byte[] { 1, 2 }));
			assertTrue(Thread.interrupted());
			Thread.currentThread().interrupt();
			assertArrayEquals(new byte[] { 1, 2 }, file.readFully(0, 2));
			assertTrue(Thread.interrupted());
			file.readFully(0, 2);
			assertFalse(Thread.interrupted());
		}
	}

	/** One thread writes and reads again and is interrupted all the time; the other does the same undisturbed. */
	@Test(timeout = 300_000)
	public void interruptsTakeTheFileAwayFromNobody() throws Exception {
		try (ScratchFile file = ScratchFile.createIn(root())) {
			final AtomicBoolean sound = new AtomicBoolean();
			final Thread disturbed = new Thread(() -> sound.set(isKept(file, 0)), "disturbed");
			disturbed.start();
			boolean undisturbed = true;
			while (disturbed.isAlive()) {
				disturbed.interrupt();
				undisturbed &= isKept(file, 1 << 24);
			}
			assertTrue("who is interrupted", sound.get());
			assertTrue("who is not", undisturbed);
			assertFalse(Thread.currentThread().isInterrupted());
			if (OpenFiles.areKnown()) assertEquals(1, OpenFiles.within(root()).size());
		}
	}

	private static boolean isKept(final ScratchFile file, final long position) {
		try {
			for (int i = 1; i <= 100; i++) {
				final byte[] bytes = new byte[100_000];
				Arrays.fill(bytes, (byte) i);
				file.write(position, ByteBuffer.wrap(bytes));
				if (!Arrays.equals(bytes, file.readFully(position, bytes.length))) return false;
			}
			return true;
		}
		catch (final IOException e) {
			return false;
		}
	}
}
