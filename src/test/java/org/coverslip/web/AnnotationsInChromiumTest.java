package org.coverslip.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import org.coverslip.testing.Chromium;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Annotations on a slide's page. */
public class AnnotationsInChromiumTest {

	@ClassRule
	public static final TemporaryFolder FOLDER = new TemporaryFolder();

	/** Tumor at 1000 to 2000 across and down, with a hole in its middle, and stroma to its right. */
	private static final String OBJECTS = """
		{"type":"FeatureCollection","features":[
		{"type":"Feature","geometry":{"type":"Polygon","coordinates":[
		[[1000,1000],[2000,1000],[2000,2000],[1000,2001],[1000,1000]],
		[[1400,1400],[1600,1400],[1600,1600],[1400,1600],[1400,1400]]]},"properties":{"objectType":"annotation",
		"name":"first","classification":{"name":"Tumor","color":[0,0,255]},"measurements":{"Ki67 %":12.5}}},
		{"type":"Feature","geometry":{"type":"Polygon","coordinates":[
		[[2100,1000],[2600,1000],[2600,2001],[2100,2000],[2100,1000]]]},"properties":{"objectType":"annotation",
		"classification":{"name":"Stroma","color":[0,255,0]}}}]}
		""";

	private static final String AT_BOTH = "#view=800,800,2200,1855";

	private static Chromium browser;
	private static SlideServer server;
	private static URI wide;
	private static URI damaged;

	private SlidePage page;

	@BeforeClass
	public static void start() throws Exception {
		browser = Chromium.start(FOLDER.newFolder("profile").toPath());
		server = SlideServer.start(SlideServer.ANY_PORT, DrawnSlides::open, ServerLimits.DEFAULT, Optional.empty());
		wide = share(DrawnSlides.WIDE_PIXELS);
		damaged = share(DrawnSlides.WITHOUT_SIZE);
		Files.writeString(beside("wide.svs.geojson"), OBJECTS);
		Files.writeString(beside("unmeasured.geojson"), OBJECTS.substring(0, 500));
	}

	private static Path beside(final String name) {
		return FOLDER.getRoot().toPath().resolve(name);
	}

