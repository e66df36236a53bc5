package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;
import org.coverslip.command.SampleFile;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A file that is there is replaced only by who says so, whole, and names have the endings of what is written. */
public class ExistingTargetTest {

	private static final String PRECIOUS = "precious";

	@ClassRule
	public static final TemporaryFolder SLIDES = new TemporaryFolder();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@BeforeClass
	public static void write() throws IOException {
		SampleFile.brightField(slide());
	}

	private static Path slide() {
		return SLIDES.getRoot().toPath().resolve("slide.tif");
	}

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	/** What a command line says on standard error. */
	private static String say(final int status, final List<String> line) {
		final ByteArrayOutputStream err = new ByteArrayOutputStream();
		final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
		assertEquals(status, new Coverslip(nowhere, new PrintStream(err, true, StandardCharsets.UTF_8))
			.run(line.toArray(String[]::new)));
		return err.toString(StandardCharsets.UTF_8);
	}

	private void replaces(final String name, final String... line) throws IOException {
		final Path target = Files.writeString(file(name), PRECIOUS);
		final List<String> words = new ArrayList<>(List.of(line));
		assertEquals("coverslip: " + target
			+ " is there already; choose another name, or say overwrite=true to replace it\n", say(1, words));
		assertEquals(PRECIOUS, Files.readString(target));
		words.add("--overwrite");
		assertEquals("", say(0, words));
		assertTrue(Files.size(target) > 100);
	}

	@Test
	public void commandsThatWriteAFile() throws IOException {
		final String slide = slide().toString();
		replaces("a.tif", "convert", slide, file("a.tif").toString());
		replaces("a.png", "read", slide, file("a.png").toString(), "--x=0", "--y=0", "--width=90", "--height=80");
		replaces("label.png", "associated", slide, "label", file("label.png").toString());
		replaces("deep.szi", "deepzoom", slide, file("deep").toString(), "--container", "szi");
		try (var left = Files.list(folder.getRoot().toPath())) {
			assertEquals(4, left.count());
		}
	}

	@Test
	public void aDamagedSlideReplacesNothing() throws IOException {
		final Path damaged = file("damaged.tif");
		final byte[] bytes = Files.readAllBytes(slide());
		Files.write(damaged, java.util.Arrays.copyOf(bytes, bytes.length / 2));
		final Path target = Files.writeString(file("a.tif"), PRECIOUS);
		say(1, List.of("convert", damaged.toString(), target.toString(), "--overwrite"));
		assertEquals(PRECIOUS, Files.readString(target));
	}

	@Test
	public void endings() throws IOException {
		final String slide = slide().toString();
		say(0, List.of("convert", slide, file("crop 2.5x").toString(), "--region", "0,0,64,64"));
		assertTrue(Files.exists(file("crop 2.5x.tif")));
		say(0, List.of("convert", slide, file("A.OME.TIFF").toString(), "--region", "0,0,64,64"));
		assertTrue(Files.exists(file("A.OME.TIFF")));
		say(0, List.of("associated", slide, "label", file("label").toString()));
		assertTrue(Files.exists(file("label.png")));
		assertEquals("coverslip: the name " + file("a.png")
			+ " should end in .tif, .tiff, .svs, .btf, .tf8, .ome.zarr or .zarr\n",
			say(1, List.of("convert", slide, file("a.png").toString())));
		assertEquals("coverslip: the name " + file("a.gif") + " should end in .png, .jpg, .jpeg, .tif or .tiff\n",
			say(1, List.of("associated", slide, "label", file("a.gif").toString())));
		assertFalse(Files.exists(file("a.png")));
	}

	@Test
	public void theProgrammingInterface() throws IOException {
		try (SlideReader slide = Slides.open(slide())) {
			for (final String name : List.of("a.tif", "a.png", "a.zip")) {
				final Path target = Files.writeString(file(name), PRECIOUS);
				assertTrue(assertThrows(IllegalArgumentException.class, () -> slide.convert(target, "")).getMessage()
					.contains("is there already"));
				assertEquals(PRECIOUS, Files.readString(target));
				slide.convert(target, "overwrite=true");
				assertTrue(Files.size(target) > 100);
			}
			slide.convert(file("deep.dzi"), "");
			slide.convert(file("deep.dzi"), ""); // it goes on, and finds that it is complete
		}
	}
}
