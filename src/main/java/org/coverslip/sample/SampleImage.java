package org.coverslip.sample;

import java.io.IOException;
import java.util.function.Supplier;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.SlideLifetime;

/** An associated image that is drawn each time it is read. */
record SampleImage(String name, BlockShape shape, SlideLifetime lifetime, Supplier<PixelBlock> painter)
	implements AssociatedImage
{

	@Override
	public PixelBlock read() throws IOException {
		lifetime.checkOpen();
		return painter.get();
	}
}
