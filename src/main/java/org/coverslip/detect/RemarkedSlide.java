package org.coverslip.detect;

import java.io.IOException;
import java.util.List;

import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideMetadata;

/** A slide with a sentence more about what of it is not shown. */
record RemarkedSlide(Slide slide, SlideMetadata metadata) implements Slide {

	static Slide of(final Slide slide, final String sentence) {
		return new RemarkedSlide(slide, slide.metadata().withMoreNotShown(List.of(sentence)));
	}

	@Override
	public List<Scene> scenes() {
		return slide.scenes();
	}

	@Override
	public List<AssociatedImage> associatedImages() {
		return slide.associatedImages();
	}

	@Override
	public void close() throws IOException {
		slide.close();
	}

	@Override
	public String toString() {
		return slide.toString();
	}
}
