package org.coverslip.export;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.coverslip.export.RunManifest.Entry;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RunManifestTest {

	private static final Entry DONE =
		new Entry("/slides/ä \"1\".svs", 5_000_000_001L, 1_700_000_000_123L, "task=tiles w=3", "1.0", true, 1.5, "");
	private static final Entry FAILED =
		new Entry("/slides/2.svs", 7, 8, "task=tiles", "1.0", false, 0.25, "2.svs: no\nslide");

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void whatItSaysLastCounts() throws IOException {
		final Path file = folder.getRoot().toPath().resolve("manifest.jsonl");
		final Entry repaired = new Entry(FAILED.input(), 7, 9, FAILED.parameters(), "1.0", true, 2, "");
		try (RunManifest manifest = RunManifest.open(file)) {
			manifest.add(DONE);
			manifest.add(FAILED);
		}
		try (RunManifest manifest = RunManifest.open(file)) {
			assertEquals(Optional.of(DONE), manifest.of(DONE.input()));
			assertEquals(Optional.of(FAILED), manifest.of(FAILED.input()));
			manifest.add(repaired);
			assertEquals(Optional.of(repaired), manifest.of(FAILED.input()));
		}
		try (RunManifest manifest = RunManifest.open(file)) {
			assertEquals(Optional.of(repaired), manifest.of(FAILED.input()));
			assertEquals(Optional.empty(), manifest.of("/slides/3.svs"));
		}
		assertEquals(List.of(DONE.line(), FAILED.line(), repaired.line()), Files.readAllLines(file));
		assertEquals("{\"input\": \"/slides/2.svs\", \"size\": 7, \"mtime\": 8, \"parameters\": \"task=tiles\", "
			+ "\"version\": \"1.0\", \"status\": \"failed\", \"seconds\": 0.25, \"error\": \"2.svs: no\\nslide\"}",
			FAILED.line());
	}

	@Test
	public void aLineThatWasCutOffCountsNothing() throws IOException {
		final Path file = folder.getRoot().toPath().resolve("manifest.jsonl");
		Files.writeString(file, DONE.line() + "\n" + FAILED.line().substring(0, 40));
		try (RunManifest manifest = RunManifest.open(file)) {
			assertEquals(Optional.empty(), manifest.of(FAILED.input()));
			manifest.add(FAILED);
		}
		try (RunManifest manifest = RunManifest.open(file)) {
			assertEquals(Optional.of(DONE), manifest.of(DONE.input()));
			assertEquals(Optional.of(FAILED), manifest.of(FAILED.input()));
		}
		assertEquals(Optional.empty(), Entry.of("{\"input\": 3}"));
		assertEquals(Optional.empty(), Entry.of("no JSON"));
	}

	@Test
	public void anotherFileOrOtherParametersAreNotTheSame() {
		assertTrue(DONE.isOfSame(like(DONE.size(), DONE.mtime(), DONE.parameters(), "1.0")));
		assertFalse(DONE.isOfSame(like(1, DONE.mtime(), DONE.parameters(), "1.0")));
		assertFalse(DONE.isOfSame(like(DONE.size(), 1, DONE.parameters(), "1.0")));
		assertFalse(DONE.isOfSame(like(DONE.size(), DONE.mtime(), "", "1.0")));
		assertFalse(DONE.isOfSame(like(DONE.size(), DONE.mtime(), DONE.parameters(), "2")));
	}

	private static Entry like(final long size, final long mtime, final String parameters, final String version) {
		return new Entry(DONE.input(), size, mtime, parameters, version, false, 9, "x");
	}
}
