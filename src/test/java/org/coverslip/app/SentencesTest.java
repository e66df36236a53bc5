package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.command.SampleFile;
import org.coverslip.io.StoredFile;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;
import org.junit.Assume;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the command line says of names that are empty, too long, or of something else than a file. */
public class SentencesTest {

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

	private String file(final String name) {
		return folder.getRoot().toPath().resolve(name).toString();
	}

	private int run(final String... line) {
		final ByteArrayOutputStream err = new ByteArrayOutputStream();
		final int status = new Coverslip(new PrintStream(new ByteArrayOutputStream()),
			new PrintStream(err, true, StandardCharsets.UTF_8)).run(line);
		said = err.toString(StandardCharsets.UTF_8);
		assertTrue(said, said.isEmpty() || said.lines().count() == 1 && !said.contains("Exception"));
		return status;
	}

	@Test
	public void emptyNames() {
		final String slide = slide().toString();
		final String[][] lines = { { "info", "" }, { "read", "", file("a.png") }, { "read", slide, "" },
			{ "associated", "", "label", file("a.png") }, { "associated", slide, "label", "" },
			{ "convert", "", file("a.tif") }, { "convert", slide, "" }, { "deepzoom", "", file("a") },
			{ "deepzoom", slide, "" }, { "tiles", "", file("a") }, { "tiles", slide, "" },
			{ "process", "", file("a.tif") }, { "process", slide, "" }, { "annotations", "", file("a.xml") },
			{ "measure", "", file("a.csv") }, { "serve", "" }, { "folder", "", file("a") },
			{ "folder", SLIDES.getRoot().toString(), "" }, { "inspect", "" }, { "" } };
		for (final String[] line : lines) {
			assertEquals(String.join(" ", line), Coverslip.USAGE, run(line));
			assertTrue(said, said.contains("names no file or folder") || said.contains("there is no command or file"));
		}
	}

