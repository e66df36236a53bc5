package org.coverslip.command;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.nio.file.Path;

import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.ImagePlus;
import ij.WindowManager;

/** What the dialog begins with. */
public class BrowseInBigDataViewerCommandTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@After
	public void noImage() {
		WindowManager.setTempCurrentImage(null);
	}

	@Test
	public void theSlideIsThatOfTheActiveImage() throws Exception {
		final Path slide = SampleFile.brightField(folder.newFile("slide.tif").toPath());
		final ImagePlus overview = SlideIOPlugin.overview(slide, null);
		WindowManager.setTempCurrentImage(overview);
		final BrowseInBigDataViewerCommand command = new BrowseInBigDataViewerCommand();
		command.fillFromActiveImage();
		assertEquals(slide.toFile(), command.parameter("input").orElseThrow().get());
		assertEquals("0", command.parameter("scene").orElseThrow().get());
		final File other = new File(folder.getRoot(), "other.tif");
		final BrowseInBigDataViewerCommand named = new BrowseInBigDataViewerCommand();
		named.parameter("input").orElseThrow().set(other);
		named.fillFromActiveImage();
		assertEquals("what is named counts more", other, named.parameter("input").orElseThrow().get());
	}
}
