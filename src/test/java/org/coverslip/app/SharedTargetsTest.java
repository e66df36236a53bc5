package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

import org.coverslip.command.SampleFile;
import org.coverslip.io.TargetClaim;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Two exports to one target, and exports that go on where another slide's stopped. */
public class SharedTargetsTest {

	@ClassRule
	public static final TemporaryFolder SLIDES = new TemporaryFolder();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private String said;

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

	private int run(final String... line) {
		final ByteArrayOutputStream err = new ByteArrayOutputStream();
		final int status = new Coverslip(new PrintStream(new ByteArrayOutputStream()),
			new PrintStream(err, true, StandardCharsets.UTF_8)).run(line);
		said = err.toString(StandardCharsets.UTF_8);
		return status;
	}

	private void oneAtATime(final Path claimed, final String command, final String name, final String... options)
		throws IOException
	{
		final String[] line = new String[3 + options.length];
		line[0] = command;
		line[1] = slide().toString();
		line[2] = file(name).toString();
		System.arraycopy(options, 0, line, 3, options.length);
		try (TargetClaim other = TargetClaim.of(claimed)) {
			assertEquals(command, 1, run(line));
			assertEquals("coverslip: " + claimed
				+ " is being written just now by another run; wait for it, or choose another name\n", said);
		}
		assertEquals(said, 0, run(line));
	}

	@Test
	public void oneAtATime() throws IOException {
		oneAtATime(file("a.tif"), "convert", "a.tif", "--region", "0,0,300,200");
		oneAtATime(file("a.ome.zarr"), "convert", "a.ome.zarr", "--region", "0,0,300,200");
		oneAtATime(file("deep.dzi"), "deepzoom", "deep", "--region", "0,0,300,200");
		oneAtATime(file("deep.szi"), "deepzoom", "deep.szi", "--container", "szi", "--region", "0,0,300,200");
		Files.createDirectory(file("tiles"));
		oneAtATime(file("tiles/tiles"), "tiles", "tiles", "--region", "0,0,300,200");
	}

	@Test
	public void tilesOfAnotherSlideOfTheSameNameAndSize() throws IOException {
		final Path slide = file("slide.tif");
		Files.copy(slide(), slide);
		final FileTime time = Files.getLastModifiedTime(slide);
		assertEquals(said, 0, run("tiles", slide.toString(), file("tiles").toString()));
		assertEquals(said, 0, run("deepzoom", slide.toString(), file("deep").toString()));
		assertEquals(said, 0, run("tiles", slide.toString(), file("tiles").toString()));
		assertEquals(said, 0, run("deepzoom", slide.toString(), file("deep").toString()));
		final byte[] bytes = Files.readAllBytes(slide);
		bytes[9]++; // of a tile: the directories are at the end
		Files.write(slide, bytes);
		Files.setLastModifiedTime(slide, time);
		assertEquals(1, run("tiles", slide.toString(), file("tiles").toString()));
		assertTrue(said, said.contains("holds tiles of another slide of this name"));
		assertEquals(1, run("deepzoom", slide.toString(), file("deep").toString()));
		assertTrue(said, said.contains("of another slide"));
		assertFalse(said, said.contains("Exception"));
	}
}
