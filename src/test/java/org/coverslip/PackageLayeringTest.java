package org.coverslip;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.Test;

/**
 * Holds the architecture: which package may use which, and what may be called where. The tables are those of
 * {@code docs/architecture.md}; change both or neither. A failure lists every place as {@code file:line: rule}.
 */
public class PackageLayeringTest {

	private static final String ROOT = "org.coverslip";

	/**
	 * Which of our packages each package may use besides itself; {@code codec.*}, {@code format.*},
	 * {@code annotation.*} and {@code export.*} are any of theirs, the first three never one of the same kind.
	 */
	private static final Map<String, Set<String>> ARROWS = Map.ofEntries( //
		Map.entry("io", Set.of()), //
		Map.entry("geom", Set.of()), //
		Map.entry("pixel", Set.of()), //
		Map.entry("codec", Set.of("io", "pixel")), //
		Map.entry("codec.*", Set.of("codec", "io", "geom", "pixel")), //
		Map.entry("tiff", Set.of("io")), //
		Map.entry("dicom", Set.of("io")), //
		Map.entry("slide", Set.of("io", "geom", "pixel")), //
		Map.entry("compression", Set.of("slide", "tiff", "codec.*", "codec", "io", "geom", "pixel")), //
		Map.entry("sample", Set.of("slide", "geom", "pixel")), //
		Map.entry("format", Set.of("slide", "tiff", "io", "geom", "pixel")), //
		Map.entry("format.tiff",
		Set.of("compression", "format", "slide", "tiff", "codec.*", "codec", "io", "geom", "pixel")), //
		Map.entry("format.*",
			Set.of("format.tiff", "format", "slide", "tiff", "dicom", "codec.*", "codec", "io", "geom", "pixel")), //
		Map.entry("remote", Set.of("slide", "io")), //
		Map.entry("detect", Set.of("remote", "format", "format.tiff", "format.*", "slide", "io", "tiff")), //
		Map.entry("inspect", Set.of("detect", "format", "format.tiff", "slide", "io", "tiff")), //
		Map.entry("export", Set.of("slide", "io", "geom", "pixel")), //
		Map.entry("export.walk", Set.of("export", "slide", "codec.*", "codec", "io", "geom", "pixel")), //
		Map.entry("export.image", Set.of("slide", "tiff", "codec.*", "codec", "io", "geom", "pixel")), //
		Map.entry("export.mask", Set.of("export", "slide", "geom", "pixel")), //
		Map.entry("export.tiff",
		Set.of("export", "export.walk", "compression", "slide", "tiff", "codec.*", "codec", "io", "geom", "pixel")), //
		Map.entry("export.deepzoom", Set.of("export", "export.walk", "export.image", "slide", "codec.*",
			"codec", "io", "geom", "pixel")), //
		Map.entry("export.dicom",
			Set.of("export", "export.walk", "dicom", "slide", "codec.*", "codec", "io", "geom", "pixel")), //
		Map.entry("export.zarr", Set.of("export", "export.walk", "slide", "codec", "io", "geom", "pixel")), //
		Map.entry("export.tiles", Set.of("export", "export.walk", "export.image", "export.mask", "slide", "codec.*",
			"codec", "io", "geom", "pixel")), //
		Map.entry("annotation", Set.of("slide", "io", "geom")), //
		Map.entry("annotation.*",
		Set.of("annotation", "annotation.mask", "tiff", "dicom", "slide", "io", "geom", "pixel")), //
		Map.entry("annotation.mask", Set.of("annotation", "slide", "geom", "pixel")), //
		Map.entry("annotation.file", Set.of("annotation", "annotation.*", "slide", "io", "geom")), //
		Map.entry("deidentify", Set.of("slide", "geom", "pixel")), //
		Map.entry("deidentify.stream", Set.of("deidentify", "io")), //
		Map.entry("deidentify.tiff", Set.of("deidentify", "deidentify.stream", "tiff", "slide", "io", "pixel")), //
		Map.entry("deidentify.dicom", Set.of("deidentify", "deidentify.stream", "dicom", "slide", "io")), //
		Map.entry("deidentify.zeiss", Set.of("deidentify", "deidentify.stream", "slide", "io")), //
		Map.entry("deidentify.mirax", Set.of("deidentify", "deidentify.stream", "slide", "io")), //
		Map.entry("deidentify.file",
			Set.of("deidentify", "deidentify.mirax", "deidentify.tiff", "deidentify.dicom", "deidentify.zeiss",
			"detect", "export", "slide", "io")), //
		Map.entry("option", Set.of("deidentify", "export", "export.*", "slide", "geom", "pixel")), //
		Map.entry("process",
			Set.of("annotation", "annotation.file", "export.mask", "option", "slide", "io", "geom", "pixel")), //
		Map.entry("process.worker", Set.of("process", "annotation", "slide", "codec", "io", "geom", "pixel")), //
		Map.entry("api", Set.of("option", "detect", "export", "export.*", "slide", "geom", "pixel")), //
		Map.entry("img", Set.of("api", "option", "slide", "geom", "pixel")), //
		Map.entry("imagej", Set.of("annotation", "annotation.*", "annotation.file", "api", "option", "process",
			"img", "slide", "io", "geom", "pixel")), //
		Map.entry("web", Set.of("annotation", "annotation.*", "annotation.file", "detect",
			"export", "export.*", "slide", "io", "geom", "pixel")), //
		Map.entry("command",
		Set.of("annotation", "annotation.*", "annotation.file", "annotation.mask", "process", "process.worker",
			"option", "slide", "geom", "pixel",
			"detect", "inspect", "export", "export.*", "deidentify.file", "img", "imagej", "web",
			"sample",
			"bdv")), //
		Map.entry("unseen", Set.of()), //
		// slide: to show progress in a terminal
		Map.entry("app",
			Set.of("command", "option", "process", "process.worker", "imagej", "sample", "slide", "unseen")),
		Map.entry("convert", Set.of("img", "imagej", "slide", "geom", "pixel")), //
		Map.entry("bdv", Set.of("annotation", "annotation.*", "img", "slide", "pixel", "geom")), //
		Map.entry("remote.aws", Set.of("remote")), //
		Map.entry("spark", Set.of("command", "detect", "export", "export.*", "slide", "io", "geom")));

