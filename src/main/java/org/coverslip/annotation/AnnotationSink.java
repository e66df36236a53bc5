package org.coverslip.annotation;

import java.io.IOException;

/** Takes annotations one after the other, in their order; by one thread. */
@FunctionalInterface
public interface AnnotationSink {

	/**
	 * Takes the next one.
	 *
	 * @throws IOException
	 *             if it cannot be written, for example
	 */
	void put(Annotation annotation) throws IOException;
}
