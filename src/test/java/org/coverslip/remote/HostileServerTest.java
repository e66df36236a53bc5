package org.coverslip.remote;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.coverslip.io.ByteSource;
import org.coverslip.slide.SlideAddress;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Whatever a server does, reading ends soon, with one sentence, and takes no more than it asked for. */
public class HostileServerTest {

	private static final String SECRET = "sig=TopSecret";

	private final byte[] file = new byte[3_000_000];
	private HostileServer server;

	@Before
	public void start() throws IOException {
		new Random(7).nextBytes(file);
		server = new HostileServer().with("a/slide one.bin", file).with("empty", new byte[0]);
	}

	@After
	public void stop() {
		server.close();
	}

	private ByteSource open() throws IOException {
		return RemoteSlides.at(new SlideAddress(server.at("a/slide one.bin?" + SECRET))).open();
	}

	@Test
	public void bytesAreThoseOfTheFileWhereverTheyAreRead() throws IOException {
		final Random random = new Random(1);
		try (ByteSource source = open()) {
			assertEquals(file.length, source.size());
			for (int i = 0; i < 60; i++) {
				final int position = random.nextInt(file.length);
				final int length = Math.min(file.length - position, random.nextInt(i % 10 == 0 ? 2_000_000 : 9000));
				final byte[] expected = new byte[length];
				System.arraycopy(file, position, expected, 0, length);
				assertArrayEquals(expected, source.readFully(position, length));
			}
			assertEquals(5, source.read(file.length - 5, ByteBuffer.allocate(100)));
			assertEquals(0, source.read(file.length, ByteBuffer.allocate(100)));
			assertEquals(0, source.read(Long.MAX_VALUE - 5, ByteBuffer.allocate(100)));
		}
		assertTrue(server.asked().toString(), server.asked().stream().allMatch(line -> line.startsWith("GET ")));
		assertTrue("blocks are got once: " + server.sent(), server.sent() <= file.length);
	}

	@Test
	public void anEmptyFileIsEmpty() throws IOException {
		try (ByteSource source = RemoteSlides.at(new SlideAddress(server.at("empty"))).open()) {
			assertEquals(0, source.size());
		}
	}

	@Test
	public void aLongReadComesInFewRequestsAtOnce() throws IOException {
		try (ByteSource source = open()) {
			server.doing((exchange, bytes, number) -> {
				Thread.sleep(30);
				return false;
			});
			assertArrayEquals(file, source.readFully(0, file.length));
		}
		assertTrue(server.asked().toString(), server.asked().size() <= 4);
		assertTrue(server.mostAtOnce() + " at once", server.mostAtOnce() > 1);
	}

	@Test
	public void whatIsExpectedComesInFewRequestsAtOnceAndIsThereThen() throws IOException {
		try (ByteSource source = open()) {
			server.doing((exchange, bytes, number) -> false);
			final long[] positions = new long[40];
			final long[] lengths = new long[40];
			for (int i = 0; i < positions.length; i++) {
				positions[i] = 200_000 + i / 10 * 700_000 + i % 10 * 20_000;
				lengths[i] = 20_000;
			}
			positions[39] = file.length; // passed over
			source.expect(positions, lengths);
			for (int i = 0; i < 39; i++)
				assertEquals(file[(int) positions[i]], source.readFully(positions[i], lengths[i])[0]);
		}
		assertEquals(server.asked().toString(), 4, server.asked().size());
	}

	@Test
	public void noMoreRequestsRunAtOnceThanAreSaid() throws Exception {
		try (ByteSource source = open()) {
			server.doing((exchange, bytes, number) -> {
				Thread.sleep(20);
				return false;
			});
			final Thread[] readers = new Thread[20];
			for (int i = 0; i < readers.length; i++) {
				final long position = 140_000L * i + 130_000;
				readers[i] = new Thread(() -> {
					try {
						source.readFully(position, 100);
					}
					catch (final IOException e) {
						throw new IllegalStateException(e);
					}
				});
				readers[i].start();
			}
			for (final Thread reader : readers)
				reader.join();
		}
		assertTrue(server.mostAtOnce() + "", server.mostAtOnce() <= HttpDoor.AT_ONCE);
	}

	@Test
	public void aServerWithoutRangesIsRefusedAndNotReadWhole() {
		final AtomicInteger sent = new AtomicInteger();
		server.doing((exchange, bytes, number) -> {
			exchange.sendResponseHeaders(200, 1L << 30);
			for (int i = 0; i < 1 << 10; i++, sent.incrementAndGet())
				exchange.getResponseBody().write(new byte[1 << 20]);
			return true;
		});
		assertRefused("the server does not give parts of files");
		// what fits into the buffers of a connection is sent before it is closed
		assertTrue(sent + " MiB", sent.get() < 64);
		assertEquals("it is no use to ask again", 1, server.asked().size());
	}

	@Test
	public void otherRangesAreRefused() {
		server.doing((exchange, bytes, number) -> {
			server.part(exchange, bytes, 5, 100_000);
			return true;
		});
		assertRefused("other bytes than those that were asked for");
		server.doing((exchange, bytes, number) -> {
			server.send(exchange, 206, bytes, 0, 100);
			return true;
		});
		assertRefused("does not say which part of the file it sends");
		server.doing((exchange, bytes, number) -> {
			exchange.getResponseHeaders().set("Content-Range", "bytes 0-131071/*");
			server.send(exchange, 206, bytes, 0, 131072);
			return true;
		});
		assertRefused("or how large the file is");
		server.doing((exchange, bytes, number) -> {
			exchange.getResponseHeaders().set("Content-Range", "bytes 0-131071/3000000");
			server.send(exchange, 206, bytes, 0, 2_000_000);
			return true;
		});
		assertRefused("more bytes than it says");
	}

