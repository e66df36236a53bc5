package org.coverslip.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.annotation.file.KnownAnnotationFormats;

/** Files of annotations in a folder of a test, read and written as users do it. */
public final class AnnotationTrip {

	private final Path folder;
	private final SlideFrame frame;
	private Remarks remarks = new Remarks();

	public AnnotationTrip(final Path folder, final SlideFrame frame) {
		this.folder = folder;
		this.frame = frame;
	}

	/** A new file in the folder that holds a text, in UTF-8. */
	public Path file(final String name, final String text) throws IOException {
		return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
	}

	/** All annotations of a file, whose format is found by its content. */
	public List<Annotation> read(final Path file) throws IOException {
		remarks = new Remarks();
		final List<Annotation> read = new ArrayList<>();
		final AnnotationFile from = AnnotationFile.of(file);
		AnnotationFiles.read(from, AnnotationFiles.formatOf(from), frame, Optional.empty(), remarks, read::add);
		return read;
	}

	/** Likewise, of a text. */
	public List<Annotation> readText(final String name, final String text) throws IOException {
		return read(file(name, text));
	}

	/** Writes annotations to a file that is not there yet. */
	public Path write(final String name, final String format, final List<Annotation> annotations) throws IOException {
		remarks = new Remarks();
		final Path target = folder.resolve(name);
		try (AnnotationWriter writer = AnnotationFiles.write(target, KnownAnnotationFormats.ofWord(format).get(),
			frame, Optional.empty(), remarks)) {
			for (final Annotation annotation : annotations)
				writer.put(annotation);
			writer.finish();
		}
		return target;
	}

	/** What was said when a file was last read or written. */
	public List<String> remarks() {
		return remarks.sentences();
	}
}
