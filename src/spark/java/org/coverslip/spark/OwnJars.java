package org.coverslip.spark;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.apache.spark.SparkContext;

/** What executors need besides Spark: the other jars of this program's class path. */
final class OwnJars {

	private OwnJars() {}

	static List<String> list() {
		final Path sparks = Path.of(SparkContext.class.getProtectionDomain().getCodeSource().getLocation().getPath())
			.toAbsolutePath().getParent();
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter(entry -> entry.endsWith(".jar")).map(entry -> Path.of(entry).toAbsolutePath().normalize())
			.filter(jar -> !jar.getParent().equals(sparks)).map(Path::toString).toList();
	}
}
