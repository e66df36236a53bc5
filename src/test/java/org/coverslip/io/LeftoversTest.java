package org.coverslip.io;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.coverslip.testing.JavaProgram;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What killed processes have left is removed, and nothing else. */
public class LeftoversTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path file(final String name) throws IOException {
		return Files.writeString(folder.getRoot().toPath().resolve(name), "x");
	}

	/** The mark of a process that has ended. */
	private static String dead() throws IOException, InterruptedException {
		final Process process =
			new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version").start();
		final Instant start = process.info().startInstant().orElse(Instant.now());
		process.waitFor();
		return OwnerMark.of(process.pid(), start);
	}

	@Test
	public void onlyWhatDeadProcessesLeft() throws Exception {
		final String dead = dead();
		final List<Path> left = List.of(file(".a.tif." + dead + ".part"), file("coverslip-scratch-" + dead + "-17"),
			Files.createDirectories(folder.getRoot().toPath().resolve(".a.zarr." + dead + ".part/0/0")).getParent()
				.getParent());
		final String reused = OwnerMark.of(ProcessHandle.current().pid(), Instant.now().minusSeconds(100_000));
		final Path before = file(".b.tif." + reused + ".part");
		final List<Path> kept = List.of(file(".a.tif." + OwnerMark.next() + ".part"), file("a.tif"),
			file(".a.tif.part"), file(".c.tif.00000000-" + dead.substring(9) + ".part"), file("." + dead + ".tif"),
			file("coverslip-web-" + OwnerMark.next() + "-3"));
		OutputFile.create(folder.getRoot().toPath().resolve("new.tif")).close();
		for (final Path path : left)
			assertFalse(path.toString(), Files.exists(path));
		assertFalse("number of a process that came again", Files.exists(before));
		for (final Path path : kept)
			assertTrue(path.toString(), Files.exists(path));
	}

	@Test
	public void temporaryFilesSayWhoseTheyAre() throws Exception {
		final Path made = TemporaryFiles.newFolder("test");
		try {
			assertTrue(made.toString(),
				made.getFileName().toString().matches("coverslip-test-" + OwnerMark.PATTERN + "-[0-9]+"));
			Leftovers.remove(made.getParent());
			assertTrue(Files.exists(made));
		}
		finally {
			Files.delete(made);
		}
	}

	@Test
	public void aClaimOutlivesTheRefusalOfAnother() throws Exception {
		final Path claimed = folder.getRoot().toPath().resolve("claimed");
		try (FileClaim mine = FileClaim.take(claimed).orElseThrow()) {
			assertTrue(FileClaim.take(claimed).isEmpty());
			final Path alias = folder.newFolder("in").toPath().resolve("../claimed");
			assertTrue(FileClaim.take(alias).isEmpty());
			assertEquals("held", inAnotherProcess(claimed));
		}
		assertFalse(Files.exists(claimed));
		assertEquals("free", inAnotherProcess(claimed));
	}

	private String inAnotherProcess(final Path claimed) throws Exception {
		return JavaProgram
			.run(folder.newFolder().toPath(), Map.of(), Claimant.class, claimed.toString()).output().strip();
	}

	/** Says whether a file is claimed. */
	public static final class Claimant {

		private Claimant() {}

		public static void main(final String[] args) throws IOException {
			System.out.println(FileClaim.take(Path.of(args[0])).isPresent() ? "free" : "held");
		}
	}
}
