package org.coverslip.annotation.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.asap.AsapFormat;
import org.coverslip.annotation.dicom.DicomAnnotationFormat;
import org.coverslip.annotation.geojson.GeoJsonFormat;
import org.coverslip.annotation.geojson.GeoJsonText;
import org.coverslip.annotation.halo.HaloFormat;
import org.coverslip.annotation.imagescope.ImageScopeFormat;
import org.coverslip.annotation.ndpa.NdpaFormat;
import org.coverslip.annotation.ome.OmeRoiFormat;

/** All formats of annotations: our own, then those that are installed, among them ImageJ's. */
public final class KnownAnnotationFormats {

	private static final int DEPTH = 8;

	private static final List<AnnotationFormat> OWN = List.of( //
		new GeoJsonFormat(), //
		new ImageScopeFormat(), //
		new AsapFormat(), //
		new HaloFormat(), //
		new NdpaFormat(), //
		new OmeRoiFormat(new GeoJsonText()), //
		new DicomAnnotationFormat());

	private static final List<AnnotationFormat> ALL = withInstalled();

	private KnownAnnotationFormats() {}

	private static List<AnnotationFormat> withInstalled() {
		final List<AnnotationFormat> all = new ArrayList<>(OWN);
		ServiceLoader.load(AnnotationFormat.class, KnownAnnotationFormats.class.getClassLoader()).forEach(all::add);
		return List.copyOf(all);
	}

	public static List<AnnotationFormat> all() {
		return ALL;
	}

	/** The one for which users write this word. */
	public static Optional<AnnotationFormat> ofWord(final String word) {
		return ALL.stream().filter(format -> format.word().equals(word)).findFirst();
	}

	/** The one in which a file of this name is written unless another one is asked for. */
	public static Optional<AnnotationFormat> ofName(final String fileName) {
		final String name = fileName.toLowerCase(Locale.ROOT);
		return ALL.stream().filter(format -> format.endings().stream().anyMatch(ending -> name.endsWith("." + ending)))
			.findFirst();
	}

	/**
	 * The files of a folder that are annotations by their names, in the order of their paths.
	 *
	 * @param subfolders
	 *            whether to look into the folders in it too, eight deep; what begins with a dot is passed over
	 */
	public static List<Path> list(final Path folder, final boolean subfolders) throws IOException {
		try (Stream<Path> files = Files.walk(folder, subfolders ? DEPTH : 1)) {
			return files.filter(file -> Files.isRegularFile(file) && ofName(file.getFileName().toString()).isPresent())
				.filter(file -> StreamSupport.stream(folder.relativize(file).spliterator(), false)
					.noneMatch(part -> part.toString().startsWith(".")))
				.sorted().toList();
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}
}
