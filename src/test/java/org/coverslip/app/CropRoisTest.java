package org.coverslip.app;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import javax.imageio.ImageIO;

import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Crops of all that is drawn, by macros, without a screen and before one. */
public class CropRoisTest {

	private static final String ALL = """
		run('Open Overview...', 'input=[SLIDES/a slide.tif] size=275');
		overview = getImageID();
		makeOval(50, 25, 60, 40);
		roiManager('add');
		roiManager('select', 0);
		roiManager('rename', 'left: a/b');
		makeRectangle(150, 80, 30, 20);
		roiManager('add');
		roiManager('select', 1);
		roiManager('rename', 'Left_ a_b');
		makeLine(10, 10, 40, 12);
		roiManager('add');
		roiManager('select', 1);
		run('Crop ROIs...', 'level=1 mask=white');
		for (i = 2; i <= nImages; i++) {
			selectImage(i);
			print(getTitle() + '; ' + getWidth() + ' x ' + getHeight() + '; ' + selectionType() + '; '
				+ toHex(getPixel(0, 0) & 0xffffff));
		}
		selectImage(overview);
		run('Crop ROIs...', 'as=tiff output=[FOLDER/tiffs] mask=black');
		run('Crop ROIs...', 'as=tiles output=[FOLDER/tiles] mask=transparent width=100 height=100');
		roiManager('reset');
		makeSelection('polygon', newArray(10, 40, 10), newArray(10, 10, 40));
		Overlay.addSelection;
		makeRectangle(60, 60, 10, 5);
		Overlay.addSelection;
		run('Crop ROIs...', 'as=tiff output=[FOLDER/overlay] pixelSize=0.5');
		Overlay.remove;
		makeRectangle(10, 10, 60, 60);
		setKeyDown('alt');
		makeRectangle(20, 20, 30, 30);
		setKeyDown('shift');
		makeRectangle(100, 100, 10, 5);
		setKeyDown('none');
		run('Crop ROIs...', 'as=tiff output=[FOLDER/parts] mask=black');
		File.saveString(getInfo('log'), 'FOLDER/log.txt');
		""";

	private static final String LOOK = """
		run('Open Slide...', 'input=[SLIDES/fluorescence.tif] level=0');
		Stack.setChannel(2);
		run('Cyan');
		setMinAndMax(200, 4321);
		Stack.setActiveChannels('011');
		makeOval(140, 90, 40, 20);
		Overlay.addSelection('yellow', 3);
		makeOval(10, 10, 5, 5);
		Overlay.addSelection;
		makeRectangle(100, 60, 200, 120);
		run('Crop ROI to Image...', 'level=1');
		Stack.getPosition(channel, slice, frame);
		getMinAndMax(min, max);
		getLut(reds, greens, blues);
		Stack.getActiveChannels(active);
		Overlay.activateSelection(0);
		getSelectionBounds(x, y, w, h);
		print(getTitle() + '; ' + channel + '; ' + min + '-' + max + '; ' + reds[255] + ',' + greens[255] + ','
			+ blues[255] + '; ' + active + '; ' + Overlay.size + '; ' + x + ',' + y + ' ' + w + 'x' + h);
		selectImage(1);
		makeRectangle(100, 60, 200, 120);
		run('Crop ROI to Image...', 'pixelSize=0.5');
		print(getTitle());
		selectImage(1);
		run('Crop ROIs...', 'regions=overlay mask=white');
		print(nImages + '; ' + getValue(0, 0));
		selectImage(1);
		run('Crop ROIs...', 'regions=overlay as=tiff mask=black output=[FOLDER/tiffs] dialect=ome');
		selectImage(1);
		makeRectangle(10, 10, 30, 30);
		setKeyDown('shift');
		makeOval(100, 100, 30, 30);
		setKeyDown('none');
		run('Crop ROI to Image...', 'level=1');
		File.saveString(getInfo('log'), 'FOLDER/log.txt');
		""";

	private static final String LEFT_OUT =
		"\"0011-0025\" is left out: it encloses nothing of the slide\n2 regions cropped\n";

