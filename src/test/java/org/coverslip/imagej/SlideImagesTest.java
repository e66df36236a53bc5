package org.coverslip.imagej;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;
import org.coverslip.command.SampleFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.plugin.ImageInfo;

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

	/** Image > Show Info tells of the slide, also of a duplicate and after saving. */
	@Test
	public void showInfoTellsOfTheSlide() throws IOException {
		final Path file = SampleFile.brightField(folder.getRoot().toPath().resolve("slide.tif"));
		try (SlideReader slide = Slides.open(file)) {
			final ImagePlus image = SlideImages.imagePlus(slide, "region=200,100,400,300 level=1");
			final String info = new ImageInfo().getImageInfo(image);
			assertTrue(info, info.contains("Slide: " + file + "\nFormat: "));
			assertTrue(info, info.contains("\nScene: 0 of 1, "));
			assertTrue(info, info.contains("1100 x 700 pixels, 0.25 x 0.25 \u00b5m per pixel, 40x\n"));
			assertTrue(info, info.contains("\nRead from: level 1 of 4, 550 x 350 pixels\n"));
			assertTrue(info, info.contains("\nPlace when read: x 200, y 100, width 400, height 300 in level-0 pixels, "
				+ "one pixel of the image for 2 x 2\n"));
			assertTrue(info, info.contains("\nopenslide.level-count: 4\n"));
			final String saved = folder.newFile("saved.tif").getPath();
			assertTrue(new FileSaver(image.duplicate()).saveAsTiff(saved));
			assertTrue(new ImageInfo().getImageInfo(IJ.openImage(saved)).contains("Slide: " + file + "\nFormat: "));
		}
	}

	private static int[] opaque(final int[] argb) {
		final int[] rgb = argb.clone();
		for (int i = 0; i < rgb.length; i++)
			rgb[i] |= 0xff000000;
		return rgb;
	}
}
