package org.coverslip.web;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.imageio.ImageIO;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Chromium;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The pages in a real browser, with mouse, finger and keys; nothing may be asked of any other host. */
public class PagesInChromiumTest {

	private static final int WIDTH = 1200;
	private static final int HEIGHT = 800;

	@ClassRule
	public static final TemporaryFolder FOLDER = new TemporaryFolder();

	@Rule
	public final TemporaryFolder downloads = new TemporaryFolder();

	private static Chromium browser;
	private static SlideServer server;
	private static URI stained;
	private static URI fluorescent;
	private static URI stack;
	private static Path stainedFile;
	private static Path fluorescentFile;
	private SlidePage page;

	@BeforeClass
	public static void start() throws Exception {
		browser = Chromium.start(FOLDER.newFolder("profile").toPath());
		final Path folder = FOLDER.newFolder("slides").toPath();
		stainedFile = folder.resolve("stained <b>&amp; 'more'.ome.tif");
		try (Slide slide = SampleSlide.brightField(4000, 3000)) {
			write(slide, stainedFile);
		}
		fluorescentFile = folder.resolve("fluorescent.ome.tif");
		try (Slide slide = SampleSlide.fluorescence(3000, 2000)) {
			write(slide, fluorescentFile);
		}
		try (Slide slide = ProceduralScene.channels(PixelType.UINT8,
			List.of(Channel.named("one"), Channel.named("two")), 5, 3, 800, 600,
			256, 1).slide()) {
			write(slide, folder.resolve("stack.ome.tif"));
		}
		server = SlideServer.start(SlideServer.ANY_PORT);
		server.share(folder);
		stained = address(stainedFile);
		fluorescent = address(fluorescentFile);
		stack = address(folder.resolve("stack.ome.tif"));
	}

	private static void write(final Slide slide, final Path file) throws IOException {
		SlideWriter.write(slide.scenes().get(0), slide.scenes().get(0).level(0).region(),
			PyramidTiffOptions.builder()
			.compression(Compression.NONE).associatedImages(slide.associatedImages()).build(), file,
			ProgressListener.NONE);
	}

	private static URI address(final Path file) throws IOException {
		return server.address().resolve("slide/" + SharedSlide.of(file.toRealPath(), "").id());
	}

	@AfterClass
	public static void stop() throws IOException {
		if (server != null) server.close();
		if (browser != null) browser.close();
	}

	@Before
	public void leave() throws Exception {
		page = new SlidePage(browser);
		page.leave();
	}

	private void assertWellBehaved() {
		page.assertWellBehaved(server.address());
	}

	@Test
	public void theListIsFilledAndSearched() throws Exception {
		browser.open(server.address(), WIDTH, HEIGHT, 1);
		browser.await("document.documentElement.dataset.filled === '3'");
		assertEquals("3 slides", browser.evaluate("document.getElementById('count').textContent"));
		assertEquals(3.0,
			browser.evaluate(
			"[...document.querySelectorAll('.thumb img')].filter(image => image.naturalWidth > 50).length"));
		assertTrue("a name is text, not markup",
			(boolean) browser.evaluate("document.body.innerText.includes(\"stained <b>&amp; 'more'.ome.tif\")"));
		browser.key("/", false);
		browser.call("Input.insertText", Map.of("text", "fluor"));
		browser.await("document.getElementById('count').textContent === '1 of 3 slides'");
		assertEquals("fluorescent.ome.tif",
			browser.evaluate("document.querySelector('.card:not([hidden]) a').textContent"));
		browser.evaluate("document.querySelector('.card:not([hidden]) .more').click()");
		browser.await("document.getElementById('about').open");
		final String about = (String) browser.evaluate("document.getElementById('about').innerText");
		assertTrue(about, about.contains("0.25 µm") && about.contains("DAPI, Alexa 488, Cy3")
			&& about.contains("Level 0"));
		browser.click("about-close");
		browser.evaluate("document.querySelector('.card:not([hidden]) a').click()");
		browser.await("document.documentElement.dataset.slide === 'open'");
		assertEquals("fluorescent.ome.tif · Coverslip", browser.evaluate("document.title"));
		assertWellBehaved();
	}

