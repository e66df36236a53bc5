package org.coverslip.api;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.ImageIO;

import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.After;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SlidesTest {

	@ClassRule
	public static final TemporaryFolder SLIDES = new TemporaryFolder();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static Path file;

	private SlideReader slide;

	@BeforeClass
	public static void write() throws IOException {
		file = SampleFile.brightField(SLIDES.getRoot().toPath().resolve("slide.tif"));
	}

	@Before
	public void open() throws IOException {
		slide = Slides.open(file);
	}

	@After
	public void close() throws IOException {
		slide.close();
	}

	private static int[] expected(final Path path, final int level, final Region region) throws IOException {
		try (Slide opened = SlideOpener.open(path)) {
			final Scene scene = opened.scenes().get(0);
			return new RegionReader(TileCache.ofBytes(0)).readArgb(scene, level, scene.defaultPlane(), region);
		}
	}

	@Test
	public void itIsWhatTheFileIs() {
		assertEquals("slide.tif", slide.name());
		assertEquals(SampleFile.WIDTH, slide.width());
		assertEquals(SampleFile.HEIGHT, slide.height());
		assertEquals(List.of("label", "macro", "thumbnail"), slide.associatedImages());
		assertEquals(1, slide.scenes().size());
		final SceneReader scene = slide.scene(0);
		assertTrue(scene.isRgb());
		assertEquals(0.25, scene.pixelWidth().orElseThrow(), 1e-9);
		assertEquals(0.25, scene.pixelHeight().orElseThrow(), 1e-9);
		assertEquals(40, scene.magnification().orElseThrow(), 1e-9);
		assertEquals(1, scene.focalPlanes());
		assertEquals(1, scene.times());
		assertEquals(1, scene.channels().size());
		assertEquals(2, scene.levels().get(1).downsample(), 0.01);
		final LevelInfo finest = scene.levels().get(0);
		assertEquals(SampleFile.WIDTH, finest.width());
		assertEquals(SampleFile.HEIGHT, finest.height());
		assertEquals(1, finest.downsample(), 0);
		assertEquals(256, finest.tileWidth());
		assertEquals(256, finest.tileHeight());
		assertEquals("LZW", finest.compression());
		assertFalse(slide.properties().isEmpty());
		assertEquals(List.of(), slide.notShown());
	}

	@Test
	public void openedByPathByNameAndByAddress() throws IOException {
		final int[] region = slide.argb(100, 50, 30, 20);
		try (SlideReader named = Slides.open(file.toString());
			SlideReader addressed = Slides.open(file.toUri());
			SlideReader written = Slides.open(file.toUri().toString()))
		{
			assertArrayEquals(region, named.argb(100, 50, 30, 20));
			assertArrayEquals(region, addressed.argb(100, 50, 30, 20));
			assertArrayEquals(region, written.argb(100, 50, 30, 20));
		}
	}

	@Test
	public void openedInAnArchive() throws IOException {
		final Path archive = target("slides.zip");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
			zip.putNextEntry(new ZipEntry("a/slide.tif"));
			Files.copy(file, zip);
		}
		for (final String name : List.of(archive.toString(), archive + "!/a/slide.tif",
			"jar:" + archive.toUri() + "!/a/slide.tif"))
			try (SlideReader zipped = Slides.open(name)) {
				assertArrayEquals(name, slide.argb(100, 50, 30, 20), zipped.argb(100, 50, 30, 20));
			}
	}

	@Test
	public void pixelsOfLevel0() throws IOException {
		final int[] region = slide.argb(500, 300, 64, 48);
		assertArrayEquals(expected(file, 0, new Region(500, 300, 64, 48)), region);
		assertEquals(region[5 * 64 + 7], slide.argb(507, 305));
		final int[] corner = slide.argb(-1, -1, 2, 2);
		assertEquals(0, corner[0]);
		assertEquals(slide.argb(0, 0), corner[3]);
	}

	@Test
	public void pixelsOfALevelAsOpenSlideAddressesThem() throws IOException {
		assertArrayEquals(expected(file, 1, new Region(200, 101, 50, 40)), slide.argb(1, 400, 202, 50, 40));
	}

	@Test
	public void aViewKnowsItsSizeAndPlace() throws IOException {
		final View view = slide.view("region=200,100,400,300 pixelSize=0.5");
		assertEquals(200, view.width());
		assertEquals(150, view.height());
		assertEquals(200, view.x0(), 0.5);
		assertEquals(100, view.y0(), 0.5);
		assertEquals(2, view.downsample(), 0.01);
		assertEquals(0.5, view.pixelWidth().orElseThrow(), 0.001);
		assertArrayEquals(expected(file, 1, new Region(100, 50, 200, 150)), view.argb());
		final int[] part = view.argb(10, 20, 3, 4);
		assertEquals(view.argb()[20 * 200 + 10], part[0]);
		assertEquals(part[0], view.image().getRGB(10, 20));
		assertEquals(part[0] >> 8 & 0xff, (int) view.samples(10, 20, 1, 1).get(0, 0, 1));
	}

	@Test
	public void aViewOfSoManyPixels() {
		final View view = slide.scene(0).view("outWidth=110 outHeight=100");
		assertEquals(110, view.width());
		assertEquals(100, view.height());
		assertEquals(2.5, view.pixelWidth().orElseThrow(), 1e-9);
		assertEquals(1.75, view.pixelHeight().orElseThrow(), 1e-9);
		assertEquals(550, slide.view("size=550").width());
	}

	@Test
	public void whatIsNotPossibleIsSaid() {
		assertSays("there is no option \"levle\"", () -> slide.view("levle=1"));
		assertSays("there is no level 9", () -> slide.view("level=9"));
		assertSays("there is no scene 1", () -> slide.view("scene=1"));
		assertSays("\"level=fine\" is not a whole number", () -> slide.view("level=fine"));
		assertSays("give only one scale", () -> slide.view("pixelSize=1 magnification=10"));
		assertSays("there is no option \"compresion\"", () -> slide.convert(target("a.tif"), "compresion=jpeg"));
		assertSays("does not end in .tif", () -> slide.convert(target("a.txt"), ""));
		assertSays("there is no associated image \"back\"", () -> slide.associatedImage("back"));
		assertSays("there is no scene 3", () -> slide.scene(3));
	}

	private static void assertSays(final String part, final org.junit.function.ThrowingRunnable call) {
		final String message = assertThrows(IllegalArgumentException.class, call).getMessage();
		assertTrue(message, message.contains(part));
		assertFalse(message, message.contains("\n"));
	}

	private Path target(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	@Test
	public void aRegionBecomesAPyramid() throws IOException {
		final Path target = target("region.tif");
		slide.convert(target.toString(), "region=300,200,512,400 compression=deflate");
		try (SlideReader written = Slides.open(target)) {
			assertEquals(512, written.width());
			assertEquals(400, written.height());
			assertTrue(written.scene(0).levels().size() > 1);
			assertArrayEquals(slide.argb(300, 200, 512, 400), written.argb(0, 0, 512, 400));
			assertTrue(written.scene(0).levels().get(0).compression().contains("Deflate"));
		}
	}

	@Test
	public void aScaleIsWritten() throws IOException {
		slide.convert(target("half.tif"), "pixelSize=0.5");
		try (SlideReader written = Slides.open(target("half.tif"))) {
			assertEquals(SampleFile.WIDTH / 2, written.width());
			assertEquals(0.5, written.scene(0).pixelWidth().orElseThrow(), 1e-3);
			assertArrayEquals(expected(file, 1, new Region(20, 30, 100, 100)), written.argb(20, 30, 100, 100));
		}
	}

	@Test
	public void aRegionBecomesAnImage() throws IOException {
		slide.convert(target("region.png"), "region=300,200,100,50");
		final BufferedImage image = ImageIO.read(new File(folder.getRoot(), "region.png"));
		assertArrayEquals(slide.argb(300, 200, 100, 50), image.getRGB(0, 0, 100, 50, null, 0, 100));
	}

	@Test
	public void omeZarrByItsEnding() throws IOException {
		for (final String version : new String[] { "0.4", "0.5" }) {
			final Path zarr = target(version + ".ome.zarr");
			slide.convert(zarr, "region=11,20,300,201 zarr=" + version);
			try (SlideReader written = Slides.open(zarr)) {
				assertEquals("OME-Zarr", written.format());
				assertArrayEquals(slide.argb(11, 20, 300, 201), written.argb(0, 0, 300, 201));
			}
			assertSays("is there already", () -> slide.convert(zarr, ""));
			slide.convert(zarr, "downsample=2 overwrite=true");
			try (SlideReader written = Slides.open(zarr)) {
				assertEquals(SampleFile.WIDTH / 2, written.width());
			}
		}
	}

	@Test
	public void dicomByItsEndingOrByAnOption() throws IOException {
		for (final String name : new String[] { "slide.dicom", "folder" }) {
			final Path dicom = target(name);
			slide.convert(dicom, "region=11,20,300,201 compression=none to=dicom uids=stable");
			try (SlideReader written = Slides.open(dicom)) {
				assertEquals("DICOM", written.format());
				assertArrayEquals(slide.argb(11, 20, 300, 201), written.argb(0, 0, 300, 201));
				assertEquals(slide.scene(0).pixelWidth().orElseThrow(), written.scene(0).pixelWidth().orElseThrow(),
					1e-9);
			}
			assertSays("is there already", () -> slide.convert(dicom, "to=dicom"));
		}
		slide.convert(target("slide.dicom"), "downsample=2 overwrite=true");
		try (SlideReader written = Slides.open(target("slide.dicom"))) {
			assertEquals(SampleFile.WIDTH / 2, written.width());
		}
		assertSays("to=zarr is wanted", () -> slide.convert(target("other.dicom"), "to=zarr"));
		assertSays("to=dicom is not said", () -> slide.convert(target("other"), ""));
	}

	@Test
	public void deepZoomByItsEnding() throws IOException {
		slide.convert(target("deep.dzi"), "tileSize=256 overlap=0 format=png");
		final BufferedImage tile = ImageIO.read(target("deep_files/11/2_1.png").toFile());
		assertArrayEquals(slide.argb(512, 256, 256, 256), tile.getRGB(0, 0, 256, 256, null, 0, 256));
		assertTrue(Files.exists(target("deep.html")));
		slide.convert(target("deep.zip"), "tileSize=256");
		assertTrue(Files.size(target("deep.zip")) > 0);
		assertSays("there is no option \"container\"", () -> slide.convert(target("a.zip"), "container=szi"));
	}

	@Test
	public void tilesAsFiles() throws IOException {
		slide.tiles(target("tiles").toString(), "width=400 height=300 format=png");
		final BufferedImage tile = ImageIO.read(target("tiles/1_1.png").toFile());
		assertArrayEquals(slide.argb(400, 300, 400, 300), tile.getRGB(0, 0, 400, 300, null, 0, 400));
		assertSays("there is no option \"widht\"", () -> slide.tiles(target("other").toString(), "widht=400"));
	}

	@Test
	public void theSlideItselfIsNotWrittenOver() throws IOException {
		final byte[] before = Files.readAllBytes(file);
		assertThrows(IllegalArgumentException.class, () -> slide.convert(file, "compression=jpeg"));
		assertArrayEquals(before, Files.readAllBytes(file));
	}

	@Test
	public void canceledItLeavesNothingBehind() throws IOException {
		final Path target = Files.createDirectory(target("results")).resolve("slide.tif");
		assertThrows(CancellationException.class, () -> slide.convert(target, "", (done, total) -> false));
		assertEquals(List.of(), List.of(target.getParent().toFile().list()));
	}

	@Test
	public void progressEndsWithAll() throws IOException {
		final long[] last = new long[2];
		slide.convert(target("slide2.tif"), "", (done, total) -> {
			synchronized (last) {
				last[0] = Math.max(last[0], done);
				last[1] = total;
			}
			return true;
		});
		assertTrue(last[1] > 0);
		assertEquals(last[1], last[0]);
	}

	@Test
	public void imagesBesideTheScene() throws IOException {
		try (Slide opened = SlideOpener.open(file)) {
			final BufferedImage label = slide.associatedImage("label");
			assertEquals(opened.associatedImages().get(0).shape().width(), label.getWidth());
			assertEquals(opened.associatedImages().get(0).read().bytes()[0] & 0xff, label.getRGB(0, 0) >> 16 & 0xff);
		}
	}

	@Test
	public void whatIsClosedIsNotRead() throws IOException {
		slide.close();
		assertThrows(IOException.class, () -> slide.argb(0, 0));
		assertEquals(SampleFile.WIDTH, slide.width());
	}

	@Test
	public void whatIsNotThereIsSaid() {
		final String message = assertThrows(IOException.class, () -> Slides.open("nowhere.svs")).getMessage();
		assertTrue(message, message.contains("nowhere.svs"));
		assertThrows(IOException.class, () -> Slides.open(URI.create("unknown://host/slide.svs")));
	}
}
