package org.coverslip.imagej;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Remarks;
import org.coverslip.io.OutputFile;

/** Writes a {@code .roi} file of one region. */
final class RoiWriter implements AnnotationWriter {

	private final Path target;
	private final Remarks remarks;
	private Annotation only;

	RoiWriter(final Path target, final Remarks remarks) {
		this.target = target;
		this.remarks = remarks;
	}

	@Override
	public void put(final Annotation annotation) {
		if (only != null) throw holds("there are more; choose a name that ends in .zip");
		only = annotation;
	}

	@Override
	public void finish() throws IOException {
		if (only == null) throw holds("there is none");
		try (OutputFile file = OutputFile.create(target)) {
			file.write(0, ByteBuffer.wrap(RoiBytes.of(ImageJRoiFormat.roi(only, remarks))));
			file.commit();
		}
	}

	private IllegalArgumentException holds(final String but) {
		return new IllegalArgumentException(target + " would hold one annotation, as every .roi file, and " + but);
	}

	@Override
	public void close() {
		// nothing is there before it is finished
	}
}
