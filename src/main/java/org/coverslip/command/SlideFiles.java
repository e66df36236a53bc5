package org.coverslip.command;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.detect.SlideOpener;
import org.coverslip.imagej.SlideProvenance;
import org.coverslip.option.WantedScene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;

import ij.ImagePlus;

/** Opens slides as the commands' parameters say. */
final class SlideFiles {

	private SlideFiles() {}

	/**
	 * A slide that the caller closes.
	 *
	 * @param bioFormats
	 *            whether Bio-Formats is to read it, even if Coverslip knows its format
	 * @throws IllegalArgumentException
	 *             if it is, but is not installed
	 */
	static Slide open(final SlideAddress input, final boolean bioFormats) throws IOException {
		return bioFormats ? SlideOpener.open(input, SlideOpener.BIO_FORMATS) : SlideOpener.open(input);
	}

	/**
	 * The number of a scene, for which a slide is opened only where its name is given.
	 *
	 * @param input
	 *            the slide's file
	 * @throws IllegalArgumentException
	 *             with one sentence, if the slide has no scene of this name
	 */
	static int scene(final WantedScene wanted, final SlideAddress input, final boolean bioFormats) throws IOException {
		if (wanted.name().isEmpty()) return wanted.number();
		try (Slide slide = open(input, bioFormats)) {
			return wanted.in(slide);
		}
	}

	/**
	 * The slide from which an image comes, opened in the same way as before, so that its scenes have the same numbers;
	 * also if both were moved ({@link MovedSlide}).
	 *
	 * @throws IllegalArgumentException
	 *             if the image does not say which
	 */
	static Slide shownBy(final ImagePlus image) throws IOException {
		final Optional<Slide> moved = MovedSlide.follow(image);
		if (moved.isPresent()) return moved.get();
		final SlideProvenance place = SlideProvenance.whenRead(image)
			.orElseThrow(() -> new IllegalArgumentException("the image \"" + image.getTitle()
				+ "\" does not say which slide it shows; open the slide with Coverslip and use that image"));
		return open(new SlideAddress(place.source()), place.format().equals(SlideOpener.BIO_FORMATS));
	}
}