	@Test
	public void mouseWheelAndKeysMoveThePicture() throws Exception {
		page.open(stained, "");
		final double whole = page.pitch();
		browser.wheel(400, 400, -600);
		page.settle();
		assertTrue("the wheel zooms in", page.pitch() < whole / 1.1);
		final double[] before = page.visible();
		browser.drag(500, 400, 300, 300);
		page.settle();
		final double[] after = page.visible();
		assertEquals("dragged to the left", 200 * page.pitch(), after[0] - before[0], 40 * page.pitch());
		browser.key("ArrowLeft", false);
		page.settle();
		assertTrue("the key moves back", page.visible()[0] < after[0]);
		browser.key("1", false);
		page.settle();
		assertEquals("full resolution", 1, page.pitch(), 0.01);
		assertEquals("50 µm", browser.evaluate("document.querySelector('#scale span').textContent"));
		assertEquals(200,
			((Number) browser.evaluate("document.querySelector('#scale i').getBoundingClientRect().width"))
			.doubleValue(), 3);
		browser.key("0", false);
		page.settle();
		assertEquals("the whole slide", whole, page.pitch(), whole * 0.01);
		assertTrue((boolean) browser.evaluate("document.querySelector('.navigator canvas').width > 50"));
		assertWellBehaved();
	}

	/** What is on the screen is the slide, at its place. */
	@Test
	public void thePictureIsTheSlide() throws Exception {
		page.open(stained, "#view=1500,1000,880,742");
		browser.key("1", false);
		page.settle();
		Thread.sleep(1200); // until the last tiles are blended in
		final double[] view = page.visible();
		final BufferedImage screen = page.look();
		final Number left = (Number) browser.evaluate("document.getElementById('viewer').getBoundingClientRect().left");
		final Number top = (Number) browser.evaluate("document.getElementById('viewer').getBoundingClientRect().top");
		double sum = 0;
		try (Slide slide = SlideOpener.open(stainedFile)) {
			final Region middle = new Region((long) view[0] + 300, (long) view[1] + 300, 200, 200);
			final int[] expected = new RegionReader(TileCache.ofBytes(0))
				.read(slide.scenes().get(0), 0, Plane.FIRST, middle).toArgb();
			for (int y = 0; y < 200; y++)
				for (int x = 0; x < 200; x++)
					for (int shift = 0; shift <= 16; shift += 8)
						sum += Math.abs((expected[200 * y + x] >> shift & 0xff)
							- (screen.getRGB(x + 300 + left.intValue(), y + 300 + top.intValue()) >> shift & 0xff));
		}
		assertTrue("mean difference " + sum / 120000, sum / 120000 < 14);
	}

	@Test
	public void channelsAreSwitched() throws Exception {
		page.open(fluorescent, "");
		assertEquals("DAPI\nAlexa 488\nCy3",
			browser.evaluate("[...document.querySelectorAll('.channel .name')].map(n => n.textContent).join('\\n')"));
		final double[] all = page.means();
		assertTrue("DAPI is blue, Cy3 orange", all[0] > 5 && all[2] > 5);
		for (final int channel : new int[] { 0, 1 })
			browser.click("channel-" + channel);
		browser.await("Number(document.documentElement.dataset.changes) > 0");
		page.settle();
		final double[] red = page.means();
		assertTrue("Cy3 alone has no blue: " + red[2], red[2] < 0.3 * red[0]);
		browser.click("channel-2");
		browser.await("Number(document.documentElement.dataset.changes) > 1");
		page.settle();
		assertArrayEquals("all off is black", new double[3], page.means(), 0.5);
		browser.click("channels-reset");
		browser.await("Number(document.documentElement.dataset.changes) > 2");
		page.settle();
		assertArrayEquals(all, page.means(), 1);
		browser.evaluate(
			"{ const field = document.querySelectorAll('.channel')[2].querySelector('input[type=number]:last-of-type');"
			+ "field.value = 2000; field.dispatchEvent(new Event('change')); }");
		browser.await("Number(document.documentElement.dataset.changes) > 3");
		page.settle();
		assertTrue("a smaller range is brighter", page.means()[0] > all[0] + 2);
		Thread.sleep(450);
		assertTrue((boolean) browser.evaluate("/c=0:.*2:[0-9a-f]{6}:[0-9.]+:2000/.test(location.hash)"));
		assertWellBehaved();
	}

