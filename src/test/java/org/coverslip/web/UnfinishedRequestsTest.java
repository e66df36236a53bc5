package org.coverslip.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Requests that are begun and not ended, and answers that are not taken, do not stop others. */
public class UnfinishedRequestsTest {

	/** Less than the minute for which the server is patient; the machine may be busy. */
	private static final double SOON = 30;
	private static final Duration SHORT = Duration.ofMillis(1500);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final SlowSlide slides = new SlowSlide();
	private final List<Closeable> open = new ArrayList<>();

	@After
	public void close() throws IOException {
		for (final Closeable one : open)
			one.close();
	}

	private SlideServer start(final Duration patience) throws IOException {
		slides.release(0);
		final SlideServer server = SlideServer.start(SlideServer.ANY_PORT, this::withLabel,
			new ServerLimits(4, 100, 1 << 20, 1 << 20, 1000, patience));
		open.add(server);
		return server;
	}

	/** A slide with a picture of noise, which is a PNG of 12 MB: more than the system keeps of an answer. */
	private Slide withLabel(final Path path) {
		final Slide slow = slides.open(path);
		final BlockShape shape = new BlockShape(2000, 2000, 3, PixelType.UINT8);
		final AssociatedImage noise = new AssociatedImage() {

			@Override
			public String name() {
				return "label";
			}

			@Override
			public BlockShape shape() {
				return shape;
			}

			@Override
			public PixelBlock read() {
				final PixelBlock block = PixelBlock.zeros(shape);
				new Random(1).nextBytes(block.bytes());
				return block;
			}
		};
		return new OpenedSlide(slow.metadata(), slow.scenes(), List.of(noise),
			new SlideLifetime(path.toString(), slow::close));
	}

	private URI page(final SlideServer server) throws IOException {
		return server.share(Files.writeString(folder.getRoot().toPath().resolve("slide.svs"), ""));
	}

	private static void assertAnswersSoon(final SlideServer server, final URI page) throws IOException {
		final long begin = System.nanoTime();
		assertAnswers(server, page);
		final double seconds = (System.nanoTime() - begin) / 1e9;
		assertTrue("answers took " + seconds + " s", seconds < SOON);
	}

	/** Waits as long as a client does: who is never answered fails. */
	private static void assertAnswers(final SlideServer server, final URI page) throws IOException {
		final String slide = page.getPath().replace("/slide/", "/api/slides/");
		for (final String path : List.of(page.getPath(), slide, slide + "/scenes/0/tiles/15/0_0.jpg"))
			assertEquals(path, 200, RawClient.ask(server.address(), "GET", path).status());
	}

	/** What is sent of a request, in all ways of not ending it. */
	private static List<String> beginnings(final URI page) {
		final String head = "GET " + page.getPath() + " HTTP/1.1\r\nHost: 127.0.0.1:" + page.getPort() + "\r\n";
		return List.of("G", "GET " + page.getPath(), head, head + "X: " + "x".repeat(1000),
			head + "Content-Length: 100000\r\n\r\nabc", head.replace("GET", "POST") + "Content-Length: 10\r\n\r\n",
			head + "Transfer-Encoding: chunked\r\n\r\n5\r\nab");
	}

	private void begin(final URI page, final int count) throws IOException {
		final List<String> beginnings = beginnings(page);
		for (int i = 0; i < count; i++)
			open.add(RawClient.send(page, beginnings.get(i % beginnings.size())));
	}

	@Test
	public void fortyRequestsThatAreNotEnded() throws Exception {
		final SlideServer server = start(Duration.ofMinutes(1));
		final URI page = page(server);
		begin(page, 40);
		Thread.sleep(200);
		assertAnswersSoon(server, page);
	}

	@Test
	public void moreThanThereAreThreads() throws Exception {
		final SlideServer server = start(Duration.ofMinutes(1));
		final URI page = page(server);
		begin(page, 200);
		assertAnswersSoon(server, page);
		begin(page, 200);
		assertAnswersSoon(server, page);
	}

	@Test
	public void theyAreGivenUpInTheEnd() throws Exception {
		final URI page = page(start(SHORT));
		for (final String beginning : beginnings(page)) {
			final long start = System.nanoTime();
			try (RawClient client = RawClient.send(page, beginning)) {
				client.drain();
			}
			final double seconds = (System.nanoTime() - start) / 1e9;
			assertTrue(beginning + " was kept for " + seconds + " s", seconds < 60);
		}
	}

	@Test
	public void whatArrivesSlowlyIsAnswered() throws Exception {
		final URI page = page(start(Duration.ofMinutes(1)));
		final String request = RawClient.request(page, "GET", page.getPath());
		final int piece = (request.length() + 9) / 10;
		try (RawClient client = RawClient.send(page, request.substring(0, piece))) {
			for (int at = piece; at < request.length(); at += piece) {
				Thread.sleep(100);
				client.send(request.substring(at, Math.min(request.length(), at + piece)));
			}
			assertEquals(200, client.answer().status());
		}
	}

	/** Content is refused in words, and not waited for. */
	@Test
	public void contentIsRefused() throws Exception {
		final URI page = page(start(Duration.ofMinutes(1)));
		try (RawClient client = RawClient.send(page,
			RawClient.request(page, "GET", page.getPath(), "Content-Length: 100000"))) {
			assertEquals("HTTP/1.1 400 Bad Request", client.firstLine());
		}
	}

	@Test
	public void answersThatAreNotTaken() throws Exception {
		final SlideServer server = start(SHORT);
		final URI page = page(server);
		final String label = page.getPath().replace("/slide/", "/api/slides/") + "/associated/0";
		for (int i = 0; i < 3; i++)
			open.add(deaf(page, RawClient.request(page, "GET", label)));
		Thread.sleep(4000 + 2 * SHORT.toMillis());
		assertAnswers(server, page);
	}

	/** Sends a request and does not read its answer. */
	private static Socket deaf(final URI server, final String request) throws IOException {
		final Socket socket = new Socket();
		socket.setReceiveBufferSize(4096);
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
		socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
		return socket;
	}
}
