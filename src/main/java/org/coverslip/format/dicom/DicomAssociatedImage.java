package org.coverslip.format.dicom;

import java.io.IOException;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.SlideLifetime;

/**
 * A label, overview or thumbnail: the first frame of its file. Thread-safe.
 */
record DicomAssociatedImage(String name, DicomInstance file, SlideLifetime lifetime) implements AssociatedImage {

	@Override
	public BlockShape shape() {
		return file.frame();
	}

	@Override
	public PixelBlock read() throws IOException {
		lifetime.checkOpen();
		return DicomTiles.decode(new DicomPlaces.Frame(file, 0), lifetime);
	}
}
