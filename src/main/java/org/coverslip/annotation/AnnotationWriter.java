package org.coverslip.annotation;

import java.io.Closeable;
import java.io.IOException;

/**
 * A file of annotations that is being written. It appears under its name when it is {@linkplain #finish() finished},
 * and not at all if it is closed before. For one thread.
 */
public interface AnnotationWriter extends AnnotationSink, Closeable {

	/** Completes the file; nothing more can be put. */
	void finish() throws IOException;

	/** Deletes what was written if the file was not finished. */
	@Override
	void close() throws IOException;
}
