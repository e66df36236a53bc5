package org.coverslip.command;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import org.coverslip.detect.SlideOpener;
import org.coverslip.option.ZoomOptions;
import org.coverslip.pixel.HalfSize;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.testing.Chromium;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ExportDeepZoomCommandTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private File export(final File input, final Object... parameters) throws Exception {
		final ExportDeepZoomCommand command = new ExportDeepZoomCommand();
		final File output = new File(folder.getRoot(), "out");
		command.parameter("input").orElseThrow().set(input);
		command.parameter("output").orElseThrow().set(output);
		for (int i = 0; i < parameters.length; i += 2)
			command.parameter((String) parameters[i]).orElseThrow().set(parameters[i + 1]);
		command.execute(ProgressListener.NONE);
		return output;
	}

	private File brightField() throws IOException {
		final File slide = new File(folder.getRoot(), "slide.tif");
		SampleFile.brightField(slide.toPath());
		return slide;
	}

	@Test
	public void aSlide() throws Exception {
		final File slide = brightField();
		final File out = export(slide, "tileSize", 128, "overlap", 2, "quality", "80");
		final String dzi = Files.readString(new File(out + ".dzi").toPath());
		assertTrue(dzi, dzi.contains("Format=\"jpg\" Overlap=\"2\" TileSize=\"128\""));
		assertTrue(Files.readString(new File(out + ".html").toPath()).contains("slide.tif"));
		try (Slide opened = SlideOpener.open(slide.toPath())) {
			final Scene scene = opened.scenes().get(0);
			assertTrue(dzi, dzi.contains("Width=\"" + scene.width() + "\" Height=\"" + scene.height() + "\""));
		}
	}

	@Test
	public void aPlainImageOf16BitsIsShownInItsRange() throws Exception {
		final BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_USHORT_GRAY);
		for (int y = 0; y < 200; y++)
			for (int x = 0; x < 300; x++)
				image.getRaster().setSample(x, y, 0, 1000 + 10 * x);
		final File plain = new File(folder.getRoot(), "plain.png");
		ImageIO.write(image, "png", plain);
		final File out = export(plain, "format", "png");
		final BufferedImage tile = ImageIO.read(new File(out + "_files/9/0_0.png"));
		assertEquals(255, tile.getWidth());
		final int dark = tile.getRaster().getSample(5, 5, 0);
		final int bright = tile.getRaster().getSample(250, 5, 0);
		assertTrue(dark + " " + bright, dark < 20 && bright > 190);
	}

	/** libvips has OpenSlide read an SVS, with an alpha channel, and reads a plain TIFF itself. */
	@Test
	public void meansAreRoundedAsLibvipsDoesItUnlessToldOtherwise() throws Exception {
		final Path svs = DrawnSlide.write(folder.getRoot().toPath().resolve("a.svs"), 300, 200, ProgressListener.NONE);
		final Path tif = SampleFile.brightField(folder.getRoot().toPath().resolve("a.tif"));
		try (Slide aperio = SlideOpener.open(svs); Slide plain = SlideOpener.open(tif)) {
			assertEquals(HalfSize.DOWN, ZoomOptions.halving(ZoomOptions.Rounding.VIPS, aperio));
			assertEquals(HalfSize.TO_NEAREST, ZoomOptions.halving(ZoomOptions.Rounding.VIPS, plain));
			assertEquals(HalfSize.TO_NEAREST, ZoomOptions.halving(ZoomOptions.Rounding.NEAREST, aperio));
			assertEquals(HalfSize.DOWN, ZoomOptions.halving(ZoomOptions.Rounding.DOWN, plain));
		}
	}

	@Test
	public void wrongWordsAreRefusedInOneSentence() throws Exception {
		final File slide = brightField();
		assertRefused("\"quality=best\" is not 1 to 100 or keep", slide, "quality", "best");
		assertRefused("\"background=white\" is not a colour as RRGGBB, for instance ffffff", slide, "background",
			"white");
		assertRefused("there is no scene 3; slide.tif has scene 0 only, \"sample\"", slide, "scene", 3);
		assertRefused("\"tileSize=255\" is not a multiple of 2", slide, "tileSize", 255);
		assertEquals(List.of("slide.tif"), List.of(folder.getRoot().list()));
	}

	private void assertRefused(final String sentence, final File slide, final Object... parameters) {
		assertEquals(sentence,
			assertThrows(IllegalArgumentException.class, () -> export(slide, parameters)).getMessage());
	}

	/** A browser opens the page from the disk, and tiles are loaded. */
	@Test
	public void thePageOpensInChromium() throws Exception {
		Chromium.assumeInstalled();
		final File page = new File(export(brightField()) + ".html");
		try (Chromium browser = Chromium.start(folder.newFolder("profile").toPath())) {
			browser.open(page.toURI(), 1000, 700, 1);
			browser.await("document.documentElement.dataset.slide === 'open'");
			browser.await("/^[1-9]/.test(document.documentElement.dataset.tiles)");
		}
	}
}
