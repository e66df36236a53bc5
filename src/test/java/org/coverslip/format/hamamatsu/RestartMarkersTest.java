package org.coverslip.format.hamamatsu;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.ClosedSlideException;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.testing.CountingByteSource;
import org.junit.Test;

/** Looking for restart markers: near a known one, in all data, by many threads, until the slide is closed. */
public class RestartMarkersTest {

	private static final Path NAME = Path.of("test.jpg");

	private final RestartJpeg jpeg = new RestartJpeg(4096, 2048, 3, 2, 7).intervalOfPixels(128);
	private final long[] starts = jpeg.starts();
	private final SlideLifetime lifetime = SlideLifetime.inMemory("test.jpg");

	private RestartMarkers markers(final ByteSource source, final RestartHints hints) throws IOException {
		return new RestartMarkers(source, NAME, lifetime, starts[0], source.size(), starts.length, hints);
	}

	@Test
	public void allAreFoundInTheData() throws IOException {
		final CountingByteSource source = new CountingByteSource(new Bytes(jpeg.stream()));
		final RestartMarkers markers = markers(source, RestartHints.NONE);
		assertEquals(starts[0], markers.start(0));
		assertEquals("the first needs no search", 0, source.reads());
		for (int i = starts.length - 1; i >= 0; i--)
			assertEquals(starts[i], markers.start(i));
		assertTrue("once through the data: " + source.bytes(), source.bytes() < source.size() * 1.1);
		assertEquals(source.size(), markers.start(starts.length));
	}

	/** As Hamamatsu's optimisation files do it, the position of each 32nd interval alone is told. */
	@Test
	public void someAreToldAndTheOthersAreNear() throws IOException {
		final CountingByteSource source = new CountingByteSource(new Bytes(jpeg.stream()));
		final RestartMarkers markers = markers(source, count -> {
			final long[] told = new long[count];
			Arrays.fill(told, RestartHints.UNKNOWN);
			for (int i = 32; i < count; i += 32)
				told[i] = starts[i];
			return told;
		});
		assertEquals(starts[4017], markers.start(4017));
		assertTrue(source.bytes() + " bytes", source.bytes() < 70_000);
		for (int i = 0; i < starts.length; i++)
			assertEquals(starts[i], markers.start(i));
	}

	@Test
	public void whatIsToldWronglyIsSearchedFor() throws IOException {
		final RestartMarkers markers = markers(new Bytes(jpeg.stream()), count -> {
			final long[] told = new long[count];
			Arrays.fill(told, RestartHints.UNKNOWN);
			told[3000] = starts[3000] + 7;
			return told;
		});
		assertEquals(starts[3002], markers.start(3002));
		assertFalse(markers.distrust());
	}

	@Test
	public void manyThreadsShareOneSearch() throws Exception {
		final CountingByteSource source = new CountingByteSource(new Bytes(jpeg.stream()));
		final RestartMarkers markers = markers(source, RestartHints.NONE);
		final ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			final List<Callable<Long>> tasks = new ArrayList<>();
			for (int i = 0; i < 2000; i++) {
				final int interval = i * 7919 % starts.length;
				tasks.add(() -> markers.start(interval));
			}
			final List<Future<Long>> found = threads.invokeAll(tasks);
			for (int i = 0; i < 2000; i++)
				assertEquals(starts[i * 7919 % starts.length], (long) found.get(i).get());
		}
		finally {
			threads.shutdownNow();
		}
		assertTrue("once through the data: " + source.bytes(), source.bytes() < source.size() * 1.1);
	}

	@Test
	public void anInterruptedReaderGetsItsAnswer() throws IOException {
		Thread.currentThread().interrupt();
		assertEquals(starts[4000], markers(new Bytes(jpeg.stream()), RestartHints.NONE).start(4000));
		assertTrue(Thread.interrupted());
	}

	@Test(timeout = 30_000)
	public void closingTheSlideEndsTheSearch() throws Exception {
		final CountDownLatch reading = new CountDownLatch(1);
		final ByteSource slow = new Bytes(jpeg.stream()) {

			@Override
			public int read(final long position, final ByteBuffer dst) {
				reading.countDown();
				while (true)
					try {
						lifetime.checkOpen();
						TimeUnit.MILLISECONDS.sleep(1);
					}
					catch (final ClosedSlideException e) {
						return 0;
					}
					catch (final InterruptedException e) {
						throw new IllegalStateException(e);
					}
			}
		};
		final RestartMarkers markers = markers(slow, RestartHints.NONE);
		final Thread closer = new Thread(() -> {
			try {
				reading.await();
				lifetime.close();
			}
			catch (final IOException | InterruptedException e) {
				throw new IllegalStateException(e);
			}
		});
		closer.start();
		assertThrows(ClosedSlideException.class, () -> markers.start(4000));
		closer.join();
	}

	@Test
	public void dataThatEndTooSoonAreRefused() throws IOException {
		final byte[] stream = jpeg.stream();
		final RestartMarkers markers =
			markers(new Bytes(Arrays.copyOf(stream, (int) starts[100] + 3)), RestartHints.NONE);
		assertEquals(starts[100], markers.start(100));
		for (int i = 0; i < 2; i++) {
			final SlideFormatException refusal = assertThrows(SlideFormatException.class, () -> markers.start(101));
			assertTrue(refusal.getMessage(),
				refusal.getMessage().contains("expected 8191 restart markers in order, found 100 of them"));
		}
	}

	/** Bytes in memory. */
	private static class Bytes implements ByteSource {

		private final byte[] bytes;

		Bytes(final byte[] bytes) {
			this.bytes = bytes;
		}

		@Override
		public long size() {
			return bytes.length;
		}

		@Override
		public int read(final long position, final ByteBuffer dst) {
			final int n = (int) Math.max(0, Math.min(dst.remaining(), bytes.length - position));
			if (n > 0) dst.put(bytes, (int) position, n);
			return n;
		}

		@Override
		public void close() {
			// nothing is held
		}
	}
}