	/** Each is refused, and none waits for somebody who writes into the pipe. */
	@Test(timeout = 60_000)
	public void pipesSocketsAndFolders() throws Exception {
		final Path pipe = Path.of(file("pipe.tif"));
		Assume.assumeTrue("needs mkfifo", Files.isExecutable(Path.of("/usr/bin/mkfifo"))
			&& new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor() == 0);
		final Path socket = Path.of(file("socket.tif"));
		final Path empty = Files.createDirectory(Path.of(file("folder.tif")));
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			server.bind(UnixDomainSocketAddress.of(socket));
			for (final Path what : List.of(pipe, socket, empty)) {
				final String name = what.toString();
				for (final String[] line : new String[][] { { "info", name }, { "inspect", name }, { "serve", name },
					{ "read", name, file("a.png") }, { "associated", name, "label", file("a.png") },
					{ "convert", name, file("a.tif") }, { "deepzoom", name, file("a.dzi") },
					{ "tiles", name, file("a") }, { "process", name, file("a.tif"), "--function", "maximum" },
					{ "deidentify", name, file("a.tif") }, { "annotations", name, file("a.xml") },
					{ "measure", name, file("a.csv") },
					{ "convert", slide().toString(), file("a.tif"), "--annotations", name },
					{ "process", slide().toString(), file("a.tif"), "--macro", name } }) {
					if (what == empty && line[0].equals("serve")) continue; // it may get slides
					assertNotEquals(String.join(" ", line), 0, run(line));
					assertFalse(String.join(" ", line), said.isEmpty());
				}
			}
			assertNotEquals(0, run("convert", slide().toString(), pipe.toString(), "--overwrite"));
			assertTrue("it is not replaced", Files.exists(pipe) && !Files.isRegularFile(pipe));
		}
		assertFalse(Files.exists(Path.of(file("a.tif"))));
	}

	@Test
	public void longNames() throws IOException {
		final String slide = slide().toString();
		final String name = "n".repeat(224);
		assertEquals(said, 0, run("convert", slide, file(name + ".tif"), "--region", "0,0,64,64"));
		assertEquals(said, 0, run("convert", slide, file(name + ".ome.zarr"), "--region", "0,0,64,64"));
		assertEquals(said, 0, run("read", slide, file(name + ".png"), "--x", "0", "--y", "0", "--width", "9",
			"--height", "9"));
		try (var files = Files.list(folder.getRoot().toPath())) {
			assertEquals(3, files.count());
		}
		assertEquals(1, run("convert", slide, file("n".repeat(300) + ".tif"), "--region", "0,0,64,64"));
	}

	@Test
	public void farAway() {
		assertEquals(1, run("read", slide().toString(), file("a.png"), "--x", "9223372036854775807", "--y", "0",
			"--width", "9", "--height", "9"));
		assertTrue(said, said.contains("farther out than any slide is"));
	}

	@Test
	public void whatIsNoSlideIsNotServed() throws IOException {
		final Path text = Files.writeString(Path.of(file("a.txt")), "no slide");
		assertEquals(1, run("serve", text.toString()));
		assertTrue(said, said.contains("a.txt is not a slide"));
	}

	@Test
	public void aDamagedLabelIsLeftOut() throws IOException {
		final Path damaged = Path.of(file("damaged.tif"));
		final byte[] bytes = Files.readAllBytes(slide());
		Files.write(damaged, bytes);
		assertEquals(said, 0, run("associated", damaged.toString(), "label", file("label.png")));
		damageLabel(bytes);
		Files.write(damaged, bytes);
		assertEquals(1, run("associated", damaged.toString(), "label", file("label2.png")));
		final List<List<String>> products = List.of(List.of("convert", file("a.tif")),
			List.of("convert", file("b.tif"), "--compression", "keep"),
			List.of("convert", file("c.svs"), "--dialect", "svs"), List.of("deepzoom", file("d")),
			List.of("deepzoom", file("e"), "--container", "szi"));
		for (final List<String> product : products) {
			final List<String> line = new ArrayList<>(product);
			line.add(1, damaged.toString());
			assertEquals(said, 0, run(line.toArray(String[]::new)));
			assertTrue(said, said.startsWith("coverslip: note: the label is left out: " + damaged));
		}
		assertEquals(said, 0, run("associated", file("a.tif"), "macro", file("macro.png")));
		assertEquals(1, run("associated", file("a.tif"), "label", file("label3.png")));
		assertFalse(Files.exists(Path.of(file("label3.png"))));
	}

	/** Overwrites the beginning of the label's first strip. */
	private static void damageLabel(final byte[] tiff) throws IOException {
		try (var slide = TiffFile.open(StoredFile.of(slide()))) {
			for (final var ifd : slide.ifds())
				if ("label".equals(ifd.text(TiffTag.IMAGE_DESCRIPTION))) {
					final int strip = (int) ifd.longs(TiffTag.STRIP_OFFSETS)[0];
					Arrays.fill(tiff, strip, strip + 20, (byte) 0xff);
				}
		}
	}

	/** A description that cannot be used is not lost in silence. */
	@Test
	public void omeXmlWithADoctype() throws IOException {
		final Path path = Path.of(file("doctype.ome.tif"));
		try (TiffFixture tiff = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			tiff.add(tiff.tile(16, 16).tiled(40, 36, 1).ascii(TiffTag.IMAGE_DESCRIPTION,
				"<?xml version=\"1.0\"?><!DOCTYPE OME><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">"
					+ "<Image ID=\"Image:0\"><Pixels ID=\"Pixels:0\" DimensionOrder=\"XYCZT\" Type=\"uint8\" "
					+ "SizeX=\"40\" SizeY=\"36\" SizeZ=\"1\" SizeC=\"3\" SizeT=\"1\" PhysicalSizeX=\"0.5\">"
					+ "<Channel ID=\"Channel:0:0\" SamplesPerPixel=\"3\"/><TiffData/></Pixels></Image></OME>"));
		}
		assertEquals(said, 0, run("convert", path.toString(), file("plain.tif")));
		assertTrue(said, said.contains("note: doctype.ome.tif: its OME-XML cannot be used"));
		assertTrue(said, said.contains("DOCTYPE"));
	}
}
