package org.coverslip.export.dicom;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;
import org.coverslip.testing.RealSlides;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A scanner's slide goes through DICOM into a TIFF, and is what it was. */
public class DicomRoundTripTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Its tiles are copied twice: pixels, pixel size, profile, label, macro and thumbnail stay. */
	@Test
	public void anSvsComesBack() throws IOException {
		final Path svs = RealSlides.path("svs/CMU-1-Small-Region.svs");
		final Path dicom = folder.getRoot().toPath().resolve("slide.dicom");
		final Path tiff = folder.getRoot().toPath().resolve("slide.tif");
		final byte[] profile;
		try (SlideReader slide = Slides.open(svs)) {
			slide.convert(dicom, "compression=keep");
			try (SlideReader between = Slides.open(dicom)) {
				assertEquals("DICOM", between.format());
				assertSame(slide, between);
				// the slide has none, and colours of DICOM must have one
				profile = slide.iccProfile().orElse(between.iccProfile().orElseThrow());
				assertArrayEquals(profile, between.iccProfile().orElseThrow());
				between.convert(tiff, "compression=keep");
			}
			try (SlideReader written = Slides.open(tiff)) {
				assertSame(slide, written);
				assertArrayEquals(profile, written.iccProfile().orElseThrow());
			}
		}
	}

	private static void assertSame(final SlideReader slide, final SlideReader written) throws IOException {
		assertEquals(slide.width(), written.width());
		assertEquals(slide.height(), written.height());
		final int width = (int) slide.width();
		final int height = (int) slide.height();
		assertArrayEquals(slide.argb(0, 0, width, height), written.argb(0, 0, width, height));
		assertEquals(slide.scene(0).pixelWidth().orElseThrow(), written.scene(0).pixelWidth().orElseThrow(), 1e-6);
		assertEquals(slide.scene(0).pixelHeight().orElseThrow(), written.scene(0).pixelHeight().orElseThrow(), 1e-6);
		assertTrue(written.associatedImages().containsAll(slide.associatedImages()));
	}
}
