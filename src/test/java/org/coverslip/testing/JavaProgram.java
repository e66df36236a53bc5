package org.coverslip.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java program with the tests' class path in a virtual machine of its own. */
public final class JavaProgram {

	private static final long TIMEOUT_SECONDS = 600;

	/** How it went. */
	public record Result(int status, String output, String errors) {}

	private JavaProgram() {}

	/**
	 * Runs a class's main method.
	 *
	 * @param home
	 *            the user's home folder for the program, which keeps its preferences out of the real one
	 */
	public static Result run(final Path home, final Map<String, String> environment, final Class<?> main,
		final String... args)
		throws IOException, InterruptedException
	{
		return run(home, Path.of(""), environment, main, args);
	}

	/** As {@link #run(Path, Map, Class, String...)}, with file names relative to {@code folder}. */
	public static Result run(final Path home, final Path folder, final Map<String, String> environment,
		final Class<?> main, final String... args)
		throws IOException, InterruptedException
	{
		final List<String> command =
			new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-Duser.home=" + home, "-Djava.util.prefs.userRoot=" + home, "-cp",
			classPath(), main.getName()));
		command.addAll(List.of(args));
		final Path out = home.resolve("stdout");
		final Path err = home.resolve("stderr");
		final ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile())
			.redirectOutput(out.toFile()).redirectError(err.toFile());
		builder.environment().putAll(environment);
		final Process process = builder.start();
		try {
			if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS))
				throw new IOException(main.getSimpleName() + " did not end within " + TIMEOUT_SECONDS + " s; it said: "
					+ Files.readString(out) + Files.readString(err));
		}
		finally {
			process.destroyForcibly();
		}
		final String errors = Files.readString(err, StandardCharsets.UTF_8).lines()
			.filter(line -> !line.contains("java.util.prefs") && !line.startsWith("INFO: Created"))
			.reduce("", (a, b) -> a + b + "\n");
		return new Result(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), errors);
	}

	/** The tests' own, good in any folder. */
	private static String classPath() {
		final String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Stream.of(path.split(File.pathSeparator)).map(entry -> Path.of(entry).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
	}
}
