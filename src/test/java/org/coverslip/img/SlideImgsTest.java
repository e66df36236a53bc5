package org.coverslip.img;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;
import org.coverslip.api.View;
import org.coverslip.command.SampleFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;

public class SlideImgsTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private SlideReader open() throws IOException {
		return Slides.open(SampleFile.brightField(folder.getRoot().toPath().resolve("slide.tif")));
	}

	@Test
	public void aRegionAtAScale() throws IOException {
		try (SlideReader slide = open()) {
			final String options = "region=200,100,400,300 pixelSize=0.5";
			final View view = slide.view(options);
			final RandomAccessibleInterval<ARGBType> colours = SlideImgs.argb(slide, options);
			assertEquals(view.width(), colours.dimension(0));
			assertEquals(view.height(), colours.dimension(1));
			assertEquals(view.argb(17, 23, 1, 1)[0], colours.getAt(17, 23).get());
			final RandomAccessibleInterval<? extends RealType<?>> samples = SlideImgs.samples(slide, options);
			assertEquals(5, samples.numDimensions());
			assertEquals(3, samples.dimension(2));
			assertEquals(view.samples(17, 23, 1, 1).get(0, 0, 2), samples.getAt(17, 23, 2, 0, 0).getRealDouble(), 0);
		}
	}

	@Test
	public void allOfALevel() throws IOException {
		try (SlideReader slide = open()) {
			final RandomAccessibleInterval<ARGBType> level = SlideImgs.argb(slide, "level=1");
			assertEquals(SampleFile.WIDTH / 2, level.dimension(0));
			assertEquals(slide.argb(1, 640, 400, 1, 1)[0], level.getAt(320, 200).get());
		}
	}

	@Test
	public void whatIsNotPossibleIsRefused() throws IOException {
		final RandomAccessibleInterval<ARGBType> later;
		try (SlideReader slide = open()) {
			assertThrows(IllegalArgumentException.class, () -> SlideImgs.argb(slide, "levle=1"));
			assertThrows(IllegalArgumentException.class, () -> SlideImgs.samples(slide, "z=0"));
			later = SlideImgs.argb(slide, "");
		}
		assertThrows(UncheckedIOException.class, () -> later.getAt(0, 0));
	}
}
