package org.coverslip.detect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.slide.Slide;
import org.coverslip.testing.OpenSlideAgreement;
import org.coverslip.testing.RealSlides;
import org.junit.Test;

/** Real slides, opened by Coverslip and by OpenSlide 3.4.1: the same properties, regions and associated images. */
public class RealSlideAgreementTest {

	private static final int REGIONS = 200;

	@Test
	public void svsInJpeg() throws IOException {
		check("svs/CMU-1-Small-Region.svs", 1, List.of("label", "macro", "thumbnail"));
	}

	@Test
	public void svsOfOneTile() throws IOException {
		check("svs/openslide-python-small.svs", 1, List.of("thumbnail"));
	}

	@Test
	public void svsInJpeg2000() throws IOException {
		check("svs/tcga-cr-7395-01a-01-ts1.svs", 1, List.of("thumbnail"));
	}

	@Test
	public void tiledTiffs() throws IOException {
		for (final String name : List.of("imagecodecs/gray.tiled.none.u1.tif", "imagecodecs/gray.tiled.u2.tif",
			"imagecodecs/rgb.separate.tiled.u1.tif", "imagecodecs/rgb.tiled.lzw.u1.tif", "pathml-small_HE_levels.tiff",
			"pytiff-tiled_rgb_sample.tif",
			"imagecodecs/rgb.tiled.jpeg.u1.tif"))
			check("tiff/" + name, 1, List.of());
	}

	/**
	 * OpenSlide 3.4.1 cannot read a TIFF of this kind with missing tiles: only its properties can be held against it.
	 */
	@Test
	public void sparseTiff() throws IOException {
		final Path path = RealSlides.path("tiff/panimg-no_dzi.tif");
		try (Slide slide = SlideOpener.open(path)) {
			OpenSlideAgreement.assertSameProperties(path, slide);
		}
	}

	private static void check(final String relative, final int tolerance, final List<String> associated)
		throws IOException {
		final Path path = RealSlides.path(relative);
		try (Slide slide = SlideOpener.open(path)) {
			OpenSlideAgreement.assertSameProperties(path, slide);
			OpenSlideAgreement.assertSameRegions(path, slide, tolerance, REGIONS);
			OpenSlideAgreement.assertSameAssociatedImages(path, slide, associated, tolerance);
		}
	}
}
