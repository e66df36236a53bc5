package org.coverslip.web;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.coverslip.geom.Region;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Chromium;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is done to a slide on its page: measuring, brightness, turning, and opening it in ImageJ. */
public class ToolsInChromiumTest {

	@ClassRule
	public static final TemporaryFolder FOLDER = new TemporaryFolder();

	@Rule
	public final TemporaryFolder downloads = new TemporaryFolder();

	/** Pixels of the stained slides. */
	private static final long WHOLE = 4000 * 3000;

	private static final BlockingQueue<SeenRegion> OPENED = new LinkedBlockingQueue<>();

	private static Chromium browser;
	private static SlideServer server;
	private static URI wide;
	private static URI unmeasured;
	private static URI dark;

	private SlidePage page;

	@BeforeClass
	public static void start() throws Exception {
		browser = Chromium.start(FOLDER.newFolder("profile").toPath());
		server = SlideServer.start(SlideServer.ANY_PORT, DrawnSlides::open, ServerLimits.DEFAULT,
			Optional.of(ToolsInChromiumTest::openWindow));
		wide = share(DrawnSlides.WIDE_PIXELS);
		unmeasured = share(DrawnSlides.WITHOUT_SIZE);
		dark = share(DrawnSlides.DARK);
	}

	private static URI share(final String name) throws IOException {
		return server.share(FOLDER.newFile(name).toPath());
	}

