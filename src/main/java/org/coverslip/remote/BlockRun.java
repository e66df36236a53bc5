package org.coverslip.remote;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Blocks that follow each other and are got by one request, whoever begins with it. Thread-safe. */
final class BlockRun {

	private final RemoteObject object;
	private final long first;
	private final int count;
	private final FutureTask<byte[]> task;
	private final AtomicReference<Deadline> limit = new AtomicReference<>();

	/**
	 * @param done
	 *            is called with the run when it was read, or failed
	 */
	BlockRun(final RemoteObject object, final long first, final int count, final Consumer<BlockRun> done) {
		this.object = object;
		this.first = first;
		this.count = count;
		task = new FutureTask<>(this::read) {

			@Override
			protected void done() {
				done.accept(BlockRun.this);
			}
		};
	}

	/** Number of its first block. */
	long first() {
		return first;
	}

	/** How many blocks it has. */
	int count() {
		return count;
	}

	private byte[] read() throws IOException {
		final long position = first * BlockCache.BLOCK;
		final byte[] bytes = object.read(position,
			(int) Math.min((long) count * BlockCache.BLOCK, object.size() - position), limit.get());
		BlockCache.shared().put(object.key(), first, bytes);
		return bytes;
	}

	/** Reads it in this thread, unless another thread does or did. */
	void begin(final Deadline deadline) {
		limit.compareAndSet(null, deadline);
		task.run();
	}

	/** Has it not read any more, unless a thread does already. */
	void cancel() {
		task.cancel(false);
	}

	/** Its bytes; waits for them where another thread reads them. An interrupt stays set. */
	byte[] get(final Deadline deadline) throws IOException {
		begin(deadline);
		boolean interrupted = false;
		try {
			while (true)
				try {
					return task.get(deadline.left(), TimeUnit.MILLISECONDS);
				}
				catch (final InterruptedException e) {
					interrupted = true;
				}
				catch (final TimeoutException e) {
					throw new IOException(object + ": the server is too slow", e);
				}
				catch (final CancellationException e) {
					throw new ClosedChannelException();
				}
				catch (final ExecutionException e) {
					if (e.getCause() instanceof Error error) throw error;
					throw new IOException(e.getCause().getMessage(), e.getCause());
				}
		}
		finally {
			if (interrupted) Thread.currentThread().interrupt();
		}
	}
}
