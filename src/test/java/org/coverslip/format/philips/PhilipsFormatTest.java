package org.coverslip.format.philips;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.philips.PhilipsDescription.Spacing;
import org.coverslip.geom.Region;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.TiffFixture;
import org.junit.Test;

public class PhilipsFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new PhilipsFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return PhilipsFixture.write(into.resolve("slide.tiff"), true, p -> {
			p.tiff.jpeg(JpegSubsampling.COLUMNS_AND_ROWS);
			p.level(1024, 640, 0, 0, 1, 9, 10).level(512, 384, 1, 5).level(256, 256, 2).level(128, 128, 3);
			p.directory("Label", 90, 80).encoded("MACROIMAGE", 200, 100);
		});
	}

	@Test
	public void paddingIsNoPartOfALevel() throws IOException {
		try (Slide slide = SlideOpener.open(fixture(folder.getRoot().toPath()))) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(320, scene.level(1).height());
			assertEquals(2, scene.level(1).downsample(), 0);
			assertEquals(4, scene.level(2).downsample(), 0);
			assertTrue(scene.level(1).tiles() instanceof EncodedTiles);
			final RegionReader reader = new RegionReader(TileCache.shared());
			assertTrue(reader.read(scene, 1, Plane.FIRST, new Region(0, 320, 100, 20)).isEmpty());
			assertTrue(reader.read(scene, 0, Plane.FIRST, new Region(0, 0, 256, 128)).isEmpty());
			assertTrue(reader.read(scene, 0, Plane.FIRST, new Region(256, 0, 256, 128)).isOpaque());
		}
	}

	@Test
	public void whatOpenSlide4AddsIsThere() throws IOException {
		final Path path =
			PhilipsFixture.write(folder.getRoot().toPath().resolve("slide.tiff"), false, p -> p.levels(400, 300, 1)
			.scan(PhilipsFixture.attribute("DICOM_DERIVATION_DESCRIPTION", "tiff-levels=40,10004-x")
				+ PhilipsFixture.attribute("PIM_DP_UFS_BARCODE", "MzMxMTk0MA==")));
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("40", slide.metadata().properties().get("openslide.objective-power"));
			assertEquals("3311940", slide.metadata().properties().get("openslide.barcode"));
			assertEquals(OptionalDouble.of(40), slide.scenes().get(0).objectivePower());
			assertEquals(0.226891, slide.scenes().get(0).pixelSize().get().xUm(), 1e-12);
			assertEquals(0.226907, slide.scenes().get(0).pixelSize().get().yUm(), 1e-12);
		}
	}

	@Test
	public void spacings() {
		assertEquals(Optional.of(new Spacing(0.5, 0.25)), Spacing.parse("\"0.25\" \"0,5\""));
		assertEquals(Optional.of(new Spacing(0.5, 0.25)), Spacing.parse("0.25 0.5"));
		for (final String wrong
			: new String[] { "", "\"0.25\"", "\"0.25\" \"0.5\" \"1\"", "\"a\" \"b\"", "\"0\" \"1\"", "\"-1\" \"1\"",
			"\"1e999\" \"1\"" })
			assertFalse(wrong, Spacing.parse(wrong).isPresent());
	}

	@Test
	public void otherTiffsOfPhilipsAreNone() throws IOException {
		final Path path = folder.getRoot().toPath().resolve("other.tif");
		final String[][] tags = { { "Philips DP v1.0", "<DataObject ObjectType=\"Other\"/>" },
			{ "Philips DP v1.0", "text" },
			{ "Other", "<DataObject ObjectType=\"DPUfsImport\"/>" } };
		for (final String[] tag : tags) {
			try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
				f.add(f.tiled(100, 100, 1).ascii(SOFTWARE, tag[0]).ascii(IMAGE_DESCRIPTION, tag[1]));
			}
			try (SlideProbe probe = SlideProbe.open(StoredFile.of(path))) {
				assertFalse(format().detect(probe).isAccepted());
			}
		}
	}
}
