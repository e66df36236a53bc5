package org.coverslip.web;

import java.io.File;
import java.nio.file.Path;

/**
 * A file of annotations that may be shown.
 *
 * @param id
 *            its name in addresses, which does not reveal its path
 * @param path
 *            where it is
 * @param name
 *            for people
 */
record AnnotationSource(String id, Path path, String name) {

	/** A file beside a slide. */
	static AnnotationSource of(final Path path) {
		return new AnnotationSource(SharedSlide.of(path, "").id(), path, path.getFileName().toString());
	}

	long bytes() {
		return path.toFile().length();
	}

	/** Tells one state of the file from another. */
	String version() {
		final File file = path.toFile();
		return Long.toHexString(file.length()) + "-" + Long.toHexString(file.lastModified());
	}
}
