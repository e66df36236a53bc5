package org.coverslip.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, with its streams in files, so that none of them can fill up and block it. */
public final class ExternalProgram {

	/**
	 * How it went.
	 *
	 * @param status
	 *            exit status
	 * @param output
	 *            all bytes of standard output
	 * @param errors
	 *            standard error, trimmed
	 */
	public record Result(int status, byte[] output, String errors) {

		public String text() {
			return new String(output, StandardCharsets.UTF_8);
		}
	}

	private ExternalProgram() {}

	/**
	 * Runs a command.
	 *
	 * @param input
	 *            standard input
	 * @param timeout
	 *            after which it is killed
	 * @throws IOException
	 *             if the program is not there, or was killed after the timeout
	 */
	static Result run(final List<String> command, final String input, final Duration timeout) throws IOException {
		return run(command, Map.of(), input, timeout);
	}

	/**
	 * Runs a command with variables of its environment besides those that are set.
	 *
	 * @throws IOException
	 *             as above
	 */
	public static Result run(final List<String> command, final Map<String, String> environment, final String input,
		final Duration timeout) throws IOException
	{
		final Path folder = Files.createTempDirectory("coverslip-oracle");
		try {
			return run(folder, command, environment, input, timeout);
		}
		finally {
			for (final String name : List.of("in", "out", "err"))
				Files.deleteIfExists(folder.resolve(name));
			Files.delete(folder);
		}
	}

	private static Result run(final Path folder, final List<String> command, final Map<String, String> environment,
		final String input, final Duration timeout) throws IOException
	{
		final Path in = Files.writeString(folder.resolve("in"), input);
		final Path out = folder.resolve("out");
		final Path err = folder.resolve("err");
		final ProcessBuilder builder =
			new ProcessBuilder(command).redirectInput(in.toFile()).redirectOutput(out.toFile())
			.redirectError(err.toFile());
		builder.environment().putAll(environment);
		final Process process = builder.start();
		try {
			if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS))
				throw new IOException(command + " was stopped after " + timeout.toSeconds() + " s");
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException(command + " was interrupted", e);
		}
		finally {
			process.destroyForcibly();
		}
		final String errors = new String(Files.readAllBytes(err), StandardCharsets.UTF_8).trim();
		return new Result(process.exitValue(), Files.readAllBytes(out), errors);
	}
}
