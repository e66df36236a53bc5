package org.coverslip.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

import scala.Function2;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** Has the executors do pieces, and takes what became of them one by one. */
final class SparkRun {

	private final JavaSparkContext spark;
	private final RunParameters run;

	SparkRun(final JavaSparkContext spark, final RunParameters run) {
		this.spark = spark;
		this.run = run;
	}

	/** What an executor does with a task. */
	private record Attempts(RunParameters run, int maxFailures)
		implements Function2<TaskContext, Iterator<List<SlidePiece>>, ArrayList<EndedPiece>>, Serializable
	{

		private static final long serialVersionUID = 1L;

		@Override
		public ArrayList<EndedPiece> apply(final TaskContext context, final Iterator<List<SlidePiece>> batches) {
			final SlideAttempt attempt =
				new SlideAttempt(run, context.attemptNumber() + 1 >= maxFailures, context::isInterrupted);
			final ArrayList<EndedPiece> ended = new ArrayList<>();
			try {
				while (batches.hasNext())
					for (final SlidePiece piece : batches.next())
						ended.add(attempt.run(piece));
			}
			catch (final IOException e) {
				throw new UncheckedIOException(e);
			}
			return ended;
		}
	}

	/**
	 * Does the pieces; may be called by several threads at once.
	 *
	 * @param ended
	 *            is told of each
	 * @throws SparkException
	 *             if Spark gave up
	 */
	void run(final List<List<SlidePiece>> batches, final Consumer<EndedPiece> ended) throws SparkException {
		final JavaRDD<List<SlidePiece>> rdd = spark.parallelize(batches, batches.size());
		final SparkContext context = spark.sc();
		final Function2<Object, ArrayList<EndedPiece>, BoxedUnit> handler = (partition, entries) -> {
			entries.forEach(ended);
			return BoxedUnit.UNIT;
		};
		final List<Object> partitions = new ArrayList<>();
		for (int i = 0; i < batches.size(); i++)
			partitions.add(i);
		context.<List<SlidePiece>, ArrayList<EndedPiece>> runJob(rdd.rdd(), new Attempts(run, maxFailures()),
			scala.jdk.javaapi.CollectionConverters.asScala(partitions).toSeq(), handler,
			ClassTag$.MODULE$.apply(ArrayList.class));
	}

	/** How often Spark begins a task at most: in a local master without a number of its own only once. */
	private int maxFailures() {
		final String master = spark.sc().master();
		if (!master.startsWith("local") || master.startsWith("local-cluster"))
			return spark.getConf().getInt("spark.task.maxFailures", 4);
		return master.matches("local\\[[^,]*,\\s*(\\d+)\\s*]") ? Integer.parseInt(
			master.replaceFirst("local\\[[^,]*,\\s*(\\d+)\\s*]", "$1")) : 1;
	}
}
