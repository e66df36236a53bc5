package org.coverslip.format.ome;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.TifffileAgreement;
import org.junit.Test;

/** Real OME-TIFFs of several programs, opened by Coverslip and by tifffile. */
public class RealOmeTiffTest {

	private static final PixelSize QUPATH = new PixelSize(0.25, 0.25);

	/**
	 * Written by Bio-Formats 6.7 with a tag that says RGB over streams that hold YCbCr: the means of red, green and
	 * blue in an area are those that Bio-Formats 8.0.0 gives. libtiff, and with it libvips and OpenSlide, take the
	 * tag's word and show green and pink.
	 */
	@Test
	public void colourInJpeg() throws IOException {
		assertMeans("OS-1-detail.ome.tif", 146.4457, 123.4479, 180.5824);
		assertMeans("OS-2-ndpi.ome.tif", 171.0212, 178.6863, 190.9134);
	}

	private static void assertMeans(final String name, final double... expected) throws IOException {
		try (Slide slide = SlideOpener.open(RealSlides.path("ome-tiff/" + name))) {
			final Scene scene = slide.scenes().get(0);
			assertTrue(scene.isRgb());
			assertEquals(Optional.of(new PixelSize(0.2270972430394695, 0.22710240047237298)), scene.pixelSize());
			final PixelBlock found =
				new RegionReader(TileCache.shared()).read(scene, 0, Plane.FIRST, new Region(300, 300, 600, 500))
				.block();
			for (int s = 0; s < 3; s++) {
				double sum = 0;
				for (int i = s; i < found.shape().length(); i += 3)
					sum += found.value(i);
				assertEquals(name + " sample " + s, expected[s], sum / found.shape().pixels(), 0.5);
			}
		}
	}

	@Test
	public void fiveImagesInOneFile() throws IOException {
		final Scene scene = check("czi_demos-WP96_4Pos_B4-10_DAPI.ome.tiff", 5);
		assertEquals("Image0", scene.name());
		assertEquals("the writer calls the unit micron", Optional.of(new PixelSize(0.2, 0.2)), scene.pixelSize());
	}

	@Test
	public void channelsAndFocalPlanes() throws IOException {
		final Scene scene = check("libvips-multi-channel-z-series.ome.tif", 1);
		assertEquals(PixelType.INT8, scene.pixelType());
		assertEquals(List.of(3, 5, 1), List.of(scene.channels().size(), scene.sizeZ(), scene.sizeT()));
	}

	@Test
	public void pyramidInSubIfds() throws IOException {
		final Scene scene = check("minerva-2048x2048_ome6_tiled.ome.tif", 1);
		assertEquals(2, scene.levels().size());
		assertEquals("pixels are no unit of length", Optional.empty(), scene.pixelSize());
	}

	@Test
	public void sixteenBitChannels() throws IOException {
		assertEquals(4, check("minerva-64x64.ome.tif", 1).channels().size());
	}

	@Test
	public void fiveDimensionsInTheSchemaOf2010() throws IOException {
		final Scene scene = check("ome-spec-2010-06-18x24y5z5t2c8b-text.ome.tiff", 1);
		assertEquals(List.of(2, 5, 5), List.of(scene.channels().size(), scene.sizeZ(), scene.sizeT()));
		assertEquals("the default of Color is no choice", OptionalInt.empty(), scene.channels().get(0).rgbColor());
	}

	@Test
	public void manyImagesOfOneDirectory() throws IOException {
		check("ome-spec-2010-06-6x4y1z1t1c8b-swatch-2s2p4w2ws.ome.tiff", 22);
	}

	@Test
	public void palettesAreLookupTables() throws IOException {
		final Scene scene = check("qupath-cells-2c.ome.tif", 1);
		assertFalse(scene.isRgb());
		assertEquals(List.of(new Channel("", OptionalInt.of(0x00ff00)), new Channel("", OptionalInt.of(0x0000ff))),
			scene.channels());
		assertEquals(Optional.of(QUPATH), scene.pixelSize());
	}