	@Test
	public void compressedBodiesAreRefused() {
		server.doing((exchange, bytes, number) -> {
			exchange.getResponseHeaders().set("Content-Encoding", "gzip");
			return false;
		});
		assertRefused("compresses what it sends");
	}

	@Test
	public void shortBodiesAreAskedForAgain() throws IOException {
		server.doing((exchange, bytes, number) -> {
			if (number > 2) return false;
			exchange.getResponseHeaders().set("Content-Range", "bytes 0-131071/3000000");
			if (number == 1) exchange.sendResponseHeaders(206, 131072); // the connection ends before
			else exchange.sendResponseHeaders(206, 1000);
			exchange.getResponseBody().write(bytes, 0, 1000);
			return true;
		});
		try (ByteSource source = open()) {
			assertEquals(file[5], source.readFully(5, 1)[0]);
		}
		server.doing((exchange, bytes, number) -> {
			exchange.getResponseHeaders().set("Content-Range", "bytes 0-131071/3000000");
			server.send(exchange, 206, bytes, 0, 1000);
			return true;
		});
		assertRefused("the answer is short, 1000 of 131072 bytes");
		assertEquals(4, server.asked().size());
	}

	@Test
	public void busyServersAreAskedAgain() throws IOException {
		for (final int status : new int[] { 429, 500, 502, 503, 504 }) {
			server.doing((exchange, bytes, number) -> {
				if (number > 2) return false;
				exchange.sendResponseHeaders(status, -1);
				return true;
			});
			try (ByteSource source = open()) {
				assertEquals(file.length, source.size());
			}
		}
		server.doing((exchange, bytes, number) -> {
			HostileServer.say(exchange, 503, "x".repeat(100));
			return true;
		});
		assertRefused("the server answers with status 503, again and again");
		server.doing((exchange, bytes, number) -> {
			exchange.getResponseHeaders().set("Retry-After", "3600");
			exchange.sendResponseHeaders(503, -1);
			return true;
		});
		assertRefused("status 503");
		assertEquals("it said when to ask again", 1, server.asked().size());
	}

	@Test
	public void aFileThatChangesIsRefused() throws IOException {
		try (ByteSource source = open()) {
			server.retag("\"two\"");
			assertChanged(source);
		}
		server.retag("W/\"weak\""); // is never sent as a condition
		try (ByteSource source = open()) {
			server.retag("W/\"weaker\"");
			assertChanged(source);
		}
		try (ByteSource source = open()) {
			server.with("a/slide one.bin", new byte[2_500_000]);
			assertChanged(source);
			server.with("a/slide one.bin", new byte[10]);
			assertChanged(source);
		}
		server.with("a/slide one.bin", file).doing((exchange, bytes, number) -> {
			exchange.getResponseHeaders().set("Last-Modified", "day " + number);
			return false;
		}).retag("");
		try (ByteSource source = open()) {
			assertChanged(source);
		}
	}

	private void assertChanged(final ByteSource source) {
		final IOException e = assertThrows(IOException.class, () -> source.readFully(1_000_000, 10));
		assertTrue(e.getMessage(), e.getMessage().contains("has changed on the server since it was opened"));
	}

	@Test
	public void redirectionsAreFollowedOnTheSameHostAlone() throws IOException {
		server.doing((exchange, bytes, number) -> {
			if (number > 1) return false;
			exchange.getResponseHeaders().set("Location", "/a/slide%20one.bin");
			exchange.sendResponseHeaders(302, -1);
			return true;
		});
		try (ByteSource source = RemoteSlides.at(new SlideAddress(server.at("other"))).open()) {
			assertEquals(file.length, source.size());
		}
		try (HostileServer other = new HostileServer().with("a/slide one.bin", file)) {
			for (final String location : new String[] { other.at("a/slide%20one.bin?" + SECRET),
				"http://localhost:1/x", "//127.0.0.2/x", "ftp://127.0.0.1/x", "https://" + server.host() + "/x" }) {
				server.doing((exchange, bytes, number) -> {
					exchange.getResponseHeaders().set("Location", location);
					exchange.sendResponseHeaders(307, -1);
					return true;
				});
				assertRefused("which was not named, and is not asked");
			}
			assertEquals(0, other.asked().size());
		}
		server.doing((exchange, bytes, number) -> {
			exchange.getResponseHeaders().set("Location", "/a/slide%20one.bin?n=" + number);
			exchange.sendResponseHeaders(301, -1);
			return true;
		});
		assertRefused("from one address to the next without end");
	}

	@Test
	public void otherAnswersAreSaid() {
		server.doing((exchange, bytes, number) -> {
			exchange.sendResponseHeaders(418, -1);
			return true;
		});
		assertRefused("status 418");
		server.doing((exchange, bytes, number) -> {
			exchange.getResponseHeaders().set("x-amz-bucket-region", "eu-west-3");
			exchange.sendResponseHeaders(301, -1);
			return true;
		});
		assertRefused("set AWS_REGION to that");
	}

	@Test
	public void nobodyThereIsSaid() {
		server.close();
		assertRefused("no connection to 127.0.0.1:");
	}

	/** One sentence, in time, that tells the address without its query; nor does any cause tell that. */
	private void assertRefused(final String expected) {
		final long start = System.nanoTime();
		final IOException e = assertThrows(IOException.class, this::open);
		final long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
		assertTrue(seconds + " s", seconds < 20);
		assertTrue(e.getMessage(), e.getMessage().contains(expected));
		assertTrue(e.getMessage(), e.getMessage().contains(server.at("a/slide%20one.bin")));
		for (Throwable cause = e; cause != null; cause = cause.getCause())
			assertFalse(cause.toString(), cause.toString().contains("TopSecret"));
	}
}
