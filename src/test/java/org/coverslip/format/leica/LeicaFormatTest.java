package org.coverslip.format.leica;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.Detection;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.leica.ScnFixture.Recipe;
import org.coverslip.geom.Region;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.TestPattern;
import org.coverslip.testing.TiffFixture;
import org.junit.Test;

public class LeicaFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new LeicaFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return ScnFixture.write(into.resolve("slide.scn"), scn -> {
			scn.tiff.tile(256, 256).jpeg(JpegSubsampling.COLUMNS_AND_ROWS);
			scn.macro("brightfield").main(900, 601, 700_123, 300_456)
				.main(500, 300, 250_000, 1_300_000, 300_456, "20", 3, 2);
			scn.tiff.compression(COMPRESSION_LZW, 2);
			scn.fluorescence(500, 400, 100_000, 100_000, 3, 2, PixelType.UINT16);
		});
	}

	/** 26 directories: 1 KiB for each, and the tables and tile lists of each. */
	@Override
	protected long mostBytesToOpen() {
		return 128 << 10;
	}

	private Slide slide(final Recipe recipe) throws IOException {
		return SlideOpener.open(ScnFixture.write(folder.getRoot().toPath().resolve("slide.scn"), recipe));
	}

	@Test
	public void eachMainImageIsASceneAtItsPlace() throws IOException {
		try (Slide slide =
			slide(scn -> scn.macro("brightfield").main(900, 601, 700_123, 300_456).main(500, 300, 1_300_000, 0))) {
			assertEquals(2, slide.scenes().size());
			final Scene first = slide.scenes().get(0);
			assertEquals(1400, first.originX0());
			assertEquals(600, first.originY0());
			assertEquals(2600, slide.scenes().get(1).originX0());
			assertEquals("image_5", first.name());
			assertEquals(OptionalDouble.of(20), first.objectivePower());
			assertEquals(0.5, first.pixelSize().get().xUm(), 1e-9);
			assertEquals("brightfield", slide.metadata().properties().get("leica.scene[1].illumination-source"));
			assertEquals("Case 1,HER2,,,", slide.metadata().properties().get("openslide.barcode"));
			assertTrue(first.level(0).tiles() instanceof EncodedTiles);
		}
	}

	@Test
	public void aLevelThatAChannelLacksIsNamed() throws IOException {
		try (Slide slide = slide(scn -> {
			scn.tiff.samples(1, PixelType.UINT8, PHOTOMETRIC_MIN_IS_BLACK);
			final String first = scn.dimension(400, 300, 1, 0, " c=\"0\"") + scn.dimension(100, 75, 4, 1, " c=\"0\"");
			scn.image("fluo", "fluorescence", "40", 400_000, 300_000, 100_000, 100_000, "",
				first + scn.dimension(400, 300, 2, 0, " c=\"1\""));
		})) {
			assertEquals(2, slide.scenes().get(0).channels().size());
			assertEquals(1, slide.scenes().get(0).levels().size());
			assertEquals(
				List.of("1 image of 100 x 75 pixels is not shown: not every channel or focal plane has that level"),
				slide.metadata().notShown());
		}
	}

	@Test
	public void fluorescenceHasNamedChannelsAndFocalPlanes() throws IOException {
		try (Slide slide = slide(scn -> scn.fluorescence(500, 400, 100_000, 100_000, 3, 2, PixelType.UINT16))) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(
				List.of(new Channel("Dye 0", OptionalInt.of(0x0000f0)), new Channel("Dye 1", OptionalInt.of(0x0000f1)),
				new Channel("Dye 2", OptionalInt.of(0x0000f2))), scene.channels());
			assertEquals(2, scene.sizeZ());
			assertEquals(0.4, scene.pixelSizeZ().orElseThrow(), 1e-12);
			assertEquals(PixelType.UINT16, scene.pixelType());
			assertEquals("40", slide.metadata().properties().get("openslide.objective-power"));
			assertEquals("200", slide.metadata().properties().get("openslide.region[0].x"));
			final RegionReader reader = new RegionReader(TileCache.shared());
			for (int c = 0; c < 3; c++)
				for (int z = 0; z < 2; z++) {
					final int step = 4 + 3 * c + z;
					final PixelBlock found = reader.read(scene, 1, new Plane(c, z, 0), new Region(20, 30, 1, 1))
						.block();
					assertEquals(TestPattern.value(20L * step, 30L * step, 0) * 257, found.value(0), 0);
				}
		}
	}

	/** OpenSlide refuses such slides; Coverslip does not have to put them on one canvas. */
	@Test
	public void imagesOfDifferentObjectivesAreScenesTheirOwn() throws IOException {
		try (Slide slide = slide(
			scn -> scn.main(900, 601, 100_000, 100_000).main(400, 400, 100_000, 1_000_000, 50_000, "40", 2, 1))) {
			assertEquals(2, slide.scenes().size());
			assertEquals(4000, slide.scenes().get(1).originX0());
			assertEquals(OptionalDouble.of(40), slide.scenes().get(1).objectivePower());
			assertEquals("900", slide.metadata().properties().get("openslide.bounds-width"));
			assertFalse(slide.metadata().properties().containsKey("openslide.region[1].x"));
		}
	}

	@Test
	public void aPlaneWithoutADirectoryIsAbsent() throws IOException {
		try (Slide slide = slide(scn -> {
			final String first = scn.dimension(300, 200, 1, 0, "");
			final String second = scn.dimension(300, 200, 2, 0, " z=\"2\"");
			scn.image("sparse", "brightfield", "20", 150_000, 100_000, 0, 0, "", first + second);
		})) {
			final RegionReader reader = new RegionReader(TileCache.shared());
			final Region all = Region.ofSize(300, 200);
			assertEquals(3, slide.scenes().get(0).sizeZ());
			assertTrue(reader.read(slide.scenes().get(0), 0, new Plane(0, 0, 0), all).isOpaque());
			assertTrue(reader.read(slide.scenes().get(0), 0, new Plane(0, 1, 0), all).isEmpty());
			assertTrue(reader.read(slide.scenes().get(0), 0, new Plane(0, 2, 0), all).isOpaque());
		}
	}

	@Test
	public void labelsAndMacrosAreAssociatedImages() throws IOException {
		try (Slide slide = slide(scn -> {
			scn.macro("brightfield").macro("brightfield").main(300, 200, 0, 5000);
			scn.dimension(80, 60, 3, 0, "");
			scn.element("<supplementalImage type=\"label\" ifd=\"7\"/>").macro("fluorescence");
		})) {
			assertEquals(List.of("label", "macro", "macro 2", "macro channel 1"),
				slide.associatedImages().stream().map(AssociatedImage::name).toList());
			assertEquals(80, slide.associatedImages().get(0).shape().width());
		}
	}

	@Test
	public void damagedBase64IsNoReasonToRefuseASlide() throws IOException {
		for (final String barcode : List.of("<barcode>=Q2Fz</barcode>", "<barcode/>", "<barcode>Q</barcode>"))
			try (Slide slide = slide(scn -> scn.barcode(barcode, "").main(300, 200, 0, 5000))) {
				assertEquals(1, slide.scenes().size());
			}
	}

	@Test
	public void anSvsThatQuotesAnScnIsNone() throws IOException {
		final Path path = folder.getRoot().toPath().resolve("quote.tif");
		for (final String text : List.of("<OME xmlns=\"o\">" + ScnFixture.NEWER + "</OME>",
			ScnFixture.NEWER + " is not XML")) {
			try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
				f.add(f.tiled(100, 100, 1).ascii(IMAGE_DESCRIPTION, text));
			}
			try (SlideProbe probe = SlideProbe.open(StoredFile.of(path))) {
				final Detection detection = format().detect(probe);
				assertFalse(detection.isAccepted());
				assertTrue(detection.reason(), detection.reason().startsWith("its ImageDescription is "));
			}
		}
	}
}
