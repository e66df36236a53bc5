package org.coverslip.annotation;

import java.io.IOException;
import java.util.Optional;

/** An annotation as text that keeps all of it, for formats with a place for text but none for holes, for example. */
public interface AnnotationText {

	/** The text of an annotation. */
	String text(Annotation annotation) throws IOException;

	/** The annotation of a text; empty if it is damaged, or of another kind. */
	Optional<Annotation> annotation(String text) throws IOException;
}
