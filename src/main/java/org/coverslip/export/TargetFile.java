package org.coverslip.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

import org.coverslip.io.RegularFiles;

/** A file that may be written: a new one, or a regular one that is none of those that are read. */
public final class TargetFile {

	private TargetFile() {}

	/**
	 * The target, if it may be written.
	 *
	 * @param inputs
	 *            the files of the slide that is read, the slide's own first, as {@code slide.metadata().files()} has
	 *            them
	 * @throws IllegalArgumentException
	 *             with one sentence, if it is one of them, under whatever name
	 * @throws IOException
	 *             with one sentence, if it is a folder, a link, a device or a pipe, or its folder is missing
	 */
	public static Path checked(final Path target, final Collection<Path> inputs) throws IOException {
		RegularFiles.checkTarget(target, inputs);
		return target;
	}
}
