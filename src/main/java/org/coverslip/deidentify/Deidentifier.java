package org.coverslip.deidentify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

import org.coverslip.slide.Slide;

/** Writes slides of some formats again without what names anybody. Implementations are stateless and thread-safe. */
public interface Deidentifier {

	/** The formats, as {@code slide.metadata().format()} names them. */
	Set<String> formats();

	/** Whether what it writes is a folder, called as the target, else a file. */
	default boolean makesFolder(final Path source, final Slide slide) {
		return false;
	}

	/** Whether {@link KeptPart#MACRO} is known. */
	default boolean keepsMacro() {
		return false;
	}

	/**
	 * Writes the file, or the files, which appear under their names when they are complete.
	 *
	 * @throws java.util.concurrent.CancellationException
	 *             if the listener canceled; nothing is left of what was written
	 * @throws IOException
	 *             if the slide is damaged, or holds what cannot be judged and is not to be copied blindly; or if it
	 *             cannot be read or written
	 */
	void write(SlideCopy copy) throws IOException;
}
