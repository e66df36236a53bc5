package org.coverslip.command;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.Color;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.slide.ProgressListener;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.plugin.Duplicator;

/** Import and export of annotations on images, without a screen. */
public class ImageAnnotationCommandsTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static final Classification TUMOR = new Classification("Tumor", OptionalInt.of(0xc80000));

	private static final List<Annotation> FOUR = List.of(
		Annotation.builder(Geometry.rectangle(new Box(16, 24, 80, 40))).classification(TUMOR).build(),
		Annotation.builder(Geometry.polygons(List.of(new Polygon(Vertices.ofBox(new Box(400, 200, 160, 160)),
			List.of(Vertices.ofBox(new Box(440, 240, 40, 40))))))).name("ring").classification(TUMOR).build(),
		Annotation.builder(Geometry.points(Vertices.of(20.5, 20.5))).color(0x0000ff).build(),
		Annotation.builder(Geometry.ellipse(new Box(800, 400, 100, 60))).classification(new Classification("Stroma"))
			.build());

	private Path path(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private File slide() throws IOException {
		final Path slide = path("a slide.tif");
		return (Files.exists(slide) ? slide : SampleFile.brightField(slide)).toFile();
	}

	private static ImagePlus opened(final SlideCommand open, final Map<String, Object> given) throws IOException {
		given.forEach((key, value) -> open.parameter(key).orElseThrow().set(value));
		open.execute(ProgressListener.NONE);
		return CommandParameter.outputImages(open).get(0);
	}

	/** All of the slide, a quarter as large. */
	private ImagePlus overview() throws IOException {
		return opened(new OpenOverviewCommand(), Map.of("input", slide(), "size", 275));
	}

	private ImagePlus crop(final String region, final double pixelSize) throws IOException {
		return opened(new OpenSlideCommand(), Map.of("input", slide(), "region", region, "pixelSize", pixelSize));
	}

	private static <C extends SlideCommand> C command(final C command, final ImagePlus image,
		final Map<String, Object> given) throws IOException
	{
		CommandParameter.fields(command).stream().filter(field -> field.getName().equals("image")).forEach(field -> {
			try {
				field.set(command, image);
			}
			catch (final IllegalAccessException e) {
				throw new IllegalStateException(e);
			}
		});
		given.forEach((key, value) -> command.parameter(key).orElseThrow().set(value));
		return command;
	}

	/** Runs a command, and says its result and its notes. */
	private static String run(final SlideCommand command, final ImagePlus image, final Map<String, Object> given)
		throws IOException
	{
		command(command, image, given).execute(ProgressListener.NONE);
		return CommandParameter.outputTexts(command).get(0)
			+ (command.notes().isEmpty() ? "" : "; " + String.join("; ", command.notes()));
	}

	private static String imported(final Path file, final ImagePlus image) throws IOException {
		return run(new ImportAnnotationsCommand(), image, Map.of("annotations", file.toFile(), "into", "overlay"));
	}

	private Path written(final String name, final List<Annotation> annotations) throws IOException {
		try (AnnotationWriter writer = AnnotationFiles.write(path(name), AnnotationFiles.formatFor(path(name)),
			SlideFrame.UNKNOWN, Optional.empty(), new Remarks())) {
			for (final Annotation annotation : annotations)
				writer.put(annotation);
			writer.finish();
		}
		return path(name);
	}

	private static List<Annotation> read(final Path path) throws IOException {
		final AnnotationFile file = AnnotationFile.of(path);
		final List<Annotation> all = new ArrayList<>();
		AnnotationFiles.read(file, AnnotationFiles.formatOf(file), SlideFrame.UNKNOWN, Optional.empty(), new Remarks(),
			all::add);
		return all;
	}

	@Test
	public void ontoAnOverviewAndBack() throws IOException {
		for (final String name : List.of("four.geojson", "four.zip")) {
			final ImagePlus overview = overview();
			overview.setOverlay(new Overlay(new Roi(1, 2, 3, 4)));
			final Path file = written(name, FOUR);
			assertEquals("4 of 4 annotations put into the overlay", imported(file, overview));
			final Overlay overlay = overview.getOverlay();
			assertEquals(5, overlay.size());
			assertEquals(1, overlay.get(0).getFloatBounds().x, 0);
			assertEquals("[x=4.0,y=6.0,w=20.0,h=10.0]",
				overlay.get(1).getFloatBounds().toString().replaceAll(".*\\[", "["));
			assertEquals("Tumor", overlay.get(1).getName());
			assertEquals(new Color(0xc80000), overlay.get(1).getStrokeColor());
			assertEquals("ring", overlay.get(2).getName());
			assertTrue(overlay.get(2) instanceof ShapeRoi);
			assertFalse(overlay.get(2).contains(112, 62)); // in the hole
			assertTrue(overlay.get(2).contains(102, 52));
			overlay.remove(0);
			assertEquals("4 annotations written as " + (name.endsWith("zip") ? "ImageJ ROI" : "QuPath GeoJSON"),
				run(new ExportAnnotationsCommand(), overview, Map.of("output", path("back " + name).toFile())));
			assertEquals(read(file), read(path("back " + name)));
		}
	}

	/** The crop's pixels are 8 of level 0 wide and high. */
	@Test
	public void fromACropAtAnEighth() throws IOException {
		final ImagePlus crop = crop("80,40,800,640", 2);
		assertEquals("100 x 80", crop.getWidth() + " x " + crop.getHeight());
		crop.setOverlay(new Overlay(new Roi(10, 20, 30, 25)));
		crop.getOverlay().add(new PolygonRoi(new float[] { 1, 99.5f, 50 }, new float[] { 0, 0.25f, 79 }, Roi.POLYGON));
		crop.getOverlay().add(new PolygonRoi(new float[] { 0, 3 }, new float[] { 0, 4 }, Roi.POLYLINE));
		crop.getOverlay().get(0).setName("box");
		run(new ExportAnnotationsCommand(), crop, Map.of("output", path("crop").toFile(), "regions", "overlay"));
		final List<Annotation> all = read(path("crop.geojson"));
		assertEquals(Optional.of("box"), all.get(0).name());
		assertEquals(Geometry.rectangle(new Box(160, 200, 240, 200)), all.get(0).geometry());
		assertEquals(Geometry.polygon(Vertices.of(88, 40, 876, 42, 480, 672)), all.get(1).geometry());
		assertEquals(Geometry.lines(List.of(Vertices.of(84, 44, 108, 76))), all.get(2).geometry());
	}

	@Test
	public void whatTheImageDoesNotShowIsCounted() throws IOException {
		final ImagePlus crop = crop("0,0,100,100", 0.5);
		assertEquals("2 of 4 annotations put into the overlay; 2 of 4 annotations lie outside of what the image shows "
			+ "and are left out", imported(written("four.geojson", FOUR), crop));
		final ImagePlus none = crop("600,600,20,20", 0.5);
		assertEquals("0 of 4 annotations put into the overlay; 4 of 4 annotations lie outside of what the image shows "
			+ "and are left out", imported(path("four.geojson"), none));
		assertNull(none.getOverlay());
	}

	@Test
	public void someClasses() throws IOException {
		final Path file = written("four.zip", FOUR);
		final ImagePlus overview = overview();
		assertEquals("2 of 4 annotations put into the overlay", run(new ImportAnnotationsCommand(), overview,
			Map.of("annotations", file.toFile(), "into", "overlay", "classes", "Tumor")));
		assertEquals("3 of 4 annotations put into the overlay", run(new ImportAnnotationsCommand(), overview,
			Map.of("annotations", file.toFile(), "into", "overlay", "classes", "Stroma, Tumor")));
		assertEquals("none of the 4 annotations in " + file + " is of the class tumour; there are Stroma, Tumor",
			assertThrows(IllegalArgumentException.class, () -> run(new ImportAnnotationsCommand(), overview,
				Map.of("annotations", file.toFile(), "classes", "tumour"))).getMessage());
	}

	/** Without a screen, a program has no ROI Manager. */
	@Test
	public void nothingIsHalfImported() throws IOException {
		final ImagePlus overview = overview();
		final Path file = written("four.geojson", FOUR);
		Files.writeString(file, Files.readString(file).replaceFirst("\\]\\s*\\}\\s*$", ", {\"type\": \"Feature\"}]"));
		assertThrows(AnnotationFormatException.class, () -> imported(file, overview));
		final Path many = written("many.geojson", new ArrayList<>(Collections.nCopies(50_001, FOUR.get(2))));
		for (final String into : List.of("both", "manager"))
			assertEquals(many + " has more than 50000 annotations where the image is, too many for the list of the ROI "
				+ "Manager; say into=overlay, or import them on a crop of a smaller region",
				assertThrows(IllegalArgumentException.class, () -> run(new ImportAnnotationsCommand(), overview,
					Map.of("annotations", many.toFile(), "into", into))).getMessage());
		assertNull(overview.getOverlay());
		assertEquals("50001 of 50001 annotations put into the overlay", imported(many, overview));
	}

	@Test
	public void imagesThatShowNoSlide() throws IOException {
		final ImagePlus other = new ImagePlus("another", overview().getProcessor().duplicate());
		final String sentence = "the image \"another\" does not say which slide it shows; open the slide with "
			+ "Coverslip and use that image";
		assertEquals(sentence, assertThrows(IllegalArgumentException.class,
			() -> imported(written("four.zip", FOUR), other)).getMessage());
		other.setOverlay(new Overlay(new Roi(1, 2, 3, 4)));
		assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> run(new ExportAnnotationsCommand(),
			other, Map.of("output", path("never.zip").toFile()))).getMessage());
		final ImagePlus part = overview();
		part.setRoi(10, 20, 100, 60);
		assertEquals("1 of 4 annotations put into the overlay; 3 of 4 annotations lie outside of what the image shows "
			+ "and are left out", imported(path("four.zip"), new Duplicator().run(part)));
	}

	@Test
	public void filesToWrite() throws IOException {
		final ImagePlus overview = overview();
		assertEquals(overview.getTitle() + " has no overlay",
			assertThrows(IllegalArgumentException.class, () -> run(new ExportAnnotationsCommand(), overview,
				Map.of("output", path("a.zip").toFile(), "regions", "overlay"))).getMessage());
		overview.setRoi(new Roi(10, 20, 30, 40));
		final ExportAnnotationsCommand command = command(new ExportAnnotationsCommand(), overview, Map.of());
		assertEquals(Optional.of(path("a slide.geojson")), command.suggestedTarget());
		assertEquals("1 annotation written as ImageJ ROI",
			run(new ExportAnnotationsCommand(), overview, Map.of("output", path("a.roi").toFile())));
		assertThrows(IllegalArgumentException.class,
			() -> run(new ExportAnnotationsCommand(), overview, Map.of("output", path("a.roi").toFile())));
		run(new ExportAnnotationsCommand(), overview, Map.of("output", path("a.roi").toFile(), "overwrite", true));
		run(new ExportAnnotationsCommand(), overview, Map.of("output", path("a.txt").toFile(), "to", "geojson"));
		assertEquals(read(path("a.roi")).get(0).geometry(), read(path("a.txt")).get(0).geometry());
		assertTrue(assertThrows(IllegalArgumentException.class, () -> run(new ExportAnnotationsCommand(), overview,
			Map.of("output", path("a.png").toFile()))).getMessage().startsWith("the name " + path("a.png")
				+ " should end in .geojson, "));
		overview.setOverlay(new Overlay(new Roi(1, 2, 3, 4)));
		overview.getOverlay().add(new Roi(5, 6, 7, 8));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> run(new ExportAnnotationsCommand(), overview,
			Map.of("output", path("two.roi").toFile()))).getMessage().contains("would hold one annotation"));
		final ExportAnnotationsCommand canceled =
			command(new ExportAnnotationsCommand(), overview, Map.of("output", path("canceled.zip").toFile()));
		assertThrows(CancellationException.class, () -> canceled.execute(new ProgressListener() {

			@Override
			public void progress(final long done, final long total) {}

			@Override
			public boolean isCanceled() {
				return true;
			}
		}));
		assertArrayEquals(new String[] { "a slide.tif", "a.roi", "a.txt" },
			Arrays.stream(folder.getRoot().list()).sorted().toArray());
	}

	/** A slide of 100,000 pixels, on which ImageJ's own rectangles would come back one pixel wide. */
	@Test
	public void aWideSlide() throws IOException {
		final File wide = DrawnSlide.write(path("wide.svs"), 100_000, 64, ProgressListener.NONE).toFile();
		final List<Annotation> all =
			List.of(Annotation.builder(Geometry.rectangle(new Box(40_000, 8, 50_000, 32))).name("box").build(),
				Annotation.builder(Geometry.ellipse(new Box(70_000, 8, 29_992, 32))).name("ellipse").build(),
				Annotation.builder(Geometry.polygon(Vertices.of(99_000, 0, 100_000, 0, 99_992, 64))).name("p").build());
		final Path file = written("wide.zip", all);
		final ImagePlus overview = opened(new OpenSlideCommand(), Map.of("input", wide, "level", 0, "region",
			"98000,0,2000,64"));
		assertEquals("2 of 3 annotations put into the overlay; 1 of 3 annotations lie outside of what the image shows "
			+ "and are left out", imported(file, overview));
		run(new ExportAnnotationsCommand(), overview, Map.of("output", path("part.geojson").toFile()));
		assertEquals(all.subList(1, 3), read(path("part.geojson")));
		final ImagePlus whole = opened(new OpenSlideCommand(), Map.of("input", wide, "level", 0));
		imported(file, whole);
		run(new ExportAnnotationsCommand(), whole, Map.of("output", path("whole.zip").toFile()));
		assertEquals(all, read(path("whole.zip")));
	}

	/** A crop of an image takes its overlay along, and with it what is said of annotations. */
	@Test
	public void cropsCarryAnnotations() throws IOException {
		final ImagePlus overview = overview();
		final Path file = written("four.geojson", FOUR);
		imported(file, overview);
		overview.setRoi(90, 45, 60, 60);
		final CropToImageCommand cropping =
			command(new CropToImageCommand(), overview, Map.of("level", 0));
		cropping.execute(ProgressListener.NONE);
		final ImagePlus crop = CommandParameter.outputImages(cropping).get(0);
		run(new ExportAnnotationsCommand(), crop,
			Map.of("output", path("crop.geojson").toFile(), "regions", "overlay"));
		assertEquals(List.of(read(file).get(1)), read(path("crop.geojson")));
	}

	/** As a script in Fiji runs them. */
	@Test
	public void scripts() throws Exception {
		final ImagePlus overview = overview();
		final Path file = written("four.geojson", FOUR);
		try (Context context = new Context()) {
			final CommandModule in = CommandRuns.run(context, ImportAnnotationsCommand.class, "image", overview,
				"annotations", file.toFile(), "classes", "Stroma");
			assertEquals("1 of 4 annotations put into the overlay", in.getOutput("result"));
			CommandRuns.run(context, ExportAnnotationsCommand.class, "image", overview, "output",
				path("out.geojson").toFile());
		}
		assertEquals(FOUR.get(3).geometry(), read(path("out.geojson")).get(0).geometry());
	}

	/** The script of the documentation; its first lines are parameters, for Fiji. */
	@Test
	public void theScriptOfTheDocumentation() throws Exception {
		final Matcher script = Pattern.compile("```groovy\n(?:#@.*\n)+([^`]+)```")
			.matcher(Files.readString(Path.of("docs/annotations.md")));
		assertTrue(script.find());
		final StringWriter out = new StringWriter();
		try (Context context = new Context()) {
			new GroovyShell(new Binding(Map.of("commands", context.service(CommandService.class), "image", overview(),
				"annotations", written("four.zip", FOUR).toFile(), "out", new PrintWriter(out))))
				.evaluate(script.group(1));
		}
		assertEquals("Tumor of Tumor\nring of Tumor\nnull of null\nStroma of Stroma\n",
			out.toString().replace("\r", ""));
	}
}
