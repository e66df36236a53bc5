package org.coverslip.annotation.geojson;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Remarks;
import org.coverslip.io.OutputFile;

/**
 * Writes a collection of features, one a line, as all versions of QuPath take it: {@code properties} is an object
 * always, nothing is null, a class has a colour always, a plane is there only if it is not the first.
 */
final class GeoJsonWriter implements AnnotationWriter {

	private final OutputFile file;
	private final OutputStream stream;
	private final JsonBytes json;
	private final FeatureWriter features;
	private long count;

	/**
	 * @param target
	 *            packed as its ending says
	 */
	GeoJsonWriter(final Path target, final Remarks remarks) throws IOException {
		file = OutputFile.create(target);
		try {
			stream = packed(target.getFileName().toString(), file.stream());
			json = new JsonBytes(stream);
			features = new FeatureWriter(json, remarks);
			json.put("{\"type\":\"FeatureCollection\",\"features\":[");
		}
		catch (final IOException | RuntimeException e) {
			file.close();
			throw e;
		}
	}

	private static OutputStream packed(final String name, final OutputStream bytes) throws IOException {
		final String lower = name.toLowerCase(Locale.ROOT);
		if (lower.endsWith(".gz")) return new GZIPOutputStream(bytes, 1 << 16);
		if (!lower.endsWith(".zip")) return bytes;
		final ZipOutputStream zip = new ZipOutputStream(bytes);
		final String inside = name.substring(0, name.length() - ".zip".length());
		zip.putNextEntry(new ZipEntry(inside.toLowerCase(Locale.ROOT).endsWith("json") ? inside : inside + ".geojson"));
		return zip;
	}

	@Override
	public void put(final Annotation annotation) throws IOException {
		json.put(count++ == 0 ? "\n" : ",\n");
		features.put(annotation);
	}

	@Override
	public void finish() throws IOException {
		json.put("\n]}\n");
		json.flush();
		stream.close(); // ends what is packed
		file.commit();
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
