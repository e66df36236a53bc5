package org.coverslip.web;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.testing.Chromium;

/** Makes the pictures of the pages for the documentation; run by {@code scripts/screenshots.sh}. */
public final class PageShots {

	private final Chromium browser;
	private final URI server;
	private final Path slides;
	private final Path target;

	private PageShots(final Chromium browser, final Path slides, final URI server, final Path target) {
		this.browser = browser;
		this.slides = slides;
		this.server = server;
		this.target = target;
	}

	/**
	 * @param arguments
	 *            a folder for the slides, which are drawn if they are not there, and one for the pictures
	 */
	public static void main(final String[] arguments) throws Exception {
		final Path slides = Files.createDirectories(Path.of(arguments[0]));
		drawSlides(slides);
		final Path profile = Files.createTempDirectory("coverslip-shots");
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT);
			Chromium browser = Chromium.start(profile)) {
			server.share(slides);
			server.allowSaving(slides);
			new PageShots(browser, slides, server.address(), Path.of(arguments[1])).shootAll();
		}
	}

	private static void drawSlides(final Path folder) throws Exception {
		drawStained(folder.resolve("colon H&E.svs"), 12288, 9216);
		drawFluorescent(folder.resolve("colon IF.ome.tif"), 8192, 6144);
		drawStained(folder.resolve("ileum H&E.svs"), 9216, 5120);
		drawStained(folder.resolve("stomach H&E.svs"), 6144, 6144);
		final Path biopsies = Files.createDirectories(folder.resolve("biopsies"));
		drawStained(biopsies.resolve("biopsy 1 H&E.svs"), 4096, 5120);
		drawFluorescent(biopsies.resolve("biopsy 1 IF.ome.tif"), 3072, 2304);
		drawStained(biopsies.resolve("biopsy 2 H&E.svs"), 3584, 2048);
	}

	private static void drawStained(final Path file, final int width, final int height) throws Exception {
		if (!Files.exists(file)) try (Slide slide = SampleSlide.brightField(width, height)) {
			write(slide, file, PyramidTiffOptions.builder().compression(Compression.JPEG).dialect(Dialect.SVS));
		}
	}

	private static void drawFluorescent(final Path file, final int width, final int height) throws Exception {
		if (!Files.exists(file)) try (Slide slide = SampleSlide.fluorescence(width, height)) {
			write(slide, file, PyramidTiffOptions.builder());
		}
	}

	private static void write(final Slide slide, final Path file, final PyramidTiffOptions.Builder options)
		throws Exception {
		SlideWriter.write(slide.scenes().get(0), slide.scenes().get(0).level(0).region(),
			options.associatedImages(slide.associatedImages()).build(), file, ProgressListener.NONE);
	}

	private void shootAll() throws Exception {
		theme("light");
		browser.open(server, 1180, 800, 1);
		browser.await(
			"document.documentElement.dataset.state === 'ready' && document.documentElement.dataset.filled === '7'");
		shoot("browser-list");
		shootSlide("colon H&E.svs", "#view=4300,2300,3600,2700&region=5400,2900,1400,1100", 1180, 760, "browser-slide");
		shootSlide("colon H&E.svs", "#view=4300,2300,3600,2700&turn=30&measure=length:5130,3020,5560,3330,6190,3420"
			+ "_area:5800,3600,6300,3480,6700,3700,6760,4100,6350,4330,5900,4200", 1180, 760, "browser-measures");
		shootAnnotations();
		theme("dark");
		shootSlide("colon IF.ome.tif",
			"#view=3000,1900,2300,1800&c=0:3060ff:400:9000,1:33ff33:600:9000,2:ff4fa0:500:12000", 1180, 760,
			"browser-fluorescence");
		theme("light");
		shootSlide("colon IF.ome.tif", "#view=2800,1700,1800,2600", 390, 780, "browser-phone");
	}

	private void shootSlide(final String name, final String view, final int width, final int height,
		final String picture)
		throws Exception
	{
		open(name, view, width, height);
		if (width < 600) browser.click("panel-toggle");
		Thread.sleep(2500); // until tiles are blended in
		shoot(picture);
	}

	private void open(final String name, final String view, final int width, final int height) throws Exception {
		browser.open(URI.create("about:blank"), width, height, width < 600 ? 2 : 1);
		browser.open(URI.create(server + "slide/" + SharedSlide.of(slides.resolve(name).toRealPath(), "").id() + view),
			width, height, width < 600 ? 2 : 1);
		browser.await(
			"document.documentElement.dataset.slide === 'open' && Number(document.documentElement.dataset.tiles) > 6");
	}

	/** Annotations of a file, and one that is drawn. */
	private void shootAnnotations() throws Exception {
		Files.copy(Path.of("scripts/screenshots/browser.geojson"), slides.resolve("colon H&E.geojson"),
			StandardCopyOption.REPLACE_EXISTING);
		open("colon H&E.svs", "#view=4300,2300,3600,2700", 1180, 760);
		browser.await("document.querySelector('#annotation-list input') !== null");
		browser.evaluate("document.querySelector('#annotation-list input').click()");
		browser.evaluate("document.getElementById('drawing-class').value = 'Stroma'");
		browser.evaluate("document.getElementById('drawing-class').dispatchEvent(new Event('change'))");
		browser.key("d", false);
		browser.draw(new double[] { 250, 600 }, new double[] { 330, 570 }, new double[] { 430, 575 },
			new double[] { 540, 560 }, new double[] { 600, 590 }, new double[] { 590, 640 }, new double[] { 480, 660 },
			new double[] { 360, 650 }, new double[] { 270, 660 }, new double[] { 235, 630 });
		browser.call("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", 720, "y", 600, "button", "none"));
		Thread.sleep(3000);
		shoot("browser-annotations");
	}

	private void theme(final String theme) throws Exception {
		browser.call("Emulation.setEmulatedMedia",
			Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
	}

	private void shoot(final String name) throws Exception {
		Files.createDirectories(target);
		Files.write(target.resolve(name + ".png"), browser.screenshot());
	}
}
