package org.coverslip.app;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Many command lines in one virtual machine, for scripts/compatibility.sh: a line of standard input each, its words
 * between tabs.
 */
public final class CommandLines {

	private CommandLines() {}

	/** Prints for each command line its exit status, a tab, and in one line what it said. */
	public static void main(final String[] args) throws IOException {
		final BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			final ByteArrayOutputStream said = new ByteArrayOutputStream();
			final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
			final int status = new Coverslip(out, out).run(line.split("\t"));
			System.out.println(status + "\t" + said.toString(StandardCharsets.UTF_8).strip().replaceAll("\\s+", " "));
		}
	}
}
