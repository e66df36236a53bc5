package org.coverslip.imagej;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.WantedScale;
import org.junit.Test;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageConverter;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;

public class ImagePlusSceneTest {

	private final TileCache cache = TileCache.ofBytes(64 << 20);
	private final RegionReader reader = new RegionReader(cache);

	@Test
	public void aSlidesImageIsTheSameSceneAgain() throws IOException {
		final List<Channel> channels = List.of(new Channel("DAPI", OptionalInt.of(0x0000ff)),
			new Channel("Cy5", OptionalInt.of(0xffffff)));
		for (final PixelType type : List.of(PixelType.UINT8, PixelType.UINT16, PixelType.INT16, PixelType.FLOAT32)) {
			final ProceduralScene p = ProceduralScene.channels(type, channels, 2, 3, 700, 600, 64, 1);
			final Scene again = again(p);
			assertEquals(type, again.pixelType());
			assertEquals(channels, again.channels());
			assertSame(p.scene(), again, 2, 2, 3);
		}
		for (final PixelType type : List.of(PixelType.UINT8, PixelType.UINT16, PixelType.FLOAT32)) {
			final ProceduralScene p = ProceduralScene.rgb(type, 700, 600, 64, 1);
			final Scene again = again(p);
			assertTrue(again.isRgb());
			assertEquals(type, again.pixelType());
			assertEquals(40, again.objectivePower().orElseThrow(), 0);
			assertSame(p.scene(), again, 1, 1, 1);
		}
	}

	private Scene again(final ProceduralScene p) throws IOException {
		final Scene scene = ImagePlusScene
			.of(new SlideImagePlus(p.slide(), 0, cache).read(SlideImageRequest.at(WantedScale.level(0))));
		assertEquals(Optional.of(new PixelSize(0.25, 0.25)), scene.pixelSize());
		assertEquals(p.scene().pixelSizeZ(), scene.pixelSizeZ());
		return scene;
	}

	private void assertSame(final Scene a, final Scene b, final int c, final int z, final int t) throws IOException {
		assertArrayEquals(new int[] { c, z, t }, new int[] { b.channels().size(), b.sizeZ(), b.sizeT() });
		final Region part = new Region(13, 17, 687, 583);
		for (int i = 0; i < c * z * t; i++) {
			final Plane plane = new Plane(i % c, i / c % z, i / c / z);
			assertEquals(reader.read(a, 0, plane, part), reader.read(b, 0, plane, part));
		}
	}

	@Test
	public void magnificationFallsWithTheScale() throws IOException {
		final ProceduralScene p = ProceduralScene.rgb(700, 600, 64, 1, 4);
		final ImagePlus image = new SlideImagePlus(p.slide(), 0, cache)
			.read(SlideImageRequest.at(WantedScale.level(1)));
		assertEquals(10, ImagePlusScene.of(image).objectivePower().orElseThrow(), 0);
		assertEquals(1.0, ImagePlusScene.of(image).pixelSize().orElseThrow().xUm(), 0);
	}

	@Test
	public void aVirtualStackIsReadSliceBySlice() throws IOException {
		final AtomicInteger slices = new AtomicInteger();
		final VirtualStack stack = new VirtualStack(1500, 1100, 6) {

			@Override
			public ImageProcessor getProcessor(final int n) {
				slices.incrementAndGet();
				final ImageProcessor processor = new ByteProcessor(1500, 1100);
				processor.setColor(10 * n);
				processor.fill();
				return processor;
			}
		};
		final ImagePlus image = new ImagePlus("virtual", stack);
		image.setDimensions(2, 3, 1);
		final Scene scene = ImagePlusScene.of(image);
		slices.set(0);
		assertEquals(40, reader.read(scene, 0, new Plane(1, 1, 0), Region.ofSize(1500, 1100)).block().value(77), 0);
		assertEquals(1, slices.get());
		assertEquals(50, reader.read(scene, 0, new Plane(0, 2, 0), Region.ofSize(10, 10)).block().value(0), 0);
		assertEquals(2, slices.get());
	}

