package org.coverslip.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import org.coverslip.geom.Region;
import org.coverslip.testing.Chromium;

/** A slide's page in a browser, and what a user sees of it. */
final class SlidePage {

	private static final int WIDTH = 1200;
	private static final int HEIGHT = 800;

	private final Chromium browser;

	SlidePage(final Chromium browser) {
		this.browser = browser;
	}

	/** Leaves the page. */
	void leave() throws Exception {
		browser.open(URI.create("about:blank"), WIDTH, HEIGHT, 1);
	}

	/** Opens it, with what its address has behind it, and waits for the picture. */
	void open(final URI slide, final String view) throws Exception {
		open(slide, view, WIDTH, HEIGHT);
	}

	void open(final URI slide, final String view, final int width, final int height) throws Exception {
		browser.open(URI.create(slide + view), width, height, width < 600 ? 2 : 1);
		browser.await(
			"document.documentElement.dataset.slide === 'open' && Number(document.documentElement.dataset.tiles) > 0");
		settle();
	}

	/** Waits until the picture stands still. */
	void settle() throws Exception {
		Object before = null;
		for (Object now = state(); !now.equals(before); now = state()) {
			before = now;
			Thread.sleep(250);
		}
	}

	private Object state() throws Exception {
		return browser.evaluate(
			"document.documentElement.dataset.view + ' ' + document.documentElement.dataset.tiles + location.hash");
	}

	/** Waits until the picture has changed so many times since the page was opened. */
	void awaitChanges(final int count) throws Exception {
		browser.await("Number(document.documentElement.dataset.changes) >= " + count);
		settle();
	}

	/** Pixels of level 0 for one of the screen. */
	double pitch() throws Exception {
		return Double.parseDouble((String) browser.evaluate("document.documentElement.dataset.pitch"));
	}

	/** x, y, width and height of the visible area. */
	double[] visible() throws Exception {
		return numbers((String) browser.evaluate("document.documentElement.dataset.view"));
	}

	private static double[] numbers(final String text) {
		return List.of(text.split(",")).stream().mapToDouble(Double::parseDouble).toArray();
	}

	/** The region that was drawn. */
	Region region() throws Exception {
		final double[] numbers = numbers((String) browser.evaluate(
			"['x', 'y', 'width', 'height'].map(n => document.getElementById('region-' + n).value).join()"));
		return new Region((long) numbers[0], (long) numbers[1], (long) numbers[2], (long) numbers[3]);
	}

	/** Where an element is on the screen: left, top, width, height. */
	double[] place(final String selector) throws Exception {
		return numbers((String) browser.evaluate("(() => { const r = document.querySelector('" + selector
			+ "').getBoundingClientRect(); return [r.x, r.y, r.width, r.height].join() })()"));
	}

	/** What is written in an element. */
	String text(final String id) throws Exception {
		return (String) browser.evaluate("document.getElementById('" + id + "').textContent");
	}

	/** Fills in a field. */
	void enter(final String id, final double value) throws Exception {
		browser.evaluate("{ const field = document.getElementById('" + id + "'); field.value = " + value
			+ "; field.dispatchEvent(new Event('input')); field.dispatchEvent(new Event('change')); }");
	}

	/** The screen. */
	BufferedImage look() throws Exception {
		return ImageIO.read(new ByteArrayInputStream(browser.screenshot()));
	}

	/** Mean red, green and blue of the middle of the picture. */
	double[] means() throws Exception {
		Thread.sleep(300);
		final BufferedImage screen = look();
		final double[] sums = new double[3];
		for (int y = 300; y < 600; y++)
			for (int x = 250; x < 650; x++)
				for (int s = 0; s < 3; s++)
					sums[s] += (screen.getRGB(x, y) >> 16 - 8 * s & 0xff) / 120000.0;
		return sums;
	}

	/** Has the region made into a file, and waits until it is in an empty folder. */
	Path download(final Path folder) throws Exception {
		browser.downloadTo(folder);
		browser.click("region-download");
		final long end = System.nanoTime() + 30_000_000_000L;
		while (true) {
			final File[] files = folder.toFile()
				.listFiles((dir, name) -> name.endsWith(".tif") || name.endsWith(".png"));
			if (files.length == 1 && files[0].length() > 0) return files[0].toPath();
			assertTrue("nothing was downloaded: " + browser.evaluate("document.getElementById('region').innerText"),
				System.nanoTime() < end);
			Thread.sleep(50);
		}
	}

	/** Whatever was done: no page asked anything of another host, and the browser had nothing to complain of. */
	void assertWellBehaved(final URI server) {
		for (final String request : browser.requests())
			assertTrue("asked for " + request, request.startsWith(server.toString()) || request.equals("about:blank")
				|| request.startsWith("data:"));
		assertEquals(List.of(), browser.complaints());
	}
}