	/** Which packages may use a library, by the prefix of its package names. */
	private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries( //
		Map.entry("net.imglib2", Set.of("img", "imagej", "convert", "bdv")), //
		Map.entry("ij", Set.of("imagej", "command", "convert", "app")), //
		Map.entry("org.scijava", Set.of("command", "convert", "app", "bdv", "spark")), //
		Map.entry("software.amazon", Set.of("remote.aws")), //
		Map.entry("org.apache.spark", Set.of("spark")), //
		Map.entry("scala", Set.of("spark")), //
		Map.entry("picocli", Set.of("app")), //
		Map.entry("com.google.gson", Set.of("annotation.*")), //
		Map.entry("org.locationtech.jts", Set.of("annotation")), //
		Map.entry("com.github.benmanes.caffeine", Set.of("slide", "img")), //
		Map.entry("com.sun.jna", Set.of("codec", "codec.*")), //
		Map.entry("io.airlift", Set.of("codec")), //
		Map.entry("com.twelvemonkeys", Set.of("codec")), //
		Map.entry("ome", Set.of("codec", "format.*")), //
		Map.entry("com.sun.net.httpserver", Set.of("web")), //
		Map.entry("java.net.http", Set.of("remote")), //
		Map.entry("java.sql", Set.of("format.*")), //
		Map.entry("org.sqlite", Set.of("format.*")), //
		Map.entry("loci", Set.of("format.*")), //
		// formats know storages, not paths; Bio-Formats, which finds its files itself, reads nothing but files
		Map.entry("java.nio.file",
		Set.of("io", "slide", "remote", "annotation", "annotation.*", "annotation.file", "detect", "inspect",
			"export", "export.*", "deidentify", "deidentify.tiff", "deidentify.dicom", "deidentify.mirax",
			"deidentify.zeiss", "deidentify.file",
			"process", "process.worker", "api", "img", "imagej", "web", "command",
		"app", "spark",
		"format.bioformats")), //
		Map.entry("bdv", Set.of("bdv")));

	private static final int WALL = 500;
	private static final int COLUMNS = 120;
	private static final int TAB = 4;
	private static final Set<String> REFUSED_NAMES =
		Set.of("util", "utils", "utilities", "common", "commons", "helper", "helpers", "misc");

	/** A way to call something, and the packages in which it is at home. */
	private record Call(String rule, Pattern pattern, Set<String> home) {

		static Call of(final String rule, final String regex, final String... home) {
			return new Call(rule, Pattern.compile(regex), Set.of(home));
		}
	}

