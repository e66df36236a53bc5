package org.coverslip.io;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class WholeFileTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void whatIsWrittenReplacesWhatWasThere() throws IOException {
		final Path file = folder.getRoot().toPath().resolve("file");
		WholeFile.write(file, new byte[100_000]);
		WholeFile.write(file, new byte[] { 1, 2, 3 });
		assertArrayEquals(new byte[] { 1, 2, 3 }, WholeFile.read(file, 3));
		assertEquals(1, folder.getRoot().list().length);
		assertThrows(NoSuchFileException.class, () -> WholeFile.write(file.resolveSibling("none/file"), new byte[1]));
	}

	@Test
	public void aFileThatIsTooLongIsRefusedWithItsName() throws IOException {
		final Path file = Files.write(folder.getRoot().toPath().resolve("file"), new byte[4]);
		final IOException refusal = assertThrows(SlideFormatException.class, () -> WholeFile.read(file, 3));
		assertTrue(refusal.getMessage(), refusal.getMessage().contains("file") && refusal.getMessage()
			.contains("at most 3 bytes"));
	}

	@Test
	public void theEndTellsWhetherAFileIsComplete() throws IOException {
		final Path file = folder.getRoot().toPath().resolve("file");
		final byte[] end = { (byte) 0xff, (byte) 0xd9 };
		final byte[][] complete = { end, { 1, (byte) 0xff, (byte) 0xd9 } };
		for (final byte[] bytes : complete)
			assertTrue(WholeFile.endsWith(Files.write(file, bytes), end));
		final byte[][] cutOff = { {}, { (byte) 0xd9 }, { (byte) 0xff, (byte) 0xd9, 0 }, { 0, 0, 0 } };
		for (final byte[] bytes : cutOff)
			assertFalse(WholeFile.endsWith(Files.write(file, bytes), end));
	}
}
