package org.coverslip.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.testing.Chromium;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Drawing annotations on a slide's page, and where they go. */
public class DrawingInChromiumTest {

	@ClassRule
	public static final TemporaryFolder FOLDER = new TemporaryFolder();

	@Rule
	public final TemporaryFolder downloads = new TemporaryFolder();

	/** One pixel of level 0 for two of the screen. */
	private static final String CLOSE = "#view=1000,800,440,371";

	private static Chromium browser;

	private SlideServer server;
	private Path folder;
	private URI slide;
	private SlidePage page;

	@BeforeClass
	public static void startBrowser() throws Exception {
		browser = Chromium.start(FOLDER.newFolder("profile").toPath());
	}

	@AfterClass
	public static void stopBrowser() throws IOException {
		if (browser != null) browser.close();
	}

	@Before
	public void start() throws Exception {
		page = new SlidePage(browser);
		page.leave();
		browser.forget();
		folder = downloads.newFolder("slides").toPath();
		Files.createFile(folder.resolve(DrawnSlides.WIDE_PIXELS));
		server = SlideServer.start(SlideServer.ANY_PORT, DrawnSlides::open, ServerLimits.DEFAULT, Optional.empty());
		slide = server.share(folder.resolve(DrawnSlides.WIDE_PIXELS));
	}

	@After
	public void stop() throws Exception {
		page.leave();
		page.assertWellBehaved(server.address());
		server.close();
	}

	private void open(final boolean saving) throws Exception {
		if (saving) server.allowSaving(folder);
		page.open(slide, CLOSE);
	}

	private void write(final String id, final String text) throws Exception {
		browser.evaluate("{ const field = document.getElementById('" + id + "'); field.value = '" + text
			+ "'; field.dispatchEvent(new Event('change')); }");
	}

	private String told(final String begin) throws Exception {
		browser.await("document.getElementById('drawing-told').textContent.startsWith('" + begin + "')");
		return page.text("drawing-told");
	}

	private int drawn() throws Exception {
		return ((Number) browser.evaluate("document.querySelectorAll('#drawing-list li').length")).intValue();
	}

	private static List<Annotation> read(final Path file) throws IOException {
		final List<Annotation> found = new ArrayList<>();
		final AnnotationFile annotations = AnnotationFile.of(file);
		AnnotationFiles.read(annotations, AnnotationFiles.formatOf(annotations), SlideFrame.UNKNOWN, Optional.empty(),
			new Remarks(), found::add);
		return found;
	}

	@Test
	public void eachKindIsDrawnSavedAndReadAgain() throws Exception {
		open(true);
		write("drawing-class", "Tumor");
		browser.key("d", false);
		for (final double[] corner : new double[][] { { 100, 100 }, { 300, 100 }, { 300, 300 }, { 100, 300 } })
			browser.clickAt(corner[0], corner[1]);
		browser.key("Enter", false);
		write("drawing-name", "first");
		browser.click("draw-rectangle");
		browser.drag(400, 100, 600, 250);
		write("drawing-class", "Mine");
		browser.click("draw-ellipse");
		browser.clickAt(400, 400);
		browser.clickAt(600, 500);
		browser.click("draw-line");
		browser.drag(100, 500, 300, 600);
		browser.click("draw-point");
		browser.clickAt(700, 300);
		assertEquals(5, drawn());
		browser.click("drawing-save");
		assertEquals("Saved 5 objects as wide.geojson.", told("Saved"));
		final List<Annotation> saved = read(folder.resolve("wide.geojson"));
		assertEquals(List.of(GeometryKind.RECTANGLE, GeometryKind.RECTANGLE, GeometryKind.ELLIPSE, GeometryKind.LINES,
			GeometryKind.POINTS), saved.stream().map(one -> one.geometry().kind()).toList());
		final double pitch = page.pitch();
		final double[] seen = page.visible();
		assertEquals(200 * pitch * 200 * pitch, saved.get(0).geometry().area(), 20);
		assertEquals(seen[0] + 100 * pitch, saved.get(0).geometry().box().x(), 1);
		assertEquals(200 * pitch * 150 * pitch, saved.get(1).geometry().area(), 20);
		assertEquals(Math.PI / 4 * 200 * pitch * 100 * pitch, saved.get(2).geometry().area(), 20);
		assertEquals(seen[0] + 700 * pitch, saved.get(4).geometry().points().x(0), 1);
		assertEquals(Optional.of("first"), saved.get(0).name());
		assertEquals(Optional.of("Tumor"), saved.get(0).classification().map(Classification::name));
		assertEquals(0xc80000, saved.get(0).classification().orElseThrow().shownColor());
		assertEquals(Optional.of("Mine"), saved.get(4).classification().map(Classification::name));
	}

