package org.coverslip.codec.jpeg;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.coverslip.io.ByteSource;
import org.coverslip.testing.CountingByteSource;
import org.coverslip.testing.RestartJpeg;
import org.junit.Test;

/** Looking for restart markers: near a known one, in all data, by many threads, until the stream is closed. */
public class JpegRestartMarkersTest {

	private final RestartJpeg jpeg = new RestartJpeg(4096, 2048, 3, 2, 7).intervalOfPixels(128);
	private final long[] starts = jpeg.starts();

	private JpegRestartMarkers markers(final ByteSource source, final JpegRestartHints hints) throws IOException {
		return new JpegRestartMarkers(source, starts[0], source.size(), starts.length, hints);
	}

	@Test
	public void allAreFoundInTheData() throws IOException {
		final CountingByteSource source = new CountingByteSource(ByteSource.of(jpeg.stream()));
		final JpegRestartMarkers markers = markers(source, JpegRestartHints.NONE);
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
		final CountingByteSource source = new CountingByteSource(ByteSource.of(jpeg.stream()));
		final JpegRestartMarkers markers = markers(source, count -> {
			final long[] told = new long[count];
			Arrays.fill(told, JpegRestartHints.UNKNOWN);
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
		final JpegRestartMarkers markers = markers(ByteSource.of(jpeg.stream()), count -> {
			final long[] told = new long[count];
			Arrays.fill(told, JpegRestartHints.UNKNOWN);
			told[3000] = starts[3000] + 7;
			return told;
		});
		assertEquals(starts[3002], markers.start(3002));
		assertFalse(markers.distrust());
	}

	@Test
	public void manyThreadsShareOneSearch() throws Exception {
		final CountingByteSource source = new CountingByteSource(ByteSource.of(jpeg.stream()));
		final JpegRestartMarkers markers = markers(source, JpegRestartHints.NONE);
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
		assertEquals(starts[4000], markers(ByteSource.of(jpeg.stream()), JpegRestartHints.NONE).start(4000));
		assertTrue(Thread.interrupted());
	}

	@Test(timeout = 300_000)
	public void closingTheStreamEndsTheSearch() throws Exception {
		final CountDownLatch reading = new CountDownLatch(1);
		final CountDownLatch closed = new CountDownLatch(1);
		final ByteSource slow = new ByteSource() {

			@Override
			public long size() {
				return jpeg.stream().length;
			}

			@Override
			public void close() {
				// nothing is held
			}

			@Override
			public int read(final long position, final ByteBuffer dst) throws IOException {
				reading.countDown();
				try {
					closed.await();
				}
				catch (final InterruptedException e) {
					throw new IllegalStateException(e);
				}
				throw new ClosedChannelException();
			}
		};
		final JpegRestartMarkers markers = markers(slow, JpegRestartHints.NONE);
		final Thread closer = new Thread(() -> {
			try {
				reading.await();
				closed.countDown();
			}
			catch (final InterruptedException e) {
				throw new IllegalStateException(e);
			}
		});
		closer.start();
		assertThrows(ClosedChannelException.class, () -> markers.start(4000));
		closer.join();
	}

	@Test
	public void dataThatEndTooSoonAreRefused() throws IOException {
		final byte[] stream = jpeg.stream();
		final JpegRestartMarkers markers =
			markers(ByteSource.of(Arrays.copyOf(stream, (int) starts[100] + 3)), JpegRestartHints.NONE);
		assertEquals(starts[100], markers.start(100));
		for (int i = 0; i < 2; i++) {
			final DamagedJpegException refusal = assertThrows(DamagedJpegException.class, () -> markers.start(101));
			assertTrue(refusal.getMessage(),
				refusal.getMessage().contains("expected 8191 restart markers in order, found 100 of them"));
		}
	}
}
