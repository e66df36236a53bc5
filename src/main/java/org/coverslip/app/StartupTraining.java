package org.coverslip.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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

	public static void main(final String[] args) throws IOException {
		trainIn(Files.createTempDirectory("coverslip-training"));
	}

	/**
	 * Trains in an empty folder, which is removed afterwards.
	 *
	 * @throws IllegalStateException
	 *             if a command fails
	 */
	static void trainIn(final Path folder) throws IOException {
		try {
			train(folder);
		}
		finally {
			for (final Path file : contents(folder))
				Files.delete(file);
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
		run("convert", slide, folder.resolve("slide.ome.zarr").toString());
		run("deepzoom", slide, folder.resolve("slide.dzi").toString());
		run("tiles", slide, folder.resolve("tiles").toString());
		run("process", slide, folder.resolve("smooth.tif").toString(), "--function", "gaussian", "--options",
			"sigma=2");
	}

	private static void run(final String... arguments) {
		final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
		if (new Coverslip(nowhere, nowhere).run(arguments) != Coverslip.DONE)
			throw new IllegalStateException("cannot train: coverslip " + String.join(" ", arguments));
	}

	/** What is in a folder, and in those within, and then the folder itself. */
	private static List<Path> contents(final Path folder) throws IOException {
		try (var files = Files.walk(folder)) {
			return files.sorted(Comparator.reverseOrder()).toList();
		}
	}
}
