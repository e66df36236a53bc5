package org.coverslip.compatibility;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a program finds in files: a line for each fact, {@code FILE TAB KEY TAB VALUE}, on standard output. Keys that
 * every reader uses: {@code page}, an array of a picture ({@link NpyFile}); {@code error}, why the file is not read.
 * Not thread-safe.
 */
final class Findings {

	/** Looks into one file. */
	interface Reader {
		void read(Path file, Findings findings) throws Exception;
	}

	private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
	private final Path folder;
	private String file = "";
	private int arrays;

	private Findings(final Path folder) {
		this.folder = folder;
	}

	/**
	 * Reads all files that standard input lists, one a line.
	 *
	 * @param folder
	 *            where the arrays go
	 */
	static void of(final Path folder, final Reader reader) throws IOException {
		final Findings findings = new Findings(folder);
		final BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			findings.file = line;
			try {
				reader.read(Path.of(line), findings);
			}
			catch (final Exception | LinkageError | OutOfMemoryError e) {
				findings.add("error", e.getMessage() == null ? e.toString() : e.getMessage());
			}
		}
	}

	/** Notes a fact about the file at hand. */
	void add(final String key, final String value) {
		out.println(file + "\t" + key + "\t" + value.strip().replaceAll("\\s+", " "));
	}

	/** Notes an array: samples in the machine's order, in Java's array of their type. */
	void addArray(final String key, final Object array, final boolean signed, final int... shape) throws IOException {
		final Path target = folder.resolve(arrays++ + ".npy");
		NpyFile.write(target, array, signed, shape);
		add(key, target.toString());
	}
}
