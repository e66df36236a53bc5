package org.coverslip.command;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.detect.SlideOpener;
import org.coverslip.export.mask.TissueMask;
import org.coverslip.export.mask.TissueOptions;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.process.Greys;
import org.coverslip.process.KnownFunctions;
import org.coverslip.process.PictureFunction;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.RealSlides;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Functions on slides, by the command. */
public class ProcessSlideCommandTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path slide;

	@Before
	public void draw() throws IOException {
		slide = SampleFile.brightField(file("slide.tif"));
	}

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private static ProcessSlideCommand run(final Path input, final Path output, final String options)
		throws IOException
	{
		final ProcessSlideCommand command = new ProcessSlideCommand();
		CommandOptions.set(command, options, List.of("input", "output"));
		command.parameter("input").orElseThrow().set(input.toFile());
		command.parameter("output").orElseThrow().set(output.toFile());
		command.execute(ProgressListener.NONE);
		return command;
	}

	private static Picture picture(final Scene scene) {
		return Picture.of(scene, new RegionReader(TileCache.ofBytes(32 << 20))).build();
	}

	private static PixelBlock pixels(final Path file) throws IOException {
		try (Slide one = SlideOpener.open(file)) {
			return picture(one.scenes().get(0)).read().block();
		}
	}

	@Test
	public void theResultLiesOnTheSlide() throws IOException {
		run(slide, file("blurred.tif"), "function=gaussian options=[sigma=2] gray region=100,50,500,300 tile=128");
		final PictureFunction gaussian = KnownFunctions.ofWord("gaussian");
		try (Slide from = SlideOpener.open(slide); Slide made = SlideOpener.open(file("blurred.tif"))) {
			final Picture part = Picture.of(from.scenes().get(0), new RegionReader(TileCache.ofBytes(32 << 20)))
				.region(new Region(100, 50, 500, 300)).build();
			final Picture expected =
				gaussian.apply(Greys.of(part), gaussian.options().parse("sigma=2"), ProgressListener.NONE);
			assertEquals(expected.read(), picture(made.scenes().get(0)).read());
			final PixelSize size = made.scenes().get(0).pixelSize().orElseThrow();
			assertEquals(from.scenes().get(0).pixelSize().orElseThrow().xUm(), size.xUm(), 1e-6);
		}
	}

	@Test
	public void numberOfWorkersAndTilesChangeNothing() throws IOException {
		for (final String how : List.of("workers=1 tile=64", "workers=4 tile=333"))
			for (final String what : List.of("function=median options=[radius=3]", "function=threshold",
				"function=nuclei result=labels", "function=nuclei result=table", "function=density pixelSize=4"))
				run(slide, file(what.hashCode() + how.substring(0, 9) + (what.contains("table") ? ".csv" : ".tif")),
					what + " " + how);
		try (var files = Files.list(folder.getRoot().toPath())) {
			for (final Path one : files.filter(f -> f.getFileName().toString().contains("workers=1")).toList()) {
				final Path other =
					one.resolveSibling(one.getFileName().toString().replace("workers=1", "workers=4"));
				if (one.toString().endsWith(".csv")) assertEquals(Files.readString(one), Files.readString(other));
				else assertTrue(one.toString(), Arrays.deepEquals(new Object[] { pixels(one).array() },
					new Object[] { pixels(other).array() }));
			}
		}
	}

	@Test
	public void onlyAnnotatedAreasAreProcessed() throws IOException {
		final Path drawn = file("drawn.geojson");
		write(drawn, Geometry.rectangle(Box.between(100, 50, 400, 300)),
			Geometry.ellipse(Box.between(600, 300, 900, 600)), Geometry.lines(List.of(Vertices.of(0, 0, 9, 9))));
		run(slide, file("all.tif"), "function=minimum options=[radius=2]");
		run(slide, file("some.tif"), "function=minimum options=[radius=2] tile=128 annotations=[" + drawn + "]");
		final PixelBlock all = pixels(file("all.tif"));
		final PixelBlock some = pixels(file("some.tif"));
		int inside = 0;
		for (int y = 0; y < all.height(); y++)
			for (int x = 0; x < all.width(); x++) {
				final boolean is = x >= 100 && x < 400 && y >= 50 && y < 300
					|| Math.hypot(x + 0.5 - 750, y + 0.5 - 450) < 150;
				if (is) inside++;
				// the polygon of the ellipse is a little smaller
				if (Math.abs(Math.hypot(x + 0.5 - 750, y + 0.5 - 450) - 150) < 0.5) continue;
				for (int s = 0; s < 3; s++)
					assertEquals(x + "," + y, is ? all.value(x, y, s) : 255, some.value(x, y, s), 0);
			}
		assertTrue(inside > 100_000);
	}

	@Test
	public void onlyTissueIsProcessed() throws IOException {
		run(slide, file("tissue.tif"), "tissue maskDownsample=8");
		final PixelBlock all = pixels(slide);
		final PixelBlock tissue = pixels(file("tissue.tif"));
		final TissueMask mask;
		try (Slide from = SlideOpener.open(slide)) {
			mask = TissueMask.of(from.scenes().get(0), 0, 0, new TissueOptions(8, 0, 64, 256), ProgressListener.NONE);
		}
		int kept = 0;
		for (int y = 0; y < all.height(); y++)
			for (int x = 0; x < all.width(); x++) {
				final boolean is = x / 8 < mask.picture().width() && y / 8 < mask.picture().height()
					&& mask.isTissue(x / 8, y / 8);
				if (is) kept++;
				for (int s = 0; s < 3; s++)
					assertEquals(is ? all.value(x, y, s) : 255, tissue.value(x, y, s), 0);
			}
		assertTrue(kept + " kept", kept > 10_000 && kept < all.shape().pixels() - 10_000);
	}

	@Test
	public void whatIsFoundIsListedDrawnAndNumberedAlike() throws IOException {
		final Path drawn = file("area.geojson");
		write(drawn, Geometry.rectangle(Box.between(0, 0, 550, 700)));
		for (final String where : List.of("", " annotations=[" + drawn + "]")) {
			final String name = where.isEmpty() ? "all" : "half";
			final ProcessSlideCommand command =
				run(slide, file(name), "function=nuclei result=table tile=256" + where);
			run(slide, file(name + ".geojson"), "function=nuclei result=rois" + where);
			run(slide, file(name + ".tif"), "function=nuclei result=labels" + where);
			final List<String> lines = Files.readAllLines(file(name + ".csv"));
			assertEquals("X,Y,X_um,Y_um,Channel,Z,T,Response", lines.get(0));
			final List<String> listed = lines.subList(1, lines.size()).stream()
				.map(line -> line.split(",")[0] + "," + line.split(",")[1]).toList();
			assertEquals(List.of(listed.size() + " nuclei"), command.outputTexts());
			assertTrue(listed.size() + " nuclei", listed.size() > 20);
			final List<Annotation> points = read(file(name + ".geojson"));
			assertEquals(listed, points.stream().map(a -> a.geometry().points())
				.map(p -> p.x(0) + "," + p.y(0)).collect(Collectors.toList()));
			assertEquals("Nucleus", points.get(0).classification().orElseThrow().name());
			final PixelBlock labels = pixels(file(name + ".tif"));
			final TreeSet<Integer> numbers = new TreeSet<>();
			for (int i = 0; i < labels.shape().pixels(); i++)
				numbers.add((int) labels.value(i));
			assertEquals(listed.size() + 1, numbers.size());
			assertEquals(listed.size(), (int) numbers.last());
			for (int n = 0; n < listed.size(); n++) {
				final String[] xy = listed.get(n).split(",");
				assertEquals(n + 1, (int) labels.value((int) Double.parseDouble(xy[0]),
					(int) Double.parseDouble(xy[1]), 0));
				if (!where.isEmpty()) assertTrue(Double.parseDouble(xy[0]) < 550);
			}
		}
	}

	@Test
	public void objectsOfAMaskAreListedOutlinedAndNumberedAlike() throws IOException {
		final String options = "function=threshold options=[objects=dark value=150] level=0";
		final ProcessSlideCommand command = run(slide, file("a"), options + " result=table tile=256");
		run(slide, file("a.geojson"), options + " result=rois tile=100");
		run(slide, file("a.tif"), options + " result=labels");
		final List<String> lines = Files.readAllLines(file("a.csv"));
		assertEquals("X,Y,X_um,Y_um,Channel,Z,T,Area,Area_um2,BX,BY,Width,Height", lines.get(0));
		final int count = lines.size() - 1;
		assertTrue(count + " objects", count > 20);
		assertEquals(List.of(count + " objects"), command.outputTexts());
		final List<Annotation> outlines = read(file("a.geojson"));
		assertEquals(count, outlines.size());
		final PixelBlock labels = pixels(file("a.tif"));
		final int[] areas = new int[count + 1];
		for (int i = 0; i < labels.shape().pixels(); i++)
			areas[(int) labels.value(i)]++;
		for (int i = 1; i <= count; i++) {
			final String[] cells = lines.get(i).split(",");
			final Annotation outline = outlines.get(i - 1);
			assertEquals(Integer.toString(i), outline.name().orElseThrow());
			assertEquals(areas[i], Double.parseDouble(cells[7]), 0);
			assertEquals(areas[i], outline.geometry().polygons().stream().mapToDouble(Polygon::area).sum(), 1e-6);
			assertEquals(Double.parseDouble(cells[9]), outline.geometry().box().x(), 0);
			assertEquals(Double.parseDouble(cells[12]), outline.geometry().box().height(), 0);
		}
		final Path half = file("half.geojson");
		write(half, Geometry.rectangle(Box.between(0, 0, 550, 700)));
		run(slide, file("half.csv"), options + " result=table annotations=[" + half + "] tile=64");
		final List<String> expected = lines.stream().skip(1).filter(line -> {
			final String[] cells = line.split(",");
			return Double.parseDouble(cells[9]) + Double.parseDouble(cells[11]) / 2 < 550;
		}).toList();
		assertEquals(expected, Files.readAllLines(file("half.csv")).stream().skip(1).toList());
	}

	@Test
	public void channelsAndFocalPlanesStay() throws IOException {
		final Path stack = RealSlides.path("ome-tiff/libvips-multi-channel-z-series.ome.tif");
		run(stack, file("median.ome.tif"), "function=median options=[radius=1.5] dialect=ome");
		run(stack, file("one.tif"), "function=median options=[radius=1.5] channel=1 z=2 dialect=ome");
		final PictureFunction median = KnownFunctions.ofWord("median");
		try (Slide from = SlideOpener.open(stack); Slide made = SlideOpener.open(file("median.ome.tif"));
			Slide one = SlideOpener.open(file("one.tif"))) {
			final Scene expected = from.scenes().get(0);
			final Scene scene = made.scenes().get(0);
			assertTrue(expected.sizeZ() > 2 && expected.channels().size() > 1);
			assertEquals(expected.sizeZ(), scene.sizeZ());
			assertEquals(expected.channels().size(), scene.channels().size());
			final Picture all = median.apply(picture(expected), median.options().parse("radius=1.5"),
				ProgressListener.NONE);
			for (int z = 0; z < scene.sizeZ(); z++)
				for (int c = 0; c < scene.channels().size(); c++)
					assertEquals("channel " + c + " z " + z, all.read(new Plane(c, z, 0), all.bounds()),
						picture(scene).read(new Plane(c, z, 0), all.bounds()));
			assertEquals(all.read(new Plane(1, 2, 0), all.bounds()), picture(one.scenes().get(0)).read());
		}
	}

	@Test
	public void onlyAreasOfTheWantedClassesAreProcessed() throws IOException {
		final Path areas = file("areas.geojson");
		try (AnnotationWriter writer = AnnotationFiles.write(areas, AnnotationFiles.formatFor(areas),
			SlideFrame.UNKNOWN, Optional.empty(), new Remarks())) {
			writer.put(Annotation.builder(Geometry.rectangle(Box.between(100, 100, 300, 300)))
				.classification(new Classification("Tumor")).build());
			writer.put(Annotation.builder(Geometry.rectangle(Box.between(400, 100, 600, 300)))
				.classification(new Classification("Stroma")).build());
			writer.put(Annotation.builder(Geometry.rectangle(Box.between(700, 100, 900, 300))).build());
			writer.finish();
		}
		run(slide, file("tumor.tif"), "annotations=[" + areas + "] classes=Tumor compression=deflate");
		final PixelBlock before = pixels(slide);
		final PixelBlock after = pixels(file("tumor.tif"));
		for (int y = 0; y < after.height(); y += 7)
			for (int x = 0; x < after.width(); x += 7) {
				final boolean inside = x >= 100 && x < 300 && y >= 100 && y < 300;
				assertEquals(x + ", " + y, inside ? before.value(x, y, 1) : 255, after.value(x, y, 1), 0);
			}
		assertEquals("none of the 3 annotations in " + areas + " is of the class Tumour; there are Stroma, Tumor",
			refusal("a.tif", "annotations=[" + areas + "] classes=Tumour"));
		assertEquals("classes are those of annotations, of which no file is given", refusal("a.tif", "classes=Tumor"));
	}

	@Test
	public void whatIsNotPossibleIsRefused() throws IOException {
		final Path points = file("points.geojson");
		write(points, Geometry.points(Vertices.of(5, 5)));
		assertEquals(points + " has no annotation with an area, in which one could process",
			refusal("a.tif", "annotations=[" + points + "]"));
		assertEquals("the function \"gaussian\" finds no objects, of which table could be written, but makes an image",
			refusal("a.csv", "function=gaussian options=[sigma=2] result=table"));
		assertEquals("the name " + file("a.tif") + " should end in .csv",
			refusal("a.tif", "function=nuclei result=table"));
		assertTrue(refusal("a.tif", "function=nuclei result=rois").contains("no ending of a format of annotations"));
		assertEquals("the option \"sigma\" is missing", refusal("a.tif", "function=gaussian"));
		assertTrue(refusal("a.tif", "function=gausian").startsWith("\"function=gausian\" is none of downsample, "));
		final PixelBlock before = pixels(slide);
		assertTrue(refusal("slide.tif", "overwrite").contains("slide.tif"));
		assertArrayEquals(before.bytes(), pixels(slide).bytes());
	}

	private String refusal(final String output, final String options) {
		return assertThrows(IllegalArgumentException.class, () -> run(slide, file(output), options)).getMessage();
	}

	@Test
	public void allSlidesOfAFolderAreProcessed() throws IOException {
		final Path slides = Files.createDirectory(file("slides"));
		Files.copy(slide, slides.resolve("a.tif"));
		Files.copy(slide, slides.resolve("b.tif"));
		final ProcessFolderCommand command = new ProcessFolderCommand();
		CommandOptions.set(command, "task=process options=[function=nuclei result=table]", List.of());
		command.parameter("input").orElseThrow().set(slides.toFile());
		command.parameter("output").orElseThrow().set(file("results").toFile());
		command.execute(ProgressListener.NONE);
		assertEquals(Files.readString(file("results").resolve("a.csv")),
			Files.readString(file("results").resolve("b.csv")));
	}

	private static void write(final Path file, final Geometry... geometries) throws IOException {
		try (AnnotationWriter writer = AnnotationFiles.write(file, AnnotationFiles.formatFor(file),
			SlideFrame.UNKNOWN, Optional.empty(), new Remarks())) {
			for (final Geometry geometry : geometries)
				writer.put(Annotation.builder(geometry).build());
			writer.finish();
		}
	}

	private static List<Annotation> read(final Path file) throws IOException {
		final List<Annotation> all = new ArrayList<>();
		final AnnotationFile source = AnnotationFile.of(file);
		AnnotationFiles.read(source, AnnotationFiles.formatOf(source), SlideFrame.UNKNOWN, Optional.empty(),
			new Remarks(), all::add);
		return all;
	}
}
