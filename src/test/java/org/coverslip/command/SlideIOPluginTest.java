package org.coverslip.command;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.export.zarr.OmeZarrOptions;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.junit.AfterClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.io.IOPlugin;
import org.scijava.io.IOService;
import org.scijava.io.location.LocationService;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;

/** Slides for SciJava's input and output: what is taken, and, as important, what is not. */
public class SlideIOPluginTest {

	private static final Context CONTEXT = new Context(IOService.class, LocationService.class);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@AfterClass
	public static void dispose() {
		CONTEXT.dispose();
	}

	private static IOService io() {
		return CONTEXT.service(IOService.class);
	}

	private static boolean isTaken(final File file) throws IOException {
		return io().getOpener(file.getPath()) instanceof SlideIOPlugin;
	}

	private File pyramid(final int width, final int height, final Dialect dialect) throws IOException {
		final File file = new File(folder.getRoot(), width + "-" + dialect + ".tif");
		try (Slide sample = SampleSlide.brightField(width, height)) {
			final Scene scene = sample.scenes().get(0);
			SlideWriter.write(scene, scene.level(0).region(),
				PyramidTiffOptions.builder().dialect(dialect).compression(Compression.JPEG).build(), file.toPath(),
				ProgressListener.NONE);
		}
		return file;
	}

	@Test
	public void aSlideOpensAsItsOverview() throws Exception {
		final File file = pyramid(2560, 1000, Dialect.UNIVERSAL);
		assertTrue(isTaken(file));
		final ImagePlus image = (ImagePlus) io().open(file.getPath());
		assertTrue(image.getWidth() <= 1024 && image.getWidth() >= 100);
		assertEquals(file.getPath(), image.getProp("coverslip.source"));
		assertNull("not shown", image.getWindow());
	}

	/** A folder, which nothing else would open, of any size. */
	@Test
	public void omeZarrOpensByItsFolder() throws Exception {
		final File folderOfImage = new File(folder.getRoot(), "small.ome.zarr");
		try (Slide sample = SampleSlide.brightField(600, 500)) {
			SlideWriter.write(sample.scenes().get(0), OmeZarrOptions.builder().build(), folderOfImage.toPath(),
				ProgressListener.NONE);
		}
		assertTrue(isTaken(folderOfImage));
		assertEquals(600, ((ImagePlus) io().open(folderOfImage.getPath())).getWidth());
		assertFalse(isTaken(folder.getRoot()));
	}

	@Test
	public void whatAScannerWroteIsTakenOfAnySize() throws Exception {
		assertTrue(isTaken(pyramid(600, 500, Dialect.SVS)));
	}

	@Test
	public void ordinaryImagesAreLeftToImageJ() throws Exception {
		final ImagePlus image = IJ.createImage("ramp", "8-bit ramp", 500, 400, 3);
		final File tiff = new File(folder.getRoot(), "stack.tif");
		new FileSaver(image).saveAsTiffStack(tiff.getPath());
		final File png = new File(folder.getRoot(), "ramp.png");
		new FileSaver(image).saveAsPng(png.getPath());
		final File jpeg = new File(folder.getRoot(), "ramp.jpg");
		new FileSaver(image).saveAsJpeg(jpeg.getPath());
		final File text = folder.newFile("text.txt");
		Files.writeString(text.toPath(), "not an image");
		final File broken = folder.newFile("broken.svs");
		Files.write(broken.toPath(), new byte[] { 'I', 'I', 42, 0, 8, 0, 0, 0, 1 });
		for (final File file : new File[] { tiff, png, jpeg, text, broken, folder.getRoot(),
			new File("there-is-none.svs") })
			assertFalse(file.getPath(), isTaken(file));
		assertFalse("a pyramid that fits the screen", isTaken(pyramid(900, 700, Dialect.UNIVERSAL)));
	}

	@Test
	public void imagesAreSavedAsPyramidsWhereTheNameSaysSo() throws Exception {
		final ImagePlus image = IJ.createImage("ramp", "16-bit ramp", 700, 600, 1);
		final File file = new File(folder.getRoot(), "saved.ome.tif");
		io().save(image, file.getPath());
		try (Slide slide = SlideOpener.open(file.toPath())) {
			assertTrue(slide.scenes().get(0).levels().size() > 1);
			assertEquals(700, slide.scenes().get(0).width());
		}
		final IOPlugin<ImagePlus> plain = io().getSaver(image, new File(folder.getRoot(), "plain.tif").getPath());
		assertFalse(plain instanceof SlideIOPlugin);
		assertSame(SlideIOPlugin.class, io().getSaver(image, new File(folder.getRoot(), "a.ome.tiff").getPath())
			.getClass());
	}
}
