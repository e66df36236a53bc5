package org.coverslip.io;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

	@Test
	public void onlyRegularFilesAreReplaced() throws Exception {
		final Path root = folder.getRoot().toPath();
		final Path file = Files.write(root.resolve("file.bin"), new byte[] { 9 });
		final Path link = Files.createSymbolicLink(root.resolve("link.bin"), file);
		final Path nowhere = Files.createSymbolicLink(root.resolve("nowhere.bin"), root.resolve("none"));
		for (final Path target : List.of(link, nowhere)) {
			final IOException refusal = assertThrows(IOException.class, () -> OutputFile.create(target));
			assertTrue(refusal.getMessage(), refusal.getMessage().startsWith(target + " is a link to "));
			assertTrue(Files.isSymbolicLink(target));
		}
		assertArrayEquals(new byte[] { 9 }, Files.readAllBytes(file));
		assertFalse(Files.exists(root.resolve("none")));
		final Path pipe = root.resolve("pipe.bin");
		assumeTrue("skipped: mkfifo is not installed here", new File("/usr/bin/mkfifo").canExecute());
		assertEquals(0, new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor());
		assertEquals(pipe + " is a device, a pipe or a socket and is not replaced; name a file",
			assertThrows(IOException.class, () -> OutputFile.create(pipe)).getMessage());
		assertEquals(pipe + " is a device, a pipe or a socket, not a file to read",
			assertThrows(IOException.class, () -> FileByteSource.open(pipe)).getMessage());
	}

	@Test
	public void whatIsReadIsNotReplacedUnderAnyName() throws IOException {
		final Path root = folder.getRoot().toPath();
		final Path slide = Files.write(root.resolve("slide.bin"), new byte[] { 1 });
		final Path companion = Files.write(root.resolve("companion.bin"), new byte[] { 2 });
		final List<Path> inputs = List.of(slide, companion, root.resolve("missing.bin"));
		final Path hard = Files.createLink(root.resolve("hard.bin"), companion);
		final Path link = Files.createSymbolicLink(root.resolve("link.bin"), companion);
		final Path roundabout = Files.createDirectory(root.resolve("sub")).resolve("..").resolve("companion.bin");
		assertEquals(slide + " is the slide itself and is not overwritten; choose another name",
			assertThrows(IllegalArgumentException.class, () -> OutputFile.create(slide, inputs)).getMessage());
		for (final Path target : List.of(companion, hard, link, roundabout))
			assertEquals(target + " belongs to the slide slide.bin and is not overwritten; choose another name",
				assertThrows(IllegalArgumentException.class, () -> OutputFile.create(target, inputs)).getMessage());
		try (OutputFile out = OutputFile.create(root.resolve("other.bin"), inputs)) {
			out.commit();
		}
		try (OutputFile out = OutputFile.create(root.resolve("other.bin"), inputs)) {
			out.commit(); // another file that is there is replaced
		}
	}
}