	private static final List<Call> CALLS = List.of( //
		Call.of("only app talks to the console; say it by an exception, a progress listener or the log",
			"\\bSystem\\s*\\.\\s*(out|err)\\b|\\.\\s*printStackTrace\\s*\\(", "app"), //
		Call.of("only io opens files",
			"\\bFile(In|Out)putStream\\b|\\bRandomAccessFile\\b|\\bFile(Reader|Writer)\\b"
				+ "|\\b(Asynchronous)?FileChannel\\b|\\b(Zip|Jar)File\\b"
				+ "|\\bFiles\\s*\\.\\s*(new(ByteChannel|InputStream|OutputStream|BufferedReader|BufferedWriter)"
				+ "|read(AllBytes|String|AllLines)|lines|write|writeString)\\b",
			"io"), //
		Call.of("only geom rounds coordinates; codec and pixel may round samples",
			"\\b(Strict)?Math\\s*\\.\\s*(round|floor|ceil|rint)\\b", "geom", "codec", "codec.*", "pixel"), //
		Call.of("only slide's MemoryBudget divides the heap", "\\bmaxMemory\\s*\\(", "slide"), //
		Call.of("only app, unseen and bdv name windows",
			"\\bjavax\\s*\\.\\s*swing\\b"
				+ "|\\bjava\\.awt\\.(\\*|event\\b|Frame\\b|Window\\b|Dialog\\b|FileDialog\\b|Panel\\b|Canvas\\b"
				+ "|Component\\b|Container\\b|Button\\b|Label\\b|TextField\\b|Choice\\b|Checkbox\\b|Menu\\w*\\b"
				+ "|PopupMenu\\b|Toolkit\\b|Robot\\b)|\\b(NonBlocking)?GenericDialog\\b|\\bJOptionPane\\b",
			"app", "unseen", "bdv"));

	private static final Pattern OURS = Pattern.compile("\\borg\\.coverslip((?:\\.[a-z]\\w*)*)\\.(?:[A-Z*])");
	private static final Pattern IMPORT = Pattern.compile("^import\\s+(?:static\\s+)?([\\w.]+)", Pattern.MULTILINE);
	private static final Pattern STATIC_FIELD =
		Pattern.compile("(?<=[;{}])([^;{}()=]*\\bstatic\\b[^;{}()=]*)[;=]"
			+ "|(?<=[;{}])(\\s*@[^;{}]*\\bstatic\\b[^;{}()=]*)[;=]");

	private final List<String> broken = new ArrayList<>();

	/** As {@code .editorconfig} has it, in tests too; what stands in a text block is as long as it has to be. */
	@Test
	public void linesEndAtTheDeclaredColumn() throws IOException {
		final List<String> tooLong = new ArrayList<>();
		for (final JavaSource source : sources("src/main/java", "src/fiji/java", "src/spark/java", "src/s3/java",
			"src/test/java", "src/fiji-test/java", "src/spark-test/java", "src/s3-test/java"))
			tooLong.addAll(longLines(source));
		assertEquals("lines of more than " + COLUMNS + " columns", "", String.join("\n", tooLong));
	}

	@Test
	public void longLinesAreFound() {
		final String line = "\t// " + "x".repeat(COLUMNS - TAB - 3);
		assertEquals(List.of(), longLines(new JavaSource("A.java", line)));
		assertEquals(List.of("A.java:2: " + (COLUMNS + 1) + " columns"),
			longLines(new JavaSource("A.java", "class A {}\n" + line + "x")));
		assertEquals(List.of(),
			longLines(new JavaSource("A.java", "String s = \"\"\"\n" + line + "xx\n" + "\"\"\";")));
	}

	private static List<String> longLines(final JavaSource source) {
		final List<String> found = new ArrayList<>();
		boolean inTextBlock = false;
		int number = 0;
		for (final String line : source.text().split("\n", -1)) {
			number++;
			final boolean turns = (line.length() - line.replace("\"\"\"", "").length()) / 3 % 2 == 1;
			final int columns = columns(line);
			if (columns > COLUMNS && !inTextBlock && !line.startsWith("import "))
				found.add(source.name() + ":" + number + ": " + columns + " columns");
			inTextBlock ^= turns;
		}
		return found;
	}

	private static int columns(final String line) {
		int columns = 0;
		for (int i = 0; i < line.length(); i++)
			columns = line.charAt(i) == '\t' ? (columns / TAB + 1) * TAB : columns + 1;
		return columns;
	}

	@Test
	public void sourcesKeepTheArchitecture() throws IOException {
		final List<JavaSource> sources = sources("src/main/java", "src/fiji/java", "src/spark/java", "src/s3/java");
		assertTrue("the test must run in the project's folder, and found no sources", sources.size() > 50);
		for (final JavaSource source : sources)
			check(source);
		assertEquals("architecture (docs/architecture.md)", "", String.join("\n", new TreeSet<>(broken)));
	}

