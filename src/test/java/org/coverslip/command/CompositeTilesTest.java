package org.coverslip.command;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

import javax.imageio.ImageIO;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.SceneColors;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** Slides of several 16-bit channels, focal planes and times, cut into tiles that show their colours. */
public class CompositeTilesTest {

	private static final Context CONTEXT = new Context();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private File slide;

	@BeforeClass
	public static void beQuiet() {
		CONTEXT.service(LogService.class).setLevel(LogLevel.NONE); // a refusal is part of the tests
	}

	@AfterClass
	public static void dispose() {
		CONTEXT.dispose();
	}

	@Before
	public void write() throws IOException {
		slide = new File(folder.getRoot(), "slide.ome.tif");
		final List<Channel> channels = List.of(new Channel("DAPI", OptionalInt.of(0x3060ff)),
			new Channel("FITC", OptionalInt.of(0x20ff10)), new Channel("Cy5", OptionalInt.of(0xff0000)));
		final ProceduralScene scene = ProceduralScene.channels(PixelType.UINT16, channels, 2, 2, 301, 202, 64, 1);
		SlideWriter.write(scene.scene(), scene.scene().level(0).region(), PyramidTiffOptions.builder().build(),
			slide.toPath(), ProgressListener.NONE);
	}

	private static void run(final Class<? extends SlideCommand> command, final Object... inputs) throws Exception {
		final CommandModule module = CommandRuns.run(CONTEXT, command, inputs);
		assertNull(module.getCancelReason());
	}

	private int[] colors(final Region region, final int z, final int t) throws IOException {
		try (Slide opened = SlideOpener.open(slide.toPath())) {
			return new SceneColors(opened.scenes().get(0), new RegionReader(TileCache.shared()))
				.argb(0, region, z, t);
		}
	}

	private static int[] pixels(final File image) throws IOException {
		final BufferedImage read = ImageIO.read(image);
		return read.getRGB(0, 0, read.getWidth(), read.getHeight(), null, 0, read.getWidth());
	}

	@Test
	public void deepZoomAddsUpTheChannelsOfAFocalPlaneAndTime() throws Exception {
		final File out = new File(folder.getRoot(), "out");
		run(ExportDeepZoomCommand.class, "input", slide, "output", out, "z", 1, "t", 1, "format", "png", "tileSize",
			128);
		final int[] expected = colors(new Region(127, 127, 130, 75), 1, 1);
		assertArrayEquals(expected, pixels(new File(out + "_files/9/1_1.png")));
		assertTrue("several colours", Arrays.stream(expected).distinct().count() > 100);
		assertFalse(Arrays.equals(expected, colors(new Region(127, 127, 130, 75), 0, 0)));
	}

	@Test
	public void tilesShowOneChannelOrAllInColours() throws Exception {
		final File colors = new File(folder.getRoot(), "colors");
		run(ExportTilesCommand.class, "input", slide, "output", colors, "width", 100, "height", 100, "z", 1,
			"composite", true);
		assertArrayEquals(colors(new Region(100, 100, 100, 100), 1, 0), pixels(new File(colors, "1_1.png")));
		assertTrue(Files.readString(colors.toPath().resolve("tiles.json")).contains("\"channel\": \"composite\""));
		final File measured = new File(folder.getRoot(), "measured");
		run(ExportTilesCommand.class, "input", slide, "output", measured, "width", 100, "height", 100, "z", 1,
			"channel", 2);
		assertEquals(BufferedImage.TYPE_USHORT_GRAY, ImageIO.read(new File(measured, "1_1.png")).getType());
	}

	@Test
	public void oneChannelsTilesAreNotContinuedWithColours() throws Exception {
		final File out = new File(folder.getRoot(), "out");
		run(ExportTilesCommand.class, "input", slide, "output", out, "width", 200, "height", 200);
		final CommandModule module = CommandRuns.run(CONTEXT, ExportTilesCommand.class, "input", slide, "output", out,
			"width", 200, "height", 200,
			"composite", true);
		assertTrue(module.getCancelReason(),
			module.getCancelReason().contains("holds tiles made with channel=0, not composite; take the same options"));
	}
}
