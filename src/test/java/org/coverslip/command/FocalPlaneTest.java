package org.coverslip.command;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.ImagePlus;

/** Which focal plane commands show of a stack of five when none is named, and when the first is. */
public class FocalPlaneTest {

	private static final int IN_FOCUS = 2;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final ProceduralScene scene =
		ProceduralScene.channels(PixelType.UINT8, List.of(Channel.named("")), 5, 1, 200, 150, 64, 1);
	private File slide;

	@Before
	public void write() throws IOException {
		slide = new File(folder.getRoot(), "slide.ome.tif");
		SlideWriter.write(scene.scene(), scene.scene().level(0).region(), PyramidTiffOptions.builder().build(),
			slide.toPath(),
			ProgressListener.NONE);
	}

	/** Runs a command with its parameters as in a macro. */
	private <C extends SlideCommand> C run(final C command, final String options, final File output)
		throws IOException {
		CommandOptions.set(command, options, List.of("input", "output"));
		command.parameter("input").orElseThrow().set(slide);
		command.parameter("output").ifPresent(parameter -> parameter.set(output));
		command.execute(ProgressListener.NONE);
		return command;
	}

	private void assertShows(final int z, final File picture, final int x, final int y) throws IOException {
		final BufferedImage image = ImageIO.read(picture);
		for (int i = 0; i < 20; i++)
			assertEquals(picture + " at " + i, scene.value(0, x + i, y + i, 0, new Plane(0, z, 0)),
				image.getRaster().getSample(i, i, 0), 0);
	}

	@Test
	public void regions() throws IOException {
		assertShows(IN_FOCUS, region(""), 50, 40);
		assertShows(IN_FOCUS, region("z=-1"), 50, 40);
		assertShows(0, region("z=0"), 50, 40);
	}

	/** A part of the slide as a picture. */
	private File region(final String given) throws IOException {
		final Map<String, Number> place = Map.of("x", 50L, "y", 40L, "width", 60, "height", 50);
		final ReadRegionCommand command = new ReadRegionCommand();
		place.forEach((key, value) -> command.parameter(key).orElseThrow().set(value));
		final File picture = new File(folder.newFolder(), "region.png");
		run(command, given, picture);
		return picture;
	}

	@Test
	public void tiles() throws IOException {
		run(new ExportTilesCommand(), "width=50 height=50", new File(folder.getRoot(), "tiles"));
		assertShows(IN_FOCUS, new File(folder.getRoot(), "tiles/1_2.png"), 50, 100);
		// goes on, since it is the same
		run(new ExportTilesCommand(), "width=50 height=50 z=2", new File(folder.getRoot(), "tiles"));
		run(new ExportTilesCommand(), "width=50 height=50 z=0", new File(folder.getRoot(), "lowest"));
		assertShows(0, new File(folder.getRoot(), "lowest/1_2.png"), 50, 100);
	}

	@Test
	public void deepZoom() throws IOException {
		run(new ExportDeepZoomCommand(), "format=png", new File(folder.getRoot(), "focus"));
		assertShows(IN_FOCUS, new File(folder.getRoot(), "focus_files/8/0_0.png"), 0, 0);
		run(new ExportDeepZoomCommand(), "format=png z=0", new File(folder.getRoot(), "lowest"));
		assertShows(0, new File(folder.getRoot(), "lowest_files/8/0_0.png"), 0, 0);
	}

	@Test
	public void tissueMask() throws Exception {
		final byte[] focus = mask("");
		assertArrayEquals(mask(" z=2"), focus);
		assertFalse(Arrays.equals(mask(" z=0"), focus));
	}

	private byte[] mask(final String given) throws Exception {
		return (byte[]) image(run(new TissueMaskCommand(), "maskDownsample=2 speck=0 hole=0" + given, null))
			.getProcessor().getPixels();
	}

	private static ImagePlus image(final SlideCommand command) throws Exception {
		final var field = command.getClass().getDeclaredField("image");
		field.setAccessible(true);
		return (ImagePlus) field.get(command);
	}

	@Test
	public void imagesOfAllPlanesBeginInFocus() throws Exception {
		final ImagePlus stack = image(run(new OpenSlideCommand(), "", null));
		assertEquals(5, stack.getNSlices());
		assertEquals(IN_FOCUS + 1, stack.getZ());
		assertEquals(IN_FOCUS + 1, stack.getCurrentSlice());
		assertEquals(scene.value(0, 7, 9, 0, new Plane(0, IN_FOCUS, 0)), stack.getProcessor().get(7, 9), 0);
		assertEquals(1.5, stack.getCalibration().pixelDepth, 0);
		assertEquals("micron", stack.getCalibration().getZUnit());
	}

	@Test
	public void overviewsShowWhatIsInFocus() throws Exception {
		final ImagePlus overview = image(run(new OpenOverviewCommand(), "size=200", null));
		assertEquals(1, overview.getStackSize());
		assertEquals(scene.value(0, 7, 9, 0, new Plane(0, IN_FOCUS, 0)), overview.getProcessor().get(7, 9), 0);
	}
}
