package org.coverslip.command;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;
import org.coverslip.imagej.SlideImages;
import org.coverslip.imagej.SlideProvenance;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;

public class MovedSlideTest {

	@Rule
	public final TemporaryFolder temporary = new TemporaryFolder();

	private Path slides;
	private Path crops;

	@Before
	public void saveACrop() throws IOException {
		slides = Files.createDirectories(temporary.getRoot().toPath().resolve("before/slides"));
		crops = Files.createDirectories(temporary.getRoot().toPath().resolve("before/crops"));
		DrawnSlide.write(slides.resolve("a.svs"), 600, 400, ProgressListener.NONE);
		try (SlideReader slide = Slides.open(slides.resolve("a.svs"))) {
			assertTrue(new FileSaver(SlideImages.imagePlus(slide, "region=200,100,300,200"))
				.saveAsTiff(crops.resolve("crop.tif").toString()));
		}
	}

	/** The crop, opened from where it is now, and where it finds its slide. */
	private static Path found(final Path crop) throws IOException {
		final ImagePlus image = IJ.openImage(crop.toString());
		try (Slide slide = SlideFiles.shownBy(image)) {
			assertEquals(slide.metadata().location(), SlideProvenance.of(image).orElseThrow().source());
			return Path.of(slide.metadata().location());
		}
	}

	private Path moveAll() throws IOException {
		return Files.move(temporary.getRoot().toPath().resolve("before"), temporary.getRoot().toPath().resolve("now"));
	}

	@Test
	public void aSlideThatStaysIsFound() throws IOException {
		assertEquals(slides.resolve("a.svs"), found(crops.resolve("crop.tif")));
	}

	@Test
	public void aSlideIsFoundBesideTheImage() throws IOException {
		Files.move(slides.resolve("a.svs"), crops.resolve("a.svs"));
		final Path now = moveAll();
		assertEquals(now.resolve("crops/a.svs"), found(now.resolve("crops/crop.tif")));
	}

	@Test
	public void aSlideIsFoundByItsFormerPath() throws IOException {
		final Path now = moveAll();
		assertEquals(now.resolve("slides/a.svs"), found(now.resolve("crops/crop.tif")));
	}

	@Test
	public void anotherSlideOfTheNameIsNotTaken() throws IOException {
		Files.delete(slides.resolve("a.svs"));
		DrawnSlide.write(crops.resolve("a.svs"), 600, 401, ProgressListener.NONE);
		final Path now = moveAll();
		final String message =
			assertThrows(IOException.class, () -> found(now.resolve("crops/crop.tif"))).getMessage();
		assertTrue(message, message.startsWith("the slide " + slides.resolve("a.svs") + ", from which"));
		assertTrue(message, message.contains(now.resolve("crops").toString()));
	}
}
