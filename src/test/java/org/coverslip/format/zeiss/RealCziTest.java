package org.coverslip.format.zeiss;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.RealSlides;
import org.junit.Test;

/**
 * Real files of ZEN blue and black, pylibCZIrw and others. What was found in them was put together by a parser of its
 * own, written in Python for this test, which shares no code with Coverslip: sub-blocks painted by hand into an array,
 * in the order of M; MD5 sums of all planes in the order T, Z, C, each little-endian, colours as RGB. The two files
 * compressed with zstd1 have the sum of the third, which is not compressed and shows the same cells.
 */
public class RealCziTest {

	/** file | scene | factor | size and place | planes | sum. */
	private static final List<String> FOUND = List.of( //
		"aicspylibczi-RGB-8bit.czi | 0 | 1 | 924 x 624 at 0,0 | c1 z1 t1 | 01401b9607aa8c1aeda995e6a1867111",
		"aicspylibczi-mosaic_test.czi | 0 | 1 | 1756 x 624 at 0,0 | c1 z1 t1 | bb20c5ebfff3bb431e42dc547434c3f6",
		"aicspylibczi-tiles.czi | 0 | 1 | 510 x 512 at 0,0 | c2 z1 t1 | f1a5021eae9305bb26239567ce1b59da",
		"aicspylibczi-tiles_z.czi | 0 | 1 | 510 x 512 at 0,0 | c2 z2 t1 | 987d6863496bf7c8d9de76509773244a",
		"czi_demos-testwell96_A9_1024x1024_Nuc.czi | 0 | 1 | 1024 x 1024 at 0,0 | c1 z1 t1 | "
		+ "47de8ae035914cc15b177c4432ddb439",
		"czicompress-mandelbrot.czi | 0 | 1 | 200 x 200 at 0,0 | c1 z1 t1 | 415ed2a2f9650c23e1ae0aeabb53c8f8",
		"czitools-100x100.czi | 0 | 1 | 10 x 10 at 0,0 | c1 z1 t1 | 7acedd1a84a4cfcb6e7a16003242945e",
		"czitools-1_tileregion.czi | 0 | 1 | 1480 x 570 at 0,0 | c1 z1 t1 | d302257ea64ca59b49bd4f188ed2eeee",
		"czitools-1_tileregion.czi | 0 | 2 | 740 x 285 at 0,0 | c1 z1 t1 | b68e2d6be03e8aaa83cd816a07a5ea07",
		"czitools-CellDivision_T3_Z5_CH2_X240_Y170.czi | 0 | 1 | 240 x 170 at 0,0 | c2 z5 t3 | "
		+ "465ce28b5ff45eb883e3930903ce595b",
		"czitools-CellDivision_T3_Z5_CH2_X240_Y170_comp1.czi | 0 | 1 | 240 x 170 at 0,0 | c2 z5 t3 | "
		+ "465ce28b5ff45eb883e3930903ce595b",
		"czitools-CellDivision_T3_Z5_CH2_X240_Y170_comp2.czi | 0 | 1 | 240 x 170 at 0,0 | c2 z5 t3 | "
		+ "465ce28b5ff45eb883e3930903ce595b",
		"czitools-FOV7_HV110_P0500510000.czi | 0 | 1 | 512 x 512 at 0,0 | c1 z1 t1 | 2ee24590572c432756c0c9d18fe47f97",
		"czitools-LLS7_small.czi | 0 | 1 | 64 x 64 at 0,0 | c2 z3 t2 | 1558169340a311218589206ae6989b7f",
		"czitools-S3_1Pos_2Mosaic_T2Z3_CH2_sm.czi | 0 | 1 | 295 x 122 at 145,0 | c2 z3 t2 | "
		+ "eff236b8ffb525d590ebe4382a6e6d32",
		"czitools-S3_1Pos_2Mosaic_T2Z3_CH2_sm.czi | 1 | 1 | 64 x 64 at 0,213 | c2 z3 t2 | "
		+ "5e40e6d0611f208a607596152ccb64ee",
		"czitools-S3_1Pos_2Mosaic_T2Z3_CH2_sm.czi | 2 | 1 | 352 x 237 at 293,277 | c2 z3 t2 | "
		+ "3b39c6c8d264869f2cdd30f2ba3b1e68",
		"czitools-WellD6_S1.czi | 0 | 1 | 544 x 440 at 0,0 | c1 z1 t1 | 6a5a2ec305009a0a52b59be4bd34cf03",
		"czitools-WellD6_S1.czi | 0 | 2 | 272 x 220 at 0,0 | c1 z1 t1 | 62aaecf73fcd57d02ac6adc525bf85e7");

	private static final String FOLDER = "czi/";

