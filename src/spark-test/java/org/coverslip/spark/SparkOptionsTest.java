package org.coverslip.spark;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.Test;

/** What is written down of Spark's options for Java is what its launcher sets. */
public class SparkOptionsTest {

	private static final Set<String> OPTIONS = Set.copyOf(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));

	@Test
	public void theBuildAndTheScriptHaveThem() throws IOException {
		final String pom = Files.readString(Path.of("pom.xml"));
		final String line = pom.substring(pom.indexOf("<argLine>") + 9, pom.indexOf("</argLine>"));
		assertEquals(new TreeSet<>(OPTIONS), new TreeSet<>(List.of(line.split(" "))));
		final String script = Files.readString(Path.of("scripts/coverslip"));
		for (final String option : OPTIONS)
			assertTrue(option, script.contains(option.replaceFirst("^--add-opens=(.*)=ALL-UNNAMED$", "$1")));
	}

	@Test
	public void theTestsRunWithThem() {
		final List<String> mine = java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments();
		Stream.of("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "-Djdk.reflect.useDirectMethodHandle=false")
			.forEach(option -> assertTrue(option, mine.contains(option)));
	}
}
