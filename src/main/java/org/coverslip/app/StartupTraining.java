package org.coverslip.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.command.DrawnSlide;
import org.coverslip.slide.ProgressListener;

/**
 * Uses the command line in its usual ways on a small slide, so that Java can archive the classes that it loads for it
 * (class data sharing, {@code -XX:ArchiveClassesAtExit}). The build runs it; {@code scripts/coverslip} starts faster
 * with the archive.
 */
final class StartupTraining {

	private static final int SIDE = 700;

	private StartupTraining() {}

	/**
	 * Trains in a folder that is removed afterwards.
	 *
	 * @throws IllegalStateException
	 *             if a command fails
	 */
	public static void main(final String[] args) throws IOException {
		final Path folder = Files.createTempDirectory("coverslip-training");
		try {
			train(folder);
		}
		finally {
			for (final Path file : files(folder))
				Files.delete(file);
			Files.delete(folder);
		}
	}

	private static void train(final Path folder) throws IOException {
		final String slide = DrawnSlide.write(folder.resolve("slide.svs"), SIDE, SIDE, ProgressListener.NONE)
			.toString();
		run("info", slide);
		run("inspect", slide);
		run("read", slide, folder.resolve("region.png").toString(), "--x", "0", "--y", "0", "--width", "300",
			"--height", "300");
		for (final String compression : List.of("jpeg", "lzw", "keep"))
			run("convert", slide, folder.resolve(compression + ".tif").toString(), "--compression", compression);
	}

	private static void run(final String... arguments) {
		final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
		if (new Coverslip(nowhere, nowhere).run(arguments) != Coverslip.DONE)
			throw new IllegalStateException("cannot train: coverslip " + String.join(" ", arguments));
	}

	private static List<Path> files(final Path folder) throws IOException {
		try (var files = Files.list(folder)) {
			return files.toList();
		}
	}
}
