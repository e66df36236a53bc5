package org.coverslip.app;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import javax.imageio.ImageIO;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;
import org.coverslip.command.OpenSlideCommand;
import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.imagej.SlideImages;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

import ij.CompositeImage;
import ij.ImagePlus;

/** Some of a stack's channels, focal planes and time points, by macros, scripts and dialogs. */
public class StackRangeTest {

	private static final List<Channel> CHANNELS = List.of(new Channel("DAPI", OptionalInt.of(0x0000ff)),
		new Channel("FITC", OptionalInt.of(0x00ff00)), new Channel("Cy5", OptionalInt.of(0xff0000)));

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	private ProceduralScene scene;
	private File slide;

	@Before
	public void write() throws IOException {
		scene = ProceduralScene.channels(PixelType.UINT16, CHANNELS, 5, 3, 300, 200, 64, 1);
		slide = file("stack.ome.tif");
		SlideWriter.write(scene.scene(), PyramidTiffOptions.builder().dialect(Dialect.OME).build(), slide.toPath(),
			ProgressListener.NONE);
	}

	private File file(final String name) {
		return new File(folder.getRoot(), name);
	}

	private int value(final int x, final int y, final int c, final int z, final int t) {
		return (int) scene.value(0, x, y, 0, new Plane(c, z, t));
	}

	private JavaProgram.Result macro(final String... lines) throws IOException, InterruptedException {
		final File macro = file("macro.ijm");
		Files.writeString(macro.toPath(), String.join("\n", lines).replace("SLIDE", slide.getPath().replace("\\", "/"))
			.replace("FOLDER", folder.getRoot().getPath().replace("\\", "/")));
		return JavaProgram.run(folder.newFolder().toPath(), Map.of(), Coverslip.class, "imagej", "--headless", "--run",
			macro.getPath());
	}

	private String said(final String... lines) throws IOException, InterruptedException {
		final JavaProgram.Result result = macro(lines);
		assertEquals("", result.errors());
		return result.output();
	}

	private static final String TELL = """
		function tell() {
			getDimensions(w, h, c, z, t);
			getVoxelSize(vw, vh, vd, unit);
			Stack.getPosition(pc, pz, pt);
			print(w + 'x' + h + ' ' + c + ' ' + z + ' ' + t
				+ ' at ' + pc + ' ' + pz + ' ' + pt + ', ' + vd + ' ' + unit);
		}
		""";

	@Test
	public void macros() throws Exception {
		assertEquals(String.join("\n", "300x200 2 3 1 at 1 2 1, 1.5 microns",
			"DAPI " + value(7, 9, 0, 1, 2) + " 0,0,255", "Cy5 " + value(7, 9, 2, 3, 2) + " 255,0,0",
			"300x200 2 5 3 at 1 3 1, 1.5 microns", "Cy5 " + value(7, 9, 2, 0, 1) + " 255,0,0",
			"300x200 1 1 1 at 1 1 1, 1.5 microns", "FITC " + value(7, 9, 1, 2, 0) + " 0,255,0",
			"300x200 3 5 3 at 1 3 1, 1.5 microns", "") + "\n", said(TELL, """
			function plane(c, z, t) {
				Stack.setPosition(c, z, t);
				getLut(r, g, b);
				print(getInfo('slice.label') + ' ' + getPixel(7, 9) + ' ' + r[255] + ',' + g[255] + ',' + b[255]);
			}
			run('Open Slide...', 'input=[SLIDE] channel=0,2 z=1-3 t=2');
			tell();
			plane(1, 1, 1);
			plane(2, 3, 1);
			run('Open Slide...', 'input=[SLIDE] channel=[2, 0]');
			tell();
			plane(1, 1, 2);
			run('Open Slide...', 'input=[SLIDE] channel=1 z=-1 t=0');
			tell();
			plane(1, 1, 1);
			run('Open Slide...', 'input=[SLIDE] channel=all z=all t=all');
			tell();
			print('');
			"""));
	}

	/** A crop shows the plane of the slide that the image shows, with the range of its channel, also from a part. */
	@Test
	public void crops() throws Exception {
		assertEquals(String.join("\n", "50x40 2 3 1 at 2 2 1, 1.5 microns", value(17, 29, 2, 1, 2) + " 100-2000",
			"50x40 1 1 1 at 1 1 1, 1.5 microns", value(17, 29, 2, 4, 0) + " 100-2000",
			"50x40 3 5 3 at 3 2 3, 1.5 microns", value(17, 29, 2, 1, 2) + " 100-2000", ""), said(TELL, """
			function pixel() {
				getMinAndMax(min, max);
				print(getPixel(7, 9) + ' ' + min + '-' + max);
			}
			run('Open Slide...', 'input=[SLIDE] channel=0,2 z=1-3 t=2');
			image = getImageID();
			Stack.setPosition(2, 1, 1);
			setMinAndMax(100, 2000);
			makeRectangle(10, 20, 50, 40);
			run('Crop ROI to Image...', 'channel=1-2 z=0-2 t=2');
			tell();
			pixel();
			selectImage(image);
			run('Crop ROI to Image...', 'channel=2 z=4 t=0');
			tell();
			pixel();
			selectImage(image);
			run('Crop ROI to Image...', 'level=0');
			tell();
			pixel();
			"""));
	}

