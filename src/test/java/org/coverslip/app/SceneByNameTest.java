package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;
import org.coverslip.command.OpenSlideCommand;
import org.coverslip.command.ScenesFile;
import org.coverslip.command.ViewInBrowserCommand;
import org.coverslip.imagej.SlideImages;
import org.coverslip.img.SlideImgs;
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

import ij.ImagePlus;

/** Scenes by their numbers and their names, by every way in, and the hint where none is given. */
public class SceneByNameTest {

	private static final String SCENES = "four.ome.tif has scenes 0 \"Liver\", 1 \"Left Kidney\", 2 \"3\", 3 \"Heart\"";
	private static final String HINT = "scene 0 is taken, as none was chosen: " + SCENES;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	private Path slide;

	@Before
	public void write() throws IOException {
		slide = ScenesFile.write(file("four.ome.tif").toPath(), "Liver", "Left Kidney", "3", "Heart");
	}

	private File file(final String name) {
		return new File(folder.getRoot(), name);
	}

	private static long width(final File written) throws IOException {
		try (SlideReader reader = Slides.open(written.getPath())) {
			return reader.width();
		}
	}

	@Test
	public void dialogs() throws Exception {
		final Path two = ScenesFile.write(file("two.ome.tif").toPath(), "", "Spleen");
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), screen.environment(),
			SceneSession.class, slide.toString(), two.toString());
		assertEquals(result.errors(), """
			[0]
			0 (of 4): Liver, 200 x 100
			1 (of 4): Left Kidney, 210 x 100
			2 (of 4): 3, 220 x 100
			3 (of 4): Heart, 230 x 100
			of the other: 0 (of 2): 200 x 100
			220 x 100
			run("Open Slide...", "input=SLIDE scene=2 ...
			of the image: 2 (of 4): 3, 220 x 100
			1 x 1
			run("Tissue Mask...", "input=SLIDE scene=2 ...
			nothing is logged
			""", result.output().replace(slide.toString(), "SLIDE"));
	}

	@Test
	public void macros() throws Exception {
		final JavaProgram.Result result = macro( //
			"run('Open Slide...', 'input=[SLIDE] scene=[left kidney]');", //
			"print(getWidth());", //
			"makeRectangle(10, 10, 50, 40);", //
			"run('Convert Slide...', 'output=[FOLDER/drawn.tif]');", //
			"run('Convert Slide...', 'input=[SLIDE] scene=[Left Kidney] region=roi output=[FOLDER/region.tif]');", //
			"run('Open Slide...', 'input=[SLIDE] scene=3');", //
			"print(getWidth());", //
			"run('Open Slide...', 'input=[SLIDE]');", //
			"print(getWidth());", //
			"run('Export Deep Zoom...', 'input=[SLIDE] output=[FOLDER/zoom] scene=Heart');", //
			"run('Export Tiles...', 'input=[SLIDE] output=[FOLDER/tiles] scene=heart');");
		assertEquals("", result.errors());
		assertEquals("210\n230\n" + HINT + "\n200\n1 of 1 tiles kept, in 1 columns and 1 rows\n", result.output());
		assertEquals(50, width(file("drawn.tif")));
		assertEquals(50, width(file("region.tif")));
		assertTrue(Files.readString(file("zoom.dzi").toPath()).contains("Width=\"230\""));
		final JavaProgram.Result refused = macro("run('Open Slide...', 'input=[SLIDE] scene=Brain');");
		assertEquals("coverslip: there is no scene \"Brain\"; " + SCENES + " (line 1 of the macro)",
			refused.errors().strip());
		final JavaProgram.Result other = macro( //
			"run('Open Slide...', 'input=[SLIDE] scene=Heart');", //
			"makeRectangle(10, 10, 50, 40);", //
			"run('Convert Slide...', 'input=[SLIDE] scene=Liver region=roi output=[FOLDER/no.tif]');");
		assertEquals("coverslip: the region roi is drawn on scene 3, not on scene Liver (line 3 of the macro)",
			other.errors().strip());
	}

	private JavaProgram.Result macro(final String... lines) throws IOException, InterruptedException {
		final File macro = file("macro.ijm");
		Files.writeString(macro.toPath(), String.join("\n", lines).replace("SLIDE", slide.toString().replace("\\", "/"))
			.replace("FOLDER", folder.getRoot().getPath().replace("\\", "/")));
		return JavaProgram.run(folder.newFolder().toPath(), Map.of(), Coverslip.class, "imagej", "--headless", "--run",
			macro.getPath());
	}

	@Test
	public void scripts() throws Exception {
		try (Context context = new Context()) {
			context.service(LogService.class).setLevel(LogLevel.NONE);
			final CommandService commands = context.service(CommandService.class);
			for (final Object scene : List.of(1, 1L, 1.0, "1", "Left Kidney", "LEFT KIDNEY")) {
				final CommandModule module =
					commands.run(OpenSlideCommand.class, true, "input", slide.toFile(), "scene", scene).get();
				assertNull(module.getCancelReason());
				assertEquals(scene.toString(), 210, ((ImagePlus) module.getOutput("image")).getWidth());
				assertEquals(List.of(), ((OpenSlideCommand) module.getDelegateObject()).notes());
			}
			final CommandModule hinted = commands.run(OpenSlideCommand.class, true, "input", slide.toFile()).get();
			assertEquals(List.of(HINT), ((OpenSlideCommand) hinted.getDelegateObject()).notes());
			assertEquals("there is no scene \"Brain\"; " + SCENES,
				commands.run(OpenSlideCommand.class, true, "input", slide.toFile(), "scene", "Brain").get()
					.getCancelReason());
			final String url = (String) commands.run(ViewInBrowserCommand.class, true, "input", slide.toFile(),
				"scene", "heart", "browser", false).get().getOutput("url");
			assertTrue(url, url.endsWith("#scene=3"));
		}
	}

	@Test
	public void theProgrammingInterface() throws IOException {
		try (SlideReader reader = Slides.open(slide.toString())) {
			assertEquals(210, reader.view("scene=[left kidney]").width());
			assertEquals(230, reader.view("scene=3").width());
			assertEquals(210, SlideImages.imagePlus(reader, "scene=[Left Kidney]").getWidth());
			assertEquals(230, SlideImgs.samples(reader, "scene=Heart").dimension(0));
			reader.convert(file("heart.tif").toPath(), "scene=Heart compression=lzw");
			reader.convert(file("heart.png").toPath(), "scene=Heart");
			reader.tiles(file("tiles").getPath(), "scene=Heart width=1000 height=1000");
			assertEquals(230, width(file("heart.tif")));
			assertEquals(230, width(file("heart.png")));
			assertEquals(230, width(file("tiles/0_0.png")));
		}
	}

	/** Notes are on standard error, whatever a program reads from standard output. */
	@Test
	public void theCommandLine() throws IOException {
		assertEquals("", said("convert", slide.toString(), file("a.tif").getPath(), "--scene", "Left Kidney"));
		assertEquals(210, width(file("a.tif")));
		assertEquals("", said("convert", slide.toString(), file("b.tif").getPath(), "--scene", "0"));
		assertEquals("coverslip: note: " + HINT, said("convert", slide.toString(), file("c.tif").getPath()));
		assertEquals("coverslip: there is no scene \"Brain\"; " + SCENES,
			said("convert", slide.toString(), file("d.tif").getPath(), "--scene", "Brain"));
		assertEquals("coverslip: note: " + HINT, said("tiles", slide.toString(), file("tiles").getPath(),
			"--width", "20", "--height", "20"));
		assertEquals("it lists them", "", said("info", slide.toString()));
		final File slides = folder.newFolder("slides");
		Files.copy(slide, slides.toPath().resolve("one.ome.tif"));
		Files.copy(slide, slides.toPath().resolve("two.ome.tif"));
		assertEquals("", said("folder", slides.getPath(), file("results").getPath()));
		assertEquals(200, width(file("results/one.tif")));
		assertEquals("", said("folder", slides.getPath(), file("hearts").getPath(), "--options", "scene=Heart"));
		assertEquals(230, width(file("hearts/two.tif")));
	}

	/** What is on standard error. */
	private static String said(final String... line) {
		final ByteArrayOutputStream err = new ByteArrayOutputStream();
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		new Coverslip(new PrintStream(out, true, StandardCharsets.UTF_8),
			new PrintStream(err, true, StandardCharsets.UTF_8)).run(line);
		assertTrue(new ArrayList<>(List.of(line)).toString(), !out.toString(StandardCharsets.UTF_8).contains("note:"));
		return err.toString(StandardCharsets.UTF_8).strip();
	}
}
