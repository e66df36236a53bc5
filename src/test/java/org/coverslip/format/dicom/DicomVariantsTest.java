package org.coverslip.format.dicom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.codec.JpegLsDecoder;
import org.coverslip.codec.JpegXlDecoder;
import org.coverslip.codec.jpeg2000.Jpeg2000Backend;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle.DicomVariant;
import org.coverslip.testing.Oracle;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * What dcmtk, GDCM, pydicom, OpenJPH and libjxl write, as pydicom and GDCM decode it: all codings, colours and sample
 * types.
 */
public class DicomVariantsTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void whatOtherProgramsWriteIsWhatTheyDecode() throws IOException {
		final List<String> wrong = new ArrayList<>();
		int compared = 0;
		for (final DicomVariant variant : Oracle.dicomVariants(folder.getRoot().toPath())) {
			final boolean needsLibrary = variant.name().matches(".*(jpls|jls|jpegls).*") && !JpegLsDecoder.isAvailable()
				|| variant.name().startsWith("jxl") && JpegXlDecoder.library().isEmpty()
				|| variant.name().startsWith("htj2k") && Jpeg2000Backend.openJpeg().isEmpty();
			try (Slide slide = SlideOpener.open(variant.path())) {
				compared++;
				final double difference = difference(slide, variant.expected());
				if (difference > variant.tolerance()) wrong.add(variant.name() + " differs by " + difference);
				if (!slide.metadata().notShown().isEmpty())
					wrong.add(variant.name() + ": " + slide.metadata().notShown());
			}
			catch (final IOException e) {
				if (!needsLibrary || !e.getMessage().contains("to be installed"))
					wrong.add(variant.name() + ": " + e.getMessage());
			}
		}
		assertEquals(List.of(), wrong);
		assertTrue(compared + " variants", compared > 20);
	}

	private static double difference(final Slide slide, final PixelBlock expected) throws IOException {
		final PixelBlock found = new RegionReader(TileCache.ofBytes(0))
			.read(slide.scenes().get(0), 0, Plane.FIRST, Region.ofSize(200, 150)).block();
		assertEquals(expected.shape(), found.shape());
		double most = 0;
		for (int i = 0; i < expected.shape().length(); i++)
			most = Math.max(most, Math.abs(expected.value(i) - found.value(i)));
		return most;
	}
}
