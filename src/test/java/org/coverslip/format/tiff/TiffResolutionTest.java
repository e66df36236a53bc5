package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.detect.SlideOpener;
import org.coverslip.inspect.TiffInspection;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Slide;
import org.coverslip.testing.OpenSlideAgreement;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.IfdBuilder;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A microscope's resolution is the size of a pixel, a printer's is not. */
public class TiffResolutionTest {

	private static final String IGNORED = "coverslip.pixel-size-ignored";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path write(final boolean tiled, final int unit, final double x, final double y) throws IOException {
		final Path path = folder.getRoot().toPath().resolve("resolution.tif");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			final IfdBuilder ifd = tiled ? f.tile(64, 64).tiled(100, 80, 1) : f.strips(100, 80, 20);
			f.add(ifd.rationals(X_RESOLUTION, x).rationals(Y_RESOLUTION, y).shorts(RESOLUTION_UNIT, unit));
		}
		return path;
	}

	private void assertIgnored(final String reason, final int unit, final double x, final double y) throws IOException {
		for (final boolean tiled : new boolean[] { true, false }) {
			final Path path = write(tiled, unit, x, y);
			try (Slide slide = SlideOpener.open(path)) {
				assertEquals(Optional.empty(), slide.scenes().get(0).pixelSize());
				assertTrue(slide.metadata().properties().get(IGNORED),
					slide.metadata().properties().get(IGNORED).contains(reason));
			}
			assertTrue(TiffInspection.of(path).toText().contains(reason));
		}
	}

	@Test
	public void aPrintersResolutionIsNoPixelSize() throws IOException {
		assertIgnored("72 dpi", RESOLUTION_INCH, 72, 72);
		assertIgnored("96 dpi", RESOLUTION_INCH, 96, 96);
		assertIgnored(
			"300 dpi is a printer's, a screen's or a default, no microscope's: pixels would be 84.67 x 84.67 \u00b5m",
				RESOLUTION_INCH,
			300, 300);
		assertIgnored("1200 dpi", RESOLUTION_INCH, 1200, 1200);
		assertIgnored("204 dpi", RESOLUTION_INCH, 204, 196);
		assertIgnored("118.1 pixels per cm", RESOLUTION_CENTIMETER, 118.11, 118.11);
		assertIgnored("10 pixels per cm", RESOLUTION_CENTIMETER, 10, 10);
	}

	@Test
	public void aMicroscopesResolutionIs() throws IOException {
		for (final boolean tiled : new boolean[] { true, false })
			try (Slide slide = SlideOpener.open(write(tiled, RESOLUTION_CENTIMETER, 20000, 500))) {
				assertEquals(Optional.of(new PixelSize(0.5, 20)), slide.scenes().get(0).pixelSize());
				assertNull(slide.metadata().properties().get(IGNORED));
			}
	}

	/** OpenSlide gives out any resolution, and so do the properties under its names. */
	@Test
	public void openSlidesPropertiesAreOpenSlides() throws IOException {
		final Path path = write(true, RESOLUTION_INCH, 72, 96);
		try (Slide slide = SlideOpener.open(path)) {
			OpenSlideAgreement.assertSameProperties(path, slide);
		}
	}
}
