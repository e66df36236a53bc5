package org.coverslip.app;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.ScaledRegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Json;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.TiffTag;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The command line from end to end: exit status, standard output and error, and what is in the files. */
public class CoverslipTest {

	@ClassRule
	public static final TemporaryFolder SLIDES = new TemporaryFolder();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@BeforeClass
	public static void write() throws IOException {
		SampleFile.brightField(slide());
		try (TiffFixture tiff = new TiffFixture(channels(), ByteOrder.LITTLE_ENDIAN, false)) {
			tiff.samples(4, PixelType.UINT16, TiffTag.PHOTOMETRIC_MIN_IS_BLACK).pyramid(700, 500, 3);
		}
	}

	private static Path slide() {
		return SLIDES.getRoot().toPath().resolve("a slide.tif");
	}

	private static Path channels() {
		return SLIDES.getRoot().toPath().resolve("channels.tif");
	}

	private int run(final Object... args) {
		out.reset();
		err.reset();
		final String[] texts = List.of(args).stream().map(String::valueOf).toArray(String[]::new);
		return new Coverslip(new PrintStream(out, true, StandardCharsets.UTF_8),
			new PrintStream(err, true, StandardCharsets.UTF_8))
			.run(texts);
	}

	private void assertDone(final Object... args) {
		final int status = run(args);
		assertEquals("", error());
		assertEquals(0, status);
	}

	private String output() {
		return out.toString(StandardCharsets.UTF_8);
	}

	private String error() {
		return err.toString(StandardCharsets.UTF_8);
	}

	private void assertOneLine(final String message) {
		assertEquals("output", "", output());
		assertEquals(message + System.lineSeparator(), error());
	}

	@Test
	@SuppressWarnings("unchecked")
	public void infoAsJson() {
		assertDone("info", "--json", slide());
		final Map<String, Object> json = (Map<String, Object>) Json.parse(output());
		assertEquals(List.of("path", "format", "vendor", "scenes", "associatedImages", "notShown", "properties"),
			List.copyOf(json.keySet()));
		assertEquals(slide().toString(), json.get("path"));
		assertEquals("generic-tiff", json.get("vendor"));
		final Map<String, Object> scene = ((List<Map<String, Object>>) json.get("scenes")).get(0);
		assertEquals(
			List.of("index", "name", "x", "y", "width", "height", "rgb", "pixelType", "categorical", "channels",
			"sizeZ", "sizeT", "pixelSizeX",
				"pixelSizeY", "pixelSizeZ", "defaultZ", "objectivePower", "bounds", "levels"),
			List.copyOf(scene.keySet()));
		assertEquals((double) SampleFile.WIDTH, scene.get("width"));
		assertEquals(true, scene.get("rgb"));
		assertEquals("uint8", scene.get("pixelType"));
		assertEquals(0.25, (double) scene.get("pixelSizeX"), 1e-9);
		assertEquals(List.of("x", "y", "width", "height"),
			List.copyOf(((Map<String, Object>) scene.get("bounds")).keySet()));
		final List<Map<String, Object>> levels = (List<Map<String, Object>>) scene.get("levels");
		assertEquals(List.of("width", "height", "downsample", "tileWidth", "tileHeight", "compression"),
			List.copyOf(levels.get(0).keySet()));
		assertEquals(List.of(1.0, 2.0, 4.0, 8.0),
			levels.stream().map(level -> Math.rint((double) level.get("downsample"))).toList());
		final List<Map<String, Object>> images = (List<Map<String, Object>>) json.get("associatedImages");
		assertEquals(List.of("label", "macro", "thumbnail"), images.stream().map(image -> image.get("name")).toList());
		assertEquals(List.of("name", "width", "height"), List.copyOf(images.get(0).keySet()));
		assertEquals("4", ((Map<String, Object>) json.get("properties")).get("openslide.level-count"));
	}

	@Test
	@SuppressWarnings("unchecked")
	public void infoOfChannels() {
		assertDone("info", channels(), "--json");
		final Map<String, Object> json = (Map<String, Object>) Json.parse(output());
		final Map<String, Object> scene = ((List<Map<String, Object>>) json.get("scenes")).get(0);
		assertEquals("uint16", scene.get("pixelType"));
		assertEquals(false, scene.get("rgb"));
		assertEquals(4, ((List<?>) scene.get("channels")).size());
		for (final Map<String, Object> channel : (List<Map<String, Object>>) scene.get("channels"))
			assertEquals(List.of("name", "color"), List.copyOf(channel.keySet()));
	}

	@Test
	public void infoGoesOnAfterAFailure() throws IOException {
		final Path text = Files.writeString(folder.newFile("text.tif").toPath(), "no slide");
		assertEquals(1, run("info", text, slide(), "--json"));
		assertEquals(1, output().lines().count());
		assertEquals(1, error().lines().count());
		assertTrue(error(), error().startsWith("coverslip: " + text + " is not a slide"));
	}

