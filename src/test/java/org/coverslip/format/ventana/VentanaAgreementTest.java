package org.coverslip.format.ventana;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.ventana.BifFixture.Recipe;
import org.coverslip.slide.Slide;
import org.coverslip.testing.OpenSlideAgreement;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/**
 * BIF slides built in code, opened by Coverslip and by OpenSlide 3.4.1: the same properties, associated images and
 * regions.
 */
@RunWith(Parameterized.class)
public class VentanaAgreementTest {

	private static final int REGIONS = 100;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Parameter(0)
	public String name;
	@Parameter(1)
	public int tolerance;
	@Parameter(2)
	public Recipe recipe;

	private static Object[] variant(final String name, final int tolerance, final Recipe recipe) {
		return new Object[] { name, tolerance, recipe };
	}

	@Parameters(name = "{0}")
	public static List<Object[]> variants() {
		final List<Object[]> all = new ArrayList<>();
		all.add(variant("one area, whole overlaps", 0, bif -> {
			bif.tiff.compression(COMPRESSION_LZW, 2);
			bif.area(0, 0, 8, 6, "0", "0");
		}));
		for (final JpegSubsampling s : JpegSubsampling.values())
			all.add(variant("jpeg " + s, 2, bif -> {
				bif.tiff.jpeg(s);
				bif.tile(128, 96).overlaps(new double[] { 16, 8, 100 }).area(0, 0, 8, 6, "0", "0");
			}));
		all.add(variant("overlaps of several confidences", 0, bif -> {
			bif.tiff.compression(COMPRESSION_LZW, 2);
			bif.overlaps(new double[] { 8, 6, 100 }, new double[] { 11.5, 3, 98 }, new double[] { -2, 7.25, 37 },
				new double[] { 9, 9, 0 })
				.area(0, 0, 8, 6, "0", "0");
		}));
		all.add(variant("areas", 0, bif -> {
			bif.tiff.compression(COMPRESSION_LZW, 2);
			bif.grid(10, 9).area(0, 0, 4, 3, "16", "360").ignoredArea().area(4, 3, 6, 2, "240", "128.0")
				.area(2, 6, 5, 3, "8", "40");
		}));
		all.add(variant("areas one over the other, overlaps between pixels", 0, bif -> {
			bif.tiff.compression(COMPRESSION_LZW, 2);
			bif.grid(10, 9).overlaps(new double[] { 8, 6, 100 }, new double[] { 11, 3, 90 }, new double[] { 9, 2, 77 })
				.area(0, 0, 4, 3, "13", "311").area(4, 3, 6, 2, "151", "177").area(2, 6, 5, 3, "7", "43");
		}));
		// the smallest parts have 2 x 2.5 pixels: each pixel is mixed from up to nine, which OpenSlide rounds one by
		// one
		all.add(variant("six levels, parts of tiles that are not whole pixels", 2, bif -> {
			bif.tiff.compression(COMPRESSION_LZW, 2);
			bif.tile(64, 80).grid(40, 40).levels(6).overlaps(new double[] { 8, 6, 100 }, new double[] { 11, 3, 90 })
				.area(0, 0, 40, 40, "0", "0");
		}));
		all.add(variant("an image that ends within its last tiles", 2, bif -> {
			bif.tiff.jpeg(JpegSubsampling.NONE);
			bif.grid(7, 5).levels(4).area(0, 0, 7, 5, "0", "0");
		}));
		all.add(variant("metadata around the scanner's element", 0, bif -> {
			bif.tiff.compression(COMPRESSION_LZW, 2);
			bif.scan(
				"<?xml version=\"1.0\" encoding=\"utf-8\"?><Metadata><iScan Magnification=\"20\" ScanRes=\"0,465\" "
					+ "SlideAnnotation=\"Größe\""
				+ " x=\"\"/></Metadata>").area(0, 0, 8, 6, "0", "0");
		}));
		all.add(variant("layers", 0, bif -> {
			bif.tiff.compression(COMPRESSION_LZW, 2);
			bif.layers(3).area(0, 0, 8, 6, "0", "0");
		}));
		all.add(variant("no areas", 0, bif -> bif.tiff.compression(COMPRESSION_LZW, 2)));
		return all;
	}

	@Test
	public void agreesWithOpenSlide() throws IOException {
		final Path path = BifFixture.write(folder.getRoot().toPath().resolve("slide.bif"), recipe);
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("Ventana BIF", slide.metadata().format());
			OpenSlideAgreement.assertSameProperties(path, slide);
			OpenSlideAgreement.assertSameAssociatedImages(path, slide, List.of("macro", "thumbnail"), tolerance);
			OpenSlideAgreement.assertSameRegions(path, slide, tolerance, REGIONS);
		}
	}
}
