package org.coverslip.format.philips;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;

import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.deidentify.LabelArea;
import org.coverslip.detect.SlideOpener;
import org.coverslip.slide.Slide;
import org.coverslip.testing.DeidentifiedSlide;
import org.coverslip.testing.PlantedNames;
import org.coverslip.testing.TestPattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Philips TIFF: names in the XML, in JPEGs in Base64 within it, in tiles, and none of them in the new file. */
public class PhilipsDeidentifyTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void namesAreNowhereAndPixelsTheSame() throws IOException {
		final byte[] jpeg = PlantedNames.inJpeg(JpegEncoder.ofWholeStreams(90, JpegSubsampling.NONE, 3)
			.encode(TestPattern.block(5, 7, TestPattern.rgb(80, 90))), "label in the XML");
		final Path source = folder.getRoot().toPath().resolve("source.tiff");
		final Path target = folder.getRoot().toPath().resolve("target.tiff");
		for (final boolean big : new boolean[] { false, true }) {
			PhilipsFixture.write(source, big, philips -> {
				philips.tiff.gap(PlantedNames.bytes("gap")).jpeg(JpegSubsampling.NONE)
					.stored(tile -> PlantedNames.inJpeg(tile, "tile"));
				philips.levels(600, 400, 3).directory("Label", 60, 50)
					.directory("Macro " + PlantedNames.in("macro"), 90, 40)
					.encoded("LABELIMAGE", Base64.getMimeEncoder().encodeToString(jpeg))
					.encoded("MACROIMAGE", Base64.getEncoder().encodeToString(jpeg))
					.scan(PhilipsFixture.attribute("PIM_DP_UFS_BARCODE", PlantedNames.base64("barcode")))
					.scan(PhilipsFixture.attribute("DICOM_ACQUISITION_DATETIME", PlantedNames.in("date")))
					.scan(PhilipsFixture.attribute("DICOM_BITS_STORED", PlantedNames.in("bits")))
					.scan(PhilipsFixture.attribute("DICOM_DERIVATION_DESCRIPTION",
						"PHILIPS UFS V1.6 " + PlantedNames.in("derivation") + "-levels=40,20-sourceFilename="
							+ PlantedNames.in("file")));
			});
			PlantedNames.assertIn(source, "gap", "tile exif", "macro", "date", "bits", "derivation", "file");
			final String report = DeidentifiedSlide.write(source, target);
			PlantedNames.assertNowhere(target);
			PlantedNames.assertLacks(target, "LABELIMAGE", "maker", "PIM_DP_UFS_BARCODE");
			assertTrue(report, report.contains("label and macro images within the XML (2)"));
			DeidentifiedSlide.assertSamePixels(source, target);
			try (Slide slide = SlideOpener.open(target)) {
				assertEquals(0, slide.associatedImages().size());
				assertEquals(40, slide.scenes().get(0).objectivePower().getAsDouble(), 0);
			}
			DeidentifiedSlide.assertSameInOpenSlide(source, target);
			DeidentifiedSlide.checkMacro(source, target, new LabelArea(LabelArea.Side.RIGHT, 30));
			DeidentifiedSlide.assertSamePixels(source, target);
			PlantedNames.assertNowhere(target);
		}
	}
}