	@Test
	public void infoAsText() {
		assertDone("info", slide());
		assertTrue(output(), output().contains(SampleFile.WIDTH + " x " + SampleFile.HEIGHT + ", RGB uint8"));
		assertTrue(output(), output().contains("openslide.level-count: 4"));
	}

	@Test
	public void readKeepsPixelsAndLeavesTheOutsideTransparent() throws IOException {
		final Path png = folder.getRoot().toPath().resolve("region.png");
		assertDone("read", slide(), png, "--x", -16, "--y", 600, "--width", 64, "--height", 150);
		final BufferedImage image = ImageIO.read(png.toFile());
		final int[] expected;
		try (Slide opened = SlideOpener.open(slide())) {
			expected = new RegionReader(TileCache.ofBytes(0))
				.read(opened.scenes().get(0), 0, Plane.FIRST, new Region(-16, 600, 64, 150))
				.toArgb();
		}
		assertEquals("left of the slide", 0, image.getRGB(0, 0));
		assertEquals("below the slide", 0, image.getRGB(40, 149));
		assertArrayEquals(expected, image.getRGB(0, 0, 64, 150, null, 0, 64));
	}

	@Test
	public void readOfALevel() throws IOException {
		final Path png = folder.getRoot().toPath().resolve("level.PNG");
		assertDone("read", slide(), png, "--x=512", "--y=128", "--width=100", "--height=50", "--level", 1);
		final int[] expected;
		try (Slide opened = SlideOpener.open(slide())) {
			expected = new RegionReader(TileCache.ofBytes(0))
				.read(opened.scenes().get(0), 1, Plane.FIRST, new Region(256, 64, 100, 50))
				.toArgb();
		}
		final BufferedImage image = ImageIO.read(png.toFile());
		assertFalse("an alpha channel without need", image.getColorModel().hasAlpha());
		assertArrayEquals(expected, image.getRGB(0, 0, 100, 50, null, 0, 100));
	}

	@Test
	public void readScaledToAnySize() throws IOException {
		final Path png = folder.getRoot().toPath().resolve("scaled.png");
		assertDone("read", slide(), png, "--x", 100, "--y", 50, "--width", 600, "--height", 400, "--outWidth", 90,
			"--outHeight", 77);
		final BufferedImage image = ImageIO.read(png.toFile());
		try (Slide opened = SlideOpener.open(slide())) {
			final RegionPixels expected = new ScaledRegionReader(new RegionReader(TileCache.ofBytes(0)))
				.read(opened.scenes().get(0),
				Plane.FIRST, new Region(100, 50, 600, 400), 90, 77);
			assertArrayEquals(expected.toArgb(), image.getRGB(0, 0, 90, 77, null, 0, 90));
		}
		assertDone("read", slide(), png, "--overwrite",
			"--x", 100, "--y", 50, "--width", 300, "--height", 200, "--level", 1,
			"--outWidth", 60);
		assertEquals("proportions", 40, ImageIO.read(png.toFile()).getHeight());
		assertDone("read", slide(), png, "--overwrite",
			"--x", 0, "--y", 0, "--width", 30, "--height", 10, "--outHeight", 25);
		assertEquals("enlarged", 75, ImageIO.read(png.toFile()).getWidth());
		assertDone("read", channels(), png, "--overwrite",
			"--x", 0, "--y", 0, "--width", 300, "--height", 200, "--channel", 1,
			"--outWidth", 100);
		assertEquals(1, ImageIO.read(png.toFile()).getRaster().getNumBands());
		assertEquals(2, run("read", slide(), png, "--x", 0, "--y", 0, "--width", 10, "--height", 10, "--outWidth", -5));
		assertOneLine("coverslip: Invalid value for option '--outWidth': \"outWidth=-5\" is less than 0; "
			+ "see coverslip read --help");
	}

	@Test
	@SuppressWarnings("unchecked")
	public void tiles() throws IOException {
		final Path target = folder.getRoot().toPath().resolve("tiles");
		assertDone("tiles", slide(), target, "--width", 500, "--height", 300, "--overlap", 10, "--level", 1, "--format",
			"tif", "--tissue",
			"notBlank", "--region", "0,0,1000,600", "--name", "{row}-{col}");
		assertTrue(output(), output().matches("\\d of 1 tiles kept, in 1 columns and 1 rows\\R"));
		final Map<String, Object> json =
			(Map<String, Object>) Json.parse(Files.readString(target.resolve("tiles.json")));
		assertEquals(1.0, json.get("kept"));
		assertEquals("0-0.tif", ((List<Map<String, Object>>) json.get("tiles")).get(0).get("file"));
		assertArrayEquals(pixels(slide(), 1, Region.ofSize(500, 300)).bytes(),
			pixels(target.resolve("0-0.tif"), 0, Region.ofSize(500, 300)).bytes());
		assertEquals(1, run("tiles", slide(), target, "--width", 500, "--height", 301));
		assertTrue(error(), error().contains("holds tiles made with scale=level 1.0, not level 0.0"));
		assertEquals(2, run("tiles", slide(), target, "--tissue", "some"));
	}

