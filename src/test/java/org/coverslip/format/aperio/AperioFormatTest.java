package org.coverslip.format.aperio;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.testing.TiffFixture;
import org.junit.Test;

public class AperioFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new AperioFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		final Path path = into.resolve("slide.svs");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			f.jpeg(JpegSubsampling.COLUMNS);
			f.add(f.missing(10).tiled(900, 601, 1).ascii(IMAGE_DESCRIPTION, "Aperio\r\n900x601|AppMag = 20|MPP = 0.5"));
			f.add(f.strips(90, 60, 16));
			f.add(f.missing(0).tiled(225, 150, 4));
		}
		return path;
	}

	@Test
	public void pairsAreSplitAtTheirFirstEqualsSign() {
		assertEquals(Map.of("AppMag", "20", "Title", "a = b", "Empty", ""),
			AperioDescription.parse("Aperio|AppMag = 20|Title= a = b | no pair |Empty=").pairs());
	}

	@Test
	public void anAssociatedImageIsNamedByTheSecondLine() {
		assertEquals("label", AperioDescription.associatedName("Aperio Image Library\nlabel 387x463"));
		assertEquals(null, AperioDescription.associatedName("Aperio Image Library"));
		assertEquals(null, AperioDescription.associatedName(null));
	}
}
