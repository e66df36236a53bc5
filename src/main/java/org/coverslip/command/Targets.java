package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import org.coverslip.export.TargetFile;
import org.coverslip.imagej.SlideProvenance;
import org.coverslip.slide.Slide;

import ij.ImagePlus;

/** Sees to it that nothing is written over a slide that is read, or over one of the files that belong to it. */
final class Targets {

	private Targets() {}

	/**
	 * A file to write what is read from a slide.
	 *
	 * @throws IllegalArgumentException
	 *             if it is one of the slide's files
	 * @throws IOException
	 *             if it is no regular file
	 */
	static Path file(final Slide slide, final File output) throws IOException {
		return TargetFile.checked(output.toPath(), slide.metadata().files());
	}

	/** A file to write an image, which may come from a slide; likewise. */
	static Path file(final ImagePlus image, final File output) throws IOException {
		return TargetFile.checked(output.toPath(), filesOf(image));
	}

	/** The files of the slide that an image comes from. */
	private static Set<Path> filesOf(final ImagePlus image) {
		final Optional<SlideProvenance> place = SlideProvenance.of(image);
		if (place.isEmpty()) return Set.of();
		try (Slide slide = SlideFiles.open(place.get())) {
			return slide.metadata().files();
		}
		catch (final IOException | IllegalArgumentException e) {
			// gone, or no longer readable: what is left of it is not overwritten
			return Set.of(Path.of(place.get().source()));
		}
	}
}
