package org.coverslip.format;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import org.coverslip.io.StoredFile;

/** What a probe keeps between detection and opening. */
public class SlideProbeTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private SlideProbe probe() throws IOException {
		final Path file = folder.newFile("a.svs").toPath();
		Files.writeString(file, "some bytes");
		return SlideProbe.open(StoredFile.of(file));
	}

	@Test
	public void aFindingIsWorkedOutOnce() throws IOException {
		final AtomicInteger times = new AtomicInteger();
		try (SlideProbe probe = probe()) {
			final String first = probe.find(String.class, p -> p.extension() + times.incrementAndGet());
			assertEquals("svs1", first);
			assertSame(first, probe.find(String.class, p -> p.extension() + times.incrementAndGet()));
			assertEquals("another class is another finding", Integer.valueOf(10),
				probe.find(Integer.class, p -> p.header().length));
		}
	}

	@Test
	public void aFailureIsNoFinding() throws IOException {
		try (SlideProbe probe = probe()) {
			assertThrows(IOException.class, () -> probe.find(String.class, p -> {
				throw new IOException("not yet");
			}));
			assertEquals("later", probe.find(String.class, p -> "later"));
		}
	}
}
