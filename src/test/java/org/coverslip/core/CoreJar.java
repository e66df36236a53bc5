package org.coverslip.core;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.coverslip.detect.SlideOpener;

/**
 * The jar of the engine without ImageJ, and the libraries that go with it: the one that the build has made, or one of
 * the classes under test that is put together by the rules of {@code pom.xml}, where nothing is packed yet.
 *
 * @param jar
 *            the engine
 * @param libraries
 *            all that it needs besides Java
 */
record CoreJar(Path jar, List<Path> libraries) {

	private static final Pattern EXECUTION = Pattern.compile("<execution>\\s*<id>core</id>.*?</execution>",
		Pattern.DOTALL);
	private static final Pattern EXCLUDE = Pattern.compile("<exclude>(.+?)</exclude>");
	private static final Pattern LIBRARY = Pattern.compile("\\blib/([\\w-]+)-\\$\\{[\\w.-]+\\}\\.jar");

	/** The packed one, with the libraries that its manifest names. */
	static CoreJar packed() throws IOException {
		final List<Path> found;
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			found = files.filter(file -> file.getFileName().toString().matches("coverslip-.*-core\\.jar")).toList();
		}
		if (found.size() != 1) throw new IOException("not one jar of the engine alone in target: " + found);
		final Path jar = found.get(0);
		try (JarFile opened = new JarFile(jar.toFile())) {
			final String named = opened.getManifest().getMainAttributes().getValue("Class-Path");
			return new CoreJar(jar, Stream.of(named.split(" ")).map(jar::resolveSibling).toList());
		}
	}

	/** One of the classes that are tested, without what the build leaves out. */
	static CoreJar assembled(final Path target) throws IOException {
		final String pom = Files.readString(Path.of("pom.xml"));
		final Matcher execution = EXECUTION.matcher(pom);
		if (!execution.find()) throw new IOException("pom.xml does not pack the engine alone");
		final List<PathMatcher> left = EXCLUDE.matcher(execution.group()).results()
			.map(exclude -> FileSystems.getDefault().getPathMatcher("glob:" + exclude.group(1))).toList();
		final Path classes = classes();
		try (Stream<Path> files = Files.walk(classes);
			OutputStream out = Files.newOutputStream(target);
			ZipOutputStream zip = new ZipOutputStream(out))
		{
			for (final Path file : files.filter(Files::isRegularFile).sorted().toList()) {
				final Path entry = classes.relativize(file);
				if (left.stream().anyMatch(rule -> rule.matches(entry))) continue;
				zip.putNextEntry(new ZipEntry(entry.toString().replace(File.separatorChar, '/')));
				Files.copy(file, zip);
				zip.closeEntry();
			}
		}
		return new CoreJar(target, libraries(LIBRARY.matcher(pom).results().map(name -> name.group(1)).toList()));
	}

	/** The folder of the classes under test, which are in a jar once that is packed. */
	private static Path classes() throws IOException {
		try {
			final Path tested = Path.of(SlideOpener.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			return Files.isDirectory(tested) ? tested : Path.of("target", "classes");
		}
		catch (final URISyntaxException e) {
			throw new IOException(e);
		}
	}

	/** The files of the tests' class path that have these names and a version. */
	private static List<Path> libraries(final List<String> names) throws IOException {
		final String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		final List<Path> libraries = new ArrayList<>();
		for (final String name : names) {
			final Pattern file = Pattern.compile(Pattern.quote(name) + "-\\d.*\\.jar");
			libraries.add(Stream.of(all.split(File.pathSeparator)).map(Path::of)
				.filter(path -> file.matcher(path.getFileName().toString()).matches()).findFirst()
				.orElseThrow(() -> new IOException("the tests' class path lacks " + name)));
		}
		return libraries;
	}

	/** The class path of a program that has the engine alone. */
	String classPath() {
		return Stream.concat(Stream.of(jar), libraries.stream()).map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** The packages that the jar has classes of, without {@code org.coverslip.} before them. */
	List<String> packages() throws IOException {
		try (JarFile opened = new JarFile(jar.toFile())) {
			return opened.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class"))
				.map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
				.map(name -> name.replaceFirst("^org\\.coverslip\\.", "")).distinct().sorted().toList();
		}
	}

	/** The names of all that the jar has and that is no class. */
	List<String> resources() throws IOException {
		try (JarFile opened = new JarFile(jar.toFile())) {
			return opened.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName)
				.filter(name -> !name.endsWith(".class")).sorted().toList();
		}
	}

	/** What the jar's classes mention and neither the jar nor its libraries nor Java have; empty if all is there. */
	String missing() {
		final StringWriter said = new StringWriter();
		final PrintWriter out = new PrintWriter(said, true);
		final ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
		final String path = libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
		jdeps.run(out, out, "--multi-release", "17", "--missing-deps", "--class-path", path, jar.toString());
		return said.toString().strip();
	}
}
