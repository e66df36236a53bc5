package org.coverslip.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.coverslip.command.SampleFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Runs the examples of {@code docs/api.md}, those in Java and those in Groovy, which say the same. */
public class ApiPageTest {

	private static final Pattern EXAMPLE = Pattern.compile("```(java|groovy)\n(.*?)```", Pattern.DOTALL);
	private static final int LINES = 3;
	private static final int IMPORTS = 2;
	private static final long SECONDS = 120;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** An example of the page. */
	private record Example(List<String> imports, List<String> body) {

		static Example of(final String code) {
			final List<String> lines = code.lines().filter(line -> !line.isBlank()).toList();
			return new Example(lines.stream().filter(line -> line.startsWith("import ")).toList(),
				lines.stream().filter(line -> !line.startsWith("import ")).toList());
		}

		String text() {
			return String.join("\n", body);
		}
	}

	private static List<Example> examples(final String language) throws IOException {
		final List<Example> examples = new ArrayList<>();
		final Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/api.md")).replace("\r", ""));
		while (example.find())
			if (example.group(1).equals(language)) examples.add(Example.of(example.group(2)));
		return examples;
	}

	@Test
	public void examplesAreShort() throws IOException {
		for (final String language : List.of("java", "groovy")) {
			assertTrue("examples in " + language, examples(language).size() >= 9);
			for (final Example example : examples(language)) {
				assertTrue("more than " + LINES + " lines:\n" + example.text(), example.body.size() <= LINES);
				assertTrue("more than " + IMPORTS + " imports:\n" + example.text(),
					example.imports.size() <= IMPORTS);
			}
		}
	}

	@Test
	public void examplesWorkInBothLanguages() throws IOException, InterruptedException {
		final List<String> java = run("Examples.java", javaProgram(examples("java")));
		Files.delete(folder.getRoot().toPath().resolve("region.tif")); // is not replaced unasked
		Files.delete(folder.getRoot().toPath().resolve("copy.tif"));
		final List<String> groovy = run("examples.groovy", groovyScript(examples("groovy")));
		assertEquals(java, groovy);
		try (SlideReader slide = slide("slide.svs"); SlideReader region = slide("region.tif");
			SlideReader copy = slide("copy.tif"))
		{
			assertEquals(String.format("%08x", slide.argb(640, 400)), java.get(0));
			assertEquals(512, region.width());
			assertEquals(slide.argb(640, 400), copy.argb(640, 400));
		}
		assertTrue(new File(folder.getRoot(), "overview.png").length() > 0);
	}

	private SlideReader slide(final String name) throws IOException {
		return Slides.open(folder.getRoot().toPath().resolve(name));
	}

	private static String imports(final List<Example> examples) {
		final Set<String> all = new TreeSet<>();
		examples.forEach(example -> all.addAll(example.imports));
		return String.join("\n", all) + "\n";
	}

	/** Each example in a method of its own. */
	private static String javaProgram(final List<Example> examples) {
		return imports(examples) + "public class Examples {\n" + numbered(examples, "static void example%d() throws "
			+ "Exception {\n%s\n}\n") + "public static void main(String[] args) throws Exception {\n"
			+ numbered(examples, "example%d();\n") + "}\n}\n";
	}

	private static String groovyScript(final List<Example> examples) {
		return imports(examples) + numbered(examples, "def example%d() {\n%s\n}\n")
			+ numbered(examples, "example%d()\n");
	}

	private static String numbered(final List<Example> examples, final String form) {
		return Stream.iterate(0, n -> n < examples.size(), n -> n + 1)
			.map(n -> form.replace("%d", String.valueOf(n)).replace("%s", examples.get(n).text()))
			.collect(Collectors.joining());
	}

	/** Runs a program in a folder with a slide, and returns what it says. */
	private List<String> run(final String name, final String program) throws IOException, InterruptedException {
		final Path here = folder.getRoot().toPath();
		SampleFile.brightField(here.resolve("slide.svs"));
		final Path source = Files.writeString(here.resolve(name), program);
		final Path said = here.resolve("said.txt");
		final List<String> command =
			new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Djava.awt.headless=true", "-cp", classPath()));
		if (name.endsWith(".groovy")) command.add("groovy.ui.GroovyMain");
		command.add(source.toString());
		final Process process = new ProcessBuilder(command).directory(here.toFile()).redirectErrorStream(true)
			.redirectOutput(said.toFile()).start();
		try {
			assertTrue(name + " did not end", process.waitFor(SECONDS, TimeUnit.SECONDS));
			assertEquals(Files.readString(said), 0, process.exitValue());
			return Files.readAllLines(said);
		}
		finally {
			process.destroyForcibly();
		}
	}

	/** That of the tests, absolute, since the program runs elsewhere. */
	private static String classPath() {
		final String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Stream.of(path.split(File.pathSeparator)).map(entry -> Path.of(entry).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
	}
}
