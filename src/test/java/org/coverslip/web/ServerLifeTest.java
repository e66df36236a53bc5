package org.coverslip.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.testing.DicomHead;
import org.coverslip.web.RawClient.Answer;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Slides are opened and closed when they should be, and the server ends without a trace. */
public class ServerLifeTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final SlowSlide slides = new SlowSlide();

	private Path file(final String name) throws IOException {
		return Files.writeString(folder.getRoot().toPath().resolve(name), name);
	}

	private static Answer info(final URI page) throws IOException {
		return RawClient.ask(page, "GET", page.getPath().replace("/slide/", "/api/slides/"));
	}

	@Test
	public void noMoreSlidesAreOpenThanAllowed() throws IOException {
		final ServerLimits limits = new ServerLimits(3, 10, 1 << 20, 1 << 20, 1000, Duration.ofSeconds(10));
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT, slides::open, limits)) {
			final List<URI> pages = new ArrayList<>();
			for (int i = 0; i < 8; i++)
				pages.add(server.share(file("slide" + i + ".svs")));
			assertEquals("a slide is opened when it is looked at", 0, slides.timesOpen());
			for (final URI page : pages) {
				assertEquals(200, info(page).status());
				assertTrue(slides.timesOpen() + " slides are open", slides.timesOpen() <= 3);
			}
			assertEquals(3, server.openSlides());
			assertEquals("what was closed opens again", 200, info(pages.get(0)).status());
		}
		assertEquals(0, slides.timesOpen());
	}

	@Test
	public void aChangedFileIsOpenedAnew() throws IOException {
		final List<Path> opened = new ArrayList<>();
		final Path file = file("slide.svs");
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT, path -> {
			opened.add(path);
			return slides.open(path);
		})) {
			final URI page = server.share(file);
			info(page);
			info(page);
			assertEquals(1, opened.size());
			Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
			info(page);
			assertEquals(2, opened.size());
			assertEquals("the old one was closed", 1, slides.timesOpen());
		}
	}

	@Test
	public void whatCannotBeOpenedIsTriedAgain() throws IOException {
		final List<Path> tried = new ArrayList<>();
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT, path -> {
			tried.add(path);
			throw new IOException("it is on a drive that sleeps");
		})) {
			final URI page = server.share(file("slide.svs"));
			for (int i = 1; i <= 2; i++) {
				final Answer answer = info(page);
				assertEquals(500, answer.status());
				assertEquals("{\"problem\": \"it is on a drive that sleeps\"}", answer.text());
				assertEquals(i, tried.size());
			}
		}
	}

	@Test
	public void sharingTwiceGivesOneAddress() throws IOException {
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT, slides::open)) {
			final Path file = file("slide.svs");
			assertEquals(server.share(file), server.share(folder.getRoot().toPath().resolve("./slide.svs")));
			assertEquals(server.address(), server.share(folder.getRoot().toPath()));
			final String list = RawClient.ask(server.address(), "GET", server.address().getPath() + "api/slides")
				.text();
			assertEquals("once in the list: " + list, list.indexOf("slide.svs"), list.lastIndexOf("slide.svs"));
			assertThrows(NoSuchFileException.class, () -> server.share(folder.getRoot().toPath().resolve("none.svs")));
		}
	}

	@Test
	public void aDicomFolderIsOneSlideOfItsName() throws IOException {
		final Path series = folder.newFolder("case 7").toPath();
		for (final String file : List.of("IM1", "IM2", "IM3"))
			Files.write(series.resolve(file), DicomHead.of(DicomHead.WHOLE_SLIDE, "VOLUME", "1.2"));
		final List<Path> opened = new ArrayList<>();
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT, path -> {
			opened.add(path);
			return slides.open(path);
		})) {
			final URI page = server.share(series);
			assertTrue(page.toString(), page.getPath().contains("/slide/"));
			assertTrue(info(page).text().contains("\"name\": \"case 7\""));
			assertEquals(List.of(series.toRealPath()), opened);
			final String list = server.address().getPath() + "api/slides";
			for (int i = 0; i < 2; i++) {
				final String told = RawClient.ask(server.address(), "GET", list).text();
				assertTrue(told, told.contains("\"name\": \"case 7\"") && !told.contains("IM1"));
				server.share(folder.getRoot().toPath()); // within another folder, it is the same slide
			}
		}
	}

	@Test
	public void newSlidesInAFolderAreListed() throws IOException {
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT, slides::open)) {
			server.share(folder.getRoot().toPath());
			final String list = server.address().getPath() + "api/slides";
			assertFalse(RawClient.ask(server.address(), "GET", list).text().contains("new.svs"));
			file("new.svs");
			assertTrue(RawClient.ask(server.address(), "GET", list).text().contains("new.svs"));
		}
	}

	private static long threads() {
		return Thread.getAllStackTraces().keySet().stream()
			.filter(thread -> thread.getName().startsWith("coverslip-web")).count();
	}

	@Test
	public void stoppingLeavesNothing() throws Exception {
		final long before = threads();
		slides.release(0);
		final SlideServer server = SlideServer.start(SlideServer.ANY_PORT, slides::open);
		final URI page = server.share(file("slide.svs"));
		info(page);
		assertEquals(200,
			RawClient.ask(page, "GET", page.getPath().replace("/slide/", "/api/slides/") + "/scenes/0/tiles/15/0_0.jpg")
			.status());
		assertTrue(threads() > before);
		server.close();
		server.close();
		// a thread whose work is done needs a moment to end
		for (int i = 0; i < 500 && threads() != before; i++) Thread.sleep(20);
		assertEquals("threads", before, threads());
		assertEquals("open slides", 0, slides.timesOpen());
		assertThrows(ConnectException.class, () -> info(page));
		assertEquals("the slide server has been stopped",
			assertThrows(IOException.class, () -> server.share(folder.getRoot().toPath())).getMessage());
		try (SlideServer next = SlideServer.start(page.getPort(), slides::open)) {
			assertEquals("the port is free again, and old addresses are void", 404, info(page).status());
			assertEquals(page.getPort(), next.address().getPort());
		}
	}
}