	@ClassRule
	public static final TemporaryFolder SLIDES = new TemporaryFolder();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	@BeforeClass
	public static void write() throws IOException {
		SampleFile.brightField(slide());
		try (Slide sample = SampleSlide.fluorescence(640, 400)) {
			SlideWriter.write(sample.scenes().get(0), PyramidTiffOptions.builder().dialect(Dialect.OME).build(),
				SLIDES.getRoot().toPath().resolve("fluorescence.tif"), ProgressListener.NONE);
		}
	}

	private static Path slide() {
		return SLIDES.getRoot().toPath().resolve("a slide.tif");
	}

	private String macro(final File results, final String text) throws IOException {
		final Path macro = results.toPath().resolve("macro.ijm");
		Files.writeString(macro, text.replace("SLIDES", SLIDES.getRoot().getPath().replace("\\", "/"))
			.replace("FOLDER", results.getPath().replace("\\", "/")));
		return macro.toString();
	}

	/** What the macro logs. */
	private String withoutScreen(final File results, final String text) throws Exception {
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), Map.of(), Coverslip.class,
			"imagej", "--headless", "--run", macro(results, text));
		assertEquals(result.output(), "", result.errors());
		return Files.readString(results.toPath().resolve("log.txt"));
	}

	private String onScreen(final File results, final String text) throws Exception {
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), screen.environment(),
			ScreenSession.class, macro(results, text), "");
		assertEquals(result.errors(), "", result.output());
		return Files.readString(results.toPath().resolve("log.txt"));
	}

	@Test
	public void allRegions() throws Exception {
		final File results = folder.newFolder();
		assertEquals(LEFT_OUT //
			+ "a slide.tif, left_ a_b, level 1; 120 x 80; 1; ffffff\n"
			+ "a slide.tif, Left_ a_b-2, level 1; 60 x 40; -1; " + hex(pixel(1, 300, 160)) + "\n" //
			+ LEFT_OUT + LEFT_OUT + "2 regions cropped\n2 regions cropped\n",
			withoutScreen(results, ALL));
		final Path tiffs = results.toPath().resolve("tiffs");
		assertShows(tiffs.resolve("left_ a_b.tif"), new Region(200, 100, 240, 160),
			new Path2D.Double(new Ellipse2D.Double(0, 0, 240, 160)));
		assertShows(tiffs.resolve("Left_ a_b-2.tif"), new Region(600, 320, 120, 80),
			new Rectangle2D.Double(0, 0, 120, 80));
		assertTiles(results.toPath().resolve("tiles"));
		try (Slide half = SlideOpener.open(results.toPath().resolve("overlay").resolve("region 1.tif"))) {
			assertEquals(60, half.scenes().get(0).width());
			assertEquals(0.5, half.scenes().get(0).pixelSize().orElseThrow().xUm(), 1e-9);
		}
		final Area ring = new Area(new Rectangle2D.Double(0, 0, 240, 240));
		ring.subtract(new Area(new Rectangle2D.Double(40, 40, 120, 120)));
		assertShows(results.toPath().resolve("parts").resolve("region 1.tif"), new Region(40, 40, 240, 240), ring);
		assertShows(results.toPath().resolve("parts").resolve("region 2.tif"), new Region(400, 400, 40, 20),
			new Rectangle2D.Double(0, 0, 40, 20));
		final File seen = folder.newFolder();
		assertEquals(Files.readString(results.toPath().resolve("log.txt")), onScreen(seen, ALL));
		assertShows(seen.toPath().resolve("parts").resolve("region 1.tif"), new Region(40, 40, 240, 240), ring);
	}

	/** Pixels whose centre lies in a shape are the slide's, the others black. */
	private static void assertShows(final Path file, final Region region0, final Shape inside) throws IOException {
		final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
		try (Slide all = SlideOpener.open(slide()); Slide part = SlideOpener.open(file)) {
			final byte[] expected = reader.read(all.scenes().get(0), 0, Plane.FIRST, region0).block().bytes().clone();
			for (int i = 0; i < expected.length / 3; i++)
				if (!inside.contains(i % region0.width() + 0.5, i / region0.width() + 0.5))
					Arrays.fill(expected, 3 * i, 3 * i + 3, (byte) 0);
			assertArrayEquals(file.toString(), expected, reader.read(part.scenes().get(0), 0, Plane.FIRST,
				Region.ofSize(region0.width(), region0.height())).block().bytes());
		}
	}

	private static int pixel(final int level, final long x, final long y) throws IOException {
		try (Slide all = SlideOpener.open(slide())) {
			return new RegionReader(TileCache.ofBytes(0)).read(all.scenes().get(0), level, Plane.FIRST,
				new Region(x, y, 1, 1)).toArgb()[0];
		}
	}

	private static String hex(final int argb) {
		return Integer.toHexString(argb & 0xffffff);
	}

	private static void assertTiles(final Path tiles) throws IOException {
		final Path oval = tiles.resolve("left_ a_b");
		assertTrue(Files.exists(oval.resolve("2_1.png")));
		final int corner = ImageIO.read(oval.resolve("0_0.png").toFile()).getRGB(0, 0);
		assertEquals(0, corner >>> 24);
		assertEquals(pixel(0, 310, 170), ImageIO.read(oval.resolve("1_0.png").toFile()).getRGB(10, 70));
		assertTrue(Files.exists(tiles.resolve("Left_ a_b-2").resolve("1_0.png")));
		assertFalse(ImageIO.read(tiles.resolve("Left_ a_b-2").resolve("1_0.png").toFile()).getColorModel().hasAlpha());
	}

	@Test
	public void cropsLookLikeTheirImage() throws Exception {
		final File results = folder.newFolder();
		final String expected = "fluorescence.tif, 200 x 120 at (100, 60), level 1; 2; 200-4321; 0,255,255; "
			+ "01100000; 1; 20,15 20x10\nfluorescence.tif, 200 x 120 at (100, 60), level 1-1\n"
			+ "2 regions cropped\n5; 65535\n2 regions cropped\n"
			+ "the 2 parts of the selection are cropped as one; Crop ROIs... crops each\n";
		assertEquals(expected, withoutScreen(results, LOOK));
		try (Slide all = SlideOpener.open(SLIDES.getRoot().toPath().resolve("fluorescence.tif"));
			Slide part = SlideOpener.open(results.toPath().resolve("tiffs").resolve("region 1.tif"))) {
			final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
			for (int channel = 0; channel < 3; channel++) {
				final Plane plane = new Plane(channel, 0, 0);
				final short[] cut =
					reader.read(part.scenes().get(0), 0, plane, Region.ofSize(40, 20)).block().shorts();
				final short[] whole =
					reader.read(all.scenes().get(0), 0, plane, new Region(140, 90, 40, 20)).block().shorts();
				assertEquals(0, cut[0]);
				assertEquals(whole[10 * 40 + 20], cut[10 * 40 + 20]);
			}
			assertEquals(all.scenes().get(0).channels().get(1).name(), part.scenes().get(0).channels().get(1).name());
		}
	}

	/** A user before a screen: images, files, and the question before files are replaced. */
	@Test
	public void theDialog() throws Exception {
		final File results = folder.newFolder();
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), screen.environment(),
			CropRoisSession.class, slide().toString(), results.getPath());
		assertEquals(result.errors(), """
			run("Crop ROIs...", "regions=auto as=images pixelsize=0.5 mask=nothing ... overwrite=false");
			275 x 175
			120 x 80
			60 x 40
			run("Crop ROIs...", "regions=auto as=tiff level=0 mask=nothing output=FOLDER ... overwrite=false");
			FOLDER/region 1.tif
			is there already.
			run("Crop ROIs...", "regions=auto as=tiff level=0 mask=nothing output=FOLDER ... overwrite=true");
			""", result.output().replace(results.getPath(), "FOLDER").replaceAll("compression=.* over", "... over"));
		assertShows(results.toPath().resolve("region 1.tif"), new Region(200, 100, 240, 160),
			new Rectangle2D.Double(0, 0, 240, 160));
	}
}
