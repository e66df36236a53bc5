package org.coverslip.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Requests that nobody waits for any more cost nothing, and those that wait are bounded. */
public class DroppedRequestsTest {

	private static final int WAITING = 20;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final SlowSlide slide = new SlowSlide();
	private final int threads = Runtime.getRuntime().availableProcessors();
	private SlideServer server;
	private URI address;
	private String tiles;

	@Before
	public void start() throws IOException {
		final Path file = Files.writeString(folder.getRoot().toPath().resolve("slow.svs"), "");
		server = SlideServer.start(SlideServer.ANY_PORT, slide::open,
			new ServerLimits(4, WAITING, 1 << 20, 1 << 20, 1000, Duration.ofSeconds(10)));
		tiles = server.share(file).getPath().replace("/slide/", "/api/slides/") + "/scenes/0/tiles/15/";
		address = server.address();
	}

	@After
	public void stop() throws IOException {
		slide.release(0);
		server.close();
	}

	private RawClient ask(final int col) throws IOException {
		return RawClient.send(address, RawClient.request(address, "GET", tiles + col + "_0.jpg"));
	}

	/** All threads are busy with tiles that are not given yet. */
	private List<RawClient> occupy() throws Exception {
		final List<RawClient> busy = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			busy.add(ask(2 * i));
			final int expected = i + 1;
			await(() -> slide.reads() >= expected);
		}
		return busy;
	}

	private interface Condition {

		boolean holds() throws Exception;
	}

	private static void await(final Condition condition) throws Exception {
		final long end = System.nanoTime() + 120_000_000_000L;
		while (!condition.holds()) {
			assertTrue("waited in vain", System.nanoTime() < end);
			Thread.sleep(5);
		}
	}

	@Test
	public void tilesOfClosedConnectionsAreNotRead() throws Exception {
		final List<RawClient> busy = occupy();
		final List<RawClient> dropped = new ArrayList<>();
		for (int i = 0; i < WAITING - 1; i++)
			dropped.add(ask(20 + 2 * i));
		Thread.sleep(300); // they are in the queue, and have waited
		for (final RawClient client : dropped)
			client.close();
		try (RawClient last = ask(63)) {
			Thread.sleep(200);
			final int before = slide.reads();
			slide.release(0);
			for (final RawClient client : busy)
				assertEquals(200, client.answer().status());
			assertEquals(200, last.answer().status());
			// queued requests come before the end of the queue in any case; one more tells that the queue is empty
			await(() -> RawClient.ask(address, "GET", tiles + "0_0.jpg").status() == 200);
			Thread.sleep(200);
			final int more = slide.reads() - before;
			assertTrue("tiles read for " + dropped.size() + " dropped requests, and 2 others: " + more, more <= 12);
		}
	}

	@Test
	public void theNewestRequestComesFirstAndTheOldestIsRefused() throws Exception {
		final List<RawClient> busy = occupy();
		final List<RawClient> waiting = new ArrayList<>();
		for (int i = 0; i < WAITING + 5; i++) {
			waiting.add(ask(10 + i));
			Thread.sleep(10); // so that they arrive one after the other
		}
		int refused = 0;
		for (int i = 0; i < 5; i++)
			if (waiting.get(i).answer().status() == 503) refused++;
		assertEquals("the five oldest", 5, refused);
		slide.release(30);
		for (int i = waiting.size() - 1; i >= 5; i--)
			assertEquals(200, waiting.get(i).answer().status());
		for (final RawClient client : busy)
			assertEquals(200, client.answer().status());
	}

	@Test
	public void stoppingRefusesWhatWaits() throws Exception {
		final List<RawClient> busy = occupy();
		for (int i = 0; i < 10; i++)
			busy.add(ask(20 + i));
		Thread.sleep(100);
		final Thread stopping = new Thread(() -> {
			try {
				server.close();
			}
			catch (final IOException e) {
				throw new AssertionError(e);
			}
		});
		stopping.start();
		Thread.sleep(100);
		slide.release(0);
		stopping.join(120_000);
		assertTrue("the server did not stop", !stopping.isAlive());
		// a picture reaches into six tiles at most
		assertTrue("tiles were read that waited when it stopped: " + slide.reads(), slide.reads() <= 6 * threads);
		assertEquals(0, slide.timesOpen());
		for (final RawClient client : busy)
			client.close();
	}
}