	private static URI share(final String name) throws IOException {
		return server.share(FOLDER.newFile(name).toPath());
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

	private static void click(final String selector) throws Exception {
		browser.await("document.querySelector('" + selector + "') !== null");
		browser.evaluate("document.querySelector('" + selector + "').click()");
	}

	private void show() throws Exception {
		click("#annotation-list input");
		browser.await("document.querySelectorAll('.legend li').length >= 2");
		awaitTiles();
	}

	/** Until no tile has come for a while, and the picture stays as it is: a busy machine draws it late. */
	private void awaitTiles() throws Exception {
		Thread.sleep(700);
		page.settle();
		BufferedImage before = page.look();
		for (int i = 0; i < 20; i++) {
			Thread.sleep(300);
			final BufferedImage now = page.look();
			if (same(before, now)) return;
			before = now;
		}
	}

	private static boolean same(final BufferedImage a, final BufferedImage b) {
		return Arrays.equals(a.getRGB(0, 0, a.getWidth(), a.getHeight(), null, 0, a.getWidth()),
			b.getRGB(0, 0, b.getWidth(), b.getHeight(), null, 0, b.getWidth()));
	}

	/** Where a place of the scene is on the screen. */
	private double[] screen(final double x, final double y) throws Exception {
		final double[] seen = page.visible();
		return new double[] { (x - seen[0]) / page.pitch(), 56 + (y - seen[1]) / page.pitch() };
	}

	/** How much more blue than green a place of the scene is. */
	private double blueness(final BufferedImage look, final double x, final double y) throws Exception {
		final double[] at = screen(x, y);
		double sum = 0;
		for (int dy = -4; dy <= 4; dy++)
			for (int dx = -4; dx <= 4; dx++) {
				final int rgb = look.getRGB((int) at[0] + dx, (int) at[1] + dy);
				sum += (rgb & 0xff) - (rgb >> 8 & 0xff);
			}
		return sum / 81;
	}

	private String textOf(final String selector) throws Exception {
		return (String) browser.evaluate("document.querySelector('" + selector + "').innerText");
	}

	@Test
	public void objectsAreShownInTheirColoursAndClassesAreToggled() throws Exception {
		page.open(wide, AT_BOTH);
		awaitTiles();
		final BufferedImage before = page.look();
		final double tumorBefore = blueness(before, 1200, 1700);
		final double stromaBefore = blueness(before, 2350, 1500);
		final double holeBefore = blueness(before, 1500, 1500);
		show();
		assertEquals("Tumor\n1\nStroma\n1", textOf(".legend"));
		assertTrue(textOf("#annotation-list"), textOf("#annotation-list").contains("2 objects · QuPath GeoJSON"));
		final BufferedImage shown = page.look();
		assertTrue(blueness(shown, 1200, 1700) > tumorBefore + 20);
		assertTrue(blueness(shown, 2350, 1500) < stromaBefore - 20);
		assertEquals(holeBefore, blueness(shown, 1500, 1500), 3);
		click(".legend li:nth-child(1) input");
		awaitTiles();
		Thread.sleep(500);
		final BufferedImage without = page.look();
		assertEquals(tumorBefore, blueness(without, 1200, 1700), 3);
		assertTrue(blueness(without, 2350, 1500) < stromaBefore - 20);
		final String address = (String) browser.evaluate("location.href");
		page.leave();
		page.open(URI.create(address), "");
		browser.await("document.querySelectorAll('.legend li').length >= 2");
		awaitTiles();
		final BufferedImage again = page.look();
		assertEquals("hidden after a reload", tumorBefore, blueness(again, 1200, 1700), 3);
		assertTrue(blueness(again, 2350, 1500) < stromaBefore - 20);
		click("#annotation-list input");
		Thread.sleep(500);
		assertEquals("and all off", stromaBefore, blueness(page.look(), 2350, 1500), 3);
	}

	@Test
	public void annotationsStayWhenTheSlideIsTurnedOrDrawnAnew() throws Exception {
		page.open(wide, AT_BOTH);
		show();
		page.enter("gamma", 1.5);
		page.awaitChanges(1);
		final double[] at = screen(1200, 1700);
		final double shown = blueness(page.look(), 1200, 1700);
		click("#annotation-list input");
		Thread.sleep(500);
		assertTrue("above the new picture", shown > blueness(page.look(), 1200, 1700) + 20);
		show();
		browser.key("t", false);
		awaitTiles();
		Thread.sleep(600);
		// a quarter turn to the right about the middle of the picture
		final double middleX = page.place("#viewer")[2] / 2;
		final double middleY = 56 + page.place("#viewer")[3] / 2;
		final int turnedX = (int) (middleX - (at[1] - middleY));
		final int turnedY = (int) (middleY + at[0] - middleX);
		final BufferedImage turned = page.look();
		double sum = 0;
		for (int dy = -4; dy <= 4; dy++)
			for (int dx = -4; dx <= 4; dx++) {
				final int rgb = turned.getRGB(turnedX + dx, turnedY + dy);
				sum += (rgb & 0xff) - (rgb >> 8 & 0xff);
			}
		assertEquals(shown, sum / 81, 12);
	}

	@Test
	public void anObjectTellsWhatItIs() throws Exception {
		page.open(wide, AT_BOTH);
		show();
		final double[] at = screen(1200, 1700);
		browser.call("Input.dispatchMouseEvent",
			Map.of("type", "mouseMoved", "x", at[0], "y", at[1], "button", "none"));
		browser.await("!document.getElementById('annotation-sign').hidden");
		// 960,500 square pixels of 0.5 x 0.25 micrometres
		assertEquals("first · Tumor · 0.1201 mm²", textOf("#annotation-sign"));
		browser.clickAt(at[0], at[1]);
		browser.await("!document.getElementById('annotation-details').hidden");
		final String details = textOf("#annotation-details");
		assertTrue(details, details.contains("Ki67 %") && details.contains("12.5") && details.contains("0.1201 mm²"));
		final double[] hole = screen(1500, 1500);
		Thread.sleep(700); // no double click
		browser.clickAt(hole[0], hole[1]);
		browser.await("document.getElementById('annotation-details').hidden");
	}

	@Test
	public void aDamagedFileIsSaidInOneSentence() throws Exception {
		page.open(damaged, "");
		click("#annotation-list input");
		browser.await("document.querySelector('#annotation-list .problem') !== null");
		assertEquals("unmeasured.geojson, features[1]: the file ends too early",
			textOf("#annotation-list .problem"));
		assertEquals(false, browser.evaluate("document.querySelector('#annotation-list input').checked"));
	}
}
