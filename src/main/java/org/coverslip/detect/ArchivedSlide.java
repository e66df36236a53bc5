package org.coverslip.detect;

import java.io.IOException;
import java.util.List;

import org.coverslip.io.Storage;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideMetadata;

/** A slide in a storage that was opened for it, and is closed with it. */
record ArchivedSlide(Slide slide, Storage storage) implements Slide {

	@Override
	public SlideMetadata metadata() {
		return slide.metadata();
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
		try {
			slide.close();
		}
		finally {
			storage.close();
		}
	}

	@Override
	public String toString() {
		return slide.toString();
	}
}
