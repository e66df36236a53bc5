package org.coverslip.convert;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;

import org.coverslip.geom.Region;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.AfterClass;
import org.junit.Test;
import org.scijava.Context;
import org.scijava.convert.ConvertService;

import ij.IJ;
import ij.ImagePlus;
import net.imagej.Dataset;
import net.imagej.DatasetService;
import net.imagej.ImgPlus;
import net.imagej.axis.Axes;
import net.imagej.axis.AxisType;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/** Scenes to images and back, through SciJava's service as scripts use it. */
public class SceneConvertersTest {

	private static final Context CONTEXT = new Context(ConvertService.class, DatasetService.class);

	@AfterClass
	public static void dispose() {
		CONTEXT.dispose();
	}

	private static <T> T convert(final Object source, final Class<T> target) {
		return CONTEXT.service(ConvertService.class).convert(source, target);
	}

	private static Object pixels(final Scene scene, final int channel) throws IOException {
		return new RegionReader(TileCache.shared())
			.read(scene, 0, new Plane(channel, 0, 0), Region.ofSize(scene.width(), scene.height())).block().array();
	}

	@Test
	public void coloursGoThereAndBack() throws Exception {
		try (Slide slide = SampleSlide.brightField(700, 500)) {
			final Scene scene = slide.scenes().get(0);
			final Dataset dataset = convert(scene, Dataset.class);
			assertTrue(dataset.isRGBMerged());
			assertEquals(3, dataset.dimension(dataset.dimensionIndex(Axes.CHANNEL)));
			assertEquals("\u00b5m", dataset.axis(0).unit());
			assertEquals(0.25, dataset.averageScale(0), 1e-12);
			final Scene back = convert(dataset, Scene.class);
			assertTrue(back.isRgb());
			assertEquals(scene.pixelSize(), back.pixelSize());
			assertArrayEquals((byte[]) pixels(scene, 0), (byte[]) pixels(back, 0));
		}
	}

	@Test
	public void channelsKeepTheirValuesAndColours() throws Exception {
		try (Slide slide = SampleSlide.fluorescence(600, 400)) {
			final Scene scene = slide.scenes().get(0);
			final ImgPlus<?> image = convert(scene, ImgPlus.class);
			assertEquals(scene.channels().size(), image.dimension(image.dimensionIndex(Axes.CHANNEL)));
			assertEquals("what is single is no axis", 3, image.numDimensions());
			final short[] first = (short[]) pixels(scene, 1);
			assertEquals(first[200 * 600 + 300] & 0xffff, ((RealType<?>) image.getAt(300, 200, 1)).getRealDouble(), 0);
			final int rgb = scene.channels().get(1).rgbColor().orElseThrow();
			assertEquals(rgb >> 16 & 0xff, image.getColorTable(1).get(0, 255));
			assertEquals(rgb & 0xff, image.getColorTable(1).get(2, 255));
			final Scene back = convert(image, Scene.class);
			assertFalse(back.isRgb());
			assertArrayEquals(first, (short[]) pixels(back, 1));
		}
	}

	@Test
	public void anyOrderOfAxesBecomesAScene() throws Exception {
		final ImgPlus<UnsignedByteType> image = new ImgPlus<>(ArrayImgs.unsignedBytes(2, 5, 3, 4), "odd",
			new AxisType[] { Axes.CHANNEL, Axes.Y, Axes.TIME, Axes.X });
		image.getAt(1, 4, 2, 3).set(77);
		final Scene scene = convert(image, Scene.class);
		assertEquals(4, scene.width());
		assertEquals(5, scene.height());
		assertEquals(2, scene.channels().size());
		assertEquals(3, scene.sizeT());
		assertTrue(scene.pixelSize().isEmpty());
		final byte[] plane = (byte[]) new RegionReader(TileCache.shared())
			.read(scene, 0, new Plane(1, 0, 2), Region.ofSize(4, 5)).block().array();
		assertEquals(77, plane[4 * 4 + 3]);
		final ImgPlus<UnsignedByteType> strange = new ImgPlus<>(ArrayImgs.unsignedBytes(2, 5, 3), "strange",
			new AxisType[] { Axes.X, Axes.Y, Axes.get("Lifetime", false) });
		assertTrue(assertThrows(IllegalArgumentException.class, () -> SceneImgPlus.scene(strange, false)).getMessage()
			.contains("Lifetime"));
	}

	@Test
	public void imagesOfImageJGoThereAndBack() throws Exception {
		final ImagePlus image = IJ.createImage("ramp", "16-bit ramp", 300, 200, 1);
		image.getCalibration().setUnit("micron");
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.5;
		final Scene scene = convert(image, Scene.class);
		assertEquals(0.5, scene.pixelSize().orElseThrow().xUm(), 1e-12);
		final ImagePlus back = convert(scene, ImagePlus.class);
		assertArrayEquals((short[]) image.getProcessor().getPixels(), (short[]) back.getProcessor().getPixels());
		assertEquals(0.5, back.getCalibration().pixelWidth, 1e-12);
		assertNull("it does not say from which file it is", back.getProp("coverslip.source"));
	}

	@Test
	public void stacksKeepTheirStepAndTheNamesOfChannels() throws Exception {
		final ImagePlus image = IJ.createHyperStack("stack", 40, 30, 2, 3, 1, 16);
		for (int i = 1; i <= image.getStackSize(); i++)
			image.getStack().setSliceLabel(i % 2 == 1 ? "DAPI" : "FITC", i);
		image.getCalibration().setUnit("micron");
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.5;
		image.getCalibration().pixelDepth = 1.5;
		final Scene scene = convert(image, Scene.class);
		final ImgPlus<?> plus = convert(scene, ImgPlus.class);
		final Dataset dataset = convert(scene, Dataset.class);
		for (final ImgPlus<?> made : List.of(plus, dataset.getImgPlus())) {
			assertEquals(1.5, made.averageScale(made.dimensionIndex(Axes.Z)), 1e-9);
			assertEquals("\u00b5m", made.axis(made.dimensionIndex(Axes.Z)).unit());
			assertArrayEquals(new String[] { "DAPI", "FITC" },
				(String[]) made.getProperties().get(SceneImgPlus.CHANNEL_NAMES));
		}
		for (final Object made : List.of(plus, dataset)) {
			final Scene back = convert(made, Scene.class);
			assertEquals(1.5, back.pixelSizeZ().orElseThrow(), 1e-9);
			assertEquals(List.of("DAPI", "FITC"), back.channels().stream().map(Channel::name).toList());
		}
		final ImagePlus back = convert(scene, ImagePlus.class);
		assertEquals(1.5, back.getCalibration().pixelDepth, 1e-9);
		assertTrue(back.getStack().getSliceLabel(2), back.getStack().getSliceLabel(2).startsWith("FITC"));
	}
}
