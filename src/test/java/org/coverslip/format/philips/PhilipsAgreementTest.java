package org.coverslip.format.philips;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.philips.PhilipsFixture.Recipe;
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
 * Philips TIFFs built in code, opened by Coverslip and by OpenSlide 3.4.1: the same properties, regions and associated
 * images.
 */
@RunWith(Parameterized.class)
public class PhilipsAgreementTest {

	private static final int REGIONS = 100;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Parameter(0)
	public String name;
	@Parameter(1)
	public int tolerance;
	@Parameter(2)
	public List<String> associated;
	@Parameter(3)
	public Recipe recipe;

	@Parameters(name = "{0}")
	public static List<Object[]> variants() {
		final List<Object[]> all = new ArrayList<>();
		final List<String> both = List.of("label", "macro");
		for (final JpegSubsampling s : JpegSubsampling.values())
			all.add(new Object[] { "jpeg " + s, 2, both, (Recipe) p -> {
				p.tiff.jpeg(s);
				p.levels(900, 601, 5).encoded("LABELIMAGE", 120, 100).encoded("MACROIMAGE", 301, 140);
			} });
		all.add(new Object[] { "directories", 2, both, (Recipe) p -> {
			p.tiff.jpeg(JpegSubsampling.NONE);
			p.levels(900, 601, 4).directory("Macro\r\nimage", 300, 140).directory("Label", 90, 80)
				.directory("Other", 30, 30);
		} });
		all.add(new Object[] { "directories before the XML's images", 2, both, (Recipe) p -> {
			p.tiff.jpeg(JpegSubsampling.NONE);
			p.encoded("MACROIMAGE", 301, 140).encoded("LABELIMAGE", 77, 66).levels(500, 700, 3)
				.directory("Macro", 200, 150);
		} });
		all.add(new Object[] { "sparse", 2, List.of(), (Recipe) p -> {
			p.tiff.jpeg(JpegSubsampling.COLUMNS_AND_ROWS);
			p.level(1024, 640, 0, 0, 1, 9, 10, 39).level(512, 384, 1, 5, 11).level(256, 256, 2).level(128, 128, 3);
		} });
		all.add(new Object[] { "without loss", 0, List.of(), (Recipe) p -> {
			p.tiff.compression(COMPRESSION_LZW, 2);
			p.level(1024, 640, 0, 3, 4).level(512, 384, 1, 2).level(256, 256, 2);
		} });
		all.add(new Object[] { "levels left out", 0, List.of(), (Recipe) p -> {
			p.tiff.compression(COMPRESSION_DEFLATE, 1);
			p.level(1920, 1280, 0).level(256, 256, 3);
		} });
		all.add(new Object[] { "damaged images in the XML", 0, List.of(), (Recipe) p -> {
			p.tiff.compression(COMPRESSION_LZW, 2);
			p.levels(400, 300, 1).encoded("MACROIMAGE", "bm90IGEgSlBFRw==").encoded("LABELIMAGE", "");
		} });
		all.add(new Object[] { "properties", 0, List.of(), (Recipe) p -> p.levels(400, 300, 2) //
			.scan(PhilipsFixture.attribute("DICOM_DERIVATION_DESCRIPTION",
			"tiff-useBigTIFF=1-levels=40,10004,10000-processing=0"))
			.scan(PhilipsFixture.attribute("PIM_DP_UFS_BARCODE", "MzMxMTk0MA=="))
			.scan(PhilipsFixture.attribute("DICOM_PIXEL_SPACING", "\"0,00025\" \"0.000245\""))
			.scan("<Attribute Name=\"TREE\"><Array/></Attribute><Attribute Name=\"TWICE\">a</Attribute><Attribute "
			+ "Name=\"TWICE\">b<!-- c -->"
				+ "<![CDATA[<d>]]></Attribute>") });
		return all;
	}

	@Test
	public void agreesWithOpenSlide() throws IOException {
		for (final boolean big : new boolean[] { false, true }) {
			final Path path = PhilipsFixture.write(folder.getRoot().toPath().resolve(big + ".tiff"), big, recipe);
			try (Slide slide = SlideOpener.open(path)) {
				assertEquals("Philips TIFF", slide.metadata().format());
				OpenSlideAgreement.assertSameProperties(path, slide);
				OpenSlideAgreement.assertSameAssociatedImages(path, slide, associated, tolerance);
				OpenSlideAgreement.assertSameRegions(path, slide, tolerance, REGIONS / (big ? 10 : 1));
			}
		}
	}
}