	@Test
	public void whatWasSavedIsShownAgain() throws Exception {
		open(true);
		write("drawing-class", "Tumor");
		browser.click("draw-rectangle");
		browser.drag(300, 200, 500, 500);
		browser.click("drawing-save");
		told("Saved");
		browser.await("document.querySelector('#annotation-list span').textContent === 'wide.geojson'");
		page.leave();
		page.open(slide, CLOSE);
		assertEquals("kept in the tab", 1, drawn());
		browser.evaluate("sessionStorage.clear()");
		page.leave();
		page.open(slide, CLOSE);
		assertEquals(0, drawn());
		browser.await("document.querySelector('#annotation-list input') !== null");
		browser.evaluate("document.querySelector('#annotation-list input').click()");
		browser.await("document.querySelector('.legend') !== null && !document.querySelector('.legend').hidden");
		assertEquals("Tumor\n1", browser.evaluate("document.querySelector('.legend').innerText"));
		Thread.sleep(800);
		final int rgb = page.look().getRGB(300, 350);
		assertTrue(Integer.toHexString(rgb), (rgb >> 16 & 0xff) > 170 && (rgb >> 8 & 0xff) < 60);
	}

	@Test
	public void filesOfOthersAreNeverReplaced() throws Exception {
		Files.writeString(folder.resolve("wide.geojson"), "mine");
		open(true);
		browser.click("draw-rectangle");
		browser.drag(300, 200, 500, 500);
		browser.click("drawing-save");
		assertEquals("Saved 1 object as wide-drawn.geojson.", told("Saved"));
		browser.click("draw-rectangle");
		browser.drag(100, 200, 200, 500);
		browser.click("drawing-save");
		assertEquals("the same drawing goes on", "Saved 2 objects as wide-drawn.geojson.", told("Saved 2"));
		Files.writeString(folder.resolve("wide-drawn.geojson"), "somebody else's now");
		browser.click("draw-point");
		browser.clickAt(600, 600);
		browser.click("drawing-save");
		assertEquals("Saved 3 objects as wide-drawn-2.geojson.", told("Saved 3"));
		browser.evaluate("sessionStorage.clear()");
		page.leave();
		page.open(slide, CLOSE);
		browser.click("draw-point");
		browser.clickAt(600, 600);
		browser.click("drawing-save");
		assertEquals("Saved 1 object as wide-drawn-3.geojson.", told("Saved 1"));
		assertEquals("mine", Files.readString(folder.resolve("wide.geojson")));
		assertEquals("somebody else's now", Files.readString(folder.resolve("wide-drawn.geojson")));
		assertEquals(3, read(folder.resolve("wide-drawn-2.geojson")).size());
	}

	@Test
	public void withoutLeaveItIsDownloadedOnly() throws Exception {
		open(false);
		browser.key("d", false);
		browser.draw(new double[] { 200, 200 }, new double[] { 400, 220 }, new double[] { 420, 420 },
			new double[] { 180, 400 }, new double[] { 190, 210 });
		assertEquals(1, drawn());
		browser.await("!document.getElementById('drawing-readonly').hidden");
		assertEquals(true, browser.evaluate("document.getElementById('drawing-save').disabled"));
		final Path to = downloads.newFolder("downloads").toPath();
		browser.downloadTo(to);
		browser.click("drawing-download");
		final Path file = to.resolve("wide.geojson");
		for (int i = 0; i < 100 && !Files.exists(file); i++)
			Thread.sleep(100);
		Thread.sleep(200);
		final List<Annotation> downloaded = read(file);
		assertEquals(1, downloaded.size());
		assertTrue(downloaded.get(0).geometry().area() > 100 * 100 * page.pitch());
		try (var files = Files.list(folder)) {
			assertEquals("nothing was written beside the slide", 1, files.count());
		}
	}

	@Test
	public void changesAreTakenBack() throws Exception {
		open(true);
		browser.click("draw-rectangle");
		browser.drag(300, 200, 500, 500);
		write("drawing-class", "Stroma");
		final double[] handle = page.place("#drawn .handle");
		browser.drag(handle[0] + handle[2] / 2, handle[1] + handle[3] / 2, 200, 300);
		final double[] moved = page.place("#drawn .handle");
		assertEquals(200, moved[0] + moved[2] / 2, 2);
		assertEquals(300, moved[1] + moved[3] / 2, 2);
		browser.key("z", false);
		browser.evaluate("document.querySelector('#drawing-list button').click()");
		assertEquals(300, page.place("#drawn .handle")[0] + handle[2] / 2, 2);
		assertEquals("Stroma", page.text("drawing-list").replace("Remove", ""));
		browser.evaluate("document.querySelector('#drawing-list li > :last-child').click()");
		assertEquals(0, drawn());
		browser.key("z", false);
		assertEquals(1, drawn());
		for (int i = 0; i < 3; i++)
			browser.key("z", false);
		assertEquals(0, drawn());
	}

	@Test
	public void aFileFromElsewhereIsShown() throws Exception {
		open(false);
		final String feature = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
			+ "[[[1100,900],[1300,900],[1300,1100],[1100,1101],[1100,900]]]},\"properties\":{}}";
		browser.await("document.getElementById('annotation-hint').hidden === false");
		browser.evaluate("{ const files = new DataTransfer(); files.items.add(new File(['" + feature
			+ "'], 'picked \u00e9.geojson')); const input = document.getElementById('annotation-picked');"
			+ " input.files = files.files; input.dispatchEvent(new Event('change')); }");
		browser.await("document.querySelector('.legend') !== null && !document.querySelector('.legend').hidden");
		assertEquals("picked \u00e9.geojson", browser.evaluate(
			"document.querySelector('#annotation-list label span').textContent"));
		try (var files = Files.list(folder)) {
			assertEquals(1, files.count());
		}
		assertFalse(Files.exists(folder.resolve("wide.geojson")));
	}
}
