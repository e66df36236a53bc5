package org.coverslip.deidentify;

import java.io.IOException;
import java.util.Set;

/** Writes slides of some formats again without what names anybody. Implementations are stateless and thread-safe. */
public interface Deidentifier {

	/** The formats, as {@code slide.metadata().format()} names them. */
	Set<String> formats();

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
