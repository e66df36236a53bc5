package org.coverslip.format.lif;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.lif.LifFixture.Image;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.SameSlide;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Projects of XLEF, XLCF, XLIF and LOF files. */
public class LeicaProjectTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path root;

	@Before
	public void makeRoot() throws IOException {
		root = folder.getRoot().toPath().toRealPath();
		Files.createDirectories(root.resolve("Metadata"));
		Files.createDirectories(root.resolve("Wells"));
	}

	private static Image image(final String name) {
		return new Image(name).channel(16, "Green", 0).axis(1, 20, 2).axis(2, 10, 40).axis(3, 2, 400);
	}

	private static String header(final String inside) {
		return "<?xml version=\"1.0\"?>\n<LMSDataContainerHeader Version=\"2\">" + inside + "</LMSDataContainerHeader>";
	}

	private Path write(final String name, final String xml, final Charset charset) throws IOException {
		return Files.write(root.resolve(name), xml.getBytes(charset));
	}

	private void collection(final String name, final String title, final String kind, final String... references)
		throws IOException {
		final StringBuilder children = new StringBuilder();
		for (final String reference : references)
			children.append("<Reference File=\"" + reference + "\" UUID=\"0\"/>");
		write(name,
			header("<Element Name=\"" + title + "\"><Data><" + kind + "/></Data><Children>" + children
			+ "</Children></Element>"),
			StandardCharsets.UTF_8);
	}

	/** Describes an image whose memory block is made of parts, each a file, offset and size. */
	private void described(final String name, final Image image, final Charset charset, final String... parts)
		throws IOException {
		final StringBuilder blocks = new StringBuilder();
		for (final String part : parts) {
			final String[] words = part.split(" ");
			blocks.append("<Block File=\"" + words[0] + "\" Offset=\"" + words[1] + "\" Size=\"" + words[2]
				+ "\" UUID=\"\"/>");
		}
		final String xml = image.xml("MemBlock_1", image.data().length);
		write(name,
			header(xml.replaceFirst("(<Memory [^>]*)/>", "$1>" + Matcher.quoteReplacement(blocks + "</Memory>"))),
			charset);
	}

	private void lof(final String name, final Image image) throws IOException {
		Files.write(root.resolve(name), new LifFixture(2).add(image).lof("<Data/>"));
	}

	private static int value(final Scene scene, final int x, final int y, final int z) throws IOException {
		return (int) new RegionReader(TileCache.ofBytes(1 << 20))
			.read(scene, 0, new Plane(0, z, 0), new Region(x, y, 1, 1)).block()
			.value(0, 0, 0);
	}

	private static int truth(final int x, final int y, final int z) {
		return LifFixture.value(0, new int[] { 1, 2, 3 }, new int[] { x, y, z });
	}

	@Test
	public void projectOfSeveralImages() throws IOException {
		collection("project.xlef", "project", "Experiment", "Metadata\\a%20b.xlif", "Wells/wells.xlcf",
			"Metadata/a%20b.xlif",
			"direct.lof", "view.xllf");
		collection("Wells/wells.xlcf", "Wells", "Collection", "../Metadata/c.xlif", "wells.xlcf", "../project.xlef");
		described("Metadata/a b.xlif", image("a b"), StandardCharsets.UTF_16LE, "..\\a%20b.lof 0 800");
		described("Metadata/c.xlif", image("c"), StandardCharsets.UTF_8, "../Wells/c.lof 0 400",
			"../Wells/c2.lof 400 400");
		lof("a b.lof", image("a b"));
		Files.write(root.resolve("direct.lof"),
			new LifFixture(2).add(image("direct")).lof(header(image("direct").xml("", 800)).substring(22)));
		lof("Wells/c.lof", image("c"));
		lof("Wells/c2.lof", image("c"));
		try (Slide slide = SlideOpener.open(root.resolve("project.xlef"))) {
			assertEquals("Leica LIF", slide.metadata().format());
			assertEquals(List.of("a b", "Wells/c", "direct"), slide.scenes().stream().map(Scene::name).toList());
			assertEquals(truth(19, 9, 1), value(slide.scenes().get(0), 19, 9, 1));
			assertEquals(truth(19, 9, 0), value(slide.scenes().get(1), 19, 9, 0));
			assertEquals("the second file begins anew", truth(3, 2, 0), value(slide.scenes().get(1), 3, 2, 1));
			assertEquals(Set.of("project.xlef", "Metadata/a b.xlif", "Wells/wells.xlcf", "Metadata/c.xlif", "a b.lof",
				"direct.lof", "Wells/c.lof",
				"Wells/c2.lof").stream().map(root::resolve).collect(Collectors.toSet()), slide.metadata().files());
			assertEquals(List.of(), slide.metadata().notShown());
			SameSlide.checkElsewhere(root.resolve("project.xlef"), slide);
		}
	}

	@Test
	public void oneImageByItself() throws IOException {
		described("single.xlif", image("single"), StandardCharsets.UTF_16BE, "single.lof 0 800");
		lof("single.lof", image("single"));
		try (Slide slide = SlideOpener.open(root.resolve("single.xlif"))) {
			assertEquals("single", slide.scenes().get(0).name());
			assertEquals(truth(5, 6, 1), value(slide.scenes().get(0), 5, 6, 1));
		}
	}

	@Test
	public void whatCannotBeShownIsNamed() throws IOException {
		collection("project.xlef", "project", "Experiment", "a.xlif", "tiff.xlif", "missing.xlif", "lost.xlif",
			"../../outside.xlif", "bad.xlif",
			"film.avi");
		described("a.xlif", image("a"), StandardCharsets.UTF_8, "a.lof 0 800");
		described("tiff.xlif", image("in TIFF"), StandardCharsets.UTF_8, "tiff_z0.tif 0 400", "tiff_z1.tif 400 400");
		described("lost.xlif", image("lost"), StandardCharsets.UTF_8, "lost.lof 0 800");
		described("bad.xlif", image("bad"), StandardCharsets.UTF_8, "bad.lof 0 800");
		Files.write(root.resolve("bad.lof"), new byte[500]);
		lof("a.lof", image("a"));
		try (Slide slide = SlideOpener.open(root.resolve("project.xlef"))) {
			assertEquals(1, slide.scenes().size());
			final String all = String.join("\n", slide.metadata().notShown());
			for (final String part : List.of("the images of missing.xlif are not shown: there is no file missing.xlif",
				"the image \"in TIFF\" is not shown: it is stored in 2 files of another kind (tiff_z0.tif, ...)",
				"the samples of \"lost\" are not shown: there is no file lost.lof", "found ../../outside.xlif",
				"the file film.avi is not shown", "bad.lof is not shown",
				"the image \"bad\" is not shown: the file has no data of it"))
				assertTrue(part + " in " + all, all.contains(part));
		}
	}

	@Test
	public void projectsWithoutImages() throws IOException {
		described("tiff.xlif", image("in TIFF"), StandardCharsets.UTF_8, "tiff.tif 0 800");
		final SlideFormatException e =
			assertThrows(SlideFormatException.class, () -> SlideOpener.open(root.resolve("tiff.xlif")));
		assertTrue(e.getMessage(), e.getMessage()
			.contains("found none: the image \"in TIFF\" is not shown: it is stored in 1 file of another kind"
			+ " (tiff.tif), to be opened by itself"));
		collection("empty.xlef", "empty", "Experiment");
		assertThrows(SlideFormatException.class, () -> SlideOpener.open(root.resolve("empty.xlef")));
		write("cut.xlef", header("<Element"), StandardCharsets.UTF_8);
		assertThrows(SlideFormatException.class, () -> SlideOpener.open(root.resolve("cut.xlef")));
	}
}