	/** Two classes of one name are mistaken for each other, in searches, in talk and in imports. */
	@Test
	public void noTwoClassesHaveOneName() throws IOException {
		final Map<String, String> packages = new HashMap<>();
		final Set<String> twice = new TreeSet<>();
		for (final JavaSource source : sources("src/main/java", "src/fiji/java", "src/spark/java", "src/s3/java")) {
			final String name = Path.of(source.name()).getFileName().toString();
			final String other = packages.put(name, source.packageName());
			if (other != null && !name.equals("package-info.java"))
				twice.add(name + " in " + other + " and " + source.packageName());
		}
		assertEquals("classes of one name", "", String.join("\n", twice));
	}

	@Test
	public void arrowsMakeNoCycle() {
		assertEquals(List.of(), cycle(ARROWS));
		assertEquals(List.of("a", "b", "c", "a"), cycle(
			Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("a", "d"), "d", Set.of())));
		assertEquals("of a product and what uses all of them", List.of("a", "export.x", "a"),
			cycle(Map.of("a", Set.of("export.*"), "export.x", Set.of("a"))));
	}

	/** The packages of a cycle of arrows, the first also the last; empty if there is none. */
	private static List<String> cycle(final Map<String, Set<String>> arrows) {
		for (final String from : new TreeSet<>(arrows.keySet())) {
			final List<String> way = way(arrows, from, from, new TreeSet<>());
			if (!way.isEmpty()) return way;
		}
		return List.of();
	}

	private static List<String> way(final Map<String, Set<String>> arrows, final String from, final String end,
		final Set<String> seen)
	{
		final Set<String> next = new TreeSet<>(arrows.getOrDefault(from, Set.of()));
		if (next.contains("export.*"))
			arrows.keySet().stream().filter(name -> name.startsWith("export.")).forEach(next::add);
		for (final String to : next) {
			if (to.equals(end)) return List.of(from, to);
			if (!seen.add(to)) continue;
			final List<String> rest = way(arrows, to, end, seen);
			if (rest.isEmpty()) continue;
			final List<String> all = new ArrayList<>(List.of(from));
			all.addAll(rest);
			return all;
		}
		return List.of();
	}

	private static List<JavaSource> sources(final String... folders) throws IOException {
		final List<JavaSource> sources = new ArrayList<>();
		for (final String folder : folders) {
			if (!Files.isDirectory(Path.of(folder))) continue;
			try (Stream<Path> files = Files.walk(Path.of(folder))) {
				for (final Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList())
					sources.add(JavaSource.read(file));
			}
		}
		return sources;
	}

	private void check(final JavaSource source) {
		final String name = source.packageName();
		if (!name.startsWith(ROOT + ".")) {
			broken.add(source.place() + ": package " + name + " is none of " + ROOT + ".*");
			return;
		}
		final String from = name.substring(ROOT.length() + 1);
		for (final String part : from.split("\\."))
			if (REFUSED_NAMES.contains(part)) broken.add(source.place() + ": a package must not be named " + part);
		if (source.lines() > WALL)
			broken.add(source.place() + ": " + source.lines() + " lines; a file has at most " + WALL);
		checkArrows(source, from);
		checkLibraries(source, from);
		for (final Call call : CALLS)
			if (!call.home.contains(kind(from)))
				source.find(call.pattern, (place, match) -> broken.add(place + ": " + call.rule));
		source.find(STATIC_FIELD, (place, match) -> {
			if (!match.group().matches("[\\s\\S]*\\b(final|import)\\b[\\s\\S]*"))
				broken.add(place + ": a static field must be final: " + match.group().strip());
		});
	}

	private void checkArrows(final JavaSource source, final String from) {
		final Set<String> allowed = ARROWS.get(kind(from));
		if (allowed == null) {
			broken.add(source.place() + ": package " + from + " is not in the table of packages");
			return;
		}
		source.find(OURS, (place, match) -> {
			final String to = match.group(1).isEmpty() ? "" : match.group(1).substring(1);
			final boolean same = to.equals(from) || from.equals("format.tiff") && to.equals("format.tiff");
			final boolean ofOneKind = kind(from).endsWith(".*") && kind(from).equals(kind(to));
			final boolean product = to.startsWith("export.") && allowed.contains("export.*");
			if (!same && !product && (ofOneKind || !allowed.contains(kind(to))))
				broken.add(place + ": " + from + " must not use " + to + "; it may use " + new TreeSet<>(allowed));
		});
	}

	/**
	 * The table's row for a package: its own name, {@code format.*} for a vendor's, {@code codec.*} for a codec's own,
	 * {@code annotation.*} for a format of annotations.
	 */
	private static String kind(final String name) {
		if (name.startsWith("codec.")) return "codec.*";
		if (name.startsWith("annotation.") && !ARROWS.containsKey(name)) return "annotation.*";
		return name.startsWith("format.") && !name.equals("format.tiff") ? "format.*" : name;
	}

	private void checkLibraries(final JavaSource source, final String from) {
		source.find(IMPORT, (place, match) -> {
			for (final Map.Entry<String, Set<String>> library : LIBRARIES.entrySet())
				if (match.group(1).startsWith(library.getKey() + ".") && !library.getValue().contains(kind(from))
					&& !library.getValue().contains(from)
					&& !(from.startsWith("export.") && library.getValue().contains("export.*")))
					broken.add(place + ": " + from + " must not use " + library.getKey() + "; only "
						+ new TreeSet<>(library.getValue()) + " may");
		});
	}

	/** Each rule finds what it is for, and nothing else: the test of the test. */
	@Test
	public void rulesFindWhatTheyForbid() {
		assertBreaks("codec must not use slide", "codec", "import org.coverslip.slide.Scene;");
		assertBreaks("divides the heap", "web",
			"class A { long f() { return Runtime.getRuntime().maxMemory() / 4; } }");
		assertBreaks("must not use format.leica", "format.aperio", "class A { org.coverslip.format.leica.B b; }");
		assertBreaks("must not use codec.jpeg", "codec.jpeg2000", "import org.coverslip.codec.jpeg.JpegDecoder;");
		assertBreaks("must not use codec.jpeg", "codec", "import org.coverslip.codec.jpeg.JpegDecoder;");
		assertBreaks("must not use net.imglib2", "slide", "import net.imglib2.Interval;");
		assertBreaks("web must not use img", "web", "import org.coverslip.img.ImagePyramid;");
		assertBreaks("must not use java.nio.file", "format.aperio", "import java.nio.file.Path;");
		assertBreaks("export.tiff must not use export.deepzoom", "export.tiff",
			"import org.coverslip.export.deepzoom.DeepZoomLayout;");
		assertBreaks("only app talks", "export", "class A { void f() { System.err.println(); } }");
		assertBreaks("only io opens", "detect", "class A { Object f() { return Files.newByteChannel(p); } }");
		assertBreaks("only geom rounds", "img", "class A { long f(double x) { return Math\n.round(x); } }");
		assertBreaks("only app, unseen and bdv", "command", "import javax.swing.JFrame;");
		assertBreaks("static field", "geom", "class A { private static int counter = 0; }");
		assertBreaks("static field", "geom", "class A { final int a = 1;\n\tstatic Map<String, int[]> map; }");
		assertBreaks("must not be named util", "slide.util", "class A {}");
		assertBreaks("is not in the table", "colours", "class A {}");
		assertBreaks("at most 500", "geom", "class A {}\n" + "\n".repeat(500) + "class B {}");
	}

	@Test
	public void rulesLeaveTheRestAlone() {
		assertKeeps("slide",
			"import org.coverslip.geom.Region; class A { String s = \"System.out \\\" Math.round(\"; }");
		assertKeeps("slide",
			"/** {@link org.coverslip.export.X} Math.round( */ class A { char c = '\"'; } // System.out");
		assertKeeps("geom",
			"class A { static final int A = 1; private static final B<C, D> E; long f() { return Math.round(1.5); } }");
		assertKeeps("geom",
			"import static org.coverslip.geom.B.c;\nclass A { static int f(final int x) { return x; } static "
				+ "{ g(); } }");
		assertKeeps("geom", "interface A { static A of() { int x = 0; return null; } static class B {} }");
		assertKeeps("format.leica",
			"import org.coverslip.format.tiff.B; import org.coverslip.format.leica.C; class A {}");
		assertKeeps("command", "import org.coverslip.export.tiles.TileExporter; class A {}");
		assertKeeps("imagej",
			"import ij.ImagePlus; import java.awt.Color; import java.awt.image.ColorModel; class A {}");
	}

	private static void assertBreaks(final String rule, final String from, final String code) {
		final String broken = broken(from, code);
		assertTrue("should break \"" + rule + "\": " + code + "\nfound: " + broken,
			broken.contains(rule) && broken.startsWith("A.java:"));
	}

	private static void assertKeeps(final String from, final String code) {
		assertEquals("", broken(from, code));
	}

	private static String broken(final String from, final String code) {
		final PackageLayeringTest test = new PackageLayeringTest();
		test.check(new JavaSource("A.java", "package " + ROOT + "." + from + ";\n" + code));
		return test.broken.stream().collect(Collectors.joining("\n"));
	}
}
