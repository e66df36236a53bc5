package org.coverslip.annotation.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;

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
}
