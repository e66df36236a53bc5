package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;

/**
 * What is known of the slide of which annotations are.
 *
 * @param frame
 *            of the scene
 * @param files
 *            the slide's, its own first; none if no slide is known
 */
record AnnotatedSlide(SlideFrame frame, Collection<Path> files) {

	/**
	 * Looks at a slide.
	 *
	 * @param slide
	 *            the one that is given, or null for the one beside which the annotations lie
	 * @param annotations
	 *            their file
	 * @param values
	 *            say which scene
	 */
	static AnnotatedSlide of(final SlideCommand command, final SlideAddress slide, final File annotations,
		final OptionValues values) throws IOException
	{
		final Optional<SlideAddress> file = Optional.ofNullable(slide)
			.or(() -> AnnotationFiles.slideOf(annotations.toPath()).map(Path::toFile).map(SlideAddress::new));
		if (file.isEmpty()) return new AnnotatedSlide(SlideFrame.UNKNOWN, List.of());
		try (Slide opened = command.open(file.get())) {
			return new AnnotatedSlide(SlideFrame.of(opened, PlaneOptions.scene(opened, values)),
				opened.metadata().files());
		}
	}
}
