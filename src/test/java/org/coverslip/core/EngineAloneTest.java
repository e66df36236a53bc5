package org.coverslip.core;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The classes of the engine, without those that the build leaves out of the jar {@code core}: they need no ImageJ,
 * ImgLib2 or SciJava. {@link CoreJarIT} does the same with the jar itself, once it is packed.
 */
public class EngineAloneTest {

	@ClassRule
	public static final TemporaryFolder FOLDER = new TemporaryFolder();

	private static CoreJar core;

	@BeforeClass
	public static void assemble() throws IOException {
		core = CoreJar.assembled(FOLDER.getRoot().toPath().resolve("core.jar"));
	}

	@Test
	public void allThatItMentionsIsThere() {
		assertEquals("", core.missing());
	}

	@Test
	public void itOpensReadsConvertsAndServes() throws IOException {
		EngineAlone.check(core, FOLDER.newFolder().toPath());
	}

	@Test
	public void whatIsMissingIsFound() {
		final List<Path> others = core.libraries().stream().filter(path -> !path.toString().contains("caffeine"))
			.toList();
		assertEquals(core.libraries().size() - 1, others.size());
		final String missing = new CoreJar(core.jar(), others).missing();
		assertTrue(missing, missing.contains("com.github.benmanes.caffeine"));
	}

	@Test
	public void itHasTheEngineAndThePages() throws IOException {
		final List<String> packages = core.packages();
		assertTrue(packages.toString(), packages.containsAll(List.of("codec", "detect", "export", "format.aperio",
			"sample", "slide", "web")));
		assertFalse(packages.toString(), packages.contains("command"));
		assertTrue(core.resources().toString(), core.resources().contains("org/coverslip/web/slide.html"));
	}

	@Test
	public void itHasNothingForSciJava() throws IOException {
		assertEquals(List.of(), core.resources().stream()
			.filter(name -> !name.startsWith("org/coverslip/")).toList());
	}
}