	@Test
	public void readOfAChannelKeeps16Bits() throws IOException {
		final Path png = folder.getRoot().toPath().resolve("channel.png");
		final Path tif = folder.getRoot().toPath().resolve("channel.tif");
		assertDone("read", channels(), png, "--x", 300, "--y", 200, "--width", 80, "--height", 60, "--channel", 1);
		assertDone("read", channels(), tif, "--x", 300, "--y", 200, "--width", 80, "--height", 60, "--channel", 1);
		final PixelBlock expected = pixels(channels(), new Plane(1, 0, 0), new Region(300, 200, 80, 60));
		final BufferedImage image = ImageIO.read(png.toFile());
		assertEquals(DataBuffer.TYPE_USHORT, image.getRaster().getTransferType());
		final int[] read = image.getRaster().getSamples(0, 0, 80, 60, 0, (int[]) null);
		for (int i = 0; i < read.length; i++)
			assertEquals(expected.value(i), read[i], 0);
		assertArrayEquals(expected.shorts(), pixels(tif, Plane.FIRST, Region.ofSize(80, 60)).shorts());
	}

	@Test
	public void readOfAllChannelsIsAColourPicture() throws IOException {
		final Path png = folder.getRoot().toPath().resolve("composite.png");
		assertDone("read", channels(), png, "--x", 300, "--y", 200, "--width", 200, "--height", 150);
		final BufferedImage image = ImageIO.read(png.toFile());
		assertEquals(3, image.getRaster().getNumBands());
		assertEquals(DataBuffer.TYPE_BYTE, image.getRaster().getTransferType());
		assertTrue("all black", Arrays.stream(image.getRGB(0, 0, 200, 150, null, 0, 200))
			.anyMatch(rgb -> (rgb & 0xff) > 60));
	}

	@Test
	public void readAsJpeg() throws IOException {
		final Path jpg = folder.getRoot().toPath().resolve("region.jpg");
		assertDone("read", slide(), jpg, "--x", 1050, "--y", 0, "--width", 100, "--height", 40);
		final BufferedImage image = ImageIO.read(jpg.toFile());
		assertEquals(100, image.getWidth());
		assertTrue("outside is white", (image.getRGB(95, 20) & 0xff) > 250);
	}

	@Test
	public void associatedImage() throws IOException {
		final Path png = folder.getRoot().toPath().resolve("label.png");
		assertDone("associated", slide(), "label", png);
		assertTrue(ImageIO.read(png.toFile()).getWidth() > 10);
		assertEquals(1, run("associated", slide(), "nothing", "x.png"));
		assertOneLine("coverslip: there is no associated image \"nothing\"; a slide.tif has label, macro, thumbnail");
	}

	@Test
	public void convertOfARegion() throws IOException {
		final Path tif = folder.getRoot().toPath().resolve("crop.tif");
		assertDone("convert", slide(), tif, "--region", "100,50,600,400", "--compression", "deflate", "--tileSize", 128,
			"--dialect",
			"plain");
		final Region all = Region.ofSize(600, 400);
		assertArrayEquals(pixels(slide(), Plane.FIRST, new Region(100, 50, 600, 400)).bytes(),
			pixels(tif, Plane.FIRST, all).bytes());
		try (Slide opened = SlideOpener.open(tif)) {
			assertEquals(128, opened.scenes().get(0).level(0).tileWidth());
			assertEquals("Deflate", opened.scenes().get(0).level(0).compression());
			assertTrue(opened.scenes().get(0).levels().size() > 2);
		}
	}

	@Test
	public void convertDoesNotOverwriteTheSlide() {
		assertEquals(1, run("convert", slide(), slide()));
		assertOneLine("coverslip: " + slide() + " is the slide itself and is not overwritten; choose another name");
	}

	@Test
	public void inspect() {
		assertDone("inspect", slide());
		assertTrue(output(), output().contains("OpenSlide: yes, "));
	}

