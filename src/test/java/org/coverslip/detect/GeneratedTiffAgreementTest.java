package org.coverslip.detect;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Slide;
import org.coverslip.testing.OpenSlideAgreement;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.TiffFixture;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** TIFFs and SVS files built in code, opened by Coverslip and by OpenSlide 3.4.1: the same properties and regions. */
@RunWith(Parameterized.class)
public class GeneratedTiffAgreementTest {

	private static final String APERIO =
		"Aperio Image Library v11.2.1 \r\n1000x700 [0,100 1000x700] (128x128) JPEG/RGB Q=70"
		+ "|AppMag = 20|StripeWidth = 2040|ScanScope ID = CPAPERIOCS|MPP = 0,4990|Title = a = b|Left = 25.691574";

	/** Builds one variant. */
	@FunctionalInterface
	private interface Recipe {

		void cook(TiffFixture fixture) throws IOException;
	}

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Parameter(0)
	public String name;
	@Parameter(1)
	public Object[] variant;

	private static Object[] variant(final String name, final int tolerance, final boolean big, final Recipe recipe) {
		return new Object[] { name, new Object[] { tolerance, big, ByteOrder.LITTLE_ENDIAN, recipe } };
	}

	@Parameters(name = "{0}")
	public static List<Object[]> variants() {
		final List<Object[]> all = new ArrayList<>();
		final int[][] compressions = { { COMPRESSION_NONE, 1 }, { COMPRESSION_LZW, 1 }, { COMPRESSION_LZW, 2 },
			{ COMPRESSION_DEFLATE, 1 }, { COMPRESSION_DEFLATE, 2 }, { COMPRESSION_OLD_DEFLATE, 1 },
			{ COMPRESSION_PACKBITS, 1 },
			{ COMPRESSION_ZSTD, 1 }, { COMPRESSION_ZSTD, 2 } };
		for (final int[] c : compressions)
			all.add(variant("rgb compression " + c[0] + " predictor " + c[1], 0, false,
				f -> f.compression(c[0], c[1]).pyramid(900, 601, 3)));
		for (final int[] c : compressions)
			all.add(variant("gray16 compression " + c[0] + " predictor " + c[1], 0, true, f -> f
				.samples(1, PixelType.UINT16, PHOTOMETRIC_MIN_IS_BLACK).compression(c[0], c[1]).pyramid(513, 400, 2)));
		for (final JpegSubsampling s : JpegSubsampling.values()) {
			all.add(variant("jpeg " + s, 1, false, f -> f.jpeg(s).pyramid(1000, 777, 4)));
			all.add(variant("svs jpeg " + s, 1, false, f -> svs(f.jpeg(s))));
		}
		all.add(variant("jpeg gray", 1, false,
			f -> f.samples(1, PixelType.UINT8, 1).jpeg(JpegSubsampling.NONE).tile(256, 256).pyramid(1024, 1024, 2)));
		all.add(variant("gray8", 0, false, f -> f.samples(1, PixelType.UINT8, PHOTOMETRIC_MIN_IS_BLACK)
			.pyramid(700, 500, 2)));
		all.add(variant("min is white", 0, false,
			f -> f.samples(1, PixelType.UINT8, PHOTOMETRIC_MIN_IS_WHITE).pyramid(700, 500, 2)));
		all.add(variant("rgb16", 0, false, f -> f.samples(3, PixelType.UINT16, PHOTOMETRIC_RGB).pyramid(700, 500, 2)));
		all.add(variant("rgb separate", 0, false, f -> f.separate(true).compression(COMPRESSION_LZW, 2)
			.pyramid(700, 500, 2)));
		all.add(variant("cmyk", 1, false, f -> f.samples(4, PixelType.UINT8, PHOTOMETRIC_CMYK).pyramid(700, 500, 2)));
		all.add(variant("big", 0, true, f -> f.compression(COMPRESSION_LZW, 2).pyramid(700, 500, 2)));
		all.add(variant("oblong tiles", 0, false, f -> f.tile(64, 160).pyramid(700, 501, 3)));
		all.add(variant("one pixel", 0, false, f -> f.tile(16, 16).add(f.jpeg(JpegSubsampling.NONE).tiled(1, 1, 1))));
		all.add(variant("unordered levels", 0, false, f -> f.add(f.tiled(800, 600, 1))
			.add(f.tiled(200, 150, 4).longs(NEW_SUBFILE_TYPE, 1))
			.add(f.tiled(400, 300, 2).longs(NEW_SUBFILE_TYPE, 1))));
		all.add(variant("texts", 0, false,
			f -> f.add(f.tiled(300, 200, 1).ascii(IMAGE_DESCRIPTION, "two\nlines, Größe").ascii(MAKE, "maker")
			.ascii(MODEL, "model")
				.ascii(SOFTWARE, "s").ascii(DATE_TIME, "2026:11:20 10:00:00").ascii(ARTIST, "a")
				.ascii(HOST_COMPUTER, "h")
				.ascii(COPYRIGHT, "c").ascii(DOCUMENT_NAME, "d").rationals(X_RESOLUTION, 40000.5)
				.rationals(Y_RESOLUTION, 1 / 3.0)
				.rationals(X_POSITION, 1.25).rationals(Y_POSITION, 2).shorts(RESOLUTION_UNIT, 3))));
		all.add(variant("svs deflate", 0, true, f -> svs(f.compression(COMPRESSION_DEFLATE, 2))));
		all.add(variant("svs lzw", 0, false, f -> svs(f.compression(COMPRESSION_LZW, 2))));
		return all;
	}

	private static void svs(final TiffFixture f) throws IOException {
		f.add(f.tiled(1000, 700, 1).ascii(IMAGE_DESCRIPTION, APERIO));
		f.add(f.strips(120, 84, 16)
			.ascii(IMAGE_DESCRIPTION, "Aperio Image Library v11.2.1 \r\n1000x700 -> 120x84 - |AppMag = 20"));
		f.add(f.tiled(250, 175, 4).ascii(IMAGE_DESCRIPTION, APERIO));
		f.add(f.strips(60, 50, 50).ascii(IMAGE_DESCRIPTION, "Aperio Image Library v11.2.1 \nlabel 60x50")
			.longs(NEW_SUBFILE_TYPE, 1));
		f.add(f.strips(130, 50, 16).ascii(IMAGE_DESCRIPTION, "Aperio Image Library v11.2.1 \nmacro 130x50")
			.longs(NEW_SUBFILE_TYPE, 9));
	}

	@Test
	public void agreesWithOpenSlide() throws IOException {
		final int tolerance = (Integer) variant[0];
		final Path path = folder.getRoot().toPath().resolve("slide.tif");
		try (TiffFixture fixture = new TiffFixture(path, (ByteOrder) variant[2], (Boolean) variant[1])) {
			((Recipe) variant[3]).cook(fixture);
		}
		Assume.assumeTrue("skipped: this OpenSlide's libtiff does not open " + name, Oracle.openSlideOpens(path));
		try (Slide slide = SlideOpener.open(path)) {
			OpenSlideAgreement.assertSameProperties(path, slide);
			OpenSlideAgreement.assertSameRegions(path, slide, tolerance, 200);
			if (name.startsWith("svs")) {
				assertEquals("20", slide.metadata().properties().get("openslide.objective-power"));
				OpenSlideAgreement.assertSameAssociatedImages(path, slide, List.of("label", "macro", "thumbnail"),
					tolerance);
			}
		}
	}
}
