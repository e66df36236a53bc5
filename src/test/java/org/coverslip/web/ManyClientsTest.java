package org.coverslip.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Fifty clients at a time, which ask for tiles, thumbnails, descriptions and pages of more slides than stay open: no
 * error, and no growth of threads, memory or open files. For as many seconds as {@code -Dcoverslip.web.seconds} says.
 */
public class ManyClientsTest {

	private static final int CLIENTS = 50;
	private static final int SLIDES = 5;
	private static final double SECONDS = Double.parseDouble(System.getProperty("coverslip.web.seconds", "3"));

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final List<HttpClient> clients =
		Stream.generate(() -> HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()).limit(CLIENTS)
		.toList();
	private final Queue<String> problems = new ConcurrentLinkedQueue<>();
	private final AtomicLong answers = new AtomicLong();

	/** What the server uses: threads that read requests and others, the heap after a collection, open files. */
	private record Usage(long requestThreads, long threads, long heap, long files) {

		static Usage now() throws InterruptedException {
			for (int i = 0; i < 3; i++) {
				System.gc();
				Thread.sleep(30);
			}
			final String[] files = new File("/proc/self/fd").list();
			final List<String> threads = Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
				.filter(name -> name.startsWith("coverslip-web")).toList();
			final long reading = threads.stream().filter(name -> name.startsWith("coverslip-web-request")).count();
			return new Usage(reading, threads.size() - reading,
				Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(),
				files == null ? 0 : files.length);
		}
	}

	@Test
	public void fiftyClients() throws Exception {
		final List<URI> pages = new ArrayList<>();
		final ServerLimits limits = new ServerLimits(3, 128, 16 << 20, 4 << 20, 1000,
			Duration.ofSeconds(10));
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT, SlideOpener::open, limits)) {
			for (int i = 0; i < SLIDES; i++) {
				final Path slide = folder.getRoot().toPath().resolve("slide" + i + ".tif");
				pages.add(server.share(SampleFile.brightField(Dialect.values()[i % 3], slide)));
			}
			final double half = Math.max(1, SECONDS / 2);
			run(server.address(), pages, half);
			final Usage first = Usage.now();
			run(server.address(), pages, half);
			final Usage second = Usage.now();
			assertEquals(List.of(), problems.stream().distinct().limit(5).toList());
			assertTrue(answers + " answers", answers.get() >= CLIENTS);
			assertTrue(first + ", then " + second, second.threads <= first.threads);
			assertTrue(second + " for " + CLIENTS + " clients", second.requestThreads <= CLIENTS + 1);
			assertTrue(first + ", then " + second, second.files <= first.files + 5);
			assertTrue(first + ", then " + second, second.heap <= first.heap + (24 << 20));
			assertTrue(server.openSlides() + " slides are open", server.openSlides() <= 3);
		}
	}

	private void run(final URI server, final List<URI> pages, final double seconds) throws InterruptedException {
		final long end = System.nanoTime() + (long) (seconds * 1e9);
		final List<Thread> threads = new ArrayList<>();
		for (final HttpClient client : clients) {
			final Random random = new Random(threads.size());
			final Thread thread = new Thread(() -> ask(client, server, pages, random, end));
			threads.add(thread);
			thread.start();
		}
		for (final Thread thread : threads)
			thread.join(TimeUnit.MINUTES.toMillis(2));
	}

	private void ask(final HttpClient client, final URI server, final List<URI> pages, final Random random,
		final long end) {
		try {
			while (System.nanoTime() < end && problems.size() < 20)
				ask(client, server, pages.get(random.nextInt(pages.size())), random);
		}
		catch (final IOException | RuntimeException e) {
			problems.add(e.toString());
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void ask(final HttpClient client, final URI server, final URI page, final Random random)
		throws IOException, InterruptedException
	{
		final String api = page.toString().replace("/slide/", "/api/slides/");
		final String address = switch (random.nextInt(10)) {
			case 0 -> page.toString();
			case 1 -> api;
			case 2 -> api + "/thumbnail";
			case 3 -> api + "/associated/0";
			case 4 -> api + "/scenes/0";
			case 5 -> server + "api/slides";
			default -> api + "/scenes/0/tiles/11/" + random.nextInt(3) + "_" + random.nextInt(2) + ".jpg?c=0:ff0000:"
				+ random.nextInt(9)
				+ ":255";
		};
		final var answer = client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofByteArray());
		answers.incrementAndGet();
		if (answer.statusCode() != 200 || answer.body().length == 0)
			problems.add(answer.statusCode() + " " + address.substring(server.toString().length()) + ": "
				+ new String(answer.body()));
	}
}