	@Test
	public void planesAreChosen() throws Exception {
		page.open(stack, "");
		assertEquals("3 of 5", browser.evaluate("document.querySelector('#plane-z output').textContent"));
		browser.key(".", false);
		browser.await("Number(document.documentElement.dataset.changes) > 0");
		assertEquals("4 of 5", browser.evaluate("document.querySelector('#plane-z output').textContent"));
		browser.evaluate(
			"{ const t = document.getElementById('t'); t.value = 2; t.dispatchEvent(new Event('input')); }");
		browser.await("Number(document.documentElement.dataset.changes) > 1");
		assertTrue(browser.requests().stream().anyMatch(request -> request.endsWith(".jpg?z=3&t=2")));
		assertTrue((boolean) browser.evaluate("document.getElementById('planes').checkVisibility()"));
		assertWellBehaved();
	}

	@Test
	public void aRegionIsDrawnAndDownloaded() throws Exception {
		page.open(stained, "#view=1000,800,1760,1400");
		browser.key("r", false);
		browser.drag(200, 200, 500, 450);
		final double pitch = page.pitch();
		final Region drawn = page.region();
		assertEquals(300 * pitch, drawn.width(), 2 * pitch);
		assertEquals(250 * pitch, drawn.height(), 2 * pitch);
		final double[] view = page.visible();
		assertEquals(view[0] + 200 * pitch, drawn.x(), 2 * pitch);
		final String told = (String) browser.evaluate("document.getElementById('region-size').textContent");
		assertTrue(told, told.contains("µm") && told.contains("mm²"));
		browser.await("location.hash.includes('region=" + drawn.x() + "," + drawn.y() + ",')");
		final Path file = page.download(downloads.getRoot().toPath());
		assertTrue(file.toString(), file.toString()
			.endsWith("_x" + drawn.x() + "_y" + drawn.y() + "_" + drawn.width() + "x" + drawn.height() + ".tif"));
		try (Slide slide = SlideOpener.open(stainedFile); Slide region = SlideOpener.open(file)) {
			final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
			assertArrayEquals(reader.read(slide.scenes().get(0), 0, Plane.FIRST, drawn).block().bytes(),
				reader.read(region.scenes().get(0), 0, Plane.FIRST, Region.ofSize(drawn.width(), drawn.height()))
				.block().bytes());
		}
		assertWellBehaved();
	}

	@Test
	public void aRegionByNumbersAsPng() throws Exception {
		page.open(fluorescent, "");
		browser.evaluate("for (const [name, value] of Object.entries({ x: 700, y: 500, width: 300, height: 200 })) {"
			+ "const field = document.getElementById('region-' + name); field.value = value; field.dispatchEvent(new "
			+ "Event('input')); }");
		assertEquals(new Region(700, 500, 300, 200), page.region());
		browser.click("channel-1");
		browser.await("Number(document.documentElement.dataset.changes) > 0");
		browser.evaluate("document.querySelector('[name=format][value=png]').click()");
		final BufferedImage png = ImageIO.read(page.download(downloads.getRoot().toPath()).toFile());
		assertEquals(300, png.getWidth());
		assertEquals(200, png.getHeight());
		try (Slide slide = SlideOpener.open(fluorescentFile)) {
			final ShownScene shown =
				new ShownScene(slide.scenes().get(0), TileCache.ofBytes(1 << 24), TileCache.ofBytes(0));
			final List<SceneView.ShownChannel> all = new SceneView(0, 0, Optional.empty(), Optional.empty())
				.channelsOf(shown);
			double blue = 0;
			for (int y = 0; y < 200; y++)
				for (int x = 0; x < 300; x++)
					blue += (png.getRGB(x, y) & 0xff) / 60000.0;
			final short[] dapi = new RegionReader(TileCache.ofBytes(0))
				.read(slide.scenes().get(0), 0, Plane.FIRST, new Region(700, 500, 300, 200)).block().shorts();
			double expected = 0;
			for (final short value : dapi)
				expected += all.get(0).display().shown(value & 0xffff) / 60000.0;
			// Cy3 adds a little blue, and Alexa 488 is off
			assertTrue(blue + " " + expected, blue >= expected - 0.6 && blue < expected + 40);
		}
		assertWellBehaved();
	}

