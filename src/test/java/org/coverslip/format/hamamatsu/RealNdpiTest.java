package org.coverslip.format.hamamatsu;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideProbe;
import org.coverslip.io.FileByteSource;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Slide;
import org.coverslip.testing.CountingByteSource;
import org.coverslip.testing.RealSlides;
import org.junit.Test;

/** A real fluorescence slide, held against OpenSlide 3.4.1. */
public class RealNdpiTest {

	private static final String SLIDE = "ndpi/test3-TRITC 2 (560).ndpi";

	@Test
	public void agreesWithOpenSlide() throws IOException {
		final Path path = RealSlides.path(SLIDE);
		try (Slide slide = SlideOpener.open(path)) {
			NdpiAgreement.check(path, slide, 200);
			NdpiAgreement.checkMacro(path, slide);
		}
	}

	@Test
	public void theMapIsAnAssociatedImageToo() throws IOException {
		try (Slide slide = SlideOpener.open(RealSlides.path(SLIDE))) {
			final AssociatedImage map = slide.associatedImages().get(1);
			assertEquals("map", map.name());
			assertEquals(new BlockShape(594, 203, 1, PixelType.UINT8), map.shape());
			final PixelBlock pixels = map.read();
			int scanned = 0;
			for (final byte sample : pixels.bytes())
				if (sample != 0) scanned++;
			assertTrue(scanned > 0 && scanned < pixels.bytes().length);
		}
	}

	/** Besides directories and heads only the lowest level is read, for the fingerprint. */
	@Test
	public void openingReadsLittle() throws IOException {
		final Path path = RealSlides.path(SLIDE);
		final CountingByteSource source = new CountingByteSource(FileByteSource.open(path));
		try (SlideProbe probe = SlideProbe.of(source, StoredFile.of(path))) {
			new HamamatsuNdpiFormat().open(probe).close();
		}
		assertTrue(source.bytes() + " bytes", source.bytes() < 120_000);
		assertTrue(source.reads() + " reads", source.reads() < 60);
	}
}
