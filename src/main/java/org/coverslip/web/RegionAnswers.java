package org.coverslip.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.coverslip.export.JsonText;
import org.coverslip.slide.ProgressListener;

/**
 * Makes files of regions, and sends them. A file is ordered by a request whose answer goes on for as long as the work:
 * a line of JSON every now and then says how far it is, and the last one where the file is:
 * {@code {"done": 12, "total": 80}}, ..., {@code {"file": KEY, "name": NAME, "bytes": SIZE}}, or
 * {@code {"problem": SENTENCE}}. When the browser closes that answer, because its user cancels or leaves the page, the
 * next line cannot be written, and the work stops and leaves nothing behind.
 */
final class RegionAnswers implements Closeable {

	private static final int THREADS = 4;
	private static final long IDLE_SECONDS = 10;
	private static final long PATIENCE_SECONDS = 30;
	private static final long LINE_NANOS = 200_000_000L;

	private final OpenSlides slides;
	private final ServerLimits limits;
	private final RegionFiles files = new RegionFiles();
	private final ThreadPoolExecutor threads;
	private volatile boolean closed;

	RegionAnswers(final OpenSlides slides, final ServerLimits limits) {
		this.slides = slides;
		this.limits = limits;
		threads = new ThreadPoolExecutor(0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
			work -> {
				final Thread thread = new Thread(work, "coverslip-web-region");
				thread.setDaemon(true);
				return thread;
			});
	}

	/** Makes a file, in a thread of its own. */
	void order(final Reply reply, final SharedSlide shared, final String scene, final Query query) {
		start(new Request(reply, waited -> {
			try (OpenSlides.Lease lease = slides.open(shared)) {
				final ShownScene shown = lease.slide().scene(scene);
				final RegionOrder order = RegionOrder.of(query, shown, limits);
				reply.header("Cache-Control", Reply.NO_STORE);
				if (reply.isHead()) reply.bytes("application/x-ndjson", new byte[0]);
				else make(reply, lease.slide(), shown, order, order.fileName(shared.name()));
			}
		}));
	}

	/** Sends a file, in a thread of its own. */
	void send(final Reply reply, final String key) {
		start(new Request(reply, waited -> files.send(reply, key)));
	}

	private void start(final Request request) {
		try {
			threads.execute(() -> request.run(0));
		}
		catch (final RejectedExecutionException e) {
			Request.fail(request.reply(),
				new RequestException(RequestException.BUSY,
				THREADS + " files are being made or fetched; wait until one is complete."));
		}
	}

	private void make(final Reply reply, final ShownSlide slide, final ShownScene scene, final RegionOrder order,
		final String name)
		throws IOException
	{
		final Path path = files.newPath(order.format().ending());
		boolean waits = false;
		try (OutputStream out = reply.stream("application/x-ndjson", -1)) {
			final Lines lines = new Lines(out);
			try {
				order.write(slide, scene, path, lines);
				final long bytes = Files.size(path);
				final String key = files.put(path, name, order.format().type());
				waits = true;
				final Map<String, Object> last = new LinkedHashMap<>();
				last.put("file", key);
				last.put("name", name);
				last.put("bytes", bytes);
				lines.write(last);
			}
			catch (final CancellationException e) {
				lines.write(Map.of("problem", "The server has stopped."));
			}
			catch (final IOException | RuntimeException | OutOfMemoryError e) {
				lines.write(Map.of("problem", reply.told(Sentences.of(e))));
			}
		}
		finally {
			if (!waits) Files.deleteIfExists(path);
		}
	}

	/** Tells the browser how far the work is; cancels it when the browser does not listen any more. */
	private final class Lines implements ProgressListener {

		private final OutputStream out;
		private long last = System.nanoTime();
		private volatile boolean gone;

		private Lines(final OutputStream out) throws IOException {
			this.out = out;
			write(Map.of("done", 0, "total", 1));
		}

		private synchronized void write(final Map<String, Object> line) throws IOException {
			out.write((JsonText.of(line) + "\n").getBytes(StandardCharsets.UTF_8));
			out.flush();
		}

		@Override
		public synchronized void progress(final long done, final long total) {
			if (gone || System.nanoTime() - last < LINE_NANOS) return;
			last = System.nanoTime();
			final Map<String, Object> line = new LinkedHashMap<>();
			line.put("done", done);
			line.put("total", total);
			try {
				write(line);
			}
			catch (final IOException e) {
				gone = true;
			}
		}

		@Override
		public boolean isCanceled() {
			return gone || closed;
		}
	}

	/** Cancels the work, waits until it has ended, and deletes all files. */
	@Override
	public void close() throws IOException {
		closed = true;
		threads.shutdown();
		try {
			threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		files.close();
	}
}
