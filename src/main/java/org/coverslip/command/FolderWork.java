package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.detect.SlideList;
import org.coverslip.export.FolderRun.Job;
import org.coverslip.export.Share;
import org.coverslip.export.UserWord;

/**
 * What is to be done to many slides.
 *
 * @param task
 *            to each of them
 * @param options
 *            of the task, as in a macro
 * @param jobs
 *            in the order of the slides' paths
 */
public record FolderWork(FolderTask task, String options, List<Job> jobs) {

	public FolderWork {
		jobs = List.copyOf(jobs);
	}

	/**
	 * Finds the slides.
	 *
	 * @param input
	 *            a folder, or a list as {@link SlideList#read} has it
	 * @param output
	 *            the folder for the results, which need not be there; slides in it are results
	 * @param subfolders
	 *            whether the folders within the folder are looked into too
	 * @param pictures
	 *            whether plain pictures are slides
	 * @throws IllegalArgumentException
	 *             with one sentence, if the task has no such options, or results would have the place of slides
	 * @throws IOException
	 *             if there are no slides, or they cannot be listed
	 */
	public static FolderWork of(final FolderTask task, final String options, final Path input, final Path output,
		final boolean subfolders, final boolean pictures) throws IOException
	{
		task.withOptions(options);
		final File into = output.toFile();
		if (into.getCanonicalFile().equals(input.toFile().getCanonicalFile()))
			throw new IllegalArgumentException("the results need a folder of their own, not that of the slides: "
				+ into);
		final SlideList found = task.list(input, subfolders, pictures);
		final Path inside = output.toAbsolutePath().normalize();
		final boolean nested = inside.startsWith(found.root().toAbsolutePath().normalize());
		final List<Path> slides = found.files().stream()
			.filter(slide -> !nested || !slide.toAbsolutePath().normalize().startsWith(inside)).toList();
		if (slides.isEmpty()) throw new IOException(input + " holds no slides");
		return new FolderWork(task, options, task.jobs(slides, found.root(), output, options));
	}

	/** One line that says what makes the results. */
	public String settings() {
		return "task=" + UserWord.of(task) + " " + options.strip();
	}

	/** The jobs of a share; slides are the heavier the larger their files are. */
	public List<Job> jobs(final Share share) throws IOException {
		try {
			return share.from(jobs, FolderWork::weight);
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}

	private static long weight(final Job job) {
		try {
			return Files.size(job.slide());
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
