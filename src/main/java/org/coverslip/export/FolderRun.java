package org.coverslip.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

import org.coverslip.io.FileClaim;
import org.coverslip.io.OutputFile;
import org.coverslip.io.WholeFile;
import org.coverslip.slide.ProgressListener;

/**
 * Does the same to many slides, one after the other: once to each, however often it is started, and shared among as
 * many processes as are started on the same folder. A slide that fails does not stop the others. For one thread.
 */
public final class FolderRun {

	private static final String CLAIM = ".working";
	private static final String SETTINGS = ".coverslip-folder";
	/** Far more than a command line can have. */
	private static final int LONGEST_SETTINGS = 8 << 20;

	/** What is done to a slide. */
	@FunctionalInterface
	public interface Task {

		/**
		 * Does it. The target comes to be there only when it is complete.
		 *
		 * @throws CancellationException
		 *             if the listener canceled
		 */
		void run(Path slide, Path target, ProgressListener progress) throws IOException;
	}

	/**
	 * A slide and what is to become of it.
	 *
	 * @param slide
	 *            a file, or the folder of a DICOM series
	 * @param target
	 *            what the task writes
	 * @param proof
	 *            the file that is there once the task is done
	 */
	public record Job(Path slide, Path target, Path proof) {}

	/**
	 * How a run went.
	 *
	 * @param finished
	 *            slides that were worked on
	 * @param passedOver
	 *            slides that were done before, or that another process is working on
	 * @param failures
	 *            a sentence for each slide that failed
	 */
	public record Report(int finished, int passedOver, List<String> failures) {

		public Report {
			failures = List.copyOf(failures);
		}

		/** A line with the counts, and a line for each failure. */
		@Override
		public String toString() {
			final StringBuilder text =
				new StringBuilder(finished + " done, " + passedOver + " passed over, " + failures.size() + " failed");
			failures.forEach(failure -> text.append('\n').append(failure));
			return text.toString();
		}
	}

	private final List<Job> jobs;
	private final Task task;
	private final Function<Throwable, String> sentence;

	/**
	 * @param jobs
	 *            in the order in which they are done
	 * @param sentence
	 *            what to say of a failure
	 */
	public FolderRun(final List<Job> jobs, final Task task, final Function<Throwable, String> sentence) {
		this.jobs = List.copyOf(jobs);
		this.task = task;
		this.sentence = sentence;
	}

	/**
	 * Does what is left to do.
	 *
	 * @throws CancellationException
	 *             if the listener canceled; what is finished stays
	 * @throws IOException
	 *             if the targets' folders cannot be written to
	 */
	public Report run(final ProgressListener progress) throws IOException {
		int finished = 0;
		int passedOver = 0;
		final List<String> failures = new ArrayList<>();
		for (int i = 0; i < jobs.size(); i++) {
			if (progress.isCanceled()) throw new CancellationException();
			final Job job = jobs.get(i);
			try {
				if (isDone(job, progress.part(i, jobs.size()))) finished++;
				else passedOver++;
			}
			catch (final CancellationException e) {
				throw e;
			}
			catch (final IOException | RuntimeException | OutOfMemoryError e) {
				final String what = sentence.apply(e);
				final String name = job.slide().getFileName().toString();
				failures.add(what.contains(name) ? what : name + ": " + what);
			}
			progress.part(i, jobs.size()).progress(1, 1);
		}
		return new Report(finished, passedOver, failures);
	}

	/**
	 * Keeps in the folder of the results what makes them, and refuses to go on with anything else.
	 *
	 * @param folder
	 *            made if there is none
	 * @param settings
	 *            one line
	 * @throws IllegalArgumentException
	 *             with one sentence, if the folder's results were made otherwise
	 */
	public static void checkSettings(final Path folder, final String settings) throws IOException {
		Files.createDirectories(folder);
		final Path file = folder.resolve(SETTINGS);
		if (Files.exists(file)) {
			final String before = new String(WholeFile.read(file, LONGEST_SETTINGS), StandardCharsets.UTF_8).strip();
			if (before.equals(settings.strip())) return;
			throw new IllegalArgumentException(folder + " holds results of \"" + before
				+ "\"; choose another folder for \""
				+ settings.strip() + "\"");
		}
		try (OutputFile out = OutputFile.create(file)) {
			out.write(0, ByteBuffer.wrap((settings.strip() + "\n").getBytes(StandardCharsets.UTF_8)));
			out.commit();
		}
	}

	/** Whether this run did the job; not if it was done before or is another's. */
	private boolean isDone(final Job job, final ProgressListener progress) throws IOException {
		if (Files.exists(job.proof())) return false;
		Files.createDirectories(job.target().toAbsolutePath().getParent());
		final Optional<FileClaim> claim =
			FileClaim.take(job.target().resolveSibling("." + job.target().getFileName() + CLAIM));
		if (claim.isEmpty()) return false;
		try (FileClaim mine = claim.get()) {
			if (Files.exists(job.proof())) return false;
			OutputFile.deleteLeftoversOf(job.target());
			task.run(job.slide(), job.target(), progress);
			return true;
		}
	}
}
