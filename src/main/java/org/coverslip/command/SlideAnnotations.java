package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.WantedClasses;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.option.OptionValues;
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

	/** Reads all that are meant, in level-0 pixels. */
	void read(final AnnotationSink sink) throws IOException {
		final WantedClasses wanted = new WantedClasses(classes);
		AnnotationFiles.read(file, format, frame, Optional.empty(), remarks, annotation -> {
			if (wanted.take(annotation)) sink.put(annotation);
		});
		wanted.checkFound(file.name());
	}
}
