package org.coverslip.io;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class OutputFileTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void appearsUnderItsNameOnCommitOnly() throws IOException {
		final Path target = folder.getRoot().toPath().resolve("out.bin");
		try (OutputFile out = OutputFile.create(target)) {
			out.write(2, ByteBuffer.wrap(new byte[] { 3, 4 }));
			out.write(0, ByteBuffer.wrap(new byte[] { 1, 2 }));
			assertFalse(Files.exists(target));
			out.commit();
		}
		assertArrayEquals(new byte[] { 1, 2, 3, 4 }, Files.readAllBytes(target));
		assertEquals(1, filesInFolder());
	}

	@Test
	public void commitReplacesAndCloseAloneDoesNot() throws IOException {
		final Path target = folder.newFile("out.bin").toPath();
		Files.write(target, new byte[] { 9 });
		try (OutputFile out = OutputFile.create(target)) {
			out.write(0, ByteBuffer.wrap(new byte[] { 1 }));
		}
		assertArrayEquals(new byte[] { 9 }, Files.readAllBytes(target));
		assertEquals("no litter", 1, filesInFolder());
		try (OutputFile out = OutputFile.create(target)) {
			out.write(0, ByteBuffer.wrap(new byte[] { 1 }));
			out.commit();
		}
		assertArrayEquals(new byte[] { 1 }, Files.readAllBytes(target));
	}

	@Test
	public void manyThreadsWriteAtOnce() throws IOException {
		final Path target = folder.getRoot().toPath().resolve("out.bin");
		try (OutputFile out = OutputFile.create(target)) {
			IntStream.range(0, 1000).parallel().forEach(i -> {
				try {
					out.write(4L * i, ByteBuffer.allocate(4).putInt(i).flip());
				}
				catch (final IOException e) {
					throw new AssertionError(e);
				}
			});
			out.commit();
		}
		final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(target));
		for (int i = 0; i < 1000; i++)
			assertEquals(i, bytes.getInt());
		assertFalse(bytes.hasRemaining());
	}

	@Test
	public void refusesFoldersAndMissingFolders() throws IOException {
		final Path root = folder.getRoot().toPath();
		assertTrue(assertThrows(IOException.class, () -> OutputFile.create(root)).getMessage().contains("is a folder"));
		assertTrue(assertThrows(IOException.class, () -> OutputFile.create(root.resolve("no/out.bin"))).getMessage()
			.contains("does not exist"));
		assertEquals(0, filesInFolder());
	}

	private long filesInFolder() throws IOException {
		try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
			return files.count();
		}
	}
}
