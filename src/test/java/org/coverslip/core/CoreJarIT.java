package org.coverslip.core;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The jar {@code core} as the build has packed it: see {@link EngineAloneTest}. */
public class CoreJarIT {

	@ClassRule
	public static final TemporaryFolder FOLDER = new TemporaryFolder();

	private static CoreJar core;

	@BeforeClass
	public static void find() throws IOException {
		core = CoreJar.packed();
	}

	@Test
	public void allThatItMentionsIsThere() {
		core.libraries().forEach(library -> assertTrue(library + " is not there", Files.isRegularFile(library)));
		assertEquals("", core.missing());
	}

	/** The libraries are found by the jar's manifest. */
	@Test
	public void itOpensReadsConvertsAndServes() throws IOException {
		EngineAlone.check(new CoreJar(core.jar(), List.of()), FOLDER.newFolder().toPath());
	}

	@Test
	public void itIsWhatWasTested() throws IOException {
		final CoreJar assembled = CoreJar.assembled(FOLDER.getRoot().toPath().resolve("core.jar"));
		assertEquals(assembled.packages(), core.packages());
		assertEquals(assembled.resources(), core.resources().stream()
			.filter(name -> !name.startsWith("META-INF/")).toList());
		assertEquals(assembled.libraries().stream().map(path -> path.getFileName()).toList(),
			core.libraries().stream().map(path -> path.getFileName()).toList());
	}

	@Test
	public void nativeLibrariesMayBeLoaded() throws IOException {
		try (JarFile jar = new JarFile(core.jar().toFile())) {
			final Attributes manifest = jar.getManifest().getMainAttributes();
			assertEquals("ALL-UNNAMED", manifest.getValue("Enable-Native-Access"));
			assertEquals("org.coverslip.core", manifest.getValue("Automatic-Module-Name"));
		}
	}
}
