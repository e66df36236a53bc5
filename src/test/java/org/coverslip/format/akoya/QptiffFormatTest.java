package org.coverslip.format.akoya;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
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
import org.coverslip.testing.OpenSlideAgreement;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.TestPattern;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.IfdBuilder;
import org.junit.Test;

public class QptiffFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new QptiffFormat();
	}

	/** The lowest level of 128 kB enters the fingerprint. */
	@Override
	protected long mostBytesToOpen() {
		return 160 << 10;
	}

	private static String xml(final String type, final String channel, final String color) {
		return "<?xml version=\"1.0\" "
			+ "encoding=\"utf-16\"?>\r\n<PerkinElmer-QPI-ImageDescription><DescriptionVersion>2</DescriptionVersion>"
			+ "<ImageType>" + type + "</ImageType><SlideID>S1</SlideID>"
			+ (channel == null ? "" : "<Name>" + channel + "</Name><Color>" + color + "</Color>")
			+ "<Objective>20x</Objective><ScanProfile><root><ScanResolution><PixelSizeMicrons>0.5</PixelSizeMicrons>"
			+ "<Magnification>40</Magnification></ScanResolution></root></ScanProfile></PerkinElmer-QPI-ImageDescript"
			+ "ion>";
	}

	private static IfdBuilder described(final IfdBuilder ifd, final String xml) {
		return ifd.ascii(IMAGE_DESCRIPTION, xml).rationals(X_RESOLUTION, 20000).rationals(Y_RESOLUTION, 20000)
			.shorts(RESOLUTION_UNIT, 3);
	}

	/** Three channels of two levels; the channels of a level differ by a shift of the pattern's first pixel. */
	@Override
	protected Path fixture(final Path into) throws IOException {
		final Path path = into.resolve("slide.qptiff");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			f.compression(COMPRESSION_LZW, 1).samples(1, PixelType.UINT16, PHOTOMETRIC_MIN_IS_BLACK);
			for (final String channel : List.of("DAPI", "FITC", "Cy5"))
				f.add(described(f.missing(channel.length()).tiled(600, 400, 1),
					xml("FullResolution", channel, channel.equals("DAPI") ? "0,0,255" : "?")));
			f.samples(3, PixelType.UINT8, PHOTOMETRIC_RGB);
			f.add(described(f.strips(60, 40, 16), xml("Thumbnail", null, null)));
			f.samples(1, PixelType.UINT16, PHOTOMETRIC_MIN_IS_BLACK);
			for (final String channel : List.of("DAPI", "FITC", "Cy5"))
				f.add(described(f.tiled(300, 200, 2).longs(NEW_SUBFILE_TYPE, 1),
					xml("ReducedResolution", channel, "255,0,0")));
			f.samples(3, PixelType.UINT8, PHOTOMETRIC_RGB);
			f.add(described(f.strips(70, 30, 16), xml("Overview", null, null)))
				.add(described(f.strips(30, 30, 16), xml("Label", null, null)));
		}
		return path;
	}

	@Test
	public void channelsLevelsAndAssociatedImages() throws IOException {
		final Path path = fixture(folder.newFolder().toPath());
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("Akoya QPTIFF", slide.metadata().format());
			final Scene scene = slide.scenes().get(0);
			assertEquals(List.of("DAPI", "FITC", "Cy5"), scene.channels().stream().map(Channel::name).toList());
			assertEquals(OptionalInt.of(0x0000ff), scene.channels().get(0).rgbColor());
			assertEquals(OptionalInt.empty(), scene.channels().get(1).rgbColor());
			assertEquals(2, scene.levels().size());
			assertEquals(0.5, scene.pixelSize().get().xUm(), 1e-9);
			assertEquals(40, scene.objectivePower().getAsDouble(), 0);
			assertEquals(List.of("label", "overview", "thumbnail"),
				slide.associatedImages().stream().map(AssociatedImage::name).toList());
			assertEquals("S1", slide.metadata().properties().get("perkinelmer.SlideID"));
			final PixelBlock truth = TestPattern.block(200, 100, new BlockShape(1, 1, 1, PixelType.UINT16));
			assertEquals(truth.value(0), new RegionReader(TileCache.ofBytes(0))
				.read(scene, 1, new Plane(2, 0, 0), new Region(100, 50, 1, 1)).block().value(0), 0);
		}
	}

	@Test
	public void brightFieldAgreesWithOpenSlide() throws IOException {
		final Path path = folder.getRoot().toPath().resolve("bright.qptiff");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			f.jpeg(JpegSubsampling.NONE);
			f.add(described(f.tiled(900, 700, 1), xml("FullResolution", null, null)));
			f.add(described(f.strips(90, 70, 16), xml("Thumbnail", null, null)));
			f.add(described(f.tiled(450, 350, 2).longs(NEW_SUBFILE_TYPE, 1), xml("ReducedResolution", null, null)));
		}
		try (Slide slide = SlideOpener.open(path)) {
			assertTrue(slide.scenes().get(0).isRgb());
			OpenSlideAgreement.assertSameProperties(path, slide);
			OpenSlideAgreement.assertSameRegions(path, slide, 1, 100);
		}
	}

	@Test
	public void channelsOfARealSlideAreThePagesThatLibvipsSees() throws IOException {
		final Path path = RealSlides.path("qptiff/pathml-small_vectra.qptiff");
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals("DAPI", scene.channels().get(0).name());
			assertEquals(3, scene.channels().size());
			for (int c = 0; c < scene.channels().size(); c++) {
				final PixelBlock found = new RegionReader(TileCache.ofBytes(0))
					.read(scene, 0, new Plane(c, 0, 0), Region.ofSize(scene.width(), scene.height())).block();
				assertArrayEquals(Oracle.vipsPixels(path, c).bytes(), found.bytes());
			}
		}
	}

	private void assertRefused(final String message, final String firstXml, final int channelsOfLevel1)
		throws IOException {
		final Path path = folder.getRoot().toPath().resolve("damaged.qptiff");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			f.samples(1, PixelType.UINT8, PHOTOMETRIC_MIN_IS_BLACK);
			for (int c = 0; c < 2; c++)
				f.add(described(f.tiled(300, 200, 1), firstXml));
			for (int c = 0; c < channelsOfLevel1; c++)
				f.add(described(f.tiled(150, 100, 2), xml("ReducedResolution", "x", "")));
		}
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(path).close());
		assertTrue(e.getMessage(), e.getMessage().contains(message) && e.getMessage().contains("damaged.qptiff"));
	}

	/**
	 * Three channels of which some levels are not whole.
	 *
	 * @param reduced
	 *            how many images each level has
	 */
	private Slide partial(final int... reduced) throws IOException {
		final Path path = folder.getRoot().toPath().resolve("partial.qptiff");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			f.samples(1, PixelType.UINT8, PHOTOMETRIC_MIN_IS_BLACK);
			for (int c = 0; c < 3; c++)
				f.add(described(f.at(20 * c, 0).tiled(600, 400, 1), xml("FullResolution", "c" + c, "255,0,0")));
			for (int level = 0, step = 2; level < reduced.length; level++, step *= 2)
				for (int c = 0; c < reduced[level]; c++)
					f.add(described(f.at(20 * c, 0).tiled(600 / step, 400 / step, step),
						xml("ReducedResolution", "c" + c, "255,0,0")));
		}
		return SlideOpener.open(path);
	}

	@Test
	public void aLevelThatAChannelLacksIsNamed() throws IOException {
		try (Slide slide = partial(3, 2, 3)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(3, scene.channels().size());
			assertEquals(List.of(600L, 300L, 75L), scene.levels().stream().map(Level::width).toList());
			assertEquals(List.of("2 images of 150 x 100 pixels are not shown: not every channel has that level"),
				slide.metadata().notShown());
			for (int c = 0; c < 3; c++)
				for (int level = 0; level < 3; level++) {
					final int step = (int) scene.level(level).downsample();
					assertEquals(TestPattern.value(20 * c + 30 * step, 40 * step, 0),
						new RegionReader(TileCache.ofBytes(0))
						.read(scene, level, new Plane(c, 0, 0), new Region(30, 40, 1, 1)).block().value(0), 0);
				}
		}
		try (Slide slide = partial(1)) {
			assertEquals(1, slide.scenes().get(0).levels().size());
			assertEquals(List.of("1 image of 300 x 200 pixels is not shown: not every channel has that level"),
				slide.metadata().notShown());
		}
	}

	@Test
	public void damagedFiles() throws IOException {
		assertRefused("an image of type FullResolution, found none", xml("Photo", "a", ""), 0);
		assertRefused("XML", "<PerkinElmer-QPI-ImageDescription><ImageType>", 0);
		assertRefused("DOCTYPE",
			"<!DOCTYPE x [<!ENTITY e SYSTEM "
			+ "\"file:///etc/passwd\">]><PerkinElmer-QPI-ImageDescription>&e;</PerkinElmer-QPI-ImageDescription>", 0);
	}
}
