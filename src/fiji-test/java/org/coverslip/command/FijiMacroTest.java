package org.coverslip.command;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeNoException;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.geom.Region;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.io.FileSaver;

/** Macros in Fiji's own ImageJ, with BigDataViewer and Bio-Formats on the class path. */
public class FijiMacroTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	private File slide;

	@Before
	public void write() throws IOException {
		slide = new File(folder.getRoot(), "a slide.tif");
		SampleFile.brightField(slide.toPath());
	}

	private JavaProgram.Result run(final String... lines) throws IOException, InterruptedException {
		return runWith(new File[0], lines);
	}

	private JavaProgram.Result runWith(final File[] dropped, final String... lines)
		throws IOException, InterruptedException {
		final File macro = folder.newFile("macro.ijm");
		Files.writeString(macro.toPath(), String.join("\n", lines).replace("SLIDE", slide.getPath().replace("\\", "/"))
			.replace("FOLDER", folder.getRoot().getPath().replace("\\", "/")));
		final Map<String, String> environment = new HashMap<>(screen.environment());
		environment.put("JDK_JAVA_OPTIONS", "--add-opens=java.base/java.lang=ALL-UNNAMED"); // as Fiji's launcher does
		return JavaProgram.run(folder.newFolder().toPath(), environment, FijiSession.class,
			Stream.concat(Stream.of(macro), Arrays.stream(dropped)).map(File::getPath).toArray(String[]::new));
	}

	private static String last(final JavaProgram.Result result) {
		return result.output().lines().reduce("", (first, last) -> last);
	}

	@Test
	public void browseAndCropABox() throws Exception {
		final JavaProgram.Result result = run( //
			"run('Browse in BigDataViewer...', 'input=[SLIDE] scene=0 add=false place=glass');", //
			"run('Crop BigDataViewer Box to Image...', 'box=[50, 25, 60, 40] level=0 pixelSize=0.5 magnification=0');",
			//
			"size = '' + getWidth() + ' x ' + getHeight();", //
			"run('Crop BigDataViewer Box to TIFF...', 'output=[FOLDER/full.tif] box=[50, 25, 60, 40] level=0 "
			+ "pixelSize=0 magnification=0"
				+ " compression=lzw quality=90');", //
			"run('Crop BigDataViewer Box to TIFF...', 'output=[FOLDER/tenfold.tif] box=[50, 25, 60, 40] level=0 "
			+ "pixelSize=0"
				+ " magnification=10 compression=lzw quality=90');", //
			"return size;");
		assertEquals(result.output() + result.errors(), "result: 120 x 80", last(result));
		final Region box = new Region(200, 100, 240, 160); // pixels of 0.25 µm
		try (Slide crop = SlideOpener.open(new File(folder.getRoot(), "full.tif").toPath());
			Slide tenfold = SlideOpener.open(new File(folder.getRoot(), "tenfold.tif").toPath())) {
			assertEquals(box.width(), crop.scenes().get(0).width());
			assertArrayEquals(pixels(slide, box),
				pixels(new File(folder.getRoot(), "full.tif"), Region.ofSize(box.width(), box.height())));
			assertEquals(1.0, tenfold.scenes().get(0).pixelSize().orElseThrow().xUm(), 1e-3);
			assertEquals(60, tenfold.scenes().get(0).width());
		}
	}

	private static byte[] pixels(final File file, final Region region) throws IOException {
		try (Slide opened = SlideOpener.open(file.toPath())) {
			return new RegionReader(TileCache.shared()).read(opened.scenes().get(0), 0, Plane.FIRST, region)
				.block().bytes();
		}
	}

	/** Without it, an error would wait for a user. */
	private static void assumeBioFormats() {
		try {
			Class.forName("loci.formats.ImageReader");
		}
		catch (final ClassNotFoundException e) {
			assumeNoException("skipped: Bio-Formats is not on the class path", e);
		}
	}

	/** What Bio-Formats opened is cropped by Bio-Formats. */
	@Test
	public void aFileCanBeReadWithBioFormats() throws Exception {
		assumeBioFormats();
		final JavaProgram.Result result = run( //
			"run('Open Overview...', 'input=[SLIDE] scene=0 size=550 bioFormats=true');", //
			"text = getMetadata('Info') + ' ' + Property.get('coverslip.format');", //
			"makeRectangle(10, 10, 50, 40);", //
			"run('Crop ROI to Image...', 'level=0');", //
			"return '' + text + ' ' + getWidth() + ' ' + Property.get('coverslip.format');");
		assertTrue(result.output() + result.errors(), last(result).endsWith("Bio-Formats 100 Bio-Formats"));
	}

	@Test
	public void aDroppedSlideOpensAndAnOrdinaryImageStaysImageJs() throws Exception {
		final File scan = SampleFile.brightField(Dialect.SVS, new File(folder.getRoot(), "scan.svs").toPath()).toFile();
		final File image = new File(folder.getRoot(), "image.tif");
		new FileSaver(IJ.createImage("ramp", "8-bit ramp", 320, 200, 1)).saveAsTiff(image.getPath());
		final JavaProgram.Result result = runWith(new File[] { scan, image }, //
			"text = '' + nImages + ': ' + getTitle() + ' ' + getWidth();", //
			"close();", //
			"text = text + ', ' + startsWith(getTitle(), 'scan.svs') + ' ' + Property.get('coverslip.scene');", //
			"close();", //
			"open('FOLDER/scan.svs');", //
			"text = text + ', ' + nImages + ': ' + startsWith(getTitle(), 'scan.svs');", //
			"makeRectangle(10, 10, 50, 40);", //
			"run('Crop ROI to Image...', 'level=0');", //
			"return text + ', ' + nImages;");
		assertEquals(result.output() + result.errors(), "result: 2: image.tif 320, 1 0, 1: 1, 2",
			last(result));
	}

	@Test
	public void problemsAreOneSentence() throws Exception {
		final JavaProgram.Result result =
			run("run('Crop BigDataViewer Box to Image...', 'box=[0,0,1,1] level=0 pixelSize=0 magnification=0');",
			"return '' + nImages;");
		assertTrue(result.output() + result.errors(),
			(result.output() + result.errors()).contains("no slide is open in BigDataViewer"));
	}

	@Test
	public void keysThatThereAreNotAreRefused() throws Exception {
		final JavaProgram.Result result =
			run("run('Convert Slide...', 'input=[SLIDE] output=[FOLDER/out.tif] compresion=jpeg');");
		assertTrue(result.output() + result.errors(),
			(result.output() + result.errors()).contains("there is no option \"compresion\", only "));
		assertFalse(new File(folder.getRoot(), "out.tif").exists());
	}
}
