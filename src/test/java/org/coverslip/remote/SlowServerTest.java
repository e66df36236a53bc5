package org.coverslip.remote;

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.coverslip.io.ByteSource;
import org.coverslip.slide.SlideAddress;
import org.junit.Test;

/** A read that fails ends within 20 seconds, whether a server is silent from the start, in the middle, or drips. */
public class SlowServerTest {

	private static final HostileServer.Fault SILENT = (exchange, bytes, number) -> {
		Thread.sleep(60_000);
		return true;
	};

	@Test
	public void aSlowServerIsGivenUp() throws Exception {
		try (HostileServer drips = new HostileServer().with("slide", new byte[3_000_000]);
			HostileServer silent = new HostileServer().with("slide", new byte[3_000_000]);
			HostileServer stops = new HostileServer().with("slide", new byte[3_000_000])) {
			drips.doing((exchange, bytes, number) -> {
				exchange.getResponseHeaders().set("Content-Range", "bytes 0-131071/3000000");
				exchange.sendResponseHeaders(206, 131072);
				for (int i = 0; i < 600; i++) {
					exchange.getResponseBody().write(1);
					exchange.getResponseBody().flush();
					Thread.sleep(50);
				}
				return true;
			});
			silent.doing(SILENT);
			final ByteSource open = open(stops);
			stops.doing(SILENT);
			final List<Callable<IOException>> reads = List.of(() -> refused(() -> open(drips)),
				() -> refused(() -> open(silent)),
				() -> refused(() -> open.readFully(200_000, 2_500_000)));
			final ExecutorService threads = Executors.newFixedThreadPool(reads.size());
			final long start = System.nanoTime();
			try {
				for (final Future<IOException> read : threads.invokeAll(reads))
					assertTrue(read.get().getMessage(), read.get().getMessage()
						.matches("http://127\\.0\\.0\\.1:\\d+/slide: the server (is too slow|does not answer).*"));
			}
			finally {
				threads.shutdownNow();
			}
			final long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
			assertTrue(seconds + " s", seconds < 20);
			open.close();
		}
	}

	private static ByteSource open(final HostileServer server) throws IOException {
		return RemoteSlides.at(new SlideAddress(server.at("slide"))).open();
	}

	private static IOException refused(final Callable<?> read) {
		return assertThrows(IOException.class, read::call);
	}
}
