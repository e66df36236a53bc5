package org.coverslip.command;

import java.awt.Shape;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationShapes;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.WantedClasses;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.export.tiles.TileAreas;
import org.coverslip.option.OptionValues;
import org.coverslip.slide.Outlines;
import org.coverslip.slide.PixelSelection;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

/**
 * The annotations of a slide that is written in whole or in parts.
 *
 * @param classes
 *            of those that are meant, as users say it
 * @param remarks
 *            is told what a user should know
 */
record SlideAnnotations(AnnotationFile file, AnnotationFormat format, SlideFrame frame, String classes,
	Remarks remarks)
{

	/**
	 * Those of {@link AnnotationOptions#ANNOTATIONS}; empty if none are asked for.
	 *
	 * @param slide
	 *            whose they are
	 * @throws IllegalArgumentException
	 *             if there are none in a folder
	 */
	static Optional<SlideAnnotations> of(final Slide slide, final Scene scene, final OptionValues values)
		throws IOException
	{
		final File given = values.get(AnnotationOptions.ANNOTATIONS);
		if (given.getPath().isEmpty()) return Optional.empty();
		final Path path = AnnotationFiles.inFolder(given.toPath(), slide.metadata().name())
			.orElseThrow(() -> new IllegalArgumentException("the folder " + given + " has no annotations called as "
				+ slide.metadata().name()));
		final AnnotationFile file = AnnotationFile.of(path);
		return Optional.of(new SlideAnnotations(file, AnnotationFiles.formatOf(file), SlideFrame.of(slide, scene),
			values.get(AnnotationOptions.CLASSES), new Remarks()));
	}

	/**
	 * Their areas and points by classes, of which tiles are wanted; those of no class have the label "".
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if there are none
	 */
	TileAreas tileAreas() throws IOException {
		final Map<String, List<Shape>> shapes = new LinkedHashMap<>();
		read(annotation -> {
			final List<Shape> of = AnnotationShapes.ofAreasAndPoints(annotation.geometry());
			if (of.isEmpty()) remarks.add("a line has no area and selects no tiles");
			else shapes.computeIfAbsent(className(annotation), name -> new ArrayList<>()).addAll(of);
		});
		if (shapes.isEmpty())
			throw new IllegalArgumentException(file + " has no annotation with an area, nor points, by which tiles "
				+ "could be chosen");
		final Map<String, PixelSelection> areas = new LinkedHashMap<>();
		shapes.forEach((name, list) -> areas.put(name, new Outlines(list)));
		return new TileAreas(file.path().getFileName() + " of " + Files.size(file.path()) + " bytes"
			+ (classes.isBlank() ? "" : ", " + classes.strip()), areas);
	}

	private static String className(final Annotation annotation) {
		return annotation.classification().map(Classification::name).orElse("");
	}

	/** Reads all that are meant, in level-0 pixels. */
	void read(final AnnotationSink sink) throws IOException {
		final WantedClasses wanted = new WantedClasses(classes);
		AnnotationFiles.read(file, format, frame, Optional.empty(), remarks, annotation -> {
			if (wanted.take(annotation)) sink.put(annotation);
		});
		wanted.checkFound(file.name());
	}
}
