package org.coverslip.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

import org.coverslip.command.SampleFile;
import org.coverslip.web.RawClient.Answer;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A slide that was replaced by another of the same name, size and time is shown at once. */
public class ReplacedSlideTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void theNewOneIsShown() throws Exception {
		final Path slide = SampleFile.brightField(folder.getRoot().toPath().resolve("slide.tif"));
		final Path other = folder.getRoot().toPath().resolve("other.tif");
		final byte[] bytes = Files.readAllBytes(slide);
		Arrays.fill(bytes, 8, 2000, (byte) 0); // the first tile cannot be decoded any more
		Files.write(other, bytes);
		Files.setLastModifiedTime(other, Files.getLastModifiedTime(slide));
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT)) {
			final URI page = server.share(slide);
			final String tile = page.getPath().replace("/slide/", "/api/slides/") + "/scenes/0/tiles/11/0_0.jpg";
			final Answer before = RawClient.ask(server.address(), "GET", tile);
			assertEquals(200, before.status());
			assertEquals("no-cache", before.headers().get("cache-control"));
			final String known = "If-None-Match: " + before.headers().get("etag");
			assertEquals(304, RawClient.ask(server.address(), "GET", tile, known).status());
			Files.move(other, slide, StandardCopyOption.REPLACE_EXISTING);
			final Answer after = RawClient.ask(server.address(), "GET", tile, known);
			assertFalse("the old tile", after.status() == 304);
			assertFalse("the old tile", after.status() == 200 && Arrays.equals(before.body(), after.body()));
		}
	}
}
