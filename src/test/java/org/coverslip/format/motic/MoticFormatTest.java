package org.coverslip.format.motic;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.testing.OpenSlideAgreement;
import org.coverslip.testing.TiffFixture;
import org.junit.Test;

public class MoticFormatTest extends SlideFormatContract {

	private static final String DESCRIPTION =
		"Motic V1.0.0 1000x701 [0,0 1000x701] [128x128] JPEG/RGB Q = 75|AppMag = 40|MPP = 0.257290";

	@Override
	protected SlideFormat format() {
		return new MoticFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		final Path path = into.resolve("slide.svs");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			f.jpeg(JpegSubsampling.COLUMNS_AND_ROWS);
			f.add(f.tiled(1000, 701, 1).ascii(IMAGE_DESCRIPTION, DESCRIPTION)).add(f.strips(100, 70, 70));
			f.add(f.tiled(333, 234, 3)).add(f.tiled(111, 78, 9));
		}
		return path;
	}

	/** OpenSlide's fingerprint is that of the lowest level it sees, which is level 0. */
	@Override
	protected long mostBytesToOpen() {
		return 168 << 10;
	}

	@Test
	public void levelsThatAreNotMarkedAsReducedAreLevels() throws IOException {
		final Path path = fixture(folder.getRoot().toPath());
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("Motic TIFF", slide.metadata().format());
			final Scene scene = slide.scenes().get(0);
			assertEquals(3, scene.levels().size());
			assertEquals(OptionalDouble.of(40), scene.objectivePower());
			assertEquals(0.25729, scene.pixelSize().get().xUm(), 0);
			assertEquals("40", slide.metadata().properties().get("motic.AppMag"));
			assertEquals(List.of("thumbnail"), slide.associatedImages().stream().map(AssociatedImage::name).toList());
			OpenSlideAgreement.assertSameProperties(path, slide);
			OpenSlideAgreement.assertSameRegions(path, slide, 1, 50);
		}
	}

	@Test
	public void levelsOfDifferentKindsAreRefused() throws IOException {
		final Path path = folder.getRoot().toPath().resolve("slide.svs");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			f.add(f.tiled(300, 200, 1).ascii(IMAGE_DESCRIPTION, DESCRIPTION)).add(f.tiled(600, 400, 1));
		}
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(path).close());
		assertTrue(e.getMessage(),
			e.getMessage().contains("levels with like samples from fine to coarse, found 600 x 400 after 300 x 200"));
	}
}
