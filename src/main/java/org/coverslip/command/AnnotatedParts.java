package org.coverslip.command;

import java.awt.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationShapes;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;
import org.coverslip.option.OptionValues;
import org.coverslip.slide.Outlines;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PlaneRange;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

/**
 * The parts of a slide where its annotations are, a pyramidal TIFF for each class or each annotation.
 *
 * @param within
 *            what of the scene is meant
 * @param values
 *            of {@link #PER} and {@link #MASKED}
 */
record AnnotatedParts(SlideAnnotations annotations, Slide slide, Scene scene, Region within, OptionValues values) {

	/** What becomes a file. */
	enum Per {
		SLIDE, CLASS, ANNOTATION
	}

	static final Option<Per> PER = Option.of("per", "A file for each", OptionKind.oneOf(Per.values()), Per.SLIDE,
		"slide for one file; class or annotation for a file of the bounds of the areas of each, called as the TIFF, "
			+ "a number and its name.").rare();

	static final Option<Boolean> MASKED = Option.of("masked", "Areas alone", OptionKind.flag(), false,
		"Of files for classes or annotations: what lies outside of the areas becomes background.").rare();

	/** More are a mistake. */
	private static final int MOST_PARTS = 2_000;

	/** A file to be. */
	private record Part(String name, Box box, List<Shape> shapes) {}

	/**
	 * Whether parts are wanted.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if these options do not go together
	 */
	static boolean areWanted(final OptionValues values, final boolean hasAnnotations) {
		final boolean areWanted = values.get(PER) != Per.SLIDE;
		if (areWanted && !hasAnnotations)
			throw new IllegalArgumentException("a file for each class or annotation needs annotations=FILE");
		if (values.get(MASKED) && !areWanted)
			throw new IllegalArgumentException("areas alone are for per=class and per=annotation");
		return areWanted;
	}

	private List<Part> parts() throws IOException {
		final Map<String, Part> parts = new LinkedHashMap<>();
		annotations.read(annotation -> {
			if (!annotation.geometry().kind().isArea()) {
				annotations.remarks().add("what has no area becomes no file");
				return;
			}
			final String of = className(annotation);
			final boolean isEach = values.get(PER) == Per.ANNOTATION;
			final Part part = parts.computeIfAbsent(isEach ? String.valueOf(parts.size()) : of,
				key -> new Part(isEach ? annotation.name().orElse(of) : of, annotation.geometry().box(),
					new ArrayList<>()));
			annotation.geometry().polygons().stream().map(AnnotationShapes::of).forEach(part.shapes::add);
			parts.computeIfPresent(isEach ? String.valueOf(parts.size() - 1) : of,
				(key, same) -> new Part(same.name, same.box.union(annotation.geometry().box()), same.shapes));
			if (parts.size() > MOST_PARTS)
				throw new IllegalArgumentException(annotations.file() + " has more than " + MOST_PARTS
					+ " annotations with an area, too many for a file for each");
		});
		if (parts.isEmpty())
			throw new IllegalArgumentException(annotations.file() + " has no annotation with an area");
		return List.copyOf(parts.values());
	}

	private static String className(final Annotation annotation) {
		return annotation.classification().map(Classification::name).orElse("");
	}

	/** {@code out_2_Tumor.tif} of {@code out.tif}. */
	private static Path target(final Path output, final int number, final String name) {
		final String file = output.getFileName().toString();
		final int dot = file.lastIndexOf('.');
		final String safe = name.replaceAll("[^\\p{L}\\p{N} ._+-]", "_").strip();
		return output.resolveSibling(file.substring(0, dot) + "_" + number + (safe.isEmpty() ? "" : "_" + safe)
			+ file.substring(dot));
	}

	/**
	 * Writes all.
	 *
	 * @param output
	 *            whose name begins theirs
	 * @param tiff
	 *            how they are written
	 * @param overwrite
	 *            say whether files that are there are replaced
	 * @return how many there are
	 */
	int write(final Path output, final PyramidTiffOptions.Builder tiff, final OptionValues overwrite,
		final ProgressListener progress) throws IOException
	{
		if (values.get(MASKED) && tiff.build().compression() == Compression.KEEP)
			throw new IllegalArgumentException(
				"areas alone are computed, so that no tiles can be kept; choose another compression");
		final List<Part> parts = parts().stream().filter(part -> region(part).isPresent()).toList();
		if (parts.isEmpty())
			throw new IllegalArgumentException("all annotations of " + annotations.file()
				+ " lie outside of what is written");
		final List<Path> targets = new ArrayList<>();
		for (int i = 0; i < parts.size(); i++)
			targets.add(Targets.checked(target(output, i + 1, parts.get(i).name), slide, overwrite));
		for (int i = 0; i < parts.size(); i++)
			write(parts.get(i), targets.get(i), tiff, progress.part(i, parts.size()));
		return parts.size();
	}

	private Optional<Region> region(final Part part) {
		return Optional.of(part.box.region().intersect(within).intersect(scene.level(0).region()))
			.filter(region -> !region.isEmpty());
	}

	private void write(final Part part, final Path target, final PyramidTiffOptions.Builder tiff,
		final ProgressListener progress) throws IOException
	{
		final Region region = region(part).orElseThrow();
		if (!values.get(MASKED)) {
			SlideWriter.write(scene, region,
				tiff.omeAddition(new OmeAnnotations(annotations, 0, 0, false)).build(), target, progress);
			return;
		}
		final Picture picture = Picture.of(scene, new RegionReader(TileCache.shared())).region(region).insideScene()
			.channels(IntStream.range(0, scene.channels().size()).boxed().toList())
			.z(new PlaneRange(0, scene.sizeZ())).t(new PlaneRange(0, scene.sizeT())).build()
			.selected(new Outlines(part.shapes));
		final Scene computed = Scene.computed(picture);
		SlideWriter.write(computed, computed.level(0).region(),
			tiff.omeAddition(new OmeAnnotations(annotations, region.x(), region.y(), false)).build(), target, progress);
	}
}