	/** libvips shows this file's lookup table, a ramp of green: its second band is what is stored. */
	@Test
	public void timePointsWithPalettes() throws IOException {
		final Path path = RealSlides.path("ome-tiff/qupath-cells-2t.ome.tif");
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(List.of(1, 1, 2), List.of(scene.channels().size(), scene.sizeZ(), scene.sizeT()));
			for (int t = 0; t < 2; t++) {
				final PixelBlock green = Oracle.vipsPixels(path, t);
				final PixelBlock found =
					new RegionReader(TileCache.shared())
					.read(scene, 0, new Plane(0, 0, t), scene.level(0).region()).block();
				assertEquals(green.shape().pixels(), found.shape().length());
				for (int i = 0; i < found.shape().length(); i++)
					assertEquals("t " + t + ", pixel " + i, green.value(3 * i + 1), found.value(i), 0);
			}
		}
	}

	@Test
	public void separateColourPlanesInARenamedFile() throws IOException {
		final Scene scene = checkColours("qupath-cells.ome.tif", 0);
		assertTrue(scene.isRgb());
		assertEquals(Optional.of(QUPATH), scene.pixelSize());
	}

	@Test
	public void channelsWithoutUuid() throws IOException {
		assertEquals(3, check("viv-loaders-multi-channel.ome.tif", 1).channels().size());
	}

	/** The set opens from its companion and from each TIFF: each of the five TIFFs is one focal plane, in colour. */
	@Test
	public void setWithACompanion() throws IOException {
		final String folder = "ome-tiff/ome-spec-2015-01-companion/18x24y5z1t1c8b-text-";
		final RegionReader reader = new RegionReader(TileCache.shared());
		for (final String name : List.of("companion.ome", "split-Z1.ome.tiff", "split-Z2.ome.tiff", "split-Z3.ome.tiff",
			"split-Z4.ome.tiff", "split-Z5.ome.tiff"))
			try (Slide slide = SlideOpener.open(RealSlides.path(folder + name))) {
				assertEquals("OME-TIFF", slide.metadata().format());
				assertEquals(1, slide.scenes().size());
				final Scene scene = slide.scenes().get(0);
				assertEquals("18x24y5z1t2c8b-text", scene.name());
				assertEquals(List.of(1, 5, 1), List.of(scene.channels().size(), scene.sizeZ(), scene.sizeT()));
				assertTrue(scene.isRgb());
				for (int z = 0; z < 5; z++) {
					final Path file = RealSlides.path(folder + "split-Z" + (z + 1) + ".ome.tiff");
					final PixelBlock expected = Oracle.tifffilePixels(file, 0, 0);
					final PixelBlock found = reader.read(scene, 0, new Plane(0, z, 0), scene.level(0).region()).block();
					assertEquals(expected.shape(), found.shape());
					for (int i = 0; i < expected.shape().length(); i++)
						assertEquals(file + " sample " + i, expected.value(i), found.value(i), 0);
				}
			}
	}

	private static Scene check(final String name, final int scenes) throws IOException {
		final Path path = RealSlides.path("ome-tiff/" + name);
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("OME-TIFF", slide.metadata().format());
			assertEquals(scenes, slide.scenes().size());
			TifffileAgreement.assertSame(path, slide, 0);
			return slide.scenes().get(0);
		}
	}

	/** Where tifffile may lack the decoder: one plane, against libvips. */
	private static Scene checkColours(final String name, final int tolerance) throws IOException {
		final Path path = RealSlides.path("ome-tiff/" + name);
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("OME-TIFF", slide.metadata().format());
			final Scene scene = slide.scenes().get(0);
			final PixelBlock expected = Oracle.vipsPixels(path, 0);
			final PixelBlock found = new RegionReader(TileCache.shared())
				.read(scene, 0, Plane.FIRST, scene.level(0).region()).block();
			assertEquals(expected.shape(), found.shape());
			for (int i = 0; i < expected.shape().length(); i++)
				if (Math.abs(expected.value(i) - found.value(i)) > tolerance)
					assertEquals("sample " + i, expected.value(i), found.value(i), tolerance);
			return scene;
		}
	}
}
