package org.coverslip.app;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;

import javax.imageio.ImageIO;

import org.coverslip.command.ReadRegionCommand;
import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** Pictures of a region that is drawn, named or typed, in every way in. */
public class DrawnPictureTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	private File slide;

	@Before
	public void write() throws IOException {
		slide = file("a slide.tif");
		SampleFile.brightField(slide.toPath());
	}

	private File file(final String name) {
		return new File(folder.getRoot(), name);
	}

	/** @param region in pixels of the level */
	private void assertShows(final String name, final int level, final Region region) throws IOException {
		final BufferedImage image = ImageIO.read(file(name));
		assertEquals(name, region.width() + " x " + region.height(), image.getWidth() + " x " + image.getHeight());
		final int[] found = image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
		final int bands = image.getRaster().getNumBands();
		try (Slide all = SlideOpener.open(slide.toPath())) {
			final byte[] wanted = new RegionReader(TileCache.ofBytes(0))
				.read(all.scenes().get(0), level, Plane.FIRST, region).block().bytes();
			final byte[] colours = new byte[wanted.length];
			for (int i = 0; i < colours.length; i++)
				colours[i] = (byte) found[i / 3 * bands + i % 3];
			assertArrayEquals(name, wanted, colours);
		}
	}

	@Test
	public void macros() throws Exception {
		final File macro = file("macro.ijm");
		Files.writeString(macro.toPath(), """
			run('Open Overview...', 'input=[FOLDER/a slide.tif] size=275');
			makeRectangle(50, 25, 60, 40);
			run('Save Region as Image...', 'output=[FOLDER/drawn.png]');
			run('Save Region as Image...', 'output=[FOLDER/level.png] level=1');
			run('Save Region as Image...', 'input=[FOLDER/a slide.tif] region=roi output=[FOLDER/roi.png]');
			run('Save Region as Image...', 'output=[FOLDER/corner.png] x=40 y=20 width=30 height=10');
			run('Save Region as Image...', 'output=[FOLDER/typed.png] region=7,8,90,10');
			roiManager('add');
			roiManager('select', 0);
			roiManager('rename', 'the left one');
			makeRectangle(1, 1, 2, 2);
			run('Save Region as Image...', 'output=[FOLDER/named.png] region=[the left one]');
			run('Select None');
			run('Save Region as Image...', 'output=[FOLDER/all.png] level=2');
			run('Save Region as Image...', 'output=[FOLDER/small.png] outWidth=100');
			""".replace("FOLDER", folder.getRoot().getPath().replace("\\", "/")));
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), Map.of(), Coverslip.class,
			"imagej", "--headless", "--run", macro.getPath());
		assertEquals("", result.errors());
		assertShows("drawn.png", 0, new Region(200, 100, 240, 160));
		assertShows("level.png", 1, new Region(100, 50, 120, 80));
		assertShows("roi.png", 0, new Region(200, 100, 240, 160));
		assertShows("corner.png", 0, new Region(40, 20, 30, 10));
		assertShows("typed.png", 0, new Region(7, 8, 90, 10));
		assertShows("named.png", 0, new Region(200, 100, 240, 160));
		assertShows("all.png", 2, Region.ofSize(275, 175));
		assertEquals(100, ImageIO.read(file("small.png")).getWidth());
	}

	@Test
	public void theCommandLine() throws IOException {
		final String[] line = { "read", slide.getPath(), null };
		assertEquals("", said(line, "a.png", "--region", "200,100,240,160"));
		assertShows("a.png", 0, new Region(200, 100, 240, 160));
		assertEquals("", said(line, "b.png", "--level", "3"));
		assertShows("b.png", 3, Region.ofSize(138, 88));
		assertEquals("coverslip: the option \"y\" is missing", said(line, "c.png", "--x", "0"));
		assertEquals("coverslip: the option \"x\" is missing", said(line, "c.png", "--width", "10"));
		assertEquals("coverslip: Invalid value for option '--width': \"width=0\" is less than 1; see coverslip read "
			+ "--help", said(line, "c.png", "--width", "0"));
		assertEquals("coverslip: give either a region, or x, y, width and height",
			said(line, "c.png", "--x", "0", "--y", "0", "--width", "9", "--height", "9", "--region", "1,2,3,4"));
		assertEquals("coverslip: the region 5 x 5 at (2000, 0) lies outside the scene of 1100 x 700",
			said(line, "c.png", "--region", "2000,0,5,5"));
		assertEquals("coverslip: \"region=roi\" is not x,y,width,height in whole level-0 pixels, and only ImageJ knows "
			+ "what is drawn there", said(line, "c.png", "--region", "roi"));
	}

	private String said(final String[] command, final String name, final String... options) {
		final ByteArrayOutputStream err = new ByteArrayOutputStream();
		final PrintStream out = new PrintStream(new ByteArrayOutputStream());
		final String[] line = new String[3 + options.length];
		System.arraycopy(command, 0, line, 0, 2);
		line[2] = file(name).getPath();
		System.arraycopy(options, 0, line, 3, options.length);
		new Coverslip(out, new PrintStream(err, true, StandardCharsets.UTF_8)).run(line);
		return err.toString(StandardCharsets.UTF_8).strip();
	}

	@Test
	public void scripts() throws Exception {
		try (Context context = new Context()) {
			context.service(LogService.class).setLevel(LogLevel.NONE);
			final CommandService commands = context.service(CommandService.class);
			assertNull(commands.run(ReadRegionCommand.class, true, "input", slide, "output", file("region.png"),
				"region", "200,100,240,160", "level", 1).get().getCancelReason());
			assertShows("region.png", 1, new Region(100, 50, 120, 80));
			assertNull(commands.run(ReadRegionCommand.class, true, "input", slide, "output", file("corner.png"),
				"x", 40L, "y", 20, "width", 30, "height", 10).get().getCancelReason());
			assertShows("corner.png", 0, new Region(40, 20, 30, 10));
		}
	}

	@Test
	public void dialogs() throws Exception {
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), screen.environment(),
			DrawnPictureSession.class, slide.getPath(), file("drawn.png").getPath());
		assertEquals(result.errors(), "200,100,240,160; folded\nregion=200,100,240,160\n", result.output());
		assertShows("drawn.png", 0, new Region(200, 100, 240, 160));
	}
}