	@Test
	public void manyThreadsReadWhatOneReads() throws Exception {
		final short[] values = new short[1300 * 900];
		for (int i = 0; i < values.length; i++)
			values[i] = (short) (i * 31);
		final Scene scene = ImagePlusScene.of(new ImagePlus("x", new ShortProcessor(1300, 900, values, null)));
		final ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			final List<Callable<RegionPixels>> tasks = new ArrayList<>();
			for (int i = 0; i < 16; i++)
				tasks.add(() -> new RegionReader(TileCache.ofBytes(0))
					.read(scene, 0, Plane.FIRST, Region.ofSize(1300, 900)));
			for (final Future<RegionPixels> pixels : threads.invokeAll(tasks))
				assertArrayEquals(values, pixels.get().block().shorts());
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	public void coloursOfAllKinds() throws IOException {
		final ImagePlus color = new ImagePlus("c", new ColorProcessor(2, 1, new int[] { 0xff102030, 0x405060 }));
		assertArrayEquals(new byte[] { 0x10, 0x20, 0x30, 0x40, 0x50, 0x60 }, bytes(color, Plane.FIRST, 2));
		final ImagePlus palette = new ImagePlus("p", new ColorProcessor(2, 1, new int[] { 0xff0000, 0x0000ff }));
		new ImageConverter(palette).convertRGBtoIndexedColor(256);
		assertEquals(ImagePlus.COLOR_256, palette.getType());
		final byte[] found = bytes(palette, Plane.FIRST, 2);
		for (int i = 0; i < 2; i++)
			assertEquals(palette.getProcessor().getColorModel().getRGB(palette.getProcessor().get(i, 0)) & 0xffffff,
				(found[3 * i] & 0xff) << 16 | (found[3 * i + 1] & 0xff) << 8 | found[3 * i + 2] & 0xff);
		assertTrue((found[0] & 0xff) > 200 && (found[5] & 0xff) > 200 && found[2] == 0);
		final ImageStack stack = new ImageStack(1, 1);
		for (int i = 1; i <= 6; i++)
			stack.addSlice(new ColorProcessor(1, 1, new int[] { i }));
		final ImagePlus series = new ImagePlus("s", stack);
		series.setDimensions(1, 2, 3);
		assertArrayEquals(new byte[] { 0, 0, 6 }, bytes(series, new Plane(0, 1, 2), 1));
	}

	private byte[] bytes(final ImagePlus image, final Plane plane, final int width) throws IOException {
		return reader.read(ImagePlusScene.of(image), 0, plane, Region.ofSize(width, 1)).block().bytes();
	}

	@Test
	public void whatIsPaintedLaterIsWritten() throws IOException {
		final ImagePlus image = new ImagePlus("x", new FloatProcessor(5, 5));
		final Scene scene = ImagePlusScene.of(image);
		image.getProcessor().setf(2, 2, 7.5f);
		assertEquals(7.5, reader.read(scene, 0, Plane.FIRST, Region.ofSize(5, 5)).block().value(12), 0);
	}

	@Test
	public void calibrationInAllUnits() {
		assertEquals(Optional.empty(), sizeIn("pixel"));
		assertEquals(Optional.empty(), sizeIn("parsec"));
		assertEquals(Optional.empty(), sizeIn("slide pixel"));
		for (final String unit : List.of("micron", "\u00b5m", "\u03bcm", "um", "microns"))
			assertEquals(0.5, sizeIn(unit).orElseThrow().xUm(), 1e-12);
		assertEquals(0.0005, sizeIn("nm").orElseThrow().xUm(), 1e-12);
		assertEquals(500, sizeIn("mm").orElseThrow().xUm(), 1e-9);
		assertEquals(5000, sizeIn("cm").orElseThrow().xUm(), 1e-9);
		assertEquals(12700, sizeIn("inch").orElseThrow().xUm(), 1e-9);
		assertEquals(6350, sizeIn("inch").orElseThrow().yUm(), 1e-9);
	}

	private static Optional<PixelSize> sizeIn(final String unit) {
		final ImagePlus image = IJ.createImage("x", "8-bit", 5, 5, 1);
		image.getCalibration().setUnit(unit);
		image.getCalibration().pixelWidth = 0.5;
		image.getCalibration().pixelHeight = 0.25;
		return ImagePlusScene.of(image).pixelSize();
	}

	@Test
	public void channelNamesAndColoursOnlyWhereThereAreSome() {
		final ImagePlus grey = IJ.createImage("g", "8-bit ramp", 5, 5, 1);
		assertEquals(List.of(Channel.named("")), ImagePlusScene.of(grey).channels());
		grey.getProcessor().setLut(LUT.createLutFromColor(Color.magenta));
		assertEquals(List.of(new Channel("", OptionalInt.of(0xff00ff))), ImagePlusScene.of(grey).channels());
		grey.getProcessor().invertLut();
		assertEquals(List.of(Channel.named("")), ImagePlusScene.of(grey).channels());
		final ImageStack stack = new ImageStack(5, 5);
		for (int i = 0; i < 4; i++)
			stack.addSlice(i % 2 == 0 ? "CD3\nDate 2020" : "file" + i + ".tif", new ByteProcessor(5, 5));
		final ImagePlus image = new ImagePlus("x", stack);
		image.setDimensions(2, 2, 1);
		final CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
		assertEquals(List.of(new Channel("CD3", OptionalInt.of(0xff0000)), new Channel("", OptionalInt.of(0x00ff00))),
			ImagePlusScene.of(composite).channels());
	}
}
