package org.coverslip.command;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.image.IndexColorModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

public class MaskCommandsTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path slide;
	private Path drawn;

	@Before
	public void draw() throws IOException {
		slide = SampleFile.brightField(file("slide.tif"));
		drawn = file("drawn.geojson");
		write(drawn, List.of(
			area("Tumor", 100, 50, 400, 300), area("Stroma", 300, 200, 700, 600),
			Annotation.builder(Geometry.lines(List.of(Vertices.of(0, 0, 50, 50)))).name("a line").build(),
			area("Tumor", 900, 100, 1090, 690)));
	}

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private static Annotation area(final String name, final double x1, final double y1, final double x2,
		final double y2)
	{
		return Annotation.builder(Geometry.rectangle(Box.between(x1, y1, x2, y2)))
			.classification(new Classification(name)).build();
	}

	private static void write(final Path file, final List<Annotation> annotations) throws IOException {
		try (AnnotationWriter writer = AnnotationFiles.write(file, AnnotationFiles.formatFor(file), SlideFrame.UNKNOWN,
			Optional.of(Origin.LEVEL0), new Remarks())) {
			for (final Annotation annotation : annotations)
				writer.put(annotation);
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

	/** Runs a command with keys and values, files among them as paths. */
	private static <C extends SlideCommand> C run(final C command, final Object... values) throws IOException {
		for (int i = 0; i < values.length; i += 2)
			command.parameter((String) values[i]).orElseThrow()
				.set(values[i + 1] instanceof Path path ? path.toFile() : values[i + 1]);
		command.execute(ProgressListener.NONE);
		return command;
	}

	private static long[] pixels(final Path file, final int level) throws IOException {
		try (Slide mask = SlideOpener.open(file)) {
			final Scene scene = mask.scenes().get(0);
			final PixelBlock block = new RegionReader(TileCache.ofBytes(1 << 24))
				.read(scene, level, Plane.FIRST, scene.level(level).region()).block();
			final long[] values = new long[block.shape().pixels()];
			for (int i = 0; i < values.length; i++)
				values[i] = (long) block.value(i);
			return values;
		}
	}

	@Test
	public void aMaskLiesOnItsSlide() throws IOException {
		final Path mask = file("mask.tif");
		final AnnotationsToMaskCommand command =
			run(new AnnotationsToMaskCommand(), "input", drawn, "output", mask, "slide", slide);
		assertEquals(List.of("3 of 4 annotations in a mask of 1100 x 700 pixels of 8 bits\n" //
			+ "label 1 = Tumor #" + color("Tumor") + "\nlabel 2 = Stroma #" + color("Stroma")), command.outputTexts());
		assertTrue(command.notes().toString(), command.notes().toString().contains("lineWidth"));
		try (Slide of = SlideOpener.open(slide); Slide made = SlideOpener.open(mask)) {
			final Scene scene = made.scenes().get(0);
			assertEquals(of.scenes().get(0).pixelSize(), scene.pixelSize());
			assertEquals(of.scenes().get(0).objectivePower(), scene.objectivePower());
			assertTrue(scene.isCategorical());
			assertTrue("levels", scene.levels().size() > 2);
			for (int level = 1; level < scene.levels().size(); level++)
				assertNearest(pixels(mask, level - 1), scene.level(level - 1).region(), pixels(mask, level),
					scene.level(level).region());
		}
		final long[] pixels = pixels(mask, 0);
		for (int i = 0; i < pixels.length; i++) {
			final int x = i % 1100;
			final int y = i / 1100;
			assertEquals(x >= 300 && y >= 200 && x < 700 && y < 600 ? 2
				: x >= 100 && y >= 50 && x < 400 && y < 300 || x >= 900 && y >= 100 && x < 1090 && y < 690 ? 1 : 0,
				pixels[i]);
		}
	}

	private static String color(final String name) {
		return "%06x".formatted(new Classification(name).shownColor());
	}

	private static void assertNearest(final long[] finer, final Region finerSize, final long[] level,
		final Region size)
	{
		for (int i = 0; i < level.length; i++) {
			final long x = i % size.width();
			final long y = i / size.width();
			assertEquals(finer[(int) (2 * y * finerSize.width() + 2 * x)], level[i]);
		}
	}

	@Test
	public void theNamesOfClassesComeBack() throws IOException {
		final Path mask = file("mask.tif");
		final Path again = file("again.geojson");
		run(new ConvertAnnotationsCommand(), "input", drawn, "output", mask, "slide", slide);
		run(new ConvertAnnotationsCommand(), "input", mask, "output", again);
		final List<Annotation> all = read(again);
		assertEquals(List.of("Tumor", "Stroma", "Tumor"),
			all.stream().map(one -> one.classification().get().name()).toList());
		assertEquals(300 * 250 - 100 * 100, all.get(0).geometry().area(), 0);
		final Path objects = file("objects.tif");
		final Path split = file("split.geojson");
		run(new ConvertAnnotationsCommand(), "input", drawn, "output", objects, "slide", slide, "labels", "object");
		run(new ConvertAnnotationsCommand(), "input", objects, "output", split);
		assertEquals(List.of("1", "2", "4"), read(split).stream().map(one -> one.name().get()).toList());
	}

	/** A mask of half the size is traced in the pixels of its slide. */
	/** In an image that is there, whose version and number of levels they take over, and as images of their own. */
	@Test
	public void labelsOfAnImageInOmeZarr() throws IOException {
		for (final String version : List.of("0.4", "0.5")) {
			final Path zarr = file(version + ".ome.zarr");
			run(new ConvertSlideCommand(), "input", slide, "output", zarr, "zarr", version, "chunk", 128);
			for (final String name : List.of("classes", "objects"))
				run(new ConvertAnnotationsCommand(), "input", drawn, "output", zarr.resolve("labels").resolve(name),
					"labels", name.equals("objects") ? "object" : "class");
			final Path classes = zarr.resolve("labels/classes");
			assertTrue(assertThrows(IllegalArgumentException.class, () -> run(new AnnotationsToMaskCommand(), "input",
				drawn, "output", classes)).getMessage().contains("there already"));
			run(new AnnotationsToMaskCommand(), "input", drawn, "output", classes, "overwrite", true);
			try (Slide made = SlideOpener.open(zarr)) {
				assertEquals(List.of("labels/classes", "labels/objects"),
					made.scenes().stream().skip(1).map(Scene::name).toList());
				for (final Scene labels : made.scenes().subList(1, 3)) {
					assertTrue(labels.isCategorical());
					assertEquals(made.scenes().get(0).levels().size(), labels.levels().size());
					assertEquals(made.scenes().get(0).pixelSize(), labels.pixelSize());
				}
			}
			final Path again = file(version + ".geojson");
			run(new ConvertAnnotationsCommand(), "input", classes, "output", again);
			assertEquals(List.of("Tumor", "Stroma", "Tumor"),
				read(again).stream().map(one -> one.classification().get().name()).toList());
			final String description =
				Files.readString(classes.resolve(version.equals("0.4") ? ".zattrs" : "zarr.json"));
			assertTrue(description, description.contains("{\"label-value\": 2, \"class\": \"Stroma\"}")
				&& description.contains("{\"image\": \"../../\"}"));
			assertTrue(assertThrows(IOException.class, () -> run(new AnnotationsToMaskCommand(), "input", drawn,
				"output", file("none.ome.zarr/labels/a"))).getMessage().contains("none.ome.zarr"));
		}
		final Path alone = file("alone.ome.zarr");
		run(new AnnotationsToMaskCommand(), "input", drawn, "output", alone, "slide", slide);
		try (Slide made = SlideOpener.open(alone)) {
			assertTrue(made.scenes().get(0).isCategorical());
		}
	}

	@Test
	public void aCoarseMaskIsTracedInTheSlidesPixels() throws IOException {
		final Path mask = file("mask.tif");
		final Path again = file("again.geojson");
		run(new AnnotationsToMaskCommand(), "input", drawn, "output", mask, "slide", slide, "downsample", 2.0);
		run(new MaskToAnnotationsCommand(), "input", mask, "output", again, "slide", slide);
		assertEquals(new Box(300, 200, 400, 400), read(again).get(1).geometry().box());
		final Path own = file("own.geojson");
		run(new MaskToAnnotationsCommand(), "input", mask, "output", own);
		assertEquals(new Box(150, 100, 200, 200), read(own).get(1).geometry().box());
	}

	@Test
	public void withoutASlideItsSizeIsAskedFor() throws IOException {
		final Path mask = file("mask.tif");
		assertEquals("a mask is as large as its slide, and no slide is given: say slide=FILE, or the width and height "
			+ "of level 0", assertThrows(IllegalArgumentException.class,
			() -> run(new ConvertAnnotationsCommand(), "input", drawn, "output", mask)).getMessage());
		assertFalse(Files.exists(mask));
		run(new ConvertAnnotationsCommand(), "input", drawn, "output", mask, "width", 1100, "height", 700, "size", 110);
		try (Slide made = SlideOpener.open(mask)) {
			assertEquals(110, made.scenes().get(0).width());
			assertEquals(70, made.scenes().get(0).height());
		}
		assertTrue(assertThrows(IllegalArgumentException.class, () -> run(new ConvertAnnotationsCommand(), "input",
			drawn, "output", mask, "width", 1100, "height", 700)).getMessage().contains("there already"));
	}

	@Test
	public void anImageThatIsNoMaskIsRefused() throws IOException {
		final Path again = file("again.geojson");
		final String sentence = assertThrows(IllegalArgumentException.class,
			() -> run(new MaskToAnnotationsCommand(), "input", slide, "output", again)).getMessage();
		assertTrue(sentence, sentence.startsWith("slide.tif is no mask: its pixel (0, 0) has a colour")
			|| sentence.startsWith("slide.tif is no mask: its pixel ("));
		assertFalse(Files.exists(again));
		assertThrows(IOException.class, () -> run(new ConvertAnnotationsCommand(), "input", slide, "output", again));
	}

	/** As ImageJ saves them: 0 and 255, 16 bits, 32 bits of floating point, and colours from a table. */
	@Test
	public void masksOfImageJAreTraced() throws IOException {
		final Random random = new Random(4);
		final int[][] labels = new int[90][130];
		for (int y = 0; y < 90; y++)
			for (int x = 0; x < 130; x++)
				labels[y][x] = random.nextInt(3) == 0 ? 1 + x / 50 : 0;
		final ImageProcessor bytes = new ByteProcessor(130, 90);
		final ImageProcessor shorts = new ShortProcessor(130, 90);
		final ImageProcessor floats = new FloatProcessor(130, 90);
		for (int y = 0; y < 90; y++)
			for (int x = 0; x < 130; x++) {
				bytes.set(x, y, labels[y][x] > 0 ? 255 : 0);
				shorts.set(x, y, labels[y][x] * 1000);
				floats.setf(x, y, labels[y][x] * 70_000f);
			}
		assertEquals(List.of("255"), values(saved(bytes, "bytes.tif"), "class"));
		assertEquals(List.of("1000", "2000", "3000"), values(saved(shorts, "shorts.tif"), "class"));
		assertEquals(List.of("70000", "140000", "210000"), values(saved(floats, "floats.tif"), "auto"));
		final File png = file("bytes.png").toFile();
		assertTrue(new FileSaver(new ImagePlus("png", bytes)).saveAsPng(png.getPath()));
		assertEquals(List.of("255"), values(png.toPath(), "class"));
	}

	/** Labels in the colours of a table: what is kept of them is the colour. */
	@Test
	public void colorsOfAPaletteAreLabels() throws IOException {
		final byte[] red = new byte[256];
		final byte[] green = new byte[256];
		red[1] = (byte) 200;
		green[2] = (byte) 150;
		final ImageProcessor labels = new ByteProcessor(70, 50);
		labels.setColorModel(new IndexColorModel(8, 256, red, green, new byte[256]));
		for (int y = 10; y < 30; y++)
			for (int x = 10; x < 60; x++)
				labels.set(x, y, x < 20 ? 1 : 2);
		final Path target = file("palette.geojson");
		run(new ConvertAnnotationsCommand(), "input", saved(labels, "palette.tif"), "output", target);
		final List<Annotation> all = read(target);
		assertEquals(List.of("Label " + (200 << 16), "Label " + (150 << 8)),
			all.stream().map(one -> one.classification().get().name()).toList());
		assertEquals(List.of(200.0, 800.0), all.stream().map(one -> one.geometry().area()).toList());
	}

	private Path saved(final ImageProcessor processor, final String name) {
		final File target = file(name).toFile();
		assertTrue(new FileSaver(new ImagePlus(name, processor)).saveAsTiff(target.getPath()));
		return target.toPath();
	}

	/** Each pixel lies in the annotation of its value, as far as areas tell. */
	private List<String> values(final Path mask, final String labels) throws IOException {
		final Path target = mask.resolveSibling(mask.getFileName() + ".geojson");
		run(new MaskToAnnotationsCommand(), "input", mask, "output", target, "labels", labels);
		final List<Annotation> all = read(target);
		final long[] pixels = pixels(mask, 0);
		final List<String> values =
			all.stream().map(one -> one.properties().get("label")).distinct().sorted((a, b) -> Long.compare(
				Long.parseLong(a), Long.parseLong(b))).toList();
		for (final String value : values)
			assertEquals(Arrays.stream(pixels).filter(pixel -> pixel == Long.parseLong(value)).count(),
				all.stream().filter(one -> one.properties().get("label").equals(value))
					.mapToDouble(one -> one.geometry().area()).sum(),
				0);
		return values;
	}

	@Test
	public void polygonsAreThoseOfGdal() throws IOException {
		final Random random = new Random(8);
		final ImageProcessor noise = new ByteProcessor(301, 283);
		for (int y = 0; y < 283; y++)
			for (int x = 0; x < 301; x++)
				noise.set(x, y, y < 100 ? random.nextInt(3)
					: (int) (1.4 + Math.sin(x * 0.11) + Math.cos(y * 0.13 + x * 0.02)) * 7 + random.nextInt(8) / 7);
		final Path mask = saved(noise, "noise.tif");
		final Path traced = file("traced.geojson");
		run(new MaskToAnnotationsCommand(), "input", mask, "output", traced);
		final int count = read(traced).size();
		assertTrue(count + " polygons", count > 3000);
		assertEquals("same " + count, Oracle.gdalPolygonize(mask, traced));
	}

	@Test
	public void optionsOfTracing() throws IOException {
		final ImageProcessor image = new ByteProcessor(40, 30);
		image.setValue(200);
		image.fill();
		image.setValue(0);
		image.fillOval(5, 5, 20, 20);
		image.set(30, 3, 0);
		image.set(31, 4, 0);
		final Path mask = saved(image, "ovals.tif");
		final Path eight = file("eight.geojson");
		run(new MaskToAnnotationsCommand(), "input", mask, "output", eight, "background", 200L, "connectivity", "8");
		assertEquals(2, read(eight).size());
		assertEquals(2, read(eight).get(0).geometry().polygons().size());
		final Path large = file("large.geojson");
		run(new MaskToAnnotationsCommand(), "input", mask, "output", large, "background", 200L, "minArea", 2.0,
			"simplify", 1.0);
		assertEquals(1, read(large).size());
		assertTrue(read(large).get(0).geometry().vertexCount() < 20);
	}

	@Test
	public void measuresAreInMicrometresOfTheSlide() throws IOException {
		final Path table = file("table.csv");
		final MeasureAnnotationsCommand command =
			run(new MeasureAnnotationsCommand(), "input", drawn, "output", table, "slide", slide);
		final List<String> lines = Files.readAllLines(table);
		assertEquals(5, lines.size());
		assertEquals("1,Tumor,,annotation,rectangle,1,250,175,75000,4687.5,1100,275,,0,0", lines.get(1));
		assertEquals("3,,a line,annotation,lines,1,25,25,,,70.71067812,17.67766953,,0,0", lines.get(3));
		assertTrue(command.outputTexts().get(0), command.outputTexts().get(0).startsWith("class "));
		assertEquals(4, command.outputTexts().get(0).lines().count());
		assertArrayEquals(new String[0], command.notes().toArray());
	}
}
