package org.coverslip.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.apache.spark.SparkException;
import org.coverslip.export.RunManifest.Entry;

/**
 * Has pieces done, and the parts of a slide put together as soon as all are there, while others are still being made.
 */
final class SlideRound {

	/** Slides that are put together at once: it is the disks that work then. */
	private static final int ASSEMBLIES = 8;

	private final SparkRun spark;
	private final Consumer<Entry> ended;
	private final Map<String, Set<Integer>> made = new HashMap<>();
	private final Map<String, Double> seconds = new HashMap<>();
	private final ExecutorService executor = Executors.newFixedThreadPool(ASSEMBLIES, task -> {
		final Thread thread = new Thread(task, "coverslip-assembly");
		thread.setDaemon(true);
		return thread;
	});
	private final List<Future<?>> assemblies = new ArrayList<>();

	/**
	 * @param ended
	 *            is told what became of each slide; called by one thread at a time
	 */
	SlideRound(final SparkRun spark, final Consumer<Entry> ended) {
		this.spark = spark;
		this.ended = ended;
	}

	/**
	 * Does the pieces.
	 *
	 * @throws SparkException
	 *             if Spark gave up
	 */
	void run(final List<List<SlidePiece>> batches) throws SparkException {
		try {
			spark.run(batches, this::take);
			for (int i = 0; i < count(); i++)
				assembly(i).get();
		}
		catch (final ExecutionException e) {
			if (e.getCause() instanceof SparkException spark) throw spark;
			throw new IllegalStateException(e.getCause());
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new SparkException("interrupted");
		}
		finally {
			executor.shutdownNow();
		}
	}

	private synchronized int count() {
		return assemblies.size();
	}

	private synchronized Future<?> assembly(final int number) {
		return assemblies.get(number);
	}

	private synchronized void take(final EndedPiece piece) {
		final String slide = piece.piece().unit().slide();
		final double all = seconds.merge(slide, piece.seconds(), Double::sum);
		if (piece.slide().isPresent()) {
			ended.accept(piece.slide().get().after(all));
			return;
		}
		final Set<Integer> parts = made.computeIfAbsent(slide, key -> new HashSet<>());
		if (parts.add(piece.piece().number()) && parts.size() == piece.piece().parts())
			assemblies.add(executor.submit(() -> {
				spark.run(List.of(List.of(piece.piece().assembly())), this::take);
				return null;
			}));
	}
}
