package org.coverslip.imagej;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;
import org.coverslip.command.SampleFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.ImagePlus;

public class SlideImagesTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void aRegionBecomesACalibratedImageThatKnowsItsPlace() throws IOException {
		try (SlideReader slide = Slides.open(SampleFile.brightField(folder.getRoot().toPath().resolve("slide.tif")))) {
			final ImagePlus image = SlideImages.imagePlus(slide, "region=200,100,400,300 pixelSize=0.5");
			assertEquals(200, image.getWidth());
			assertEquals(0.5, image.getCalibration().pixelWidth, 1e-3);
			assertArrayEquals(opaque(slide.view("region=200,100,400,300 pixelSize=0.5").argb()),
				opaque((int[]) image.getProcessor().getPixels()));
			assertEquals(200, SlideProvenance.of(image).orElseThrow().x0(), 1e-6);
			assertEquals(SampleFile.HEIGHT, SlideImages.imagePlus(slide, "").getHeight());
			assertEquals(55, SlideImages.imagePlus(slide, "outWidth=55").getWidth());
			assertThrows(IllegalArgumentException.class, () -> SlideImages.imagePlus(slide, "levle=1"));
			assertThrows(IllegalArgumentException.class, () -> SlideImages.imagePlus(slide, "scene=1"));
		}
	}

	private static int[] opaque(final int[] argb) {
		final int[] rgb = argb.clone();
		for (int i = 0; i < rgb.length; i++)
			rgb[i] |= 0xff000000;
		return rgb;
	}
}