	/** Whether an image was flipped is told by the plane that it shows. */
	@Test
	public void aPartThatWasFlippedIsFoundAgain() throws Exception {
		assertEquals("the image was flipped horizontally; what it shows is read as it lies on the slide\n"
			+ value(210, 20, 1, 3, 1) + "\n", said("""
			run('Open Slide...', 'input=[SLIDE] channel=1 z=3 t=1');
			run('Flip Horizontally');
			makeRectangle(40, 20, 50, 40);
			run('Crop ROI to Image...', 'channel=1 z=3 t=1');
			print(getPixel(0, 0));
			"""));
	}

	@Test
	public void filesOfCrops() throws Exception {
		said("""
			run('Open Slide...', 'input=[SLIDE] z=-1 t=0');
			makeRectangle(10, 20, 50, 40);
			run('Crop ROIs...', 'as=tiff output=[FOLDER/tiffs] channel=1,2 z=3-4 t=1 dialect=ome');
			run('Crop ROIs...', 'as=tiles output=[FOLDER/tiles] channel=1 z=4 t=2 width=50 height=40');
			run('Crop ROIs...', 'as=tiles output=[FOLDER/first] width=50 height=40');
			run('Crop ROIs...', 'channel=1 z=4 t=2');
			saveAs('Tiff', 'FOLDER/image.tif');
			""");
		try (Slide crop = SlideOpener.open(file("tiffs").listFiles()[0].toPath())) {
			final Scene of = crop.scenes().get(0);
			assertEquals(CHANNELS.subList(1, 3), of.channels());
			assertEquals("2 z, 1 t", of.sizeZ() + " z, " + of.sizeT() + " t");
			assertEquals(1.5, of.pixelSizeZ().orElseThrow(), 0);
			final short[] pixels = new RegionReader(TileCache.ofBytes(0))
				.read(of, 0, new Plane(1, 1, 0), Region.ofSize(50, 40)).block().shorts();
			assertEquals(value(17, 29, 2, 4, 1), pixels[9 * 50 + 7] & 0xffff);
		}
		assertEquals(value(17, 29, 1, 4, 2), tile("tiles"));
		assertEquals("the first channel, in focus", value(17, 29, 0, 2, 0), tile("first"));
		final ImagePlus image = ij.IJ.openImage(file("image.tif").getPath());
		assertArrayEquals(new int[] { 50, 40, 1, 1, 1 }, image.getDimensions());
		assertEquals(value(17, 29, 1, 4, 2), image.getProcessor().get(7, 9));
	}

	private int tile(final String name) throws IOException {
		final File tile = new File(file(name).listFiles()[0], "0_0.png");
		return ImageIO.read(tile).getRaster().getSample(7, 9, 0);
	}

	@Test
	public void whatIsNotThereIsRefused() throws Exception {
		for (final String[] refused : new String[][] {
			{ "channel=3", "there is no channel 3; the scene has channels 0 to 2" },
			{ "z=2-8", "there is no focal plane 5; the scene has focal planes 0 to 4" },
			{ "t=3", "there is no time point 3; the scene has time points 0 to 2" },
			{ "z=1,3", "\"z=1,3\" is not a number, a range of numbers as 2-8, or all" } })
			assertEquals("coverslip: " + refused[1] + " (line 1 of the macro)",
				macro("run('Open Slide...', 'input=[SLIDE] " + refused[0] + "');").errors().strip());
		assertEquals("coverslip: \"channel=0,2\" is more than one, but tiles have one plane (line 3 of the macro)",
			macro("run('Open Slide...', 'input=[SLIDE] z=-1 t=0');", "makeRectangle(10, 20, 50, 40);",
			"run('Crop ROIs...', 'as=tiles output=[FOLDER/no] channel=0,2');").errors().strip());
	}

	@Test
	public void scripts() throws Exception {
		try (Context context = new Context()) {
			context.service(LogService.class).setLevel(LogLevel.NONE);
			final CommandService commands = context.service(CommandService.class);
			for (final Object z : List.of(3, 3L, 3.0, "3")) {
				final CommandModule module = commands.run(OpenSlideCommand.class, true, "input", slide, "channel",
					"1-2", "z", z, "t", 1).get();
				assertNull(module.getCancelReason());
				final ImagePlus image = (ImagePlus) module.getOutput("image");
				assertArrayEquals(new int[] { 300, 200, 2, 1, 1 }, image.getDimensions());
				assertEquals(value(7, 9, 2, 3, 1), image.getStack().getProcessor(2).get(7, 9));
				assertEquals(0xffff0000, ((CompositeImage) image).getChannelLut(2).getRGB(255));
			}
		}
		try (SlideReader reader = Slides.open(slide.getPath())) {
			assertArrayEquals(new int[] { 300, 200, 1, 4, 3 },
				SlideImages.imagePlus(reader, "channel=2 z=1-4").getDimensions());
		}
	}

	@Test
	public void dialogs() throws Exception {
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), screen.environment(),
			StackSession.class, slide.getPath());
		assertEquals(result.errors(), """
			all all all
			"Focal planes=3-1" is not a number, a range of numbers as 2-8, or all
			[300, 200, 2, 3, 1]
			run("Open Slide...", "input=SLIDE scene=0 level=0 outwidth=0 outheight=0 channel=0,2 z=1-3 t=2 \
			bioformats=false");
			[50, 40, 1, 1, 3]
			run("Crop ROI to Image...", "level=0 channel=2 z=-1 t=all");
			""", result.output().replace(slide.getPath(), "SLIDE"));
	}
}
