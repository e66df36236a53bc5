package org.coverslip.app;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;
import org.coverslip.command.OpenOverviewCommand;
import org.coverslip.command.SampleFile;
import org.coverslip.remote.HostileServer;
import org.coverslip.testing.JavaProgram;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.command.CommandService;

import ij.ImagePlus;

/** Commands take a slide's address wherever they take its file, and what they leave is the same and shows no query. */
public class RemoteCommandsTest {

	private static final String SECRET = "?sig=TopSecret&n=1";

	@ClassRule
	public static final TemporaryFolder SLIDES = new TemporaryFolder();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private HostileServer server;
	private Path slide;
	private final ByteArrayOutputStream said = new ByteArrayOutputStream();

	@Before
	public void start() throws IOException {
		slide = SLIDES.getRoot().toPath().resolve("a slide.tif");
		if (!Files.exists(slide)) SampleFile.brightField(slide);
		server = new HostileServer().withFolder("cases", SLIDES.getRoot().toPath());
	}

	@After
	public void stop() {
		server.close();
	}

	private String address() {
		return server.at("cases/a%20slide.tif");
	}

	private Path out(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private String run(final int status, final String... words) {
		said.reset();
		final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
		final int was = new Coverslip(out, out).run(words);
		final String text = said.toString(StandardCharsets.UTF_8);
		assertEquals(text, status, was);
		assertFalse(text, text.contains("TopSecret"));
		return text;
	}

	private void assertSameFile(final String here, final String there) throws IOException {
		assertArrayEquals(Files.readAllBytes(out(here)), Files.readAllBytes(out(there)));
	}

	@Test
	public void theCommandLineTakesAddresses() throws IOException {
		final String info = run(0, "info", address() + SECRET);
		assertEquals(run(0, "info", slide.toString()).replace(slide.toString(), address()), info);
		assertTrue(info, info.contains(address()));
		run(0, "read", address() + SECRET, out("there.png").toString(), "--x", "100", "--y", "50", "--width", "300",
			"--height", "200");
		run(0, "read", slide.toString(), out("here.png").toString(), "--x", "100", "--y", "50", "--width", "300",
			"--height", "200");
		assertSameFile("here.png", "there.png");
		run(0, "convert", address() + SECRET, out("there.tif").toString());
		run(0, "convert", slide.toString(), out("here.tif").toString());
		try (SlideReader here = Slides.open(out("here.tif")); SlideReader there = Slides.open(out("there.tif"))) {
			assertArrayEquals(here.argb(0, 0, SampleFile.WIDTH, SampleFile.HEIGHT),
				there.argb(0, 0, SampleFile.WIDTH, SampleFile.HEIGHT));
		}
		run(0, "tiles", address() + SECRET, out("tiles").toString());
		try (var files = Files.walk(out("tiles"))) {
			for (final Path file : files.filter(Files::isRegularFile).toList())
				assertFalse(file.toString(),
					Files.readString(file, StandardCharsets.ISO_8859_1).contains("TopSecret"));
		}
		run(0, "tiles", address(), out("tiles").toString()); // goes on
		server.withFolder("others", SLIDES.getRoot().toPath());
		run(1, "tiles", server.at("others/a%20slide.tif"), out("tiles").toString());
		run(0, "deepzoom", address() + SECRET, out("zoom").toString());
		run(0, "associated", address() + SECRET, "label", out("label.png").toString());
		assertTrue(run(0, "inspect", address() + SECRET).contains("Coverslip"));
	}

	@Test
	public void theServerOfTheBrowserRefusesAddresses() {
		final String refused = run(1, "serve", address() + SECRET);
		assertTrue(refused, refused.contains("is on the network, and a file of this computer is needed here"));
		assertTrue(run(2, address() + SECRET).contains("there is no command or file"));
		run(2, "convert", address() + SECRET, "b.tif", address() + SECRET);
	}

	@Test
	public void scriptsGiveTextsAndFiles() throws Exception {
		try (Context context = new Context(CommandService.class)) {
			for (final Object input : new Object[] { address() + SECRET, slide.toString(), slide.toFile(),
				new File(address()) }) {
				final ImagePlus image = (ImagePlus) context.service(CommandService.class)
					.run(OpenOverviewCommand.class, true, "input", input).get().getOutput("image");
				assertTrue(image.getWidth() > 200);
				assertEquals(input.toString().startsWith("http") ? address() : slide.toString(),
					image.getProp("coverslip.source"));
			}
		}
	}

	@Test
	public void macrosTakeAddressesAndCropsFindTheSlideAgain() throws Exception {
		final File macro = folder.newFile("macro.ijm");
		Files.writeString(macro.toPath(), String.join("\n", //
			"run('Open Slide from URL...', 'address=[" + address() + SECRET + "] level=2');", //
			"print(getWidth());", //
			"run('Open Slide...', 'input=[" + address() + "] level=1');", //
			"print(getWidth());", //
			"print(getInfo('image.title'));", //
			"makeRectangle(50, 25, 60, 40);", //
			"run('Crop ROI to Image...', 'level=0');", //
			"print(getWidth() + ' x ' + getHeight());", //
			"print(Property.get('coverslip.source'));", //
			"makeRectangle(5, 5, 20, 10);", //
			"run('Convert Slide...', 'output=[" + out("crop.tif").toString().replace("\\", "/") + "]');"));
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), Map.of(), Coverslip.class,
			"imagej", "--headless", "--run", macro.getPath());
		assertEquals(result.errors(), 0, result.status());
		assertTrue(result.output(), result.output().startsWith("275\n550\n"));
		assertTrue(result.output(), result.output().contains("120 x 80"));
		assertTrue(result.output(), result.output().contains(address()));
		assertFalse(result.output() + result.errors(), (result.output() + result.errors()).contains("TopSecret"));
		assertTrue(Files.exists(out("crop.tif")));
	}
}