	@Test
	public void pixelsAreThoseOfAnIndependentParser() throws IOException {
		for (final String line : FOUND) {
			final String[] parts = line.split(" \\| ");
			try (Slide slide = SlideOpener.open(RealSlides.path(FOLDER + parts[0]))) {
				final Scene scene = slide.scenes().get(Integer.parseInt(parts[1]));
				int index = 0;
				while (scene.level(index).downsample() < Integer.parseInt(parts[2]))
					index++;
				final Level level = scene.level(index);
				assertEquals(line, parts[3],
					level.width() + " x " + level.height() + " at " + scene.originX0() + "," + scene.originY0());
				assertEquals(line, parts[4], "c" + scene.channels().size() + " z" + scene.sizeZ() + " t"
					+ scene.sizeT());
				assertEquals(line, parts[5], sum(scene, index));
			}
		}
	}

	private static String sum(final Scene scene, final int level) throws IOException {
		final RegionReader reader = new RegionReader(TileCache.shared());
		final MessageDigest md5;
		try {
			md5 = MessageDigest.getInstance("MD5");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new AssertionError(e);
		}
		for (int t = 0; t < scene.sizeT(); t++)
			for (int z = 0; z < scene.sizeZ(); z++)
				for (int c = 0; c < scene.channels().size(); c++)
					md5.update(
						bytes(reader.read(scene, level, new Plane(c, z, t), scene.level(level).region()).block()));
		return HexFormat.of().formatHex(md5.digest());
	}

	private static byte[] bytes(final PixelBlock block) {
		if (block.type() == PixelType.UINT8) return block.bytes();
		final ByteBuffer out = ByteBuffer.allocate((int) block.shape().byteCount()).order(ByteOrder.LITTLE_ENDIAN);
		out.asShortBuffer().put(block.shorts());
		return out.array();
	}

	@Test
	public void mosaicInTwoResolutions() throws IOException {
		try (Slide slide = SlideOpener.open(RealSlides.path(FOLDER + "czitools-1_tileregion.czi"))) {
			final Scene scene = slide.scenes().get(0);
			assertEquals("TR1", scene.name());
			assertEquals(0.4, scene.pixelSize().orElseThrow().xUm(), 1e-12);
			assertEquals(5, scene.objectivePower().orElseThrow(), 0);
			assertEquals(List.of("EGFP"), scene.channels().stream().map(Channel::name).toList());
			assertEquals(0x00ff5b, scene.channels().get(0).rgbColor().orElseThrow());
			assertEquals(2, scene.levels().size());
			assertEquals("5", slide.metadata().properties().get("openslide.objective-power"));
			assertEquals("2000000",
				slide.metadata().properties()
				.get("zeiss.Information.Image.Dimensions.Channels.Channel:0.ExposureTime"));
			assertEquals("TR1",
				slide.metadata().properties().get("zeiss.Information.Image.Dimensions.S.Scenes.TR1.Name"));
		}
	}

	@Test
	public void threeScenes() throws IOException {
		try (Slide slide = SlideOpener.open(RealSlides.path(FOLDER + "czitools-S3_1Pos_2Mosaic_T2Z3_CH2_sm.czi"))) {
			assertEquals(List.of("TR1", "P1", "TR2"), slide.scenes().stream().map(Scene::name).toList());
			for (final Scene scene : slide.scenes()) {
				assertEquals(List.of("DAPI", "EGFP"), scene.channels().stream().map(Channel::name).toList());
				assertEquals(1.6, scene.pixelSize().orElseThrow().yUm(), 1e-12);
			}
			assertEquals("64", slide.metadata().properties().get("openslide.region[1].width"));
			assertEquals("645", slide.metadata().properties().get("openslide.level[0].width"));
		}
	}

	/** A pixel size of 0 is none, nor is a size of -1. */
	@Test
	public void emptyMetadata() throws IOException {
		for (final String name : List.of("czitools-FOV7_HV110_P0500510000.czi",
			"czitools-CellDivision_T3_Z5_CH2_X240_Y170_comp1.czi"))
			try (Slide slide = SlideOpener.open(RealSlides.path(FOLDER + name))) {
				assertTrue(slide.scenes().get(0).pixelSize().isEmpty());
				assertTrue(slide.scenes().get(0).objectivePower().isEmpty());
			}
	}

	@Test
	public void thumbnails() throws IOException {
		for (final String name : List.of("aicspylibczi-RGB-8bit.czi", "czitools-WellD6_S1.czi"))
			try (Slide slide = SlideOpener.open(RealSlides.path(FOLDER + name))) {
				assertEquals(List.of("thumbnail"), slide.associatedImages().stream().map(AssociatedImage::name)
					.toList());
				final AssociatedImage image = slide.associatedImages().get(0);
				assertEquals(image.shape(), image.read().shape());
				assertFalse(image.shape().pixels() < 100);
			}
	}
}