	@Test
	public void failuresAreOneLine() {
		final Path png = folder.getRoot().toPath().resolve("x.png");
		assertEquals(1, run("info", "nowhere.svs"));
		assertOneLine("coverslip: nowhere.svs: there is no such file");
		assertEquals(1, run("read", slide(), png, "--x", 0, "--y", 0, "--width", 10, "--height", 10, "--level", 9));
		assertOneLine("coverslip: there is no level 9; the scene has levels 0 to 3");
		assertEquals(1, run("read", slide(), png, "--x", 0, "--y", 0, "--width", 10, "--height", 10, "--scene", 2));
		assertOneLine("coverslip: there is no scene 2; a slide.tif has scene 0 only, \"sample\"");
		assertEquals(1, run("read", slide(), "x.gif", "--x", 0, "--y", 0, "--width", 10, "--height", 10));
		assertOneLine("coverslip: the name x.gif should end in .png, .jpg, .jpeg, .tif or .tiff");
		assertEquals(1, run("convert", slide(), folder.getRoot().toPath().resolve("no/x.tif")));
		assertTrue(error(), error().matches("coverslip: the folder .*no does not exist\\R"));
		assertFalse("something was left behind", png.toFile().exists());
	}

	@Test
	public void usage() {
		assertEquals(2, run("frobnicate"));
		assertOneLine("coverslip: there is no command or file 'frobnicate'; see coverslip --help");
		assertEquals(2, run("info"));
		assertTrue(error(), error().startsWith("coverslip: Missing required parameter: 'INPUT'"));
		assertEquals(2, run("info", "--jason", slide()));
		assertEquals(1, error().lines().count());
		assertEquals(2, run("convert", slide(), "x.tif", "--compression", "zip"));
		assertTrue(error(),
			error().contains("\"compression=zip\" is none of keep, auto, none, lzw, deflate, jpeg, jpeg2000, zstd"));
		assertEquals(2, run("read", slide(), "x.png", "--x", "one", "--y", 0, "--width", 1, "--height", 1));
		assertEquals(2, run("imagej", "--headless"));
	}

	@Test
	public void help() {
		assertDone("--help");
		for (final String command : List.of("info INPUT...", "read INPUT OUTPUT [--region X,Y,WIDTH,HEIGHT]",
			"associated INPUT NAME OUTPUT",
			"convert INPUT OUTPUT", "tiles INPUT OUTPUT",
			"deepzoom INPUT OUTPUT", "inspect INPUT", "imagej"))
			assertTrue(output(), output().contains("coverslip " + command));
		assertDone("convert", "--help");
		assertTrue(output(), output().contains("--tileSize"));
		assertTrue(output(), output().contains("Default: universal"));
	}

	private static PixelBlock pixels(final Path file, final int level, final Region region) throws IOException {
		try (Slide opened = SlideOpener.open(file)) {
			return new RegionReader(TileCache.ofBytes(0)).read(opened.scenes().get(0), level, Plane.FIRST, region)
				.block();
		}
	}

	private static PixelBlock pixels(final Path file, final Plane plane, final Region region) throws IOException {
		try (Slide opened = SlideOpener.open(file)) {
			return new RegionReader(TileCache.ofBytes(0)).read(opened.scenes().get(0), 0, plane, region).block();
		}
	}

	@Test
	public void companionsAreNotOverwritten() throws IOException {
		final Path set = folder.newFolder().toPath();
		final Path svs = Files.copy(slide(), set.resolve("a slide.tif"));
		final byte[] before = Files.readAllBytes(svs);
		final Path link = Files.createSymbolicLink(set.resolve("link.tif"), svs);
		for (final Path target : List.of(svs, link)) {
			assertEquals(Coverslip.FAILED, run("convert", svs, target));
			assertOneLine("coverslip: " + target + " is the slide itself and is not overwritten; choose another name");
			assertEquals(Coverslip.FAILED, run("read", svs, target, "--x", 0, "--y", 0, "--width", 9, "--height", 9));
			assertEquals(Coverslip.FAILED, run("associated", svs, "label", target));
		}
		assertArrayEquals(before, Files.readAllBytes(svs));
		assertTrue(Files.isSymbolicLink(link));
		assertEquals("through a link it is read", 0, run("info", link));
	}

	@Test
	public void resultsOfAFolderDoNotTakeThePlacesOfItsSlides() throws IOException {
		final Path set = folder.newFolder().toPath();
		final Path inner = Files.createDirectories(set.resolve("inner/inner"));
		final Path copy = Files.copy(slide(), set.resolve("inner/one.tif"));
		assertEquals(Coverslip.FAILED, run("folder", set, set));
		assertOneLine("coverslip: the results need a folder of their own, not that of the slides: " + set);
		assertEquals("into the folder around it", Coverslip.DONE,
			run("folder", set.resolve("inner"), set, "--options", "tileSize=512"));
		assertTrue(Files.isRegularFile(set.resolve("one.tif")));
		Files.delete(set.resolve(".coverslip-folder"));
		Files.move(copy, inner.resolve("one.tif"));
		Files.copy(slide(), copy);
		assertEquals(Coverslip.FAILED, run("folder", set.resolve("inner"), set, "--subfolders"));
		assertOneLine("coverslip: " + copy + " is one of the slides; choose another folder for the results");
	}
}
