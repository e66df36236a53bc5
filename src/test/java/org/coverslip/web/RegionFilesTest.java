package org.coverslip.web;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Json;
import org.coverslip.web.RawClient.Answer;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Regions as files: made, fetched once, cancelled, and never left lying about. */
public class RegionFilesTest {

	private static final Region REGION = new Region(301, 205, 333, 222);
	private static final String PLACE = "x=301&y=205&width=333&height=222";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** What servers of this process have in the system's folder for temporary files; others may run beside it. */
	/** The folders of this process: their names have its number in hexadecimal digits, four and four. */
	private static Set<String> litter() {
		final long pid = ProcessHandle.current().pid();
		final String process = String.format("-%04x-%04x-", pid >> 16, pid & 0xffff);
		return Arrays.stream(new File(System.getProperty("java.io.tmpdir"))
			.list((dir, name) -> name.startsWith("coverslip-web-") && name.contains(process)))
			.collect(Collectors.toSet());
	}

	private static String api(final URI page) {
		return page.getPath().replace("/slide/", "/api/slides/") + "/scenes/0/region?";
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> last(final Answer answer) {
		assertEquals(answer.text(), 200, answer.status());
		final List<String> lines = answer.text().lines().toList();
		return (Map<String, Object>) Json.parse(lines.get(lines.size() - 1));
	}

	private static Answer fetch(final SlideServer server, final Map<String, Object> file, final String method)
		throws IOException {
		return RawClient.ask(server.address(), method, server.address().getPath() + "api/files/" + file.get("file"));
	}

	private byte[] expected(final Path slide) throws IOException {
		try (Slide opened = SlideOpener.open(slide)) {
			return new RegionReader(TileCache.ofBytes(0)).read(opened.scenes().get(0), 0, Plane.FIRST, REGION).block()
				.bytes();
		}
	}

	@Test
	public void aPyramidalTiff() throws IOException {
		final Set<String> before = litter();
		final Path slide = SampleFile.brightField(folder.getRoot().toPath().resolve("a slide & more.ome.tif"));
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT)) {
			final Map<String, Object> file =
				last(RawClient.ask(server.address(), "GET", api(server.share(slide)) + PLACE));
			assertEquals("a slide & more_x301_y205_333x222.tif", file.get("name"));
			final Answer head = fetch(server, file, "HEAD");
			assertEquals(String.valueOf(((Double) file.get("bytes")).longValue()),
				head.headers().get("content-length"));
			final Answer answer = fetch(server, file, "GET");
			assertEquals(200, answer.status());
			assertEquals("attachment; filename*=UTF-8''a%20slide%20%26%20more_x301_y205_333x222.tif",
				answer.headers().get("content-disposition"));
			assertEquals("image/tiff", answer.headers().get("content-type"));
			assertEquals("a file is fetched once", 404, fetch(server, file, "GET").status());
			final Path fetched = Files.write(folder.getRoot().toPath().resolve("fetched.tif"), answer.body());
			try (Slide opened = SlideOpener.open(fetched)) {
				assertEquals(REGION.width(), opened.scenes().get(0).width());
				assertEquals(0.25, opened.scenes().get(0).pixelSize().get().xUm(), 1e-6);
				assertTrue("a pyramid", opened.scenes().get(0).levels().size() > 1);
				assertArrayEquals(expected(slide),
					new RegionReader(TileCache.ofBytes(0)).read(opened.scenes().get(0), 0, Plane.FIRST,
					Region.ofSize(REGION.width(), REGION.height())).block().bytes());
			}
			last(RawClient.ask(server.address(), "GET", api(server.share(slide)) + PLACE)); // and nobody fetches it
		}
		assertEquals("temporary files", before, litter());
	}

	@Test
	public void aPng() throws IOException {
		final Path slide = SampleFile.brightField(folder.getRoot().toPath().resolve("slide.tif"));
		final byte[] expected = expected(slide);
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT)) {
			final String api = api(server.share(slide)) + "format=png&" + PLACE;
			final Answer answer = fetch(server, last(RawClient.ask(server.address(), "GET", api)), "GET");
			assertEquals("image/png", answer.headers().get("content-type"));
			final var image = ImageIO.read(new ByteArrayInputStream(answer.body()));
			for (int y = 0, i = 0; y < REGION.height(); y++)
				for (int x = 0; x < REGION.width(); x++, i += 3)
					assertEquals((expected[i] & 0xff) << 16 | (expected[i + 1] & 0xff) << 8 | expected[i + 2] & 0xff,
						image.getRGB(x, y) & 0xffffff);
			final Answer half =
				fetch(server, last(RawClient.ask(server.address(), "GET", api + "&downsample=2")), "GET");
			assertEquals(167, ImageIO.read(new ByteArrayInputStream(half.body())).getWidth());
		}
	}

	@Test
	public void aPngHasItsLimit() throws IOException {
		final Path slide = Files.writeString(folder.getRoot().toPath().resolve("slow.svs"), "");
		final ServerLimits limits = new ServerLimits(1, 10, 1 << 20, 1 << 20, 40_000_000,
			Duration.ofSeconds(10));
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT, new SlowSlide()::open, limits)) {
			final Answer answer = RawClient.ask(server.address(), "GET",
				api(server.share(slide)) + "format=png&x=0&y=0&width=20000&height=2001");
			assertEquals(400, answer.status());
			assertEquals(
				"{\"problem\": \"A PNG holds 40 million pixels at most, and this region has 20000 x 2001; choose a "
					+ "smaller region or"
				+ " scale, or TIFF.\"}", answer.text());
		}
	}

	/** A browser that goes away stops the work and takes the file with it. */
	@Test
	public void closingTheAnswerCancels() throws Exception {
		final Set<String> before = litter();
		final SlowSlide slow = new SlowSlide();
		final Path slide = Files.writeString(folder.getRoot().toPath().resolve("slow.svs"), "");
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT, slow::open)) {
			final URI page = server.share(slide);
			final String all = "x=0&y=0&width=" + SlowSlide.SIDE + "&height=" + SlowSlide.SIDE;
			slow.release(20);
			try (RawClient client =
				RawClient.send(server.address(), RawClient.request(server.address(), "GET", api(page) + all))) {
				assertEquals("HTTP/1.1 200 OK", client.firstLine());
				awaitFiles(1, before);
			}
			awaitFiles(0, before);
			final int reads = slow.reads();
			assertTrue("most of the 4096 tiles were not read: " + reads, reads < 2000);
			Thread.sleep(200);
			assertTrue("the work goes on", slow.reads() <= reads + 8);
		}
		assertEquals("temporary files", before, litter());
	}

	/** Waits until so many files are in the server's own temporary folder. */
	private static void awaitFiles(final int count, final Set<String> before) throws InterruptedException {
		final long end = System.nanoTime() + 120_000_000_000L;
		while (true) {
			int files = 0;
			for (final String name : litter())
				if (!before.contains(name)) files += new File(System.getProperty("java.io.tmpdir"), name)
					.list((dir, file) -> !file.endsWith(".writing")).length; // the right to write is a file, too
			if (files == count) return;
			assertTrue("there are " + files + " temporary files, not " + count, System.nanoTime() < end);
			Thread.sleep(10);
		}
	}

	@Test
	public void stoppingTheServerCancels() throws Exception {
		final Set<String> before = litter();
		final SlowSlide slow = new SlowSlide();
		final Path slide = Files.writeString(folder.getRoot().toPath().resolve("slow.svs"), "");
		final SlideServer server = SlideServer.start(SlideServer.ANY_PORT, slow::open);
		final URI page = server.share(slide);
		slow.release(20);
		final String all = "x=0&y=0&width=" + SlowSlide.SIDE + "&height=" + SlowSlide.SIDE;
		try (RawClient client =
			RawClient.send(server.address(), RawClient.request(server.address(), "GET", api(page) + all))) {
			client.firstLine();
			awaitFiles(1, before);
			final long start = System.nanoTime();
			server.close();
			assertTrue("stopping took " + (System.nanoTime() - start) / 1_000_000 + " ms",
				System.nanoTime() - start < 60_000_000_000L);
		}
		assertEquals(0, slow.timesOpen());
		assertEquals("temporary files", before, litter());
	}

	@Test
	public void noMoreThanFourFilesWait() throws IOException {
		final Path slide = SampleFile.brightField(folder.getRoot().toPath().resolve("slide.tif"));
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT)) {
			final String api = api(server.share(slide)) + "format=png&x=0&y=0&width=5&height=5";
			final Map<String, Object> first = last(RawClient.ask(server.address(), "GET", api));
			Map<String, Object> latest = null;
			for (int i = 0; i < 4; i++)
				latest = last(RawClient.ask(server.address(), "GET", api));
			assertEquals(404, fetch(server, first, "GET").status());
			assertEquals(200, fetch(server, latest, "GET").status());
		}
	}
}
