package org.coverslip.process.worker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.coverslip.process.TileAnswer;
import org.coverslip.process.TileCode;
import org.coverslip.process.TileImage;
import org.coverslip.process.TileSubject;
import org.coverslip.process.TileTask;
import org.coverslip.process.TileWork;
import org.coverslip.process.TileWorkException;
import org.coverslip.slide.ProgressListener;

/**
 * Work in other processes, which are started when they are needed and end with this one. A process that is lost costs
 * its tile a second try, on a new one; one that takes too long is ended, and its tile has failed.
 */
public final class WorkerPool implements TileWork {

	private static final int TRIES = 2;
	private static final long LOOKS_MILLIS = 200;

	private final WorkerSettings settings;
	private final TileCode code;
	private final TileSubject subject;
	private final Consumer<String> log;
	private final Semaphore places;
	private final Deque<WorkerProcess> idle = new ArrayDeque<>();
	private final Set<WorkerProcess> all = new HashSet<>();
	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
		final Thread thread = new Thread(task, "coverslip-worker-clock");
		thread.setDaemon(true);
		return thread;
	});

	private volatile boolean closed;

	/**
	 * @param code
	 *            what is run
	 * @param subject
	 *            what the tasks are of
	 * @param progress
	 *            is asked whether it is canceled; then, all processes end
	 * @param log
	 *            is told what the code prints, from any thread
	 */
	public WorkerPool(final WorkerSettings settings, final TileCode code, final TileSubject subject,
		final ProgressListener progress, final Consumer<String> log)
	{
		this.settings = settings;
		this.code = code;
		this.subject = subject;
		this.log = log;
		places = new Semaphore(settings.workers(), true);
		clock.scheduleWithFixedDelay(() -> {
			if (progress.isCanceled()) close();
		}, LOOKS_MILLIS, LOOKS_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Override
	public int workers() {
		return settings.workers();
	}

	@Override
	public TileAnswer run(final TileTask task) throws IOException {
		checkOpen();
		final TileImage image = TileImage.of(task, subject);
		acquire();
		try {
			return answer(task, image).moved(task.around().x(), task.around().y());
		}
		finally {
			places.release();
		}
	}

	private void acquire() throws InterruptedIOException {
		try {
			places.acquire();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted");
		}
	}

	private TileAnswer answer(final TileTask task, final TileImage image) throws IOException {
		for (int tries = 1;; tries++) {
			final WorkerProcess worker = take();
			final AtomicBoolean late = new AtomicBoolean();
			final ScheduledFuture<?> limit = watch(worker, late);
			try {
				return worker.run(image);
			}
			catch (final TileServer.ProblemException e) {
				throw new TileWorkException(task, e.getMessage());
			}
			catch (final WorkerProcess.EndedException e) {
				checkOpen();
				if (late.get())
					throw new TileWorkException(task, "it took longer than the limit of "
						+ TimeUnit.MILLISECONDS.toSeconds(settings.timeout().orElse(Duration.ZERO).toMillis())
						+ " s, and was ended", e);
				if (tries == TRIES)
					throw new TileWorkException(task,
						"the process that worked on it ended, and so did another one (" + e.getMessage() + ")", e);
			}
			finally {
				if (limit != null) limit.cancel(false);
				giveBack(worker, late);
			}
		}
	}

	private ScheduledFuture<?> watch(final WorkerProcess worker, final AtomicBoolean late) {
		if (settings.timeout().isEmpty()) return null;
		try {
			return clock.schedule(() -> {
				late.set(true);
				worker.close();
			}, settings.timeout().get().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (final RejectedExecutionException e) {
			throw new CancellationException();
		}
	}

	private WorkerProcess take() throws IOException {
		synchronized (this) {
			checkOpen();
			if (!idle.isEmpty()) return idle.pop();
		}
		for (int tries = 1;; tries++)
			try {
				final WorkerProcess worker = WorkerProcess.start(settings, code, log);
				synchronized (this) {
					all.add(worker);
				}
				if (closed) worker.close();
				checkOpen();
				return worker;
			}
			catch (final TileServer.ProblemException e) {
				throw new IOException(e.getMessage(), e);
			}
			catch (final WorkerProcess.EndedException e) {
				checkOpen();
				if (tries == TRIES) throw new IOException("a worker process does not start: " + e.getMessage(), e);
			}
	}

	private synchronized void giveBack(final WorkerProcess worker, final AtomicBoolean late) {
		if (!closed && !late.get() && worker.tiles() < settings.tiles() && worker.isAlive()) idle.push(worker);
		else {
			worker.close();
			all.remove(worker);
		}
	}

	private void checkOpen() {
		if (closed) throw new CancellationException();
	}

	@Override
	public synchronized void close() {
		closed = true;
		clock.shutdownNow();
		all.forEach(WorkerProcess::close);
		all.clear();
		idle.clear();
	}
}
