package org.coverslip.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One file format of annotations. Implementations are stateless and may be used by any thread.
 * <p>
 * A format counts as its program does: what {@link #origin()} says is heeded by those who call it, so that a format
 * neither adds nor takes away an offset.
 */
public interface AnnotationFormat {

	/** What users write for it, for example {@code geojson}. */
	String word();

	/** For people, for example "QuPath GeoJSON". */
	String name();

	/**
	 * The name endings by which it is written, in lower case and without the first dot, the usual one first; empty if
	 * it is read only. Several formats may have one in common, {@code xml} for example; the first in
	 * {@code KnownAnnotationFormats} is meant by it.
	 */
	List<String> endings();

	/** From where its program counts. */
	Origin origin();

	/** Whether a file is of this format, by its first bytes. */
	boolean accepts(AnnotationFile file) throws IOException;

	/** Whether its program keeps rings that cross themselves or each other as they were drawn. */
	default boolean takesCrossingRings() {
		return false;
	}

	/**
	 * Reads all annotations, in the file's order, in bounded memory however many there are.
	 *
	 * @param file
	 *            which the format accepts
	 * @param frame
	 *            the slide's
	 * @param remarks
	 *            is told what was not understood, left out or mended
	 * @param sink
	 *            is given them
	 * @throws AnnotationFormatException
	 *             with one sentence, the file and the place in it, if it is damaged; some annotations may have been
	 *             given by then
	 */
	void read(AnnotationFile file, SlideFrame frame, Remarks remarks, AnnotationSink sink) throws IOException;

	/**
	 * Begins to write a file.
	 *
	 * @param target
	 *            replaced when the writer is finished
	 * @param frame
	 *            the slide's
	 * @param remarks
	 *            is told what the format cannot hold
	 * @return to be closed by the caller
	 * @throws IllegalArgumentException
	 *             with one sentence, if the format is read only, or the frame lacks what it needs
	 */
	AnnotationWriter write(Path target, SlideFrame frame, Remarks remarks) throws IOException;
}