	@Test
	public void theBoxIsMovedByKeysAndMouse() throws Exception {
		page.open(stained, "#region=1000,1000,800,600");
		assertEquals(new Region(1000, 1000, 800, 600), page.region());
		browser.evaluate("document.querySelector('.box').focus()");
		browser.key("ArrowRight", false);
		final Region moved = page.region();
		assertTrue(moved.toString(), moved.x() > 1000 && moved.y() == 1000 && moved.width() == 800);
		browser.key("ArrowDown", true);
		assertTrue(page.region().toString(), page.region().height() > 600 && page.region().y() == 1000);
		final double pitch = page.pitch();
		final double[] box = page.place(".box");
		final double x = box[0] + box[2] / 2;
		final double y = box[1] + box[3] / 2;
		final Region before = page.region();
		final double view = page.visible()[0];
		browser.drag(x, y, x + 40, y + 30);
		assertEquals(before.x() + 40 * pitch, page.region().x(), 2 * pitch);
		assertEquals("the size stays", before.width(), page.region().width());
		assertEquals("the slide stays", view, page.visible()[0], 1);
		page.settle();
		browser.drag(page.place(".box")[0] + 1, page.place(".box")[1] + 1, 150, 150);
		assertTrue("a corner was dragged " + page.region(), page.region().width() > before.width());
		browser.key("Delete", false);
		assertEquals("", browser.evaluate("document.getElementById('region-x').value"));
		assertWellBehaved();
	}

	@Test
	public void aPhone() throws Exception {
		browser.call("Emulation.setTouchEmulationEnabled", Map.of("enabled", true, "maxTouchPoints", 2));
		browser.open(URI.create(stained + ""), 390, 780, 2);
		browser.await(
			"document.documentElement.dataset.slide === 'open' && Number(document.documentElement.dataset.tiles) > 0");
		page.settle();
		assertFalse("the panel is closed at first",
			(boolean) browser.evaluate("document.getElementById('panel').checkVisibility()"));
		assertEquals("nothing is wider than the screen", 390.0,
			browser.evaluate("document.documentElement.scrollWidth"));
		browser.click("draw");
		browser.touch(80, 300, 280, 500);
		final double pitch = page.pitch();
		assertEquals(200 * pitch, page.region().width(), 3 * pitch);
		browser.click("panel-toggle");
		assertTrue((boolean) browser.evaluate("document.getElementById('region-download').checkVisibility()"));
		assertEquals(390.0, browser.evaluate("document.documentElement.scrollWidth"));
		browser.call("Emulation.setTouchEmulationEnabled", Map.of("enabled", false));
		assertWellBehaved();
	}

	/** The test of the test: what a page would ask of others is refused by the browser, and seen here. */
	@Test
	public void otherHostsCannotBeAsked() throws Exception {
		page.open(stained, "");
		browser.forget();
		for (final String other : List.of("http://example.org/x.png", "http://127.0.0.1:1/x.png",
			"https://example.org/x.png"))
			assertEquals("refused",
				browser.evaluate("new Promise(done => { const image = new Image(); image.onload = () => done('loaded');"
				+ " image.onerror = () => done('refused'); image.src = '" + other + "'; })"));
		assertEquals(3, browser.complaints().stream().filter(complaint -> complaint.contains("Content Security Policy"))
			.count());
		browser.forget();
	}

	/** Each control has a name that a screen reader can say. */
	@Test
	public void controlsHaveNames() throws Exception {
		page.open(fluorescent, "#region=100,100,500,500");
		assertEquals("",
			browser.evaluate(
			"[...document.querySelectorAll('button, input, select, a')].filter(control => control.checkVisibility()"
			+ " && !control.textContent.trim() && !control.getAttribute('aria-label') && !control.labels?.length && "
			+ "!control.querySelector('img[alt]'))"
			+ ".map(control => control.outerHTML).join()"));
		assertWellBehaved();
	}
}