	private static String openWindow(final SeenRegion region) {
		if (region.region0().area() >= WHOLE) throw new IllegalArgumentException("it is too large for ImageJ");
		OPENED.add(region);
		return "window " + region.level();
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

	@After
	public void wasWellBehaved() {
		page.assertWellBehaved(server.address());
	}

	/** The measures in the list, one a line. */
	private String measures() throws Exception {
		return (String) browser.evaluate(
			"[...document.querySelectorAll('#measure-list span')].map(line => line.textContent).join('\\n')");
	}

	/** A length or area as it is written, in micrometres or square micrometres. */
	private static double um(final String text) {
		final String[] parts = text.split(",")[0].split(" ");
		return Double.parseDouble(parts[0]) * switch (parts[1]) {
			case "µm", "µm²" -> 1;
			case "mm" -> 1e3;
			case "mm²" -> 1e6;
			default -> throw new AssertionError(text);
		};
	}

	private void drawRectangle(final double x, final double y, final double width, final double height)
		throws Exception {
		browser.clickAt(x, y);
		browser.clickAt(x + width, y);
		browser.clickAt(x + width, y + height);
		browser.clickAt(x, y + height);
	}

	@Test
	public void aLengthIsDrawnInBothSizesOfAPixel() throws Exception {
		page.open(wide, "#view=1000,800,1760,1484");
		browser.key("m", false);
		browser.drag(200, 200, 500, 450);
		final double pitch = page.pitch();
		final double upright = Math.hypot(300 * DrawnSlides.UM_ACROSS, 250 * DrawnSlides.UM_DOWN) * pitch;
		assertEquals(upright, um(measures()), upright * 0.003);
		browser.key("t", false);
		page.settle();
		browser.key("m", false);
		browser.drag(200, 200, 500, 450);
		final double turned = Math.hypot(300 * DrawnSlides.UM_DOWN, 250 * DrawnSlides.UM_ACROSS) * page.pitch();
		assertEquals(turned, um(measures().split("\n")[1]), turned * 0.003);
		final double bar = page.place("#scale i")[2];
		assertEquals("the scale bar goes along the slide's height now", DrawnSlides.UM_DOWN * page.pitch(),
			um((String) browser.evaluate("document.querySelector('#scale span').textContent")) / bar, 0.02 * pitch);
	}

	@Test
	public void aLengthGoesAlongSeveralPoints() throws Exception {
		page.open(wide, "");
		browser.click("measure-length");
		browser.clickAt(300, 300);
		browser.clickAt(400, 300);
		browser.clickAt(400, 450);
		browser.clickAt(450, 450);
		assertEquals("nothing is measured yet", "", measures());
		browser.clickAt(450, 450);
		final double expected = (150 * DrawnSlides.UM_ACROSS + 150 * DrawnSlides.UM_DOWN) * page.pitch();
		assertEquals(expected, um(measures()), expected * 0.003);
		assertEquals("the tool is put away", "true",
			String.valueOf(browser.evaluate("document.getElementById('outline-sheet').hidden")));
	}

	@Test
	public void anAreaFollowsThePicture() throws Exception {
		page.open(wide, "");
		browser.key("a", false);
		drawRectangle(250, 250, 200, 150);
		browser.key("Enter", false);
		final double expected = 200 * 150 * DrawnSlides.UM_ACROSS * DrawnSlides.UM_DOWN * page.pitch() * page.pitch();
		assertEquals(expected, um(measures()), expected * 0.005);
		assertTrue(measures(), measures().endsWith("µm around") || measures().endsWith("mm around"));
		assertArrayEquals(new double[] { 250, 250, 200, 150 }, page.place(".measure polygon:last-of-type"), 4);
		final String before = measures();
		final double pitch = page.pitch();
		browser.key("+", false);
		page.settle();
		assertEquals("it grows with the slide", 200 * pitch / page.pitch(),
			page.place(".measure polygon:last-of-type")[2], 5);
		browser.key("t", false);
		page.settle();
		assertEquals("it turns with the slide", 150 * pitch / page.pitch(),
			page.place(".measure polygon:last-of-type")[2], 5);
		assertEquals(before, measures());
	}

	@Test
	public void anOutlineThatCrossesItselfHasNoArea() throws Exception {
		page.open(wide, "");
		browser.key("a", false);
		browser.clickAt(300, 300);
		browser.clickAt(500, 450);
		browser.clickAt(500, 300);
		browser.clickAt(300, 450);
		browser.click("outline-done");
		assertEquals("crosses itself", measures());
	}

	@Test
	public void anAreaIsDrawnAround() throws Exception {
		page.open(wide, "");
		browser.key("a", false);
		final double[][] round = new double[60][];
		for (int i = 0; i < round.length; i++)
			round[i] = new double[] { 400 + 100 * Math.cos(i * Math.PI / 30), 350 + 100 * Math.sin(i * Math.PI / 30) };
		browser.draw(round);
		final double expected =
			Math.PI * 1e4 * DrawnSlides.UM_ACROSS * DrawnSlides.UM_DOWN * page.pitch() * page.pitch();
		assertEquals(expected, um(measures()), expected * 0.01);
		assertEquals("its many points are not moved one by one", 0.0,
			browser.evaluate("document.querySelectorAll('.measure circle').length"));
	}

	@Test
	public void withoutAPixelSizeItIsInPixels() throws Exception {
		page.open(unmeasured, "");
		browser.key("m", false);
		browser.drag(300, 300, 400, 300);
		final String[] length = measures().split(" ");
		assertEquals("px", length[1]);
		assertEquals(100 * page.pitch(), Double.parseDouble(length[0]), page.pitch());
		browser.key("a", false);
		drawRectangle(300, 350, 100, 100);
		browser.key("Enter", false);
		assertTrue(measures(), measures().contains(" px², "));
	}

	@Test
	public void byKeysAlone() throws Exception {
		page.open(wide, "");
		browser.key("m", false);
		for (int i = 0; i < 5; i++)
			browser.key("ArrowLeft", false);
		browser.key(" ", false);
		for (int i = 0; i < 12; i++)
			browser.key("ArrowRight", false);
		for (int i = 0; i < 3; i++)
			browser.key("ArrowRight", true);
		browser.key(" ", false);
		browser.key("Enter", false);
		final double expected = 123 * page.pitch() * DrawnSlides.UM_ACROSS;
		assertEquals(expected, um(measures()), expected * 0.003);
		browser.evaluate("document.querySelectorAll('.measure circle')[1].focus()");
		browser.key("ArrowRight", true);
		final double longer = 133 * page.pitch() * DrawnSlides.UM_ACROSS;
		assertEquals(longer, um(measures()), longer * 0.003);
		browser.key("Delete", false);
		assertEquals("", measures());
		browser.key("m", false);
		browser.key(" ", false);
		browser.key("Escape", false);
		assertEquals("given up", "", measures());
	}

	/** A measure may be longer than what is seen. */
	@Test
	public void theCrossTakesThePictureAlong() throws Exception {
		page.open(wide, "#view=1500,1200,440,371");
		final double[] before = page.visible();
		browser.key("m", false);
		browser.key(" ", false);
		for (int i = 0; i < 60; i++)
			browser.key("ArrowRight", false);
		page.settle();
		assertTrue("the picture has moved", page.visible()[0] > before[0] + 50);
		browser.key(" ", false);
		browser.key("Enter", false);
		final double expected = 600 * page.pitch() * DrawnSlides.UM_ACROSS;
		assertEquals(expected, um(measures()), expected * 0.01);
	}

	@Test
	public void pointsAreMovedAndMeasuresRemoved() throws Exception {
		page.open(wide, "");
		browser.key("m", false);
		browser.drag(300, 300, 400, 300);
		browser.drag(400, 300, 500, 300);
		final double expected = 200 * page.pitch() * DrawnSlides.UM_ACROSS;
		assertEquals(expected, um(measures()), expected * 0.01);
		browser.key("m", false);
		browser.drag(300, 400, 400, 500);
		assertEquals(2, measures().lines().count());
		final String second = measures().lines().toList().get(1);
		browser.evaluate("document.querySelector('#measure-list button').click()");
		assertEquals(second, measures());
		browser.click("measures-clear");
		assertEquals("", measures());
	}

	@Test
	public void theAddressHoldsAllOfIt() throws Exception {
		page.open(wide, "#view=1000,800,1760,1484");
		browser.key("t", false);
		browser.key("m", false);
		browser.drag(200, 200, 500, 450);
		page.enter("gamma", 1.5);
		page.awaitChanges(1);
		Thread.sleep(500);
		final String hash = (String) browser.evaluate("location.hash");
		final String measured = measures();
		page.leave();
		page.open(wide, hash);
		assertEquals(hash, browser.evaluate("location.hash"));
		assertEquals(measured, measures());
		assertEquals("90", browser.evaluate("document.getElementById('turn-angle').value"));
		assertEquals("1.5", browser.evaluate("document.getElementById('gamma').value"));
	}

	@Test
	public void byFinger() throws Exception {
		browser.call("Emulation.setTouchEmulationEnabled", Map.of("enabled", true, "maxTouchPoints", 2));
		try {
			page.open(wide, "", 390, 780);
			browser.click("measure-area");
			browser.tap(100, 300);
			browser.tap(200, 300);
			browser.tap(200, 400);
			browser.tap(100, 400);
			browser.click("outline-done");
			final double expected =
				100 * 100 * DrawnSlides.UM_ACROSS * DrawnSlides.UM_DOWN * page.pitch() * page.pitch();
			assertEquals(expected, um(measures()), expected * 0.02);
			browser.click("measure-length");
			browser.touch(100, 450, 250, 450);
			final double length = 150 * DrawnSlides.UM_ACROSS * page.pitch();
			assertEquals(length, um(measures().split("\n")[1]), length * 0.02);
			assertEquals("nothing is wider than the screen", 390.0,
				browser.evaluate("document.documentElement.scrollWidth"));
		}
		finally {
			browser.call("Emulation.setTouchEmulationEnabled", Map.of("enabled", false));
		}
	}

	@Test
	public void aDarkSlideIsMadeBright() throws Exception {
		page.open(dark, "");
		final double[] asItIs = page.means();
		assertTrue("it is dark: " + asItIs[0], asItIs[0] < DrawnSlides.DARK_GREATEST);
		browser.click("colours-auto");
		page.awaitChanges(1);
		final double[] bright = page.means();
		assertEquals("spread over all that can be shown", 127, bright[0], 15);
		assertEquals(0, bright[1], 4);
		page.enter("gamma", 2);
		page.awaitChanges(2);
		assertTrue("gamma brightens", page.means()[0] > bright[0] + 20);
		browser.click("colours-reset");
		page.awaitChanges(3);
		assertArrayEquals(asItIs, page.means(), 1);
		browser.evaluate("{ const slider = document.querySelectorAll('#colour-range input[type=range]')[1];"
			+ "slider.value = 157; slider.dispatchEvent(new Event('input')); }");
		page.awaitChanges(4);
		assertEquals("by the slider", bright[0], page.means()[0], 4);
	}

	@Test
	public void aPictureIsSavedAsBrightAsItIsSeen() throws Exception {
		page.open(dark, "#rgb=5:35:2&region=100,90,200,150");
		browser.evaluate("document.querySelector('[name=format][value=png]').click()");
		final BufferedImage png = ImageIO.read(page.download(downloads.getRoot().toPath()).toFile());
		assertEquals(200, png.getWidth());
		for (int y = 0; y < 150; y++)
			for (int x = 0; x < 200; x++) {
				final double part = Math.max(0, Math.min(1, (DrawnSlides.darkRed(100 + x, 90 + y) - 5) / 30.0));
				assertEquals((int) (255 * Math.sqrt(part) + 0.5) << 16, png.getRGB(x, y) & 0xffffff);
			}
	}

	/**
	 * Mean difference between the screen and the slide, in squares of 16 pixels, turned to the right by a quarter or
	 * not.
	 */
	private double difference(final double[] view, final boolean turned) throws Exception {
		final BufferedImage screen = page.look();
		final double[] place = page.place("#viewer");
		final int[] slide = new int[256 * 256];
		try (Slide opened = DrawnSlides.open(Path.of(DrawnSlides.WIDE_PIXELS))) {
			final Region middle = new Region(Math.round(view[0] + view[2] / 2) - 128,
				Math.round(view[1] + view[3] / 2) - 128, 256, 256);
			System.arraycopy(new RegionReader(TileCache.ofBytes(0))
				.read(opened.scenes().get(0), 0, Plane.FIRST, middle).toArgb(), 0, slide, 0, slide.length);
		}
		final int left = (int) (place[0] + place[2] / 2) - 128;
		final int top = (int) (place[1] + place[3] / 2) - 128;
		final double[] difference = new double[256];
		for (int y = 0; y < 256; y++)
			for (int x = 0; x < 256; x++) {
				final int green = turned ? slide[256 * (255 - x) + y] : slide[256 * y + x];
				difference[y / 16 * 16 + x / 16] +=
					((screen.getRGB(left + x, top + y) >> 8 & 0xff) - (green >> 8 & 0xff)) / 256.0;
			}
		double sum = 0;
		for (final double square : difference)
			sum += Math.abs(square) / 256;
		return sum;
	}

	@Test
	public void thePictureIsTurned() throws Exception {
		page.open(wide, "#view=1300,900,880,742");
		browser.key("1", false);
		browser.key("t", false);
		page.settle();
		Thread.sleep(1200); // until the last tiles are blended in
		final double turned = difference(page.visible(), true);
		assertTrue("turned: " + turned + ", upright: " + difference(page.visible(), false),
			turned < 4 && turned < difference(page.visible(), false) / 2);
		browser.key("T", true);
		page.settle();
		assertTrue(difference(page.visible(), false) < 4);
	}

	@Test
	public void aRegionIsDrawnOnATurnedPicture() throws Exception {
		page.open(wide, "#view=1000,800,1760,1484&turn=90");
		browser.key("r", false);
		browser.drag(200, 200, 500, 450);
		final double pitch = page.pitch();
		final double[] view = page.visible();
		final double[] place = page.place("#viewer");
		final Region drawn = page.region();
		assertEquals(250 * pitch, drawn.width(), 2 * pitch);
		assertEquals(300 * pitch, drawn.height(), 2 * pitch);
		assertEquals(view[0] + view[2] / 2 + (200 - place[1] - place[3] / 2) * pitch, drawn.x(), 2 * pitch);
		assertEquals(view[1] + view[3] / 2 - (500 - place[0] - place[2] / 2) * pitch, drawn.y(), 2 * pitch);
		assertArrayEquals("the box is where it was drawn", new double[] { 200, 200, 300, 250 }, page.place(".box"), 5);
		browser.key("ArrowRight", false);
		assertTrue("to the right of the screen is up on the slide", page.region().y() < drawn.y());
		assertEquals(drawn.x(), page.region().x());
		page.enter("turn-angle", 30);
		browser.click("region-view");
		final double cos = Math.cos(Math.PI / 6);
		assertEquals("the upright box around what is seen", view[2] * cos + view[3] / 2, page.region().width(),
			3 * pitch);
		browser.click("turn-reset");
		assertEquals("0", browser.evaluate("document.getElementById('turn-angle').value"));
	}

	private SeenRegion opened() throws Exception {
		browser.evaluate("document.getElementById('imagej-told').textContent = ''");
		browser.click("imagej-open");
		final SeenRegion region = OPENED.poll(20, TimeUnit.SECONDS);
		browser.await("document.getElementById('imagej-told').textContent === 'ImageJ shows “window " + region.level()
			+ "”.'");
		return region;
	}

	@Test
	public void whatIsSeenIsOpenedInImageJ() throws Exception {
		page.open(wide, "#view=100,200,3700,2500");
		final double[] view = page.visible();
		final SeenRegion seen = opened();
		assertEquals(DrawnSlides.WIDE_PIXELS, seen.slide().getFileName().toString());
		try (Slide slide = DrawnSlides.open(seen.slide())) {
			final int level = slide.scenes().get(0).coarsestLevelAsFineAs(page.pitch());
			assertEquals("as fine as the screen, and no finer", level, seen.level());
			assertTrue(level > 0);
		}
		final Region region = seen.region0();
		assertEquals(view[0], region.x(), 2);
		assertEquals(view[2], region.width(), 2);
		assertEquals("as high as the slide", 3000, region.y() + region.height());
		page.leave();
		page.open(wide, "#view=1500,1200,880,742&turn=45");
		assertTrue(page.text("imagej-about"), page.text("imagej-about").contains("upright box"));
		final double side = (880 + 742) / Math.sqrt(2);
		assertEquals("around the turned view", side * page.pitch(), opened().region0().width(), 4);
	}

	@Test
	public void theRegionIsOpenedInImageJ() throws Exception {
		page.open(wide, "#region=1200,700,300,200");
		browser.evaluate("document.getElementById('imagej-level').value = '0'");
		final SeenRegion box = opened();
		assertEquals(new Region(1200, 700, 300, 200), box.region0());
		assertEquals(0, box.level());
		assertTrue(page.text("imagej-about"), page.text("imagej-about").startsWith("Opens the region."));
	}

	@Test
	public void whatImageJRefusesIsTold() throws Exception {
		page.open(wide, "#region=0,0,4000,3000");
		browser.click("imagej-open");
		browser.await("document.getElementById('imagej-told').textContent === 'it is too large for ImageJ'");
		assertEquals("problem", browser.evaluate("document.getElementById('imagej-told').className"));
		assertTrue("it can be tried again",
			(boolean) browser.evaluate("!document.getElementById('imagej-open').disabled"));
		browser.forget(); // browsers complain of an answer that is an error
	}

	@Test
	public void withoutImageJNothingIsOffered() throws Exception {
		try (SlideServer alone = SlideServer.start(SlideServer.ANY_PORT, DrawnSlides::open)) {
			page.open(alone.share(Files.writeString(FOLDER.getRoot().toPath().resolve(DrawnSlides.DARK), "")), "");
			assertEquals(List.of(true, false), browser.evaluate(
				"['imagej', 'colours'].map(id => document.getElementById(id).hidden)"));
			page.leave();
			browser.forget(); // they were asked of another server
		}
	}
}
