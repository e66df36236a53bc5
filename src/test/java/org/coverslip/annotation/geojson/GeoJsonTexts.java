package org.coverslip.annotation.geojson;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;

/** Texts in files of a folder, read and written as users have it done. */
final class GeoJsonTexts {

	private final Path folder;
	private int files;
	private Remarks remarks = new Remarks();

	GeoJsonTexts(final Path folder) {
		this.folder = folder;
	}

	/** What was said in the last reading or writing. */
	List<String> remarks() {
		return remarks.sentences();
	}

	/** A file of a new name. */
	Path file(final String ending) {
		return folder.resolve("file-" + files++ + "." + ending);
	}

	Path file(final String ending, final byte[] bytes) throws IOException {
		return Files.write(file(ending), bytes);
	}

	List<Annotation> read(final String text) throws IOException {
		return read(file("geojson", text.getBytes(StandardCharsets.UTF_8)));
	}

	/** A feature of a point with these properties. */
	Annotation feature(final String properties) throws IOException {
		return read("{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},\"properties\":"
			+ properties + "}").get(0);
	}

	/** A feature with this geometry. */
	Annotation geometry(final String geometry) throws IOException {
		return read("{\"type\":\"Feature\",\"geometry\":" + geometry + ",\"properties\":{}}").get(0);
	}

	List<Annotation> read(final Path path) throws IOException {
		final List<Annotation> all = new ArrayList<>();
		final AnnotationFile file = AnnotationFile.of(path);
		remarks = new Remarks();
		AnnotationFiles.read(file, AnnotationFiles.formatOf(file), SlideFrame.UNKNOWN, Optional.empty(), remarks,
			all::add);
		return all;
	}

	Path write(final Path target, final List<Annotation> annotations) throws IOException {
		remarks = new Remarks();
		try (AnnotationWriter writer = AnnotationFiles.write(target, AnnotationFiles.formatFor(target),
			SlideFrame.UNKNOWN, Optional.empty(), remarks)) {
			for (final Annotation annotation : annotations)
				writer.put(annotation);
			writer.finish();
		}
		return target;
	}

	Path write(final List<Annotation> annotations) throws IOException {
		return write(file("geojson"), annotations);
	}

	/** What comes back of annotations that are written. */
	List<Annotation> again(final List<Annotation> annotations) throws IOException {
		return read(write(annotations));
	}

	static byte[] gzip(final String text) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (OutputStream packed = new GZIPOutputStream(bytes)) {
			packed.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

	static byte[] zip(final String text) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream packed = new ZipOutputStream(bytes)) {
			packed.putNextEntry(new ZipEntry("__MACOSX/._objects.geojson")); // as macOS packs
			packed.write(new byte[] { 0, 5, 22, 7 });
			packed.putNextEntry(new ZipEntry("objects.geojson"));
			packed.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}
}
