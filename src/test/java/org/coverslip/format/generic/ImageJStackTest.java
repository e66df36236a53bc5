package org.coverslip.format.generic;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.Color;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

import org.coverslip.detect.SlideOpener;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.RealSlides;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.io.Opener;
import ij.process.ImageProcessor;
import ij.process.LUT;

/** Stacks that ImageJ itself writes, plane by plane as ImageJ itself reads them. */
public class ImageJStackTest {

	private static final int WIDTH = 61;
	private static final int HEIGHT = 37;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** A stack of noise of ImageJ's bit depth: 8, 16, 24 or 32. */
	private static ImagePlus stack(final int bits, final int c, final int z, final int t) {
		final Random random = new Random(bits);
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int i = 0; i < c * z * t; i++) {
			final ImageProcessor plane = IJ.createImage("", WIDTH, HEIGHT, 1, bits).getProcessor();
			for (int p = 0; p < WIDTH * HEIGHT; p++)
				if (bits == 32) plane.setf(p, random.nextFloat() * 1000 - 500);
				else plane.set(p, random.nextInt(bits == 24 ? 1 << 24 : 1 << bits));
			stack.addSlice(plane);
		}
		final ImagePlus image = new ImagePlus("stack", stack);
		image.setDimensions(c, z, t);
		image.setOpenAsHyperStack(true);
		return image;
	}

	private Path save(final ImagePlus image) throws IOException {
		final Path path = folder.newFile("stack" + System.nanoTime() + ".tif").toPath();
		final FileSaver saver = new FileSaver(image);
		assertTrue(image.getStackSize() > 1 ? saver.saveAsTiffStack(path.toString())
			: saver.saveAsTiff(path.toString()));
		return path;
	}

	/** What is opened must be what ImageJ opens. */
	private static Scene assertAsImageJ(final Path path, final Slide slide) throws IOException {
		final ImagePlus expected = new Opener().openImage(path.toString());
		final Scene scene = slide.scenes().get(0);
		final boolean composite = scene.isRgb() && expected.getBitDepth() != 24;
		assertEquals(List.of(composite ? expected.getNChannels() / 3 : expected.getNChannels(), expected.getNSlices(),
			expected.getNFrames()),
			List.of(scene.channels().size(), scene.sizeZ(), scene.sizeT()));
		final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
		for (int t = 0; t < scene.sizeT(); t++)
			for (int z = 0; z < scene.sizeZ(); z++)
				for (int c = 0; c < scene.channels().size(); c++) {
					final PixelBlock found = reader.read(scene, 0, new Plane(c, z, t), scene.level(0).region()).block();
					final ImageProcessor plane = expected.getStack()
						.getProcessor(expected.getStackIndex(c + 1, z + 1, t + 1));
					assertEquals(plane.getWidth() * plane.getHeight(), found.shape().pixels());
					for (int p = 0; p < found.shape().pixels(); p++)
						if (scene.isRgb()) for (int s = 0; s < 3; s++)
							assertEquals(plane.get(p) >> 16 - 8 * s & 0xff, found.value(3 * p + s), 0);
						else assertEquals(plane.getf(p), found.value(p), 0);
				}
		return scene;
	}

	@Test
	public void stacksOfAllKinds() throws IOException {
		final int[][] sizes = { { 1, 1, 1 }, { 3, 1, 1 }, { 1, 5, 1 }, { 1, 1, 4 }, { 2, 3, 1 }, { 3, 2, 2 },
			{ 7, 1, 3 } };
		for (final int bits : new int[] { 8, 16, 24, 32 })
			for (final int[] size : sizes) {
				final Path path = save(stack(bits, size[0], size[1], size[2]));
				try (Slide slide = SlideOpener.open(path)) {
					assertAsImageJ(path, slide);
					assertEquals(List.of(), slide.metadata().notShown());
				}
			}
	}

	/** ImageJ writes one directory only where the others would lie beyond 4 GB: so does this. */
	@Test
	public void planesBehindOneDirectory() throws IOException {
		for (final int bits : new int[] { 8, 16, 24, 32 }) {
			final Path path = withoutOtherDirectories(save(stack(bits, 3, 2, 2)));
			try (Slide slide = SlideOpener.open(path)) {
				assertAsImageJ(path, slide);
				assertEquals(List.of(), slide.metadata().notShown());
			}
		}
	}

	private static Path withoutOtherDirectories(final Path path) throws IOException {
		final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
		try (TiffFile tiff = TiffFile.open(StoredFile.of(path))) {
			bytes.order(tiff.byteOrder());
			final int at = (int) tiff.ifds().get(0).offset();
			bytes.putInt(at + 2 + 12 * (bytes.getShort(at) & 0xffff), 0);
		}
		return Files.write(path, bytes.array());
	}

	@Test
	public void aStackThatWasCutOff() throws IOException {
		final Path path = withoutOtherDirectories(save(stack(16, 2, 2, 3)));
		final int length = stripOffset(path) + 7 * 2 * WIDTH * HEIGHT + 10;
		final Path cut =
			Files.write(folder.newFile("cut.tif").toPath(), Arrays.copyOf(Files.readAllBytes(path), length));
		try (Slide slide = SlideOpener.open(cut)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(List.of(2, 2, 2), List.of(scene.channels().size(), scene.sizeZ(), scene.sizeT()));
			assertEquals(List.of("5 of the 12 planes that ImageJ's text tells of are not in the file"),
				slide.metadata().notShown());
		}
	}

	private static int stripOffset(final Path path) throws IOException {
		try (TiffFile tiff = TiffFile.open(StoredFile.of(path))) {
			return (int) tiff.ifds().get(0).longValue(TiffTag.STRIP_OFFSETS);
		}
	}

	@Test
	public void coloursAndLabels() throws IOException {
		final ImagePlus plain = stack(16, 3, 2, 1);
		final CompositeImage composite = new CompositeImage(plain, CompositeImage.COMPOSITE);
		final Color[] colors = { Color.BLUE, Color.GREEN, Color.MAGENTA };
		final String[] names = { "DAPI", "GFP", "\u03b1-Actin" };
		for (int c = 0; c < 3; c++) {
			composite.setChannelLut(LUT.createLutFromColor(colors[c]), c + 1);
			for (int z = 0; z < 2; z++)
				composite.getStack().setSliceLabel("c:" + (c + 1) + "/3 z:" + (z + 1) + "/2 - " + names[c],
					composite.getStackIndex(c + 1, z + 1, 1));
		}
		final Path path = save(composite);
		try (Slide slide = SlideOpener.open(path)) {
			assertAsImageJ(path, slide);
			assertEquals(
				List.of(new Channel("DAPI", OptionalInt.of(0x0000ff)), new Channel("GFP", OptionalInt.of(0x00ff00)),
				new Channel("\u03b1-Actin", OptionalInt.of(0xff00ff))), slide.scenes().get(0).channels());
		}
	}

	/**
	 * A lookup table of a single image is its channel's colour, or where it is none, such as "fire", makes a picture of
	 * colours.
	 */
	@Test
	public void lookupTables() throws IOException {
		final ImagePlus grey = stack(8, 1, 3, 1);
		grey.getProcessor().setLut(LUT.createLutFromColor(Color.CYAN));
		grey.getStack().setColorModel(grey.getProcessor().getColorModel());
		final Path path = save(grey);
		try (Slide slide = SlideOpener.open(path)) {
			assertAsImageJ(path, slide);
			assertEquals(OptionalInt.of(0x00ffff), slide.scenes().get(0).channels().get(0).rgbColor());
		}
	}

	private Scene calibrated(final String unit, final double x, final double y, final double z) throws IOException {
		final ImagePlus image = stack(8, 1, 2, 1);
		image.getCalibration().setUnit(unit);
		image.getCalibration().pixelWidth = x;
		image.getCalibration().pixelHeight = y;
		image.getCalibration().pixelDepth = z;
		final Path path = save(image);
		try (Slide slide = SlideOpener.open(path)) {
			return slide.scenes().get(0);
		}
	}

	private void assertSize(final String unit, final double um) throws IOException {
		final Scene scene = calibrated(unit, 0.25, 0.5, 3);
		final PixelSize size = scene.pixelSize().orElseThrow();
		assertEquals(unit, 0.25 * um, size.xUm(), 1e-6 * um);
		assertEquals(unit, 0.5 * um, size.yUm(), 1e-6 * um);
		assertEquals(unit, 3 * um, scene.pixelSizeZ().orElseThrow(), 1e-6 * um);
	}

	@Test
	public void calibration() throws IOException {
		for (final String unit : List.of("um", "micron", "microns", "\u00b5m", "\u03bcm", "micrometer"))
			assertSize(unit, 1);
		assertSize("nm", 1e-3);
		assertSize("mm", 1e3);
		assertSize("cm", 1e4);
		assertSize("inch", 25400);
		for (final String unit : List.of("pixel", "pixels", "parsec")) {
			assertEquals(Optional.empty(), calibrated(unit, 0.25, 0.5, 3).pixelSize());
			assertEquals(OptionalDouble.empty(), calibrated(unit, 0.25, 0.5, 3).pixelSizeZ());
		}
	}

	@Test
	public void aRealStack() throws IOException {
		final Path path = RealSlides.path("tiff/biop-HyperStack-Test.tif");
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = assertAsImageJ(path, slide);
			assertEquals(List.of(3, 3, 3), List.of(scene.channels().size(), scene.sizeZ(), scene.sizeT()));
			assertEquals(List.of(), slide.metadata().notShown());
		}
	}
}
